use super::*;
use crate::models::common as shared;

pub type Latest = Order;
type Base = shared::Base;

#[derive(aludel_models::Table)]
pub struct Order {
    #[column(flatten)]
    base: Base,
    #[column(references = super::Human, on_delete = "cascade")]
    customer: uuid::Uuid,
    #[column(references(self::Team))]
    team: uuid::Uuid,
}
