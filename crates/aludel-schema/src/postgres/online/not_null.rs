//! SET NOT NULL without reading the table under a lock that keeps readers out,
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL>.

use super::recipe::validate;
use super::{Item, Scene, Turn, key, name};
use crate::catalog::Entry;
use crate::plan::Step;
use crate::postgres::quote;
use crate::statement::{Shape, Statement};

/// A column's creation or alteration, with NOT NULL in several turns.
pub(super) fn rewritten(mut step: Step, column: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let head = format!("ALTER TABLE {}", quote::relation(column.id()));
    let own = quote::name(column.id().name());
    let place = |wanted: &str| {
        let wanted = format!("{head} ALTER COLUMN {own} {wanted}");
        step.statements.iter().position(|statement| statement.text() == wanted)
    };
    // An identity needs it at once.
    let needs_it = step.statements.iter().any(|statement| statement.text().contains(" ADD GENERATED "));
    if let Some(place) = place("SET NOT NULL").filter(|_| !needs_it) {
        let (now, later) = set(step.statements.remove(place), column, scene);
        step.statements.insert(place, now);
        return std::iter::once(Item::new(Turn::Together, step)).chain(later).collect();
    }
    if let Some(place) = place("DROP NOT NULL").filter(|_| waits_for_key(column, scene)) {
        let drop = step.statements.remove(place);
        let turn = if step.statements.is_empty() { Turn::Last } else { Turn::Together };
        return match turn {
            Turn::Last => vec![Item::new(turn, Step { statements: vec![drop], ..step })],
            _ => vec![Item::new(turn, step), Item::more(Turn::Last, vec![drop])],
        };
    }
    vec![Item::new(Turn::Together, step)]
}

/// What is said instead, and what follows in its turn.
fn set(set: Statement, column: Entry<'_>, scene: &Scene<'_>) -> (Statement, Vec<Item>) {
    match by_constraint(column, scene) {
        Some(name) => set_by_constraint(set, column, &name),
        None => set_by_check(set, column, scene),
    }
}

/// By way of a check that proves it.
///
/// It is dropped by a statement of its own: in one with SET NOT NULL it would be gone before the
/// server looks for a proof.
fn set_by_check(set: Statement, column: Entry<'_>, scene: &Scene<'_>) -> (Statement, Vec<Item>) {
    let [schema, table, name] = column.id().path() else { return (set, Vec::new()) };
    let head = format!("ALTER TABLE {}", quote::relation(column.id()));
    let check = name::free(scene.difference, schema, &format!("{table}_{name}"), "_not_null");
    let (own, quoted) = (quote::name(name), quote::name(&check));
    let clause = format!("ADD CONSTRAINT {quoted} CHECK ({own} IS NOT NULL) NOT VALID");
    let take = vec![
        Statement::whole(format!("{head} ALTER COLUMN {own} SET NOT NULL")),
        Statement::whole(format!("{head} DROP CONSTRAINT {quoted}")),
    ];
    let now = instead(set, &head, clause);
    let later = vec![Item::more(Turn::Validate, vec![validate(&head, &check)]), Item::more(Turn::Take, take)];
    (now, later)
}

/// The name of the constraint that SET NOT NULL would make, where the server can validate it later.
fn by_constraint(column: Entry<'_>, scene: &Scene<'_>) -> Option<String> {
    let [_, table, name] = column.id().path() else { return None };
    let constraint = format!("{table}_{name}_not_null");
    (scene.major() >= 18 && constraint.len() <= 63).then_some(constraint)
}

fn set_by_constraint(set: Statement, column: Entry<'_>, name: &str) -> (Statement, Vec<Item>) {
    let head = format!("ALTER TABLE {}", quote::relation(column.id()));
    let own = quote::name(column.id().name());
    let clause = format!("ADD CONSTRAINT {} NOT NULL {own} NOT VALID", quote::name(name));
    let now = instead(set, &head, clause);
    (now, vec![Item::more(Turn::Validate, vec![validate(&head, name)])])
}

/// A statement in the place of another. One that stood by itself does so: what fills the rows of a new
/// column stands between.
fn instead(statement: Statement, head: &str, clause: String) -> Statement {
    let shape = match statement.shape {
        Shape::Whole(_) => Shape::Whole(format!("{head} {clause}")),
        _ => Shape::Clause { head: head.to_owned(), clause },
    };
    Statement { shape, ..statement }
}

/// Whether the column can't be null as long as a key stands that is replaced later.
fn waits_for_key(column: Entry<'_>, scene: &Scene<'_>) -> bool {
    scene.difference.from.find(column.id()).is_some_and(|old| {
        old.dependents()
            .any(|on_it| on_it.id().kind() == "primary key" && key::successor(on_it, scene).is_some())
    })
}
