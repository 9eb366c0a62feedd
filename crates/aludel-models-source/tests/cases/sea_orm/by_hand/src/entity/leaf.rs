//! The expanded format, with an enum and with names told by hand.
use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
#[sea_orm(table_name = "leaf")]
pub struct Entity;

#[derive(Copy, Clone, Debug, EnumIter, DeriveCustomColumn)]
pub enum Column {
    Id,
    Tea,
    Teas,
}

impl IdenStatic for Column {
    fn as_str(&self) -> &str {
        match self {
            Self::Id => "Id",
            _ => self.default_as_str(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = i32;

    fn auto_increment() -> bool {
        true
    }
}

#[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "tea")]
pub enum Tea {
    #[sea_orm(string_value = "black")]
    Black,
    #[sea_orm(string_value = "green")]
    Green,
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::Tea => Tea::db_type().get_column_type().to_owned().def().null(),
            Self::Teas => {
                ColumnType::Array(RcOrArc::new(Tea::db_type().get_column_type().to_owned())).def()
            }
        }
    }
}
