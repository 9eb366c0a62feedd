//! Columns of tables, <https://www.postgresql.org/docs/current/sql-createtable.html>.
//!
//! A column that a partition or child has from its parent comes, changes and goes with the parent's;
//! only what differs from it is written for itself. A column's default is an object of its own; its
//! identity, generated expression and NOT NULL are its own properties.

use serde::Deserialize;

use super::options::{self, Options};
use super::{Facts, PostgresKind, json, quote, table};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

mod alter;
mod casts;
mod family;
mod identity;
mod serial;

pub(super) use alter::fit;
pub(super) use casts::needs_expression;
pub(super) use family::{children, inherits, parents};
use identity::Identity;
pub(super) use serial::makes as serial_makes;

/// A column.
pub(super) struct Column;

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Definition {
    /// As `format_type` says it.
    r#type: String,
    /// What lies under it where it is a domain.
    base: Option<String>,
    /// Where it is not the type's own.
    collation: Option<String>,
    not_null: bool,
    /// Where it is not the server's choice (PostgreSQL 18).
    not_null_name: Option<String>,
    not_null_no_inherit: bool,
    not_null_not_valid: bool,
    identity: Option<Identity>,
    /// What it is computed from.
    generated: Option<String>,
    /// Whether it is computed when it is read.
    r#virtual: bool,
    /// Where it is not the type's own, which is then `usual_storage`.
    storage: Option<String>,
    usual_storage: Option<String>,
    compression: Option<String>,
    statistics: Option<i32>,
    /// `n_distinct`.
    options: Options,
    /// Of a foreign table's column.
    foreign_options: Options,
    /// The tables from which it is inherited.
    parents: Vec<String>,
    /// Whether it stands in a table of a composite type.
    of_type: bool,
}

/// The collation of a column `a` as SQL names it.
const COLLATION: &str = "\
(SELECT CASE WHEN cn.nspname <> 'pg_catalog' THEN quote_ident(cn.nspname) || '.' ELSE '' END
        || quote_ident(l.collname)
   FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace cn ON cn.oid = l.collnamespace
  WHERE l.oid = a.attcollation)";

/// What a generated column `a` is computed from.
const GENERATED: &str = "\
(SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d
  WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum)";

/// Whether all of a column `a` of the type `t` but its type and NOT NULL is as it is of most.
const USUAL: &str = "\
t.typtype <> 'd' AND a.attcollation = t.typcollation AND a.attidentity = '' AND a.attgenerated = ''
AND a.attstorage = t.typstorage AND a.attcompression = '' AND coalesce(a.attstattarget, -1) = -1
AND a.attoptions IS NULL AND a.attfdwoptions IS NULL AND a.attinhcount = 0 AND c.reloftype = 0";

/// Brings the constraint `o` that makes a column `a` of a table `c` NOT NULL, and what is said of it.
const NOT_NULL_JOIN: &str = "\
LEFT JOIN pg_catalog.pg_constraint o ON o.conrelid = c.oid AND o.contype = 'n' AND o.conkey[1] = a.attnum";
const NOT_NULL_IS_USUAL: &str = "\
(NOT a.attnotnull
 OR o.conname = c.relname || '_' || a.attname || '_not_null' AND NOT o.connoinherit AND o.convalidated)";
const NOT_NULL: [(&str, &str); 3] = [
    ("not_null_name", "NULLIF(o.conname, c.relname || '_' || a.attname || '_not_null')"),
    ("not_null_no_inherit", "NULLIF(o.connoinherit, false)"),
    ("not_null_not_valid", "NULLIF(NOT o.convalidated, false)"),
];

