//! Domains, <https://www.postgresql.org/docs/current/sql-createdomain.html>.
//!
//! Their checks are objects of their own. Another base type has no statement: there the domain is
//! made again under its name, and the columns are moved over.

use serde::Deserialize;

use super::swap::Swap;
use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A domain.
pub(super) struct Domain;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    r#type: String,
    /// Where it is not the base type's.
    #[serde(default)]
    collation: Option<String>,
    #[serde(default)]
    default: Option<String>,
    #[serde(default)]
    not_null: bool,
}

impl PostgresKind for Domain {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1247/' || t.oid || '/0', NULL, json_build_array(n.nspname, t.typname), 0,
                    json_strip_nulls(json_build_object(
                      'type', pg_catalog.format_type(t.typbasetype, t.typtypmod),
                      'collation', CASE WHEN t.typcollation <> b.typcollation
                         THEN (SELECT quote_ident(m.nspname) || '.' || quote_ident(o.collname)
                                 FROM pg_catalog.pg_collation o
                                 JOIN pg_catalog.pg_namespace m ON m.oid = o.collnamespace
                                WHERE o.oid = t.typcollation) END,
                      'default', coalesce(
                         pg_catalog.pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::regclass), t.typdefault),
                      'not_null', NULLIF(t.typnotnull, false)))
               FROM pg_catalog.pg_type t
               JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
               JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
              WHERE t.typtype = 'd' AND t.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_type WHERE typtype = 'd' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("DOMAIN {}", quote::path(id.path()))
    }
}

impl Kind for Domain {
    fn name(&self) -> &'static str {
        "domain"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![create(object)?])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { r#type, collation, default, not_null } = to;
        if from.r#type != r#type || from.collation != collation {
            return remake(pair, &from.r#type, &r#type);
        }
        let mut how = InPlace::default();
        let head = format!("ALTER {}", self.reference(pair.to.id()));
        if from.default != default {
            let (words, clause) = match default {
                Some(default) => (format!("default {default}"), format!("SET DEFAULT {default}")),
                None => ("no default".to_owned(), "DROP DEFAULT".to_owned()),
            };
            how.add(words, Statement::whole(format!("{head} {clause}")));
        }
        match (from.not_null, not_null) {
            (false, true) => how.add(
                "not null",
                Statement::whole(format!("{head} SET NOT NULL"))
                    .noting("fails while a column of it holds a null: fill those rows before"),
            ),
            (true, false) => how.add("null allowed", Statement::whole(format!("{head} DROP NOT NULL"))),
            (false, false) | (true, true) => {}
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::type_claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }
}

/// What makes it, without its checks.
fn create(object: Entry<'_>) -> Result<Statement, Refusal> {
    written(object, "NOT NULL".to_owned())
}

/// What makes it while another of its name still stands aside, and keeps the name of its NOT NULL: from
/// PostgreSQL 17 on that is a constraint, and the server would give it another.
pub(super) fn create_beside(object: Entry<'_>) -> Result<Statement, Refusal> {
    let name = format!("{}_not_null", object.id().name());
    match object.catalog().version().0 {
        17.. if name.len() < 64 => written(object, format!("CONSTRAINT {} NOT NULL", quote::name(&name))),
        _ => create(object),
    }
}

fn written(object: Entry<'_>, filled: String) -> Result<Statement, Refusal> {
    let Definition { r#type, collation, default, not_null } = object.read()?;
    let mut open = format!("CREATE DOMAIN {} AS {type}", quote::path(object.id().path()));
    if let Some(collation) = collation {
        open.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(default) = default {
        open.push_str(&format!(" DEFAULT {default}"));
    }
    if not_null {
        open.push_str(&format!(" {filled}"));
    }
    Ok(Statement::shaped(Shape::Followed { open }))
}

fn remake(pair: Pair<'_>, old: &str, new: &str) -> Result<Alteration, Refusal> {
    let mut swap = Swap::new(pair, create_beside(pair.to)?, [new.to_owned(), format!("{new}[]")])?;
    if old == new {
        return Ok(swap.finish("collation"));
    }
    swap.note(format!(
        "every row is written anew, cast from {old} to {new}: see that no value is cut or refused"
    ));
    Ok(swap.finish(format!("type {old} → {new}")))
}
