//! Columns of tables.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A column; its default is an object of its own.
pub(super) struct Column;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// As `format_type` says it.
    r#type: String,
    not_null: bool,
}

impl PostgresKind for Column {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1259/' || c.oid || '/' || a.attnum, '1259/' || c.oid || '/0',
                    json_build_array(n.nspname, c.relname, a.attname), a.attnum,
                    json_strip_nulls(json_build_object(
                      'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                      'not_null', a.attnotnull))
               FROM pg_catalog.pg_attribute a
               JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence <> 't'
                AND n.nspname !~ '^pg_' AND a.attnum > 0 AND NOT a.attisdropped"
                .to_owned(),
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("COLUMN {}", quote::path(id.path()))
    }
}

impl Kind for Column {
    fn name(&self) -> &'static str {
        "column"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { r#type, not_null } = object.read()?;
        let not_null = if not_null { " NOT NULL" } else { "" };
        let line = format!("{} {type}{not_null}", quote::name(object.id().name()));
        Ok(vec![Statement::member(&line, head(object.id()), format!("ADD COLUMN {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("DROP COLUMN {}", quote::name(object.id().name()));
        let column = object.id().dotted();
        Ok(vec![Statement::clause(head(object.id()), clause).destroying(format!("column {column}"))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { r#type, not_null } = to;
        let (head, name) = (head(pair.to.id()), quote::name(pair.to.id().name()));
        let mut how = InPlace::default();
        if from.r#type != r#type {
            how.disturbs.push(pair.from.id().clone());
            let clause = format!("ALTER COLUMN {name} TYPE {type}");
            how.add(format!("type {} → {type}", from.r#type), Statement::clause(&head, clause));
        }
        if from.not_null != not_null {
            let verb = if not_null { "SET" } else { "DROP" };
            let word = if not_null { "not null" } else { "null allowed" };
            how.add(word, Statement::clause(&head, format!("ALTER COLUMN {name} {verb} NOT NULL")));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME COLUMN {old} TO {new}", head(from)))])
    }

    fn holds_data(&self) -> bool {
        true
    }
}

/// What begins every alteration of a column.
fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", quote::relation(id))
}