impl PostgresKind for Column {
    fn query(&self, server: &Facts) -> Option<String> {
        let (storage, usual_storage) = (storage("a.attstorage"), storage("t.typstorage"));
        let (parameters, foreign) = (options::query("a.attoptions"), options::query("a.attfdwoptions"));
        let when = |condition: &str, then: &str| format!("CASE WHEN {condition} THEN {then} END");
        let base = when("t.typtype = 'd'", "pg_catalog.format_type(t.typbasetype, t.typtypmod)");
        let collation = when("a.attcollation <> t.typcollation", COLLATION);
        let identity = when("a.attidentity <> ''", identity::QUERY);
        let generated = when("a.attgenerated <> ''", GENERATED);
        let storage = when("a.attstorage <> t.typstorage", &storage);
        let usual_storage = when("a.attstorage <> t.typstorage", &usual_storage);
        let parameters = when("a.attoptions IS NOT NULL", &parameters);
        let foreign = when("a.attfdwoptions IS NOT NULL", &foreign);
        let parents = when("a.attinhcount > 0", family::PARENTS);
        let mut properties = vec![
            ("type", "pg_catalog.format_type(a.atttypid, a.atttypmod)"),
            ("base", base.as_str()),
            ("collation", &collation),
            ("not_null", "NULLIF(a.attnotnull, false)"),
            ("identity", &identity),
            ("generated", &generated),
            ("virtual", "NULLIF(a.attgenerated = 'v', false)"),
            ("storage", &storage),
            ("usual_storage", &usual_storage),
            ("compression", "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END"),
            ("statistics", "NULLIF(a.attstattarget, -1)"),
            ("options", &parameters),
            ("foreign_options", &foreign),
            ("parents", &parents),
            ("of_type", "NULLIF(c.reloftype <> 0, false)"),
        ];
        let (not_null_join, not_null_is_usual) = match server.major {
            18.. => (NOT_NULL_JOIN, NOT_NULL_IS_USUAL),
            _ => ("", "true"),
        };
        if server.major >= 18 {
            properties.extend(NOT_NULL);
        }
        // Of most columns little is to be said, and a database has very many of them.
        Some(format!(
            "SELECT '1259/' || c.oid || '/' || a.attnum, '1259/' || c.oid || '/0', '.' || a.attname, a.attnum,
                    CASE WHEN {USUAL} AND {not_null_is_usual}
                         THEN '{{\"type\":' || to_json(pg_catalog.format_type(a.atttypid, a.atttypmod))
                              || CASE WHEN a.attnotnull THEN ',\"not_null\":true}}' ELSE '}}' END
                         ELSE {definition} END
               FROM pg_catalog.pg_attribute a
               JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
               {not_null_join}
              WHERE a.attnum > 0 AND NOT a.attisdropped AND {looked_at}",
            definition = json::object(&properties),
            looked_at = table::LOOKED_AT,
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("COLUMN {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for Column {
    fn name(&self) -> &'static str {
        "column"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        if definition.parents.is_empty() && !definition.of_type {
            return Ok(created(object, &definition));
        }
        alter::beyond_parents(object, &definition)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let clause = format!("DROP COLUMN {}", quote::name(object.id().name()));
        let statement = Statement::clause(head(object.id()), clause);
        Ok(vec![match definition.generated {
            Some(_) => statement,
            None => statement.destroying(format!("column {}", object.id().dotted())),
        }])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        alter::alter(pair)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME COLUMN {old} TO {new}", head(from)))])
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        id.path().iter().skip(1).cloned().collect()
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn is_derived(&self, object: Entry<'_>) -> bool {
        object.read::<Definition>().is_ok_and(|definition| definition.generated.is_some())
    }

    fn stands_aside(&self, object: Entry<'_>, _disturbed: Pair<'_>) -> bool {
        // The server changes no type that a generated column is computed from.
        self.is_derived(object)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        let Some(table) = object.owner().and_then(|table| after.find(table.id())) else { return false };
        let Ok(definition) = object.read::<Definition>() else { return false };
        match definition.of_type {
            true => table.owned_of("column").next().is_none_or(is_of_type),
            false => family::still_inherits(object, table) || family::is_attached_anew(object, table),
        }
    }
}

/// Whether a column comes with something else than a line of its own, so that its default can't
/// stand in it.
pub(super) fn is_said_elsewhere(column: Entry<'_>) -> Result<bool, Refusal> {
    let definition: Definition = column.read()?;
    Ok(definition.of_type || !definition.parents.is_empty())
}

fn is_of_type(column: Entry<'_>) -> bool {
    column.read::<Definition>().is_ok_and(|definition| definition.of_type)
}

/// What begins every alteration of a column.
fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", quote::relation(id))
}

/// What makes a column of its own.
fn created(object: Entry<'_>, definition: &Definition) -> Vec<Statement> {
    let (id, head) = (object.id(), head(object.id()));
    let name = quote::name(id.name());
    let serial = serial::word(object, definition).map(str::to_owned);
    let as_said = serial.map(|r#type| Definition { r#type, not_null: false, ..definition.clone() });
    let said = as_said.as_ref().unwrap_or(definition);
    let (line, not_null) = (line(&name, said), not_null(said));
    let has_value = definition.generated.is_some()
        || definition.identity.is_some()
        || object.owned_of("default").next().is_some();
    let whole = format!("{line}{not_null}");
    let mut statements = match not_null.is_empty() || has_value {
        true => vec![Statement::member(&whole, &head, format!("ADD COLUMN {whole}"))],
        // Rows that are there get no value from it: it is NOT NULL once they have been given one.
        false => vec![
            Statement::member(&whole, &head, format!("ADD COLUMN {line}")),
            Statement::whole(format!("{head} {}", alter::set_not_null(&name, definition)))
                .noting(alter::fill(id))
                .for_rows(),
        ],
    };
    if definition.not_null && definition.not_null_not_valid {
        statements.push(Statement::clause(&head, alter::set_not_null(&name, definition)));
    }
    let Definition { storage, statistics, options, .. } = definition;
    let mut follow =
        |clause: String| statements.push(Statement::clause(&head, format!("ALTER COLUMN {name} {clause}")));
    if let Some(storage) = storage {
        follow(format!("SET STORAGE {storage}"));
    }
    if let Some(statistics) = statistics {
        follow(format!("SET STATISTICS {statistics}"));
    }
    for clause in options::set_and_reset(&Options::new(), options) {
        follow(clause);
    }
    statements
}

/// A column as CREATE TABLE and ADD COLUMN say it, without NOT NULL and default.
fn line(name: &str, definition: &Definition) -> String {
    let Definition {
        r#type, compression, collation, generated, r#virtual, identity, foreign_options, ..
    } = definition;
    let mut line = format!("{name} {type}");
    line.extend(compression.as_ref().map(|method| format!(" COMPRESSION {method}")));
    line.push_str(&options::foreign(foreign_options));
    line.extend(collation.as_ref().map(|collation| format!(" COLLATE {collation}")));
    let kept = if *r#virtual { "VIRTUAL" } else { "STORED" };
    line.extend(generated.as_ref().map(|from| format!(" GENERATED ALWAYS AS {} {kept}", bracketed(from))));
    line.extend(identity.as_ref().map(|identity| format!(" {}", identity.words())));
    line
}

/// ` NOT NULL` as the line of a column says it. An identity column always is.
fn not_null(definition: &Definition) -> String {
    let Definition { not_null, not_null_name, not_null_no_inherit, not_null_not_valid, .. } = definition;
    let is_said = not_null_name.is_none() && !not_null_no_inherit && definition.identity.is_some();
    if !not_null || *not_null_not_valid || is_said {
        return String::new();
    }
    let name = not_null_name.as_ref().map(|name| format!(" CONSTRAINT {}", quote::name(name)));
    let no_inherit = if *not_null_no_inherit { " NO INHERIT" } else { "" };
    format!("{} NOT NULL{no_inherit}", name.unwrap_or_default())
}

/// The server puts most expressions in brackets, not all.
fn bracketed(expression: &str) -> String {
    let mut depth = 0usize;
    let mut closes_early = !expression.starts_with('(');
    let mut quoted = false;
    for (place, character) in expression.char_indices() {
        match character {
            '\'' | '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        closes_early |= depth == 0 && place + 1 < expression.len();
    }
    match closes_early {
        true => format!("({expression})"),
        false => expression.to_owned(),
    }
}

/// A storage letter as its word.
fn storage(letter: &str) -> String {
    format!(
        "CASE {letter} WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END"
    )
}
