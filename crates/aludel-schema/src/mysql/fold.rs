//! The alterations of a table as one ALTER TABLE.
//!
//! The server takes such a statement as a description of the table to come: in it order means
//! nothing, a key that replaces another may have its name, and a counter finds its key. So clauses
//! are moved to those of the same table that stand before them, unless they would pass something
//! that they depend on, which only a foreign key can be.

use std::collections::HashMap;

use super::{index, quote, table};
use crate::catalog::Catalog;
use crate::diff::Difference;
use crate::object::ObjectId;
use crate::plan::{Action, Plan, Step, Verb};
use crate::statement::{Shape, Statement};

/// One statement and what it is about.
struct Unit {
    actions: Vec<Action>,
    /// What the statement is about, also where another tells of it.
    objects: Vec<(Verb, ObjectId)>,
    statement: Statement,
    clauses: Vec<String>,
}

impl Unit {
    /// What is left where a unit was moved away.
    fn gone() -> Self {
        let statement = Statement::whole(String::new());
        Self { actions: Vec::new(), objects: Vec::new(), statement, clauses: Vec::new() }
    }
}

/// The plan with one ALTER TABLE a table, as far as that is possible.
pub(super) fn folded(plan: Plan, difference: &Difference<'_>) -> Plan {
    let mut units: Vec<Unit> = Vec::new();
    let mut last: HashMap<String, usize> = HashMap::new();
    for mut unit in plan.steps.into_iter().flat_map(units_of) {
        let Shape::Clause { head, .. } = &unit.statement.shape else {
            units.push(unit);
            continue;
        };
        let head = head.clone();
        match last.get(&head) {
            Some(place) if comes_up(&units[*place..], &unit, difference) => {
                join(&mut units[*place], unit);
                continue;
            }
            Some(place) if goes_down(&units[*place..], &unit, difference) => {
                let mut earlier = std::mem::replace(&mut units[*place], Unit::gone());
                join(&mut earlier, unit);
                unit = earlier;
            }
            _ => {}
        }
        last.insert(head, units.len());
        units.push(unit);
    }
    units.retain(|unit| !unit.objects.is_empty() || !unit.clauses.is_empty());
    let steps = units
        .into_iter()
        .map(|unit| Step { statements: vec![written(&unit, difference)], actions: unit.actions });
    Plan { steps: steps.collect() }
}

fn units_of(step: Step) -> Vec<Unit> {
    let Step { mut actions, statements } = step;
    let objects: Vec<(Verb, ObjectId)> =
        actions.iter().map(|action| (action.verb, action.object.clone())).collect();
    let mut units = Vec::new();
    for mut statement in statements {
        let clause = match &statement.shape {
            Shape::Clause { head, clause }
            | Shape::Member { head, clause, .. }
            | Shape::Part { head, clause, .. } => Some((head.clone(), clause.clone())),
            Shape::Whole(_) | Shape::Container { .. } | Shape::Followed { .. } => None,
        };
        let mut clauses = Vec::new();
        if let Some((head, clause)) = clause {
            clauses.push(clause.clone());
            statement.shape = Shape::Clause { head, clause };
        }
        let (actions, objects) = (std::mem::take(&mut actions), objects.clone());
        units.push(Unit { actions, objects, statement, clauses });
    }
    units
}

/// Whether a clause may pass those after its table's earlier ones.
fn comes_up(between: &[Unit], unit: &Unit, difference: &Difference<'_>) -> bool {
    let gone = |other: &Unit| uses(other, unit, difference, &[Verb::Drop]);
    // A view goes before the column that it shows.
    let drops = unit.objects.iter().any(|(verb, _)| *verb == Verb::Drop);
    !between.iter().any(|other| conflicts(other, unit, difference) || drops && gone(other))
}

/// Whether the earlier clauses may pass those up to a later one.
fn goes_down(between: &[Unit], unit: &Unit, difference: &Difference<'_>) -> bool {
    let Some((earlier, between)) = between.split_first() else { return false };
    let stands =
        |other: &Unit| conflicts(earlier, other, difference) || uses(other, earlier, difference, MADE);
    !conflicts(earlier, unit, difference) && !between.iter().any(stands)
}

const MADE: &[Verb] = &[Verb::Create, Verb::Alter];

/// Whether views or triggers are made, or go, that may use what the clauses are about.
fn uses(other: &Unit, unit: &Unit, difference: &Difference<'_>, verbs: &[Verb]) -> bool {
    let tables: Vec<&str> = unit.objects.iter().map(|(_, id)| quote::table(id)).collect();
    let objects = other.objects.iter().filter(|(verb, _)| verbs.contains(verb));
    objects.map(|(_, id)| id).any(|id| match id.kind() {
        "view" => {
            let view = difference.to.find(id).or_else(|| difference.from.find(id));
            view.is_some_and(|view| view.needs().any(|needed| tables.contains(&quote::table(needed.id()))))
        }
        "trigger" => tables.contains(&quote::table(id)),
        _ => false,
    })
}

