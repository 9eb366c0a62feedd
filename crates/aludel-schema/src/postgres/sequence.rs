//! Sequences, <https://www.postgresql.org/docs/current/sql-createsequence.html>.
//!
//! One that a column owns goes with that column, and is made before the column's default. That of
//! an identity is a part of its column.

use std::ops::RangeInclusive;

use serde::Deserialize;

use super::{Facts, PostgresKind, column, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A sequence.
pub(super) struct Sequence;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    r#type: String,
    start: i64,
    increment: i64,
    min: i64,
    max: i64,
    cache: i64,
    #[serde(default)]
    cycle: bool,
    #[serde(default)]
    unlogged: bool,
}

impl Definition {
    /// The least value, unless another is said.
    fn default_min(&self) -> i64 {
        if self.increment > 0 { 1 } else { range(&self.r#type).0 }
    }

    /// The greatest value, unless another is said.
    fn default_max(&self) -> i64 {
        if self.increment > 0 { range(&self.r#type).1 } else { -1 }
    }

    /// Where it starts, unless that is said.
    fn default_start(&self) -> i64 {
        if self.increment > 0 { self.min } else { self.max }
    }
}

/// Whether it counts as that of a serial column of this type does from its beginning.
pub(super) fn counts_usually(sequence: Entry<'_>, of_type: &str) -> bool {
    let Ok(definition) = sequence.read::<Definition>() else { return false };
    let usual = (1, 1, range(of_type).1, 1, 1);
    let Definition { r#type, start, increment, min, max, cache, cycle, unlogged } = definition;
    r#type == of_type && (start, min, max, increment, cache) == usual && !cycle && !unlogged
}

/// The values of a sequence's type.
fn range(name: &str) -> (i64, i64) {
    match name {
        "smallint" => (i16::MIN.into(), i16::MAX.into()),
        "integer" => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    }
}

impl PostgresKind for Sequence {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1259/' || c.oid || '/0', '1259/' || d.refobjid || '/' || d.refobjsubid,
                    json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object(
                      'type', pg_catalog.format_type(s.seqtypid, NULL), 'start', s.seqstart,
                      'increment', s.seqincrement, 'min', s.seqmin, 'max', s.seqmax, 'cache', s.seqcache,
                      'cycle', nullif(s.seqcycle, false),
                      'unlogged', CASE c.relpersistence WHEN 'u' THEN true END))
               FROM pg_catalog.pg_sequence s
               JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_depend d ON d.classid = 1259 AND d.objid = c.oid AND d.objsubid = 0
                     AND d.refclassid = 1259 AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
              WHERE c.oid >= 16384 AND d.deptype IS DISTINCT FROM 'i' AND c.relpersistence <> 't'
                AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_sequence")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("SEQUENCE {}", quote::path(id.path()))
    }
}

impl Kind for Sequence {
    fn name(&self) -> &'static str {
        "sequence"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let (default_min, default_max) = (definition.default_min(), definition.default_max());
        let default_start = definition.default_start();
        let Definition { r#type, start, increment, min, max, cache, cycle, unlogged } = definition;
        let unlogged = if unlogged { "UNLOGGED " } else { "" };
        let mut text = format!("CREATE {unlogged}{}", self.reference(object.id()));
        if r#type != "bigint" {
            text.push_str(&format!(" AS {type}"));
        }
        let numbers = [
            ("INCREMENT BY", increment, 1),
            ("MINVALUE", min, default_min),
            ("MAXVALUE", max, default_max),
            ("START WITH", start, default_start),
            ("CACHE", cache, 1),
        ];
        for (words, value, _) in numbers.iter().filter(|(_, value, default)| value != default) {
            text.push_str(&format!(" {words} {value}"));
        }
        if cycle {
            text.push_str(" CYCLE");
        }
        if let Some(owner) = object.owner() {
            text.push_str(&format!(" OWNED BY {}", quote::path(owner.id().path())));
        }
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let statement = Statement::whole(format!("DROP {}", self.reference(object.id())));
        Ok(vec![statement.destroying(format!("how far sequence {} has counted", object.id().dotted()))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let mut how = InPlace::default();
        let mut clauses = alter_numbers(&mut how, &from, &to);
        let Definition { r#type: _, start, increment: _, min, max, cache: _, cycle, unlogged } = to;
        if from.cycle != cycle {
            let words = if cycle { "CYCLE" } else { "NO CYCLE" };
            how.words.push(words.to_lowercase());
            clauses.push(words.to_owned());
        }
        let owner = |entry: Entry<'_>| entry.owner().map(|owner| quote::path(owner.id().path()));
        if owner(pair.from) != owner(pair.to) {
            let owner = owner(pair.to).unwrap_or_else(|| "NONE".to_owned());
            how.words.push(format!("owned by {}", owner.replace("NONE", "none")));
            clauses.push(format!("OWNED BY {owner}"));
        }
        let alter = format!("ALTER {}", self.reference(pair.to.id()));
        match into_range(&quote::path(pair.to.id().path()), &from, start, min..=max) {
            Some(IntoRange::Before(statement)) => how.statements.push(statement),
            Some(IntoRange::Clause(restart)) => clauses.push(restart.to_owned()),
            None => {}
        }
        if !clauses.is_empty() {
            how.statements.push(Statement::whole(format!("{alter} {}", clauses.join(" "))));
        }
        if from.unlogged != unlogged {
            let word = if unlogged { "UNLOGGED" } else { "LOGGED" };
            how.add(word.to_lowercase(), Statement::whole(format!("{alter} SET {word}")));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        column::serial_makes(object, before)
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id())]
    }
}

/// How a sequence is brought to where its new limits are.
enum IntoRange {
    /// By a statement before the limits change.
    Before(Statement),
    /// By a clause beside those that change them.
    Clause(&'static str),
}

/// The server refuses limits between which the sequence does not stand. It stays where it is if it can;
/// else it begins anew.
fn into_range(sequence: &str, from: &Definition, start: i64, to: RangeInclusive<i64>) -> Option<IntoRange> {
    let old = from.min..=from.max;
    if to.contains(old.start()) && to.contains(old.end()) {
        return None;
    }
    // A value outside the old limits can't be set while they hold.
    if !old.contains(&start) {
        return Some(IntoRange::Clause("RESTART"));
    }
    Some(IntoRange::Before(Statement::whole(format!(
        "SELECT pg_catalog.setval({}, {start}, false) FROM {sequence} WHERE last_value NOT BETWEEN {} AND {}",
        quote::text(sequence),
        to.start(),
        to.end(),
    ))))
}

/// The clauses that alter what it counts.
fn alter_numbers(how: &mut InPlace, from: &Definition, to: &Definition) -> Vec<String> {
    let mut clauses = Vec::new();
    if from.r#type != to.r#type {
        how.words.push(format!("type {} → {}", from.r#type, to.r#type));
        clauses.push(format!("AS {}", to.r#type));
    }
    // The server moves a limit with the type where it was that type's own.
    let (old, new) = (range(&from.r#type), range(&to.r#type));
    let min = if from.r#type != to.r#type && from.min == old.0 { new.0 } else { from.min };
    let max = if from.r#type != to.r#type && from.max == old.1 { new.1 } else { from.max };
    let numbers = [
        ("INCREMENT BY", from.increment, to.increment),
        ("MINVALUE", min, to.min),
        ("MAXVALUE", max, to.max),
        ("START WITH", from.start, to.start),
        ("CACHE", from.cache, to.cache),
    ];
    for (words, _, value) in numbers.iter().filter(|(_, from, to)| from != to) {
        how.words.push(format!("{} {value}", words.to_lowercase()));
        clauses.push(match *words {
            "MINVALUE" if *value == to.default_min() => "NO MINVALUE".to_owned(),
            "MAXVALUE" if *value == to.default_max() => "NO MAXVALUE".to_owned(),
            words => format!("{words} {value}"),
        });
    }
    clauses
}
