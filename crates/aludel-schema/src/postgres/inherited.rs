//! Constraints and indexes that a table shares with its parent while it is attached to it.
//!
//! What is inherited is no object: it is the parent's. A table that is attached brings its own, which
//! become the parent's; one that is detached keeps what it had from the parent.

use crate::catalog::{Catalog, Entry};
use crate::object::ObjectId;

/// Whether an object of a table that is detached is what it had from its parent.
pub(super) fn is_kept(object: Entry<'_>, before: &Catalog) -> bool {
    let Some(table) = object.owner() else { return false };
    before.find(table.id()).is_some_and(|old| is_of_lost_parent(object, old, table))
}

/// Whether an object of a table that is attached is one that the parent has.
pub(super) fn is_merged(object: Entry<'_>, after: &Catalog) -> bool {
    let Some(table) = object.owner() else { return false };
    after.find(table.id()).is_some_and(|new| is_of_lost_parent(object, new, table))
}

/// Whether `child`, the object's table in the other catalog, has a parent that `alone`, which holds
/// the object, has not, and that parent has the like.
fn is_of_lost_parent(object: Entry<'_>, child: Entry<'_>, alone: Entry<'_>) -> bool {
    let of_alone: Vec<&ObjectId> = parents(alone).map(|parent| parent.id()).collect();
    let mut lost = parents(child).filter(|parent| !of_alone.contains(&parent.id()));
    lost.any(|parent| parent.owned_of(object.id().kind()).any(|like| is_like(object, like)))
}

/// The tables of which this one is a partition or a child.
fn parents<'a>(table: Entry<'a>) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let of = table.owned().filter(|owned| matches!(owned.id().kind(), "attachment" | "inheritance"));
    let own = table.id().clone();
    of.flat_map(|link| link.needs())
        .filter(move |needed| needed.id().kind() == own.kind() && *needed.id() != own)
}

/// A check is known by its name, what has an index by what it is: its name is the partition's own.
fn is_like(object: Entry<'_>, other: Entry<'_>) -> bool {
    let named = object.id().kind() != "check constraint" || object.id().name() == other.id().name();
    named && shape(object) == shape(other)
}

/// The definition without what tells a partitioned table's from a plain one's.
fn shape(object: Entry<'_>) -> Option<serde_json::Map<String, serde_json::Value>> {
    let mut shape: serde_json::Map<String, serde_json::Value> = object.read().ok()?;
    shape.remove("partitioned");
    Some(shape)
}
