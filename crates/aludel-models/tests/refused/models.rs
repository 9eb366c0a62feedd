//! Structs whose SQL no database takes; the line is marked at which that is to be told.

use aludel_models::{Columns, Table};

#[derive(Table)]
#[table(
    name = "checks",
    unique(email),
    check("length(email) > 2"),
    check("length(emial) > 2", name = "long_enough"), //~
)]
struct Check {
    #[column(primary_key, identity)]
    id: i64,
    #[column(length = 80)]
    email: String,
}

#[derive(Table)]
struct CheckAtField {
    #[column(primary_key, identity)]
    id: i64,
    #[column(
        unique,
        check = "email >", //~
        length = 80
    )]
    email: String,
}

#[derive(Table)]
struct Default {
    #[column(primary_key, identity)]
    id: i64,
    #[column(default = "0")]
    before: i64,
    #[column(
        renamed_from = "made",
        default = "no_such_function()", //~ postgres mysql
    )]
    created: i64,
}

#[derive(Table)]
struct UnknownInDefault {
    #[column(primary_key, identity)]
    id: i64,
    #[column(name = "after")]
    #[column(default(any = "abs(befroe)"))] //~
    after: i64,
}

#[derive(Table)]
#[table(
    index(state, name = "by_state"),
    index(id, name = "by_id", where = "sate = 'new'", only(postgres, sqlite)), //~ postgres sqlite
)]
struct Predicate {
    #[column(primary_key, identity)]
    id: i64,
    #[column(length = 80)]
    state: String,
}

#[derive(Table)]
#[table(index(
    id,
    expression(postgres = "lower(sate)", sqlite = "lower(sate)", mysql = "(lower(sate))"), //~ postgres sqlite
    only(postgres, sqlite),
))]
struct Expression {
    #[column(primary_key, identity)]
    id: i64,
    #[column(length = 80)]
    state: String,
}

#[derive(Table)]
struct Generated {
    #[column(primary_key, identity)]
    id: i64,
    price: i64,
    #[column(renamed_from = "twice")]
    #[column(generated = "pirce * 2")] //~
    double: Option<i64>,
}

#[derive(Columns)]
struct Traces {
    #[column(check = "created > 0")]
    created: i64,
    #[column(check = "chagned > 0")] //~
    changed: i64,
}

#[derive(Table)]
struct Embedding {
    #[column(primary_key, identity)]
    id: i64,
    #[column(flatten)]
    traces: Traces,
}

#[derive(Table)]
struct Type {
    #[column(primary_key, identity)]
    id: i64,
    #[column(type(any = "no_such_type", sqlite = "text"))] //~ postgres mysql
    name: String,
}

#[derive(Table)]
#[table(foreign_key(
    columns(first, second),
    references = "type(id, name)", //~ postgres mysql
))]
struct Reference {
    #[column(primary_key, identity)]
    id: i64,
    first: i64,
    #[column(length = 80)]
    second: String,
}

#[derive(Table)]
struct MismatchedDefault {
    #[column(primary_key, identity)]
    id: i64,
    #[column(default = "'2'")]
    second: i64,
    #[column(default(any = "0", postgres = "now()"))] //~ postgres
    first: i64,
}
