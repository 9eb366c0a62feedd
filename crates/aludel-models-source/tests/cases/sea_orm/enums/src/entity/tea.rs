use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tea")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub kind: super::kinds::Kind,
    pub other: Option<super::kinds::Kind>,
    pub size: super::kinds::Size,
    pub level: Level,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Level {
    #[sea_orm(num_value = 0)]
    Low,
    #[sea_orm(num_value = 1)]
    High,
}
