use aludel_models::{Columns, Table};

pub struct NoTable;

#[derive(Table)]
pub struct Good {
    #[column(primary_key, name = "number")]
    id: i64,
}

#[derive(Table)]
#[table(foreign_key(columns(a, b), references(Good, id, naem)))]
pub struct Refers {
    #[column(references = NoTable)]
    a: i64,
    #[column(references = Nowhere)]
    b: i64,
    #[column(references(Good, idd))]
    c: i64,
    #[column(references = super::types::Wrong)]
    d: i64,
}

#[derive(Columns)]
pub struct Times {
    made: i64,
    changed: i64,
}

#[derive(Columns)]
pub struct Base {
    #[column(primary_key)]
    id: i64,
    changed: i64,
}

#[derive(Columns)]
pub struct Endless {
    #[column(flatten)]
    again: Endless,
}

#[derive(Table)]
#[table(index(made, changed), unique(chanegd))]
pub struct Embeds {
    #[column(primary_key)]
    number: i64,
    #[column(flatten)]
    times: Times,
    #[column(flatten)]
    base: Base,
    made: i64,
}

#[derive(Table)]
pub struct EmbedsNothing {
    #[column(flatten)]
    good: Good,
    #[column(flatten)]
    unknown: super::types::Place,
    #[column(flatten)]
    endless: Endless,
}
