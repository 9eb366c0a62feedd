use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "a")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub strange: Strange,
    #[sea_orm(column_type = "my_type()")]
    pub other: Strange,
    pub kind: Kind,
    pub again: Kind,
    pub b_id: i32,
}

#[derive(DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "kind")]
pub enum Kind {
    One,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::b::Entity", from = "Column::BId", to = "super::b::Column::Id")]
    B,
    #[sea_orm(belongs_to = "Entity", from = "Column::CId", to = "Column::Id")]
    C,
    #[sea_orm(belongs_to = "Entity", from = "Column::BId")]
    D,
}
