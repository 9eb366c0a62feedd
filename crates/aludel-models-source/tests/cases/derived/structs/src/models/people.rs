use super::common::{Address, Base, Times};
use super::orders;

#[derive(aludel_models::Table)]
#[table(schema = "hr", name = "people", unique(email, zip_code))]
pub struct Person {
    #[column(flatten)]
    base: Base,
    #[column(name = "mail", unique)]
    email: String,
    #[column(references = Team)]
    team: uuid::Uuid,
    #[column(references = orders::Latest)]
    order: Option<uuid::Uuid>,
    #[sqlx(flatten)]
    address: Address,
    #[sqlx(flatten)]
    times: Times,
}

#[derive(aludel_models::Table)]
#[table(foreign_key(columns(part_of, lead), references(Self, id, lead)))]
pub struct Team {
    #[column(flatten)]
    base: Base,
    lead: uuid::Uuid,
    part_of: Option<uuid::Uuid>,
}
