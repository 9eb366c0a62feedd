diesel::table! {
    use diesel::sql_types::*;
    use diesel_full_text_search::TsVector;

    everything (a, b) {
        a -> Int2,
        b -> Uuid,
        c -> Bool,
        d -> Float4,
        e -> Float8,
        f -> Numeric,
        g -> Bpchar,
        #[max_length = 2]
        h -> Bpchar,
        i -> Bytea,
        j -> Date,
        k -> Time,
        l -> Timestamptz,
        m -> Interval,
        n -> Json,
        o -> Jsonb,
        p -> Inet,
        q -> Cidr,
        r -> MacAddr,
        s -> Money,
        t -> Oid,
        u -> Citext,
        v -> CChar,
        w -> Range<Int4>,
        x -> Nullable<Multirange<Timestamptz>>,
        y -> TsVector,
        z -> Array<Int4>,
        aa -> Boolean,
        ab -> Nullable<Bit>,
        ac -> Array<Timetz>,
    }
}
