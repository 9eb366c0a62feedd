//! Indexes, <https://www.sqlite.org/lang_createindex.html>.

use serde::{Deserialize, Serialize};

use super::canonical::{Names, canonical};
use super::create_table::without_own;
use super::part::{Cursor, Part, between_commas};
use super::quote;
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::statement::Statement;

/// The kind's name.
pub(super) const INDEX: &str = "index";

/// An index that is no constraint's.
pub(super) struct Index;

/// What an index is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    #[serde(default)]
    pub(super) unique: bool,
    /// Columns and expressions, with collation and DESC.
    pub(super) terms: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) predicate: Option<String>,
}

/// Reads a CREATE INDEX; `names`: of the table's columns.
pub(super) fn read(parts: &[Part], own: &str, names: &Names) -> Option<Definition> {
    let mut cursor = Cursor::new(parts);
    let _ = cursor.take(&["CREATE"]);
    let unique = cursor.take(&["UNIQUE"]);
    if !cursor.take(&["INDEX"]) {
        return None;
    }
    while !cursor.take(&["ON"]) {
        cursor.next()?;
    }
    cursor.name()?;
    let terms = between_commas(cursor.brackets()?).into_iter().map(|term| {
        let ascending = term.last().is_some_and(|last| last.is("ASC")) && term.len() > 1;
        let term = if ascending { &term[..term.len() - 1] } else { term };
        canonical(&without_own(term, own), names)
    });
    let terms = terms.collect();
    let predicate =
        if cursor.take(&["WHERE"]) { Some(canonical(&without_own(cursor.rest(), own), names)) } else { None };
    Some(Definition { unique, terms, predicate })
}

impl Kind for Index {
    fn name(&self) -> &'static str {
        INDEX
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { unique, terms, predicate } = object.read()?;
        let unique = if unique { "UNIQUE " } else { "" };
        let table = object.id().path().first().map_or("", |table| table);
        let (name, table, terms) = (quote::name(object.id().name()), quote::name(table), terms.join(", "));
        let mut text = format!("CREATE {unique}INDEX {name} ON {table} ({terms})");
        if let Some(predicate) = predicate {
            text.push_str(&format!(" WHERE {predicate}"));
        }
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP INDEX {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![object.id().name().to_ascii_lowercase()]
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
