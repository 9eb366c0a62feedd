diesel::table! {
    everything (a) {
        a -> Integer,
        b -> Text,
        c -> Bool,
        d -> SmallInt,
        e -> BigInt,
        f -> Binary,
        g -> Float,
        h -> Double,
        i -> Timestamp,
        j -> TimestamptzSqlite,
        k -> Date,
        l -> Nullable<Time>,
    }
}
