diesel::table! {
    everything (a) {
        a -> Unsigned<Bigint>,
        b -> Tinyint,
        c -> Nullable<Unsigned<Integer>>,
        d -> Datetime,
        e -> Timestamp,
        f -> Bit,
        g -> Blob,
        h -> Longtext,
        #[max_length = 64]
        i -> Varchar,
        #[max_length = 3]
        j -> Char,
        k -> Decimal,
        l -> Float,
        m -> Json,
    }
}

diesel::table! {
    sessions (token) {
        #[max_length = 16]
        token -> Binary,
        name -> Text,
        shape -> Blob,
        #[max_length = 8]
        state -> Varbinary,
    }
}

diesel::table! {
    named (name, hash) {
        name -> Text,
        hash -> Blob,
        session -> Binary,
    }
}

diesel::joinable!(named -> sessions (session));
