//! Types that say by hand what they are kept as.
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{self, ArrayType, ValueType, ValueTypeErr};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hand")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub names: Option<Names>,
    pub level: Level,
    pub deep: Outer,
    #[sea_orm(column_type = "Array(RcOrArc::new(Level::column_type()))")]
    pub levels: Vec<Level>,
    pub simple: uuid::fmt::Simple,
    pub urn: Option<uuid::fmt::Urn>,
}

pub struct Names(Vec<String>);

impl sea_query::ValueType for Names {
    fn try_from(v: Value) -> Result<Self, ValueTypeErr> {
        Err(ValueTypeErr)
    }

    fn array_type() -> ArrayType {
        ArrayType::Json
    }

    fn column_type() -> sea_query::ColumnType {
        sea_query::ColumnType::Json
    }
}

pub struct Level(i16);

impl ValueType for Level {
    fn column_type() -> ColumnType {
        <i16 as ValueType>::column_type()
    }
}

pub enum Outer {
    A,
}

impl ActiveEnum for Outer {
    fn db_type() -> ColumnDef {
        Level::column_type().def()
    }
}

pub struct Circle;

impl ValueType for Circle {
    fn column_type() -> ColumnType {
        Circle::column_type()
    }
}
