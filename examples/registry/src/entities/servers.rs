//! A version of a server; the newest of each name is listed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "servers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_type = "Text", unique_key = "name_version")]
    pub name: String,
    #[sea_orm(column_type = "Text", unique_key = "name_version")]
    pub version: String,
    #[sea_orm(column_type = "Text", default_value = "")]
    pub description: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub repository_url: Option<String>,
    pub published_at: DateTimeUtc,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Json,
    pub is_latest: bool,
    pub retired_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::health_reports::Entity")]
    HealthReports,
    #[sea_orm(has_many = "super::server_tags::Entity")]
    ServerTags,
    #[sea_orm(has_many = "super::user_variables::Entity")]
    UserVariables,
}

impl ActiveModelBehavior for ActiveModel {}
