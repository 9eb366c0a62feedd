use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "bakery", schema_name = "app", comment = "where cakes come from")]
pub struct Model {
    #[sea_orm(primary_key)]
    #[serde(skip_deserializing)]
    pub id: i32,
    #[sea_orm(unique)]
    pub name: String,
    pub profit_margin: f64,
    #[sea_orm(indexed, comment = "by the hour")]
    pub opened_at: Option<DateTimeWithTimeZone>,
    #[sea_orm(unique_key = "street_number")]
    pub street: String,
    #[sea_orm(unique_key = "street_number")]
    pub number: i16,
    #[sea_orm(ignore)]
    pub cakes: Vec<String>,
    #[sea_orm(default_value = "it's new")]
    pub state: String,
    #[sea_orm(default_expr = "Expr::current_timestamp()")]
    pub made_at: DateTimeUtc,
    #[sea_orm(extra = "CHECK (rating > 0)", default_value = 5)]
    pub rating: i32,
    #[sea_orm(renamed_from = "note", nullable, column_type = "Text")]
    pub remark: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::cake::Entity")]
    Cake,
}

impl Related<super::cake::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Cake.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
