use aludel_models::{ColumnType, Table};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::types::{Email, Money as Price};

/// A customer.
#[derive(Table, sqlx::FromRow, Serialize, Deserialize)]
#[table(name = "customers", comment)]
pub struct Customer {
    #[column(primary_key, identity)]
    pub id: CustomerId,
    #[column(unique)]
    pub email: Email,
    pub name: Box<str>,
    pub born: Option<chrono::NaiveDate>,
    #[column(default = "now()")]
    pub created_at: DateTime<Utc>,
    pub credit: Price,
    pub level: Level,
    pub state: Option<super::order::State>,
    pub picture: Vec<u8>,
    pub tags: Vec<String>,
    #[sqlx(json)]
    pub settings: Settings,
    #[column(type = "point")]
    pub place: Place,
    pub address: std::net::IpAddr,
    pub raw: serde_json::Value,
    pub more: sqlx::types::Json<Settings>,
}

pub type CustomerId = Id<i64>;
type Id<T> = T;

#[derive(ColumnType)]
#[repr(i16)]
pub enum Level {
    Low = 1,
    High = 2,
}
