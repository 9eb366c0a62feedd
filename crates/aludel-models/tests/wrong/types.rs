//! Types that are no columns; behind each line stands what the compiler says of it.

use aludel_models::{ColumnType, Columns, Metadata, Table};

struct Strange;

#[derive(Table)]
struct Types {
    a: i64,
    b: Strange, //~ no column type is known for `Strange`
    c: Option<Strange>, //~ no column type is known for `Strange`
    d: std::ffi::OsString, //~ no column type is known for `OsString`
    #[column(json)]
    e: Strange,
    #[column(type = "point")]
    f: Strange,
    #[column(skip)]
    g: Strange,
    #[column(type(postgres = "point"))]
    h: Strange, //~ no column type is known for `Strange`
}

#[derive(ColumnType)]
struct Around(Strange); //~ no column type is known for `Strange`

#[derive(Table)]
struct Refers {
    #[column(references = Strange)] //~ `Strange` is no table
    a: i64,
}

#[derive(Columns)]
struct Embeds {
    a: i64,
    #[column(flatten)]
    b: Types, //~ `Types` has no columns that could stand in a table
}

fn main() {
    let _ = Metadata::new().table::<Strange>(); //~ `Strange` is no table
}
