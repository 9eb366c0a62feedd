//! Triggers, <https://www.sqlite.org/lang_createtrigger.html>.

use serde::{Deserialize, Serialize};

use super::canonical::{Names, canonical, laid_out};
use super::column::COLUMN;
use super::part::{Cursor, Part};
use super::quote;
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::statement::Statement;

/// The kind's name.
pub(super) const TRIGGER: &str = "trigger";

/// A trigger of a table or a view.
pub(super) struct Trigger;

/// What a trigger is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    /// `BEFORE`, `AFTER`, `INSTEAD OF`.
    pub(super) timing: String,
    /// `INSERT`, `UPDATE`, `DELETE`.
    pub(super) event: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) columns: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) when: Option<String>,
    pub(super) body: Vec<String>,
}

/// Reads a CREATE TRIGGER; `names`: of what it may speak of.
pub(super) fn read(parts: &[Part], names: &Names) -> Option<Definition> {
    let mut cursor = Cursor::new(parts);
    if !cursor.take(&["CREATE", "TRIGGER"]) {
        return None;
    }
    let _ = cursor.take(&["IF", "NOT", "EXISTS"]);
    cursor.name()?;
    if cursor.take_symbol(".") {
        cursor.name()?;
    }
    let timing = if cursor.take(&["AFTER"]) {
        "AFTER"
    } else if cursor.take(&["INSTEAD", "OF"]) {
        "INSTEAD OF"
    } else {
        let _ = cursor.take(&["BEFORE"]);
        "BEFORE"
    };
    let event = cursor.name()?.to_ascii_uppercase();
    let mut columns = Vec::new();
    if cursor.take(&["OF"]) {
        columns.push(cursor.name()?);
        while cursor.take_symbol(",") {
            columns.push(cursor.name()?);
        }
    }
    if !cursor.take(&["ON"]) {
        return None;
    }
    cursor.name()?;
    let _ = cursor.take(&["FOR", "EACH", "ROW"]);
    let when = if cursor.take(&["WHEN"]) { Some(condition(&mut cursor, names)?) } else { None };
    let body = body(&mut cursor, names)?;
    Some(Definition { timing: timing.to_owned(), event, columns, when, body })
}

/// All up to the BEGIN that stands in no bracket and in no CASE.
fn condition(cursor: &mut Cursor<'_>, names: &Names) -> Option<String> {
    let parts = cursor.rest();
    let begin = parts.iter().enumerate().position(|(index, part)| {
        part.is("BEGIN") && index > 0 && !parts[index - 1].is_symbol(".") && !parts[index - 1].is_symbol("(")
    })?;
    for _ in 0..begin {
        cursor.next();
    }
    Some(canonical(&parts[..begin], names))
}

fn body(cursor: &mut Cursor<'_>, names: &Names) -> Option<Vec<String>> {
    if !cursor.take(&["BEGIN"]) {
        return None;
    }
    let (last, statements) = cursor.rest().split_last()?;
    if !last.is("END") {
        return None;
    }
    let statements = statements.split(|part| part.is_symbol(";"));
    Some(statements.filter(|parts| !parts.is_empty()).map(|parts| canonical(parts, names)).collect())
}

impl Kind for Trigger {
    fn name(&self) -> &'static str {
        TRIGGER
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { timing, event, columns, when, body } = object.read()?;
        let columns =
            if columns.is_empty() { String::new() } else { format!(" OF {}", quote::names(&columns)) };
        let on = quote::name(object.id().path().first().map_or("", |table| table));
        let name = quote::name(object.id().name());
        let mut text = format!("CREATE TRIGGER {name} {timing} {event}{columns} ON {on}\nFOR EACH ROW");
        if let Some(when) = when {
            text.push_str(&format!(" WHEN {when}"));
        }
        text.push_str("\nBEGIN\n");
        for statement in body {
            text.push_str(&format!("{};\n", laid_out(&statement, "    ")));
        }
        text.push_str("END");
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP TRIGGER {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    // Triggers have names of their own.
    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("trigger {}", object.id().name().to_ascii_lowercase())]
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    // A column can't be dropped while a trigger speaks of it; a table can.
    fn outlives(&self, lost: Entry<'_>) -> bool {
        lost.id().kind() != COLUMN
    }
}
