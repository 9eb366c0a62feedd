//! Attributes that say what can't be; behind each line stands what the compiler says of it.

use aludel_models::{ColumnType, Columns, Table};

#[derive(Table)]
#[table(nam = "users")] //~ there is no `nam` here; did you mean `name`?
struct UnknownOfTable {
    #[column(uniqe)] //~ there is no `uniqe` here; did you mean `unique`?
    id: i64,
    #[column(lenght = 3, tablespace = "fast")] //~ there is no `lenght` here; did you mean `length`?
    name: String, //^ there is no `tablespace` here
}

#[derive(Table)]
#[table(primary_key(tenant, idd))] //~ there is no field `idd`; did you mean `id`?
#[table(index(id, naem), unique(tenant, tenant))] //~ there is no field `naem`; did you mean `name`?
//^ `tenant` stands here twice
#[table(foreign_key(columns(tenant, id), references = "orders(id)"))] //~ 2 columns can't refer to 1
#[table(index(id, only(postgre)))] //~ there is no `postgre` here; did you mean `postgres`?
#[table(foreign_key(columns(tenant)))] //~ expected `foreign_key(columns(a, b), references = "orders(a, b)")`, or
struct Keys {
    tenant: i64,
    id: i64,
}

#[derive(Table)]
struct TwoPrimaryKeys {
    #[column(primary_key)]
    a: i64,
    #[column(primary_key)] //~ a table has one primary key; of several fields: `#[table(primary_key(a, b))]`
    b: i64,
}

#[derive(Table)]
struct Contradictions {
    #[column(default = 1, generated = "2")] //~ a generated column has no default
    a: i64,
    #[column(identity, default = 1)] //~ an identity column has no default: the database counts its values
    b: i64,
    #[column(virtual)] //~ `virtual` stands beside `generated = "…"`
    c: i64,
    #[column(on_delete = "cascade")] //~ `on_delete` stands beside `references = "table(column)"`
    d: i64,
    #[column(references = "(id)")] //~ expected a table, maybe with its schema before and its columns behind it
    e: i64,
    #[column(references = "a", on_delete = "casade")] //~ there is no action `casade`; did you mean `cascade`?
    f: i64,
    #[column(type = "varchar(3)", length = 3)] //~ write it in the type: `length` and `type` both say it
    g: String,
    #[column(name = "a")]
    h: i64, //~ the column `a` is there already
    #[column(skip, unique)] //~ a field with `skip` has no column
    i: i64,
    #[column(comment)] //~ `comment` alone takes the documentation, and there is none
    j: i64,
    #[column(json, primary_key)] //~ a primary key is never empty: this field is an `Option`
    k: Option<i64>,
    #[column(default)] //~ expected SQL: `default = "…"`
    l: i64,
    #[column(length = "12")] //~ expected a number: `length = 12`
    m: String,
    #[column(unique, unique, name = "n1", name = "n2")] //~ `name` is said twice
    n: i64,
}

#[derive(Table)]
#[table(foreign_key(columns(a, b), references(Keys, id)))] //~ 2 columns can't refer to 1
struct References {
    a: i64,
    #[column(references(Keys, id, tenant))] //~ a column refers to one column
    b: i64,
    #[column(references)] //~ expected a struct or a table: `references = Team`, `references = "teams"`
    c: i64,
    #[column(references(Keys, id, on_delete = "cascade"))] //~ `on_delete` stands beside `references(…)`, not in it
    d: i64,
    #[column(references("keys", id))] //~ expected a struct, and maybe its fields: `references(Team, id)`
    e: i64,
    #[column(references = keys)] //~ a table by its name is a text: `references = "keys"`
    h: i64,
    #[column(references(crate::keys, id))] //~ a table by its name is a text: `references = "keys"`
    i: i64,
    #[column(name = Keys)] //~ expected a text: `name = "…"`
    f: i64,
    #[column(std::path)] //~ a path stands here without a name before it
    g: i64,
}

#[derive(Columns)]
#[table(name = "times")] //~ `name` is said of a table, and this struct is a part of some
#[table(chekc("a > 0"))] //~ there is no `chekc` here; did you mean `check`?
struct Part {
    #[column(flatten, index)] //~ a field with `flatten` has no column of its own: say it in its struct
    a: Other,
    #[sqlx(flatten)]
    b: Option<Other>, //~ a struct with `flatten` is always there: it is no `Option`
}

#[derive(Columns)]
struct Other {
    a: i64,
}

#[derive(Table)]
#[table(strict = true, without_rowid)] //~ `strict` stands alone, without a value
//^ a table without rowid has a primary key, by which its rows are kept
struct Rowid {
    #[column(identity)]
    a: i64, //~ SQLite counts by the rowid, and the table is `without_rowid`
}

#[derive(Columns)]
enum Several { //~ a table is a struct; an enum is a column's type: `#[derive(ColumnType)]`
    A,
}

#[derive(Table)]
struct Parameters<T> { //~ a table has no parameters: each of its columns is of one type
    a: T,
}

#[derive(Table)]
struct Borrowing<'a> { //~ each of its columns is of one type; for `&'a str` write `String`, or `Cow<'static, str>`
    a: &'a str,
}

#[derive(Table)]
struct NoTypes {
    a: usize, //~ no database has a `usize`: write `i64`, or what it calls it: `#[column(type = "…")]`
    b: Option<u128>, //~ no database has a `u128`: write `i64`, or a decimal number
    c: std::collections::HashMap<String, i64>, //~ no database has a `HashMap`: kept as JSON it may be
    #[column(json)]
    d: std::collections::HashMap<String, i64>,
    #[column(type = "bigint")]
    e: usize,
    #[sqlx(try_from = "i64")]
    f: usize,
}

#[derive(ColumnType)]
struct Count(usize); //~ no database has a `usize`: write `i64`

#[derive(Table)]
struct Tuple(i64); //~ a table's columns have names: this struct's fields have none

#[derive(Table)]
enum Choice { //~ a table is a struct; an enum is a column's type: `#[derive(ColumnType)]`
    A,
}

#[derive(Table)]
union Either { //~ a table is a struct with named fields
    a: i64,
}

#[derive(ColumnType)]
#[column_type(rename_all = "snakecase")] //~ there is no case `snakecase`; did you mean `snake_case`?
enum Fields {
    A,
    B(i64), //~ a value of an enum has no fields in a database
    C { c: i64 }, //~ a value of an enum has no fields in a database
    #[column_type(rename = "A")]
    D, //~ the value `A` is there already
}

#[derive(ColumnType)]
enum Nothing {} //~ an enum without values is no type for a column

#[derive(ColumnType)]
struct Pair(i64, i64); //~ or a struct around one value; of several, say what PostgreSQL calls it: `#[sqlx(type_name =

fn main() {}
