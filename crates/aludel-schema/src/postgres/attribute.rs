//! Attributes of composite types, <https://www.postgresql.org/docs/current/sql-altertype.html>.

use serde::Deserialize;

use super::swap::holder;
use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An attribute of a composite type.
pub(super) struct Attribute;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    r#type: String,
    /// Where it is not the type's.
    #[serde(default)]
    collation: Option<String>,
}

impl PostgresKind for Attribute {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1259/' || c.oid || '/' || a.attnum, '1247/' || c.reltype || '/0',
                    json_build_array(n.nspname, c.relname, a.attname), a.attnum,
                    json_strip_nulls(json_build_object(
                      'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                      'collation', CASE WHEN a.attcollation <> t.typcollation
                         THEN quote_ident(m.nspname) || '.' || quote_ident(o.collname) END))
               FROM pg_catalog.pg_attribute a
               JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'c'
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
               LEFT JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation
               LEFT JOIN pg_catalog.pg_namespace m ON m.oid = o.collnamespace
              WHERE c.oid >= 16384 AND n.nspname !~ '^pg_' AND a.attnum > 0 AND NOT a.attisdropped"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_class WHERE relkind = 'c' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("COLUMN {}", quote::path(id.path()))
    }
}

impl Kind for Attribute {
    fn name(&self) -> &'static str {
        "attribute"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let line = line(object)?;
        let clause = format!("ADD ATTRIBUTE {line}{}", cascade(object));
        Ok(vec![Statement::member(&line, head(object.id()), clause)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("DROP ATTRIBUTE {}{}", quote::name(object.id().name()), cascade(object));
        let statement = Statement::clause(head(object.id()), clause);
        Ok(vec![match object.owner().and_then(holder) {
            Some(_) => statement.destroying(object.id().to_string()),
            None => statement,
        }])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { r#type, collation } = to;
        if let Some(column) = pair.from.owner().and_then(holder) {
            let why = format!("its type can't change while {} holds values of it", column.id());
            let mend = "add an attribute of another name, move the values by hand, drop this one";
            return Err(Refusal::new(pair.from.id(), why, mend));
        }
        let mut how = InPlace::default();
        let name = quote::name(pair.to.id().name());
        let collate = collation.as_ref().map_or_else(String::new, |name| format!(" COLLATE {name}"));
        let clause = format!("ALTER ATTRIBUTE {name} TYPE {type}{collate}{}", cascade(pair.from));
        let words = format!("type {} → {type}{collate}", from.r#type);
        how.add(words, Statement::clause(head(pair.to.id()), clause));
        how.disturbs.push(pair.from.id().clone());
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME ATTRIBUTE {old} TO {new} CASCADE", head(from)))])
    }

    fn holds_data(&self) -> bool {
        true
    }
}

fn line(object: Entry<'_>) -> Result<String, Refusal> {
    let Definition { r#type, collation } = object.read()?;
    let collate = collation.map_or_else(String::new, |name| format!(" COLLATE {name}"));
    Ok(format!("{} {type}{collate}", quote::name(object.id().name())))
}

fn head(id: &ObjectId) -> String {
    format!("ALTER TYPE {}", quote::relation(id))
}

/// Tables of the type take part in its alterations only where that is said.
fn cascade(attribute: Entry<'_>) -> &'static str {
    let typed = attribute
        .owner()
        .is_some_and(|composite| composite.dependents().any(|dependent| dependent.id().kind() == "table"));
    if typed { " CASCADE" } else { "" }
}
