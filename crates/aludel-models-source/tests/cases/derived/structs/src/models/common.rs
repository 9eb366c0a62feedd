use aludel_models::Columns;

use super::{Country, Human};

#[derive(Columns, sqlx::FromRow)]
#[table(index(changed_at))]
pub struct Times {
    #[column(default = "now()")]
    pub created_at: chrono::DateTime<chrono::Utc>,
    #[sqlx(rename = "changed")]
    pub changed_at: Option<chrono::DateTime<chrono::Utc>>,
    #[sqlx(flatten)]
    pub by: By,
}

#[derive(Columns, sqlx::FromRow)]
pub struct By {
    #[column(references(Human, email), on_delete = "set null")]
    changed_by: Option<String>,
}

/// The key that every table has.
#[derive(Columns)]
pub struct Base {
    #[column(primary_key)]
    id: uuid::Uuid,
}

#[derive(Columns)]
#[table(rename_all = "camelCase", unique(zip_code, street))]
pub struct Address {
    street: String,
    zip_code: String,
    #[column(references(Country, code))]
    country: String,
}