/// Whether one of two things must be done before the other.
fn conflicts(first: &Unit, then: &Unit, difference: &Difference<'_>) -> bool {
    // MySQL makes one index of words in a statement.
    let has_words = |unit: &Unit| unit.clauses.iter().any(|clause| clause.starts_with("ADD FULLTEXT"));
    if !quote::is_of_mariadb(difference.to) && has_words(first) && has_words(then) {
        return true;
    }
    first.objects.iter().any(|(verb, one)| {
        then.objects.iter().any(|(other_verb, other)| {
            let foreign_key = one.kind() == "foreign key" || other.kind() == "foreign key";
            // The name of a foreign key is free only after the statement that drops it.
            let same_name = foreign_key && one.kind() == other.kind() && one.name() == other.name();
            if same_name {
                return verb != other_verb;
            }
            // What is one table's is told to the server at once.
            let one_table = one.path().first() == other.path().first();
            !one_table && (depends(one, other, difference) || depends(other, one, difference))
        })
    })
}

fn depends(one: &ObjectId, other: &ObjectId, difference: &Difference<'_>) -> bool {
    // Views and programs are looked at only when they are used.
    let is_late = |id: &ObjectId| !matches!(id.kind(), "foreign key" | "table" | "column" | "sequence");
    if is_late(one) {
        return false;
    }
    let in_catalog = |catalog: &Catalog| {
        let needs = |entry: crate::catalog::Entry<'_>| entry.needs().any(|needed| needed.id() == other);
        catalog.find(one).is_some_and(needs)
    };
    in_catalog(difference.from) || in_catalog(difference.to)
}

fn join(unit: &mut Unit, next: Unit) {
    unit.actions.extend(next.actions);
    unit.objects.extend(next.objects);
    unit.statement.destroys.extend(next.statement.destroys);
    unit.statement.notes.extend(next.statement.notes);
    // A column that several things change is said once.
    let new = next.clauses.into_iter().filter(|clause| !unit.clauses.contains(clause));
    unit.clauses.extend(new.collect::<Vec<_>>());
}

fn written(unit: &Unit, difference: &Difference<'_>) -> Statement {
    let mut statement = unit.statement.clone();
    if let Shape::Clause { head, .. } = &unit.statement.shape {
        let mut clauses = unit.clauses.clone();
        kept_indexes(unit, difference, &mut clauses);
        let head = &match is_versioned(unit, difference) {
            // The server does not change history unless it is told to.
            // https://mariadb.com/kb/en/system_versioning_alter_history/
            true => format!("SET STATEMENT system_versioning_alter_history = 'KEEP' FOR {head}"),
            false => head.clone(),
        };
        clauses.sort_by_key(|clause| order(clause));
        statement.shape = Shape::Clause { head: head.clone(), clause: joined(&clauses) };
    }
    statement
}

/// Clauses as they follow ALTER TABLE: several stand on lines of their own.
pub(super) fn joined(clauses: &[String]) -> String {
    let (tail, clauses): (Vec<&String>, Vec<&String>) =
        clauses.iter().partition(|clause| is_partitioning(clause));
    let lines: Vec<&str> = clauses.iter().map(|clause| clause.as_str()).collect();
    let mut text = match lines.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        lines => format!("\n    {}", lines.join(",\n    ")),
    };
    // How a table is partitioned stands behind all else, with no comma before it.
    for clause in tail {
        text.push_str(if text.is_empty() { "" } else { "\n" });
        text.push_str(clause);
    }
    text
}

fn is_partitioning(clause: &str) -> bool {
    clause.starts_with("PARTITION BY") || clause == "REMOVE PARTITIONING"
}

/// The order in which a person reads them: what goes, what is changed, what comes.
fn order(clause: &str) -> usize {
    const ORDER: &[&str] = &[
        "DROP FOREIGN KEY",
        "DROP C",
        "DROP PRIMARY KEY",
        "DROP INDEX",
        "DROP",
        "MODIFY",
        "ADD COLUMN",
        "ADD",
        "ALTER",
    ];
    let place = ORDER.iter().position(|beginning| clause.starts_with(beginning));
    match place {
        // DROP CONSTRAINT and DROP CHECK, but not DROP COLUMN.
        Some(1) if clause.starts_with("DROP COLUMN") => 4,
        place => place.unwrap_or(ORDER.len()),
    }
}

fn is_versioned(unit: &Unit, difference: &Difference<'_>) -> bool {
    let Some((_, id)) = unit.objects.first() else { return false };
    let table = difference.from.find(&ObjectId::new("table", [quote::table(id)]));
    table.is_some_and(table::is_versioned)
}

/// Makes anew the indexes that the server would drop by itself: those that it made for a foreign
/// key, when a longer one is added. Whether it made one can't be seen, only that it has the name.
// https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
fn kept_indexes(unit: &Unit, difference: &Difference<'_>, clauses: &mut Vec<String>) {
    let made = unit.objects.iter().filter(|(verb, id)| *verb == Verb::Create && id.kind() == "index");
    let mut kept = Vec::new();
    for index in made.filter_map(|(_, id)| difference.to.find(id)) {
        let owned = index.owner().into_iter().flat_map(|table| table.owned_of("index"));
        let is_there = |id: &ObjectId| difference.from.find(id).map(|old| old.object().definition.clone());
        kept.extend(owned.filter(|other| {
            is_there(other.id()).as_ref() == Some(&other.object().definition)
                && index::is_made_for_key(*other)
                && index::extends(index, *other)
        }));
    }
    for index in kept {
        let again = index::again(index).into_iter().filter(|clause| !clauses.contains(clause));
        clauses.extend(again.collect::<Vec<_>>());
    }
}
