use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "arrays")]
#[cfg(feature = "postgres")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub numbers: Vec<i32>,
    pub names: Option<Vec<String>>,
}
