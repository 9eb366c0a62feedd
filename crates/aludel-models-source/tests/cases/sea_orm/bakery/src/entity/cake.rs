use super::prelude::Bakery;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cake")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String,
    #[sea_orm(column_type = "Decimal(Some((16, 4)))")]
    pub price: Decimal,
    pub bakery_id: Option<i32>,
    pub gluten_free: bool,
    pub serial: Uuid,
    #[sea_orm(column_name = "kind", enum_name = "Type")]
    pub r#type: Option<String>,
    pub parent_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "Bakery",
        from = "Column::BakeryId",
        to = "super::bakery::Column::Id",
        on_update = "Cascade",
        on_delete = "SetNull"
    )]
    Bakery,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id", fk_name = "cake_parent")]
    Parent,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id", skip_fk)]
    Loose,
    #[sea_orm(has_many = "super::lineitem::Entity")]
    Lineitem,
}

impl ActiveModelBehavior for ActiveModel {}
