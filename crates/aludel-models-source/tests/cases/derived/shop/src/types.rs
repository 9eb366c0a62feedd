//! Read for what its names mean: the table in it is no model.

#[derive(sqlx::Type)]
#[sqlx(transparent)]
pub struct Email(String);

#[derive(aludel_models::ColumnType)]
#[column_type(precision = 10, scale = 2)]
pub struct Money(rust_decimal::Decimal);

#[derive(aludel_models::Table)]
pub struct Elsewhere {
    id: i32,
}

#[derive(sqlx::Type)]
#[sqlx(type_name = "citext")]
pub struct Login(String);

#[derive(sqlx::Type)]
#[sqlx(type_name = "geo.place")]
pub struct Address {
    street: String,
    zip: Option<String>,
}
