//! Foreign keys while tables are made anew or dropped.
//!
//! With foreign keys enforced DROP TABLE deletes the rows first, and what refers to them with
//! ON DELETE CASCADE goes too. The pragma that prevents it does nothing in a transaction, so it
//! stands outside; at the end all is checked that the plan may have broken: what was broken before
//! is no fault of the plan. <https://www.sqlite.org/lang_altertable.html#otheralter>

use std::collections::{BTreeSet, HashSet};

use super::check::Checks;
use super::finish::Tables;
use super::index::{self, INDEX};
use super::quote;
use super::shape::TableShape;
use super::table::{TABLE, Term};
use crate::catalog::{Catalog, Entry};
use crate::diff::{Change, Difference};
use crate::object::ObjectId;
use crate::plan::Step;
use crate::statement::Statement;

/// Puts the steps between switching foreign keys off and on again, where they need it.
pub(super) fn guarded(
    mut steps: Vec<Step>,
    mut checks: Checks,
    tables: &Tables,
    difference: &Difference<'_>,
) -> Vec<Step> {
    if tables.rebuilt.is_empty() && !drops_a_parent(difference) {
        return steps;
    }
    let checked = checked(tables, difference);
    let (all, known): (Vec<&Checked>, Vec<&Checked>) =
        (checked.iter().collect(), checked.iter().filter(|table| table.before).collect());
    let off = Statement::whole("PRAGMA foreign_keys = OFF");
    let off = off.noting("Else dropping a table would delete what refers to its rows.");
    let mut before = Vec::new();
    let mut after = Vec::new();
    if !all.is_empty() {
        let but = if known.is_empty() { "" } else { "\nEXCEPT SELECT * FROM temp.aludel_orphans" };
        let query = format!("{}{but}", orphans(&all)).replace('\n', "\n    ");
        let query = format!("SELECT NOT EXISTS (\n    {query}\n)");
        after.push(checks.add("every foreign key leads to a row", &query));
    }
    before.extend(checks.before());
    after.extend(checks.after());
    if !known.is_empty() {
        before.push(Statement::whole(format!("CREATE TEMP TABLE aludel_orphans AS\n{}", orphans(&known))));
        after.push(Statement::whole("DROP TABLE temp.aludel_orphans"));
    }
    let on = Statement::whole("PRAGMA foreign_keys = ON");
    // The pragmas frame the plan: what is put before or behind it stands between them.
    let frame = [vec![off], before].into_iter().chain([after, vec![on]]);
    let mut frame = frame.map(|statements| Step { actions: Vec::new(), statements });
    let mut guarded: Vec<Step> = frame.by_ref().take(2).collect();
    guarded.append(&mut steps);
    guarded.extend(frame);
    guarded.retain(|step| !step.statements.is_empty() || !step.actions.is_empty());
    guarded
}

/// The query for the rows whose foreign keys lead nowhere.
fn orphans(tables: &[&Checked]) -> String {
    match tables {
        [only] => format!(
            "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check({})",
            quote::text(&only.name)
        ),
        _ => {
            let names: Vec<String> =
                tables.iter().map(|table| format!("({})", quote::text(&table.name))).collect();
            let names = names.join(", ");
            format!(
                "SELECT \"table\", rowid, parent\nFROM (VALUES {names}), pragma_foreign_key_check(column1)"
            )
        }
    }
}

/// A table whose foreign keys are checked at the end.
struct Checked {
    name: String,
    /// Whether they can be checked before, too.
    before: bool,
}

/// The rebuilt tables that have foreign keys, and those whose foreign keys lead to rebuilt ones.
fn checked(tables: &Tables, difference: &Difference<'_>) -> Vec<Checked> {
    let is_rebuilt = |name: &str| tables.rebuilt.keys().any(|id| id.name().eq_ignore_ascii_case(name));
    let mut checked = Vec::new();
    for table in difference.to.of_kind(TABLE).filter(refers) {
        let Ok(shape) = TableShape::of(table) else { continue };
        let leads = shape.table.foreign_keys.iter().any(|key| match &key.parent {
            Some(parent) => is_rebuilt(parent) || is_rebuilt(&shape.name),
            None => is_rebuilt(&shape.name),
        });
        if leads && can_be_checked(difference.to, &shape) {
            let old = difference.from.find(table.id()).and_then(|old| TableShape::of(old).ok());
            let before = old.is_some_and(|old| {
                !old.table.foreign_keys.is_empty() && can_be_checked(difference.from, &old)
            });
            checked.push(Checked { name: shape.name, before });
        }
    }
    checked
}

/// Whether a table has foreign keys, told without reading all of it.
fn refers(table: &Entry<'_>) -> bool {
    table.object().definition.contains("\"foreign_keys\"")
}

/// Whether each parent has a key of the columns that are referred to: else SQLite can't check.
/// <https://www.sqlite.org/foreignkeys.html#fk_indexes>
fn can_be_checked(catalog: &Catalog, shape: &TableShape) -> bool {
    let tables =
        |name: &str| catalog.of_kind(TABLE).find(|table| table.id().name().eq_ignore_ascii_case(name));
    shape.table.foreign_keys.iter().all(|key| {
        let parent = key.parent.as_deref().unwrap_or(&shape.name);
        tables(parent).and_then(|parent| {
            let shape = TableShape::of(parent).ok()?;
            Some(has_key(parent, &shape, &key.parent_columns))
        }) == Some(true)
    })
}

fn has_key(table: Entry<'_>, shape: &TableShape, columns: &[String]) -> bool {
    let wanted: BTreeSet<String> = columns.iter().map(|name| name.to_ascii_lowercase()).collect();
    let is_it = |names: BTreeSet<String>| names == wanted;
    let names = |terms: &[Term]| terms.iter().map(|term| term.name.to_ascii_lowercase()).collect();
    let key = shape.table.primary_key.iter().any(|key| is_it(names(&key.columns)));
    let unique = shape.table.uniques.iter().any(|unique| is_it(names(&unique.columns)));
    let indexes = table.owned_of(INDEX).filter_map(|index| index.read::<index::Definition>().ok());
    let index = indexes.filter(|index| index.unique && index.predicate.is_none()).any(|index| {
        is_it(index.terms.iter().map(|term| term.trim_matches('"').to_ascii_lowercase()).collect())
    });
    key || unique || index
}

/// Whether a table is dropped to which another refers that stays, or is dropped after it.
fn drops_a_parent(difference: &Difference<'_>) -> bool {
    let dropped: HashSet<&str> = difference
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Drop { from, .. } => Some(difference.from.entry(*from).id()),
            _ => None,
        })
        .filter(|id| id.kind() == TABLE)
        .map(ObjectId::name)
        .collect();
    !dropped.is_empty()
        && difference.from.of_kind(TABLE).filter(refers).any(|table| {
            let Ok(shape) = TableShape::of(table) else { return false };
            let parents = shape.table.foreign_keys.iter().filter_map(|key| key.parent.as_deref());
            let mut lost = parents.filter(|parent| dropped.contains(parent));
            let goes_first = |parent: &str| {
                dropped.contains(table.id().name())
                    && table.needs().any(|needed| needed.id().name() == parent)
            };
            lost.any(|parent| !goes_first(parent))
        })
}
