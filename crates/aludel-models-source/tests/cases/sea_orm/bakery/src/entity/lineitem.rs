use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lineitem", rename_all = "camelCase")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cake_id: i64,
    pub baker_id: i32,
    pub unit_price: Decimal,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::cakes_bakers::Entity",
        from = "(Column::CakeId, Column::BakerId)",
        to = "(super::cakes_bakers::Column::CakeId, super::cakes_bakers::Column::BakerId)"
    )]
    CakesBakers,
}

impl ActiveModelBehavior for ActiveModel {}
