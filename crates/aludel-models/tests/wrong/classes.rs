//! Attributes that don't go with the field's type; behind each line stands what the compiler says of it.

use aludel_models::{ColumnType, Table};

#[derive(ColumnType)]
struct Id(i64);

#[derive(ColumnType)]
struct Name(String);

#[derive(Table)]
#[table(primary_key(a, m))]
struct Types {
    #[column(identity)] //~ an identity counts integers, and this field is none
    a: String,
    #[column(identity)]
    b: Id,
    #[column(length = 3)] //~ a length and a collation are for text, and this field is none
    c: i32,
    #[column(length = 3)]
    d: Option<Name>,
    #[column(precision = 3)] //~ digits are for decimal numbers, and this field is none
    e: f64,
    #[column(collate = "C")] //~ a length and a collation are for text, and this field is none
    f: Id,
    m: Option<i64>, //~ a primary key is never empty, and this field may be
}

type Perhaps<T> = Option<T>;

#[derive(Table)]
struct Key {
    #[column(primary_key)] //~ a primary key is never empty, and this field may be
    id: Perhaps<i64>,
}

#[derive(ColumnType)]
#[column_type(length = 3)]
struct Short(i64); //~ a length and a collation are for text, and this field is none

fn main() {}
