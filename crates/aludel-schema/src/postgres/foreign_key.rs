//! Foreign keys, <https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES>.
//!
//! One that a partition has from its parent, or from a partition of what it refers to, is left out.

use serde::Deserialize;

use super::{Facts, PostgresKind, constraint, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A foreign key of a table.
pub(super) struct ForeignKey;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    columns: Vec<String>,
    /// Schema and name of the table that it refers to; none: its own.
    #[serde(default)]
    table: Option<[String; 2]>,
    referenced: Vec<String>,
    /// The last column is a range, and what it refers to must cover it.
    #[serde(default)]
    period: bool,
    #[serde(default)]
    r#match: Option<String>,
    #[serde(default)]
    on_update: Option<String>,
    #[serde(default)]
    on_delete: Option<String>,
    /// The columns that ON DELETE SET NULL or SET DEFAULT sets; none: all.
    #[serde(default)]
    sets: Vec<String>,
    #[serde(default)]
    timing: Option<String>,
    /// Rows that were there before it need not satisfy it.
    #[serde(default)]
    not_valid: bool,
    #[serde(default)]
    not_enforced: bool,
}

/// Whether a foreign key refers to a table of which this one is a partition, at any height.
pub(super) fn refers_above(partition: Entry<'_>) -> bool {
    let above = std::iter::successors(partition.owner(), Entry::owner);
    // Owners can't lead back in a sound catalog.
    above.take(16).any(|table| {
        let refers = |key: Entry<'_>| {
            let Ok(Definition { table: other, .. }) = key.read() else { return false };
            match other {
                Some(path) => {
                    path.iter().map(String::as_str).eq(table.id().path().iter().map(|name| &**name))
                }
                None => key.owner().is_some_and(|owner| owner.id() == table.id()),
            }
        };
        let columns = table.owned_of("column").flat_map(|column| column.dependents());
        columns.filter(|on_it| on_it.id().kind() == "foreign key").any(refers)
    })
}

impl PostgresKind for ForeignKey {
    fn query(&self, server: &Facts) -> Option<String> {
        let columns = constraint::columns("o.conrelid", "o.conkey");
        let referenced = constraint::columns("o.confrelid", "o.confkey");
        let sets = match server.major {
            15.. => constraint::columns("o.conrelid", "o.confdelsetcols"),
            _ => "NULL".to_owned(),
        };
        let (period, enforced) = match server.major {
            18.. => ("nullif(o.conperiod, false)", "o.conenforced"),
            _ => ("NULL", "true"),
        };
        let timing = constraint::TIMING;
        let action = |column: &str| {
            format!(
                "CASE o.{column} WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                                 WHEN 'd' THEN 'SET DEFAULT' END"
            )
        };
        let (update, delete) = (action("confupdtype"), action("confdeltype"));
        Some(constraint::query(
            "f",
            &format!(
                "'columns', {columns},
                 'table', CASE WHEN o.confrelid <> o.conrelid THEN json_build_array(fn.nspname, f.relname) END,
                 'referenced', {referenced}, 'period', {period},
                 'match', CASE o.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' END,
                 'on_update', {update}, 'on_delete', {delete}, 'sets', {sets}, {timing},
                 'not_valid', CASE WHEN {enforced} AND NOT o.convalidated THEN true END,
                 'not_enforced', CASE WHEN NOT {enforced} THEN true END"
            ),
            "JOIN pg_catalog.pg_class f ON f.oid = o.confrelid
             JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace",
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        constraint::reference(id)
    }
}

impl Kind for ForeignKey {
    fn name(&self) -> &'static str {
        "foreign key"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let body = body(object.id(), &definition);
        Ok(vec![match definition.not_valid {
            // In CREATE TABLE the words are read, and the constraint is valid all the same.
            true => constraint::added(object.id(), &format!("{body} NOT VALID")),
            false => constraint::member(object.id(), &body),
        }])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![constraint::dropped(object.id())])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition {
            columns,
            table,
            referenced,
            period,
            r#match,
            on_update,
            on_delete,
            sets,
            timing,
            not_valid,
            not_enforced,
        } = to;
        let is_same = from.columns == columns
            && from.table == table
            && from.referenced == referenced
            && from.period == period
            && from.r#match == r#match
            && from.on_update == on_update
            && from.on_delete == on_delete
            && from.sets == sets;
        if !is_same || (not_valid && !from.not_valid) {
            return Ok(Alteration::Recreate);
        }
        let (head, name) = (constraint::head(pair.to.id()), quote::name(pair.to.id().name()));
        let mut how = InPlace::default();
        let mut alter = |words: &str, clause: String| how.add(words, Statement::clause(&head, clause));
        if from.timing != timing {
            let timing = timing.as_deref().unwrap_or("NOT DEFERRABLE");
            alter(&timing.to_lowercase(), format!("ALTER CONSTRAINT {name} {timing}"));
        }
        if from.not_enforced != not_enforced {
            let word = if not_enforced { "NOT ENFORCED" } else { "ENFORCED" };
            alter(&word.to_lowercase(), format!("ALTER CONSTRAINT {name} {word}"));
        } else if from.not_valid != not_valid {
            how.add("validated", constraint::validated(pair.to.id()));
        }
        Ok(Alteration::InPlace(how))
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        partition::is_released(object, before)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        partition::is_absorbed(object, after)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(constraint::renamed(from, to))
    }

    /// Two columns that are compared can't have their types changed one after the other, and the
    /// server would check every row again under a lock that keeps readers out.
    fn stands_aside(&self, _object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        let (from, to) = (base_type(disturbed.from), base_type(disturbed.to));
        let is_text = |name: &Option<String>| {
            name.as_deref().is_some_and(|name| matches!(name, "text" | "character varying"))
        };
        from != to && !(is_text(&from) && is_text(&to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![constraint::claim(object.id())]
    }
}

/// What stands behind the constraint's name.
fn body(id: &ObjectId, definition: &Definition) -> String {
    let Definition {
        columns,
        table,
        referenced,
        period,
        r#match,
        on_update,
        on_delete,
        sets,
        timing,
        not_valid: _,
        not_enforced,
    } = definition;
    let table = table.as_ref().map_or_else(|| quote::relation(id), |table| quote::path(table));
    let (columns, referenced) = (list(columns, *period), list(referenced, *period));
    let mut body = format!("FOREIGN KEY {columns} REFERENCES {table} {referenced}");
    let mut say = |word: &str, what: &Option<String>| {
        if let Some(what) = what {
            body.push_str(&format!(" {word}{what}"));
        }
    };
    say("MATCH ", r#match);
    say("ON UPDATE ", on_update);
    let delete = on_delete.as_ref().map(|action| match sets.is_empty() {
        true => action.clone(),
        false => format!("{action} {}", constraint::list(sets)),
    });
    say("ON DELETE ", &delete);
    say("", timing);
    if *not_enforced {
        body.push_str(" NOT ENFORCED");
    }
    body
}

fn list(columns: &[String], period: bool) -> String {
    let mut names: Vec<String> = columns.iter().map(|name| quote::name(name)).collect();
    if let Some(last) = names.last_mut().filter(|_| period) {
        last.insert_str(0, "PERIOD ");
    }
    format!("({})", names.join(", "))
}

/// A column's type without its modifier.
fn base_type(column: Entry<'_>) -> Option<String> {
    let definition: serde_json::Value = column.read().ok()?;
    let name = definition.get("type")?.as_str()?;
    Some(match (name.split_once('('), name.rsplit_once(')')) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => name.to_owned(),
    })
}
