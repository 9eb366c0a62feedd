//! Structs that name others' fields wrongly; behind each line stands what the compiler says of it.

use aludel_models::{Columns, Table};

#[derive(Table)]
struct Team {
    #[column(primary_key)]
    id: i64,
    #[column(name = "title")]
    name: String,
}

#[derive(Table)]
#[table(foreign_key(columns(a, b), references(Team, id, naem)))] //~ there is no field `naem` in `Team`
struct References {
    #[column(references = Team)]
    a: i64,
    #[column(references(Team, title))]
    b: i64,
    #[column(references(Team, name))]
    c: String,
    #[column(references(Team, idd))] //~ there is no field `idd` in `Team`
    d: i64,
}

#[derive(Columns)]
struct Times {
    made: i64,
    #[column(name = "changed_at")]
    changed: i64,
}

#[derive(Columns)]
struct Base {
    #[column(primary_key)]
    id: i64,
    changed_at: i64,
}

#[derive(Table)]
#[table(index(made, changed_at), unique(changed), index(name, chanegd))] //~ there is no field `chanegd`, neither here
//^ there is no field `name`, neither here nor in what is embedded
struct Embedding {
    #[column(primary_key)]
    number: i64,
    #[column(flatten)]
    times: Times,
    #[column(flatten)]
    base: Base, //~ a column of `times` is in `base` too
    //^ a table has one primary key: `Embedding` has another beside that in `base`
    made: i64, //~ the column `made` is in `times` too
}

fn main() {}
