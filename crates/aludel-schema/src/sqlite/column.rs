//! Columns of tables, <https://www.sqlite.org/lang_createtable.html#column_definitions>.

use serde::{Deserialize, Serialize};

use super::shape::TableShape;
use super::{alter, quote, write};
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The kind's name.
pub(super) const COLUMN: &str = "column";

/// A column; the constraints behind it belong to the table.
pub(super) struct Column;

/// What a column is but for constraints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Definition {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) not_null: Option<NotNull>,
    /// A constant, or an expression in brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) collate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) generated: Option<Generated>,
}

/// A NOT NULL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotNull {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) conflict: Option<String>,
}

/// How a column is computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Generated {
    pub(super) expression: String,
    pub(super) stored: bool,
}

impl Kind for Column {
    fn name(&self) -> &'static str {
        COLUMN
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Some(table) = object.owner() else {
            return Err(Refusal::new(object.id(), "it has no table", "inspect the database again"));
        };
        let shape = TableShape::of(table)?;
        let line = shape.column(object.id().name()).map(|column| write::column_line(&shape, column));
        let line = line.unwrap_or_default();
        Ok(vec![Statement::member(&line, head(object.id()), format!("ADD COLUMN {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let name = quote::name(object.id().name());
        let statement = Statement::whole(format!("{} DROP COLUMN {name}", head(object.id())));
        // What is computed can be computed again.
        Ok(vec![match definition.generated {
            Some(_) => statement,
            None => statement.destroying(format!("column {}", object.id().dotted())),
        }])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        Ok(Alteration::InPlace(alter::announced(pair.to, alter::words_of_column(&from, &to))))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME COLUMN {old} TO {new}", head(from)))])
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

/// What begins every alteration of a column.
fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", quote::name(id.path().first().map_or("", |table| table)))
}
