//! Tables, <https://www.sqlite.org/lang_createtable.html>.
//!
//! A table's columns are objects of their own; its constraints, most of which have no name, are part
//! of it. Whether SQLite can alter a table where it stands depends on all that changes in it and in
//! its columns at once, so the statements of an alteration are written in [`finish`](super::finish).

use serde::{Deserialize, Serialize};

use super::{alter, quote, write};
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// The kind's name.
pub(super) const TABLE: &str = "table";

/// A table.
pub(super) struct Table;

/// What a table is but for its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Definition {
    #[serde(skip_serializing_if = "is_false")]
    pub(super) strict: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) without_rowid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) primary_key: Option<PrimaryKey>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) uniques: Vec<Unique>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) foreign_keys: Vec<ForeignKey>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) checks: Vec<Check>,
}

/// A primary key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrimaryKey {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) columns: Vec<Term>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) conflict: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) autoincrement: bool,
}

/// A column of a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) collate: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) descending: bool,
}

/// A UNIQUE.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unique {
    pub(super) columns: Vec<Term>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) conflict: Option<String>,
}

/// A foreign key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignKey {
    pub(super) columns: Vec<String>,
    /// `None`: the table itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) parent_columns: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) on_delete: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) on_update: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deferred: bool,
}

/// A CHECK.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    pub(super) expression: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Definition {
    /// Puts the constraints in an order that does not depend on where they were written.
    pub(super) fn sort(&mut self) {
        self.uniques.sort();
        self.uniques.dedup();
        self.foreign_keys.sort();
        self.foreign_keys.dedup();
        self.checks.sort();
        self.checks.dedup();
    }

    /// Whether the column is, or is in, the primary key.
    pub(super) fn has_in_key(&self, column: &str) -> bool {
        self.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|term| same(&term.name, column)))
    }
}

impl Term {
    /// A column as it is.
    pub(super) fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), collate: None, descending: false }
    }
}

/// Whether two names are one to SQLite: the case of ASCII letters does not count.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// A collation's name: that of the built-in ones is written large.
pub(super) fn collation(name: &str) -> String {
    let upper = name.to_ascii_uppercase();
    if matches!(upper.as_str(), "BINARY" | "NOCASE" | "RTRIM") { upper } else { name.to_owned() }
}

/// The table of an object that is a table or stands in one.
pub(super) fn table_of(id: &ObjectId) -> ObjectId {
    ObjectId::new(TABLE, id.path().first().map(|name| &**name))
}

impl Kind for Table {
    fn name(&self) -> &'static str {
        TABLE
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        Ok(vec![Statement::shaped(Shape::Container {
            open: format!("CREATE TABLE {}", quote::name(object.id().name())),
            close: write::options(&definition),
            bare_when_empty: false,
        })])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let statement = Statement::whole(format!("DROP TABLE {}", quote::name(object.id().name())));
        Ok(vec![statement.destroying(format!("table {}", object.id().dotted()))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        Ok(Alteration::InPlace(alter::announced(pair.to, alter::words_of_table(&from, &to))))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(quote::renaming(from.name(), to.name()).into_iter().map(Statement::whole).collect())
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![object.id().name().to_ascii_lowercase()]
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    // A foreign key to a table that is not there is broken, but SQLite keeps it.
    fn outlives(&self, _lost: Entry<'_>) -> bool {
        true
    }
}
