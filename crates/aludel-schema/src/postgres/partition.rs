//! What a table keeps when it becomes a partition, or stops being one.
//!
//! An index, key, foreign key or check that is what the parent has becomes the parent's when the table
//! is attached; when it is detached, it is the table's own again.
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION>

use serde_json::{Map, Value};

use crate::catalog::{Catalog, Entry};

/// Whether what a table has becomes its parent's, as the table is attached.
pub(super) fn is_absorbed(object: Entry<'_>, after: &Catalog) -> bool {
    let Some(table) = object.owner().filter(|table| parent(*table).is_none()) else { return false };
    after.find(table.id()).is_some_and(|table| parents_have(table, object))
}

/// Whether what a table has was its parent's, from which it is detached.
pub(super) fn is_released(object: Entry<'_>, before: &Catalog) -> bool {
    let Some(table) = object.owner().filter(|table| parent(*table).is_none()) else { return false };
    // Another name than the one it has there makes another of it.
    let is_there = |table: Entry<'_>| {
        !matches!(object.id().kind(), "index" | "primary key" | "unique constraint" | "exclusion constraint")
            || table.owned_of("partition index").any(|index| index.id().name() == object.id().name())
    };
    before.find(table.id()).is_some_and(|table| is_there(table) && parents_have(table, object))
}

/// The table of which one is a partition.
fn parent(table: Entry<'_>) -> Option<Entry<'_>> {
    table.owner().filter(|owner| owner.id().kind() == "table")
}

/// Whether one of the tables above has what `object` is.
fn parents_have(table: Entry<'_>, object: Entry<'_>) -> bool {
    let mut above = parent(table);
    while let Some(table) = above {
        if table.owned_of(object.id().kind()).any(|other| is_like(other, object)) {
            return true;
        }
        above = parent(table);
    }
    false
}

fn is_like(parents: Entry<'_>, own: Entry<'_>) -> bool {
    // A check is known by its name.
    let same_name = own.id().kind() != "check constraint" || parents.id().name() == own.id().name();
    same_name && plain(parents).is_some_and(|parents| plain(own) == Some(parents))
}

/// A definition without what it says of its table.
fn plain(entry: Entry<'_>) -> Option<Map<String, Value>> {
    let mut definition: Map<String, Value> = entry.read().ok()?;
    definition.remove("partitioned");
    definition.remove("invalid");
    Some(definition)
}
