//! A table with its columns: what decides together how it is altered.

use super::column::{self, COLUMN};
use super::part::{Part, parts};
use super::table::{self, same};
use crate::catalog::Entry;
use crate::object::DefinitionError;

/// A table with its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableShape {
    pub(super) name: String,
    pub(super) table: table::Definition,
    pub(super) columns: Vec<ColumnShape>,
}

/// A column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ColumnShape {
    pub(super) name: String,
    pub(super) definition: column::Definition,
    /// Whether something that is not written behind it speaks of it.
    pub(super) tied: bool,
}

/// A column's place among its like, and whether it is tied: neither is a difference.
pub(super) fn order(place: usize, tied: bool) -> u32 {
    u32::try_from(place * 2).unwrap_or(u32::MAX - 1) + u32::from(tied)
}

impl TableShape {
    /// Reads a table of a catalog.
    pub(super) fn of(table: Entry<'_>) -> Result<Self, DefinitionError> {
        let columns = table.owned_of(COLUMN).map(|column| {
            let name = column.id().name().to_owned();
            Ok(ColumnShape { name, definition: column.read()?, tied: column.object().order % 2 == 1 })
        });
        Ok(Self {
            name: table.id().name().to_owned(),
            table: table.read()?,
            columns: columns.collect::<Result<_, DefinitionError>>()?,
        })
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Option<&ColumnShape> {
        self.columns.iter().find(|column| same(&column.name, name))
    }

    /// The column that is another name of the row's number.
    /// <https://www.sqlite.org/lang_createtable.html#rowid>
    pub(super) fn row_number(&self) -> Option<&ColumnShape> {
        let key = self.table.primary_key.as_ref().filter(|_| !self.table.without_rowid)?;
        match key.columns.as_slice() {
            [only] if !only.descending => {
                self.column(&only.name).filter(|column| column.definition.r#type == "INTEGER")
            }
            _ => None,
        }
    }

    /// Whether an expression speaks of this column and of no other.
    pub(super) fn speaks_only_of(&self, expression: &str, column: &str) -> bool {
        let said = mentioned(expression);
        let is_said = |name: &str| said.iter().any(|said| same(said, name));
        is_said(column)
            && !self.columns.iter().any(|other| !same(&other.name, column) && is_said(&other.name))
    }
}

/// The words and names of an expression.
pub(super) fn mentioned(expression: &str) -> Vec<String> {
    let parts = parts(expression).unwrap_or_default();
    parts.iter().filter_map(Part::mentions).map(str::to_owned).collect()
}
