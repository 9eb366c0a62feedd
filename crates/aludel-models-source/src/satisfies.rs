//! Whether a column of a database is what a model that tells types loosely means.
//!
//! Diesel's `Text` is every text that a database has, and SeaORM's `String` may be a `varchar` or a
//! `text`: a migration that made either is no drift. So types are compared by class, and by length
//! and digits where the model names them. What Diesel takes for one type is what its
//! `print-schema` takes for one type, since that is how a `schema.rs` comes to be.

mod declared;
mod mysql;
pub(crate) mod postgres;
mod sqlite;

use aludel::Dialect;
use aludel_table::{ColumnType, Origin};

use declared::Declared;
pub(crate) use mysql::has_values;

/// Whether a column that the database declares so is what a model's type means.
///
/// A declaration is the canonical one: of PostgreSQL what `format_type` says, of MySQL and MariaDB
/// the `COLUMN_TYPE` of the information schema, of SQLite the type as it was written.
pub fn satisfies(dialect: Dialect, declared: &str, wanted: &ColumnType, origin: Origin) -> bool {
    means(dialect, &Declared::read(declared), wanted, origin)
}

fn means(dialect: Dialect, declared: &Declared, wanted: &ColumnType, origin: Origin) -> bool {
    match wanted {
        ColumnType::Written { name, otherwise } => {
            let is_named = name.of(dialect).is_some_and(|name| is_called(dialect, declared, name));
            is_named || otherwise.as_ref().is_some_and(|class| means(dialect, declared, class, origin))
        }
        ColumnType::Array(of) => {
            // PostgreSQL keeps no count of dimensions: https://www.postgresql.org/docs/current/arrays.html
            let element = declared.element();
            dialect == Dialect::Postgres
                && element.is_some_and(|element| means(dialect, &element, of, origin))
        }
        ColumnType::Unknown(name) => match dialect {
            Dialect::Postgres => postgres::is_made_by_users(declared) || postgres::is_printed(declared, name),
            Dialect::Mysql => mysql::is_made_by_users(declared),
            // Whatever is made for SQLite is kept as one of its five classes, under any name.
            Dialect::Sqlite => true,
        },
        _ if declared.is_array => false,
        wanted => match dialect {
            Dialect::Postgres => postgres::means(declared, wanted, origin),
            Dialect::Mysql => mysql::means(declared, wanted, origin),
            Dialect::Sqlite => sqlite::means(declared, wanted, origin),
        },
    }
}

/// Whether a declaration is what a name means; a name without a length is that of every length.
fn is_called(dialect: Dialect, declared: &Declared, name: &str) -> bool {
    let mut name = Declared::read(name);
    if dialect == Dialect::Postgres {
        name = postgres::canonical(name);
    }
    // `format_type` leaves the schema away where the session would find the type without it.
    let has_schema = |one: &Declared| one.without_schema() != one.name;
    let is_one = declared.name == name.name
        || ((!has_schema(declared) || !has_schema(&name))
            && declared.without_schema() == name.without_schema());
    is_one
        && declared.is_array == name.is_array
        && declared.is_unsigned == name.is_unsigned
        && (name.arguments.is_empty() || declared.arguments == name.arguments)
}

/// Whether a length or digits are those that a model names; where it names none, any are.
fn fits(declared: &Declared, wanted: &[Option<u32>]) -> bool {
    wanted.iter().all(Option::is_none)
        || declared.numbers().iter().copied().map(Some).eq(wanted.iter().copied())
}

/// Digits as a declaration has them: where none stand behind the point, that may be left out.
fn fits_digits(declared: &Declared, wanted: Option<(u32, u32)>) -> bool {
    let Some((precision, scale)) = wanted else { return true };
    match declared.numbers().as_slice() {
        [only] => *only == precision && scale == 0,
        [own_precision, own_scale] => (*own_precision, *own_scale) == (precision, scale),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
