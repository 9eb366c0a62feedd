use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "everything")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub unsigned: u32,
    pub tiny: i8,
    pub big_unsigned: u64,
    pub real: f32,
    pub text: String,
    #[sea_orm(column_type = "Text")]
    pub long: String,
    #[sea_orm(column_type = "String(StringLen::N(80))")]
    pub short: String,
    #[sea_orm(column_type = "Char(Some(2))")]
    pub country: String,
    pub bytes: Vec<u8>,
    #[sea_orm(column_type = "VarBinary(StringLen::N(16))")]
    pub key: Vec<u8>,
    pub day: Date,
    pub time: Time,
    pub local: DateTime,
    pub moment: DateTimeUtc,
    pub moment_of_time: TimeDateTimeWithTimeZone,
    #[sea_orm(column_type = "Timestamp")]
    pub stamp: DateTime,
    pub json: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub jsonb: Json,
    pub uuid: Uuid,
    pub number: Decimal,
    #[sea_orm(column_type = "custom(\"citext\")")]
    pub citext: String,
    pub settings: Settings,
    pub email: Email,
    pub amount: Amount,
    pub seconds: ChronoUnixTimestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Settings {
    dark: bool,
}

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Email(pub String);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
#[sea_orm(column_type = "Decimal(Some((12, 2)))")]
pub struct Amount(pub Decimal);
