//! What a table keeps when it becomes a partition or a child, or stops being one.
//!
//! An index, key, foreign key or check that is what the parent has becomes the parent's when the table
//! is attached; when it is detached, it is the table's own again, and stays unless it is dropped.
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION>

use serde_json::{Map, Value};

use super::{constraint, inherited_constraint, partition_index};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Pair, Refusal};
use crate::statement::Statement;

/// The kinds of what has an index of its name.
const WITH_INDEX: [&str; 4] = ["index", "primary key", "unique constraint", "exclusion constraint"];
const CHECK: &str = "check constraint";
const FOREIGN_KEY: &str = "foreign key";

/// Whether what a table has becomes its parent's, as the table is attached.
pub(super) fn is_absorbed(object: Entry<'_>, after: &Catalog) -> bool {
    let Some(table) = object.owner().filter(|table| parents(*table).is_empty()) else { return false };
    let is_parents = |parent: &Entry<'_>| match object.id().kind() {
        // Another of its name is replaced before.
        CHECK => {
            parent.owned_of(CHECK).any(|check| check.id().name() == object.id().name() && is_passed_on(check))
        }
        _ => has(*parent, object),
    };
    after.find(table.id()).is_some_and(|table| above(table).iter().any(is_parents))
}

/// Whether what a table has was its parent's, from which it is detached.
pub(super) fn is_released(object: Entry<'_>, before: &Catalog) -> bool {
    let (Some(owner), kind) = (object.owner(), object.id().kind()) else { return false };
    let Some(table) = before.find(owner.id()) else { return false };
    // Another name than the one it has there makes another of it.
    let is_called =
        |others: Vec<Entry<'_>>| others.iter().any(|other| other.id().name() == object.id().name());
    let is_there = match kind {
        FOREIGN_KEY => is_called(inherited_constraint::foreign_keys(table)),
        _ => !WITH_INDEX.contains(&kind) || is_called(table.owned_of("partition index").collect()),
    };
    // A child's check goes with the parent's, if that goes first.
    let stays = |parent: Entry<'_>| {
        kind != CHECK
            || is_partition(table)
            || object.catalog().find(parent.id()).is_some_and(|parent| has(parent, object))
    };
    is_there
        && lost(Pair { from: table, to: owner }).iter().any(|parent| has(*parent, object) && stays(*parent))
}

/// What drops what a table keeps of parents that it has no more, and shall not have.
pub(super) fn left_over(table: Pair<'_>) -> Result<Vec<Statement>, Refusal> {
    let (lost, kept) = (lost(table), above(table.to));
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let before = table.from.catalog();
    let is_kept = |kinds: &[&str], name: &str| {
        let own = table.to.owned().filter(|own| kinds.contains(&own.id().kind()) && own.id().name() == name);
        own.into_iter().any(|own| is_released(own, before))
    };
    let is_absorbed = |old: Entry<'_>| {
        old.needs()
            .filter(|parents| parents.id().kind() != "table")
            .any(|parents| kept.iter().any(|parent| has(*parent, parents)))
    };
    let mut statements = Vec::new();
    for check in lost.iter().flat_map(|parent| parent.owned_of(CHECK)) {
        let name = check.id().name();
        let is_inherited =
            kept.iter().flat_map(|parent| parent.owned_of(CHECK)).any(|it| it.id().name() == name);
        if !is_inherited && is_passed_on(check) && !is_kept(&[CHECK], name) {
            // It may have gone with the parent's, or have come from two.
            statements.push(constraint::dropped_if_there(&constraint::of(table.to.id(), name)));
        }
    }
    statements.dedup();
    if !is_partition(table.from) {
        return Ok(statements);
    }
    for key in inherited_constraint::foreign_keys(table.from) {
        if !is_kept(&[FOREIGN_KEY], key.id().name()) && !is_absorbed(key) {
            statements.push(constraint::dropped(&constraint::of(table.to.id(), key.id().name())));
        }
    }
    for index in table.from.owned_of("partition index") {
        if !is_kept(&WITH_INDEX, index.id().name()) && !is_absorbed(index) {
            statements.push(partition_index::dropped(index)?);
        }
    }
    Ok(statements)
}

fn is_partition(table: Entry<'_>) -> bool {
    table.owned_of("attachment").next().is_some()
}

/// The tables that stand above a table and will not.
fn lost(table: Pair<'_>) -> Vec<Entry<'_>> {
    let kept = above(table.to);
    let is_lost = |parent: &Entry<'_>| !kept.iter().any(|kept| kept.id() == parent.id());
    above(table.from).into_iter().filter(is_lost).collect()
}

/// The tables of which one is a partition or child.
fn parents(table: Entry<'_>) -> Vec<Entry<'_>> {
    let is_table = |entry: &Entry<'_>| entry.id().kind() == "table" && entry.id() != table.id();
    let inherited = table.owned_of("inheritance").flat_map(|link| link.needs());
    table.owner().into_iter().chain(inherited).filter(is_table).collect()
}

/// All tables above one, at any height.
fn above(table: Entry<'_>) -> Vec<Entry<'_>> {
    let mut above = parents(table);
    let mut next = 0;
    while let Some(parent) = above.get(next).copied() {
        for further in parents(parent) {
            if !above.iter().any(|known| known.id() == further.id()) {
                above.push(further);
            }
        }
        next += 1;
    }
    above
}

/// Whether a table has what `object` is, to pass it on.
fn has(parent: Entry<'_>, object: Entry<'_>) -> bool {
    parent.owned_of(object.id().kind()).any(|other| is_like(other, object))
}

fn is_like(parents: Entry<'_>, own: Entry<'_>) -> bool {
    // A check is known by its name.
    let same_name =
        own.id().kind() != CHECK || parents.id().name() == own.id().name() && is_passed_on(parents);
    same_name && plain(parents).is_some_and(|parents| plain(own) == Some(parents))
}

/// Whether a check is one of the children, too.
fn is_passed_on(check: Entry<'_>) -> bool {
    check.read::<Map<String, Value>>().is_ok_and(|definition| !definition.contains_key("no_inherit"))
}

/// A definition without what it says of its table.
fn plain(entry: Entry<'_>) -> Option<Map<String, Value>> {
    let mut definition: Map<String, Value> = entry.read().ok()?;
    definition.remove("partitioned");
    definition.remove("invalid");
    Some(definition)
}
