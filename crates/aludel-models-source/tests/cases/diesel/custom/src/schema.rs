pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "mood", schema = "app"))]
    #[diesel(mysql_type(name = "Enum"))]
    #[diesel(sqlite_type(name = "Text"))]
    pub struct Mood;

    #[derive(SqlType)]
    #[diesel(postgres_type(name = "OrderState"))]
    #[diesel(mysql_type(name = "String"))]
    #[diesel(sqlite_type(name = "Long"))]
    pub struct OrderState;

    #[derive(SqlType)]
    #[diesel(postgres_type(oid = 42, array_oid = 43))]
    pub struct Oddity;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Mood;
    use postgis_diesel::sql_types::Geometry;
    use super::sql_types::{OrderState as State, Oddity};

    users (id) {
        id -> Integer,
        mood -> Nullable<Mood>,
        state -> State,
        odd -> Oddity,
        other -> crate::schema::sql_types::Mood,
        place -> Geometry,
    }
}
