use aludel_models::Table;
use rust_decimal::Decimal;
use std::num::NonZero;
use time::{Date, OffsetDateTime};

#[derive(Table)]
#[table(schema = "sales", index(customer, placed = "desc"))]
pub struct Order {
    #[column(primary_key)]
    id: uuid::Uuid,
    #[column(references = "customers", on_delete = "cascade")]
    customer: i64,
    placed: OffsetDateTime,
    due: Option<Date>,
    #[column(precision = 12, scale = 2)]
    total: Decimal,
    state: State,
    kind: Option<crate::ids::deep::Kind>,
    weight: crate::Weight,
    login: crate::types::Login,
    to: Option<crate::types::Address>,
    count: std::num::NonZeroU32,
    code: Option<NonZero<i16>>,
    counts: Vec<std::num::NonZeroI64>,
}

#[derive(sqlx::Type)]
#[sqlx(type_name = "order_state", rename_all = "snake_case")]
pub enum State {
    New,
    InProgress,
    Done,
}
