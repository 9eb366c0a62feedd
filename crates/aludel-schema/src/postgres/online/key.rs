//! Primary keys and unique constraints by way of an index that is built beside the traffic,
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX>.
//!
//! A key that comes in the place of another is put there by one statement, so that at no time
//! there is none; a unique index and a unique constraint become each other.

use super::{Item, Scene, Turn, name, partitions, schema};
use crate::catalog::Entry;
use crate::object::ObjectId;
use crate::plan::Step;
use crate::postgres::{index, key, quote};
use crate::statement::Shape;

const KEYS: [&str; 2] = ["primary key", "unique constraint"];

/// A new key.
pub(super) fn create(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    if let Some(old) = promoted(entry, scene)
        && let Some((_, take)) = key::by_index(entry, old.id().name())
    {
        step.statements = vec![take];
        return vec![Item::new(Turn::Take, step)];
    }
    if partitions::is_partitioned(entry.owner()) {
        return partitions::create_key(step, entry, scene);
    }
    let own = entry.id().name();
    let old = predecessor(entry, scene);
    let beside = match old.filter(|old| old.id().name() == own) {
        Some(_) => name::free(scene.difference, schema(entry), own, "_new"),
        None => own.to_owned(),
    };
    let Some((definition, mut take)) = key::by_index(entry, &beside) else {
        // By then its columns can't be null.
        return vec![Item::new(Turn::Take, step)];
    };
    if let (Some(old), Shape::Clause { clause, .. }) = (old, &mut take.shape) {
        *clause = format!("\n    DROP CONSTRAINT {},\n    {clause}", quote::name(old.id().name()));
    }
    let table = quote::relation(entry.id());
    let build = index::create(&beside, "INDEX CONCURRENTLY", &table, &definition);
    step.statements = vec![take];
    vec![Item::more(Turn::Build, vec![build]), Item::new(Turn::Take, step)]
}

/// A key that goes; where something comes in its place, that says so.
pub(super) fn drop(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let index = ObjectId::new("index", [schema(entry), entry.id().name()]);
    let index = scene.difference.to.find(&index).filter(|index| scene.made.contains(index.id()));
    let is_demoted = index.is_some_and(|index| demoted(index, scene).is_some());
    if is_demoted || successor(entry, scene).is_some() || partitions::is_replaced_late(entry, scene) {
        step.statements.clear();
    }
    vec![Item::new(Turn::Together, step)]
}

/// The key that comes in the place of one that goes.
pub(super) fn successor<'a>(old: Entry<'_>, scene: &Scene<'a>) -> Option<Entry<'a>> {
    let table = scene.difference.to.find(old.owner()?.id())?;
    let pair = pairs(table, scene).into_iter().find(|(gone, _)| gone.id() == old.id());
    pair.map(|(_, new)| new)
}

/// The key in whose place a new one comes.
fn predecessor<'a>(new: Entry<'_>, scene: &Scene<'a>) -> Option<Entry<'a>> {
    let table = scene.difference.to.find(new.owner()?.id())?;
    let pair = pairs(table, scene).into_iter().find(|(_, come)| come.id() == new.id());
    pair.map(|(old, _)| old)
}

/// Which keys of a table come in the place of which.
fn pairs<'a>(table: Entry<'_>, scene: &Scene<'a>) -> Vec<(Entry<'a>, Entry<'a>)> {
    let (Some(old), Some(new)) =
        (scene.difference.from.find(table.id()), scene.difference.to.find(table.id()))
    else {
        return Vec::new();
    };
    let is_key = |entry: &Entry<'_>| KEYS.contains(&entry.id().kind());
    let mut gone: Vec<Entry<'a>> = old
        .owned()
        .filter(is_key)
        .filter(|old| scene.dropped.contains(old.id()) && scene.may_go_late(*old))
        .collect();
    let mut come: Vec<Entry<'a>> = new
        .owned()
        .filter(is_key)
        .filter(|new| scene.made.contains(new.id()) && key::by_index(*new, "").is_some())
        .filter(|new| promoted(*new, scene).is_none())
        .collect();
    let columns = |entry: Entry<'_>| key::by_index(entry, "").map(|(definition, _)| definition.keys);
    let likeness: [&dyn Fn(Entry<'a>, Entry<'a>) -> bool; 4] = [
        &|old, new| old.id() == new.id(),
        &|old, new| old.id().name() == new.id().name(),
        &|old, new| old.id().kind() == KEYS[0] && new.id().kind() == KEYS[0],
        &|old, new| columns(old).is_some() && columns(old) == columns(new),
    ];
    let mut pairs = Vec::new();
    for is_alike in likeness {
        come.retain(|new| {
            let Some(place) = gone.iter().position(|old| is_alike(*old, *new)) else { return true };
            pairs.push((gone.remove(place), *new));
            false
        });
    }
    pairs
}

/// The unique index that goes, and is what the new key would be.
fn promoted<'a>(key: Entry<'a>, scene: &Scene<'a>) -> Option<Entry<'a>> {
    let (wanted, _) = key::by_index(key, "")?;
    let table = scene.difference.from.find(key.owner()?.id())?;
    table
        .owned_of("index")
        .filter(|old| scene.dropped.contains(old.id()) && !scene.made.contains(old.id()))
        .filter(|old| scene.may_go_late(*old))
        .find(|old| old.read::<index::Definition>().is_ok_and(|definition| definition == wanted))
}

/// Whether an index that goes stays as the index of a constraint.
pub(super) fn is_promoted(index: Entry<'_>, scene: &Scene<'_>) -> bool {
    let table = index.owner().and_then(|table| scene.difference.to.find(table.id()));
    table.is_some_and(|table| {
        table
            .owned()
            .filter(|key| KEYS.contains(&key.id().kind()) && scene.made.contains(key.id()))
            .any(|key| promoted(key, scene).is_some_and(|old| old.id() == index.id()))
    })
}

/// The key that goes and whose name a new index of the same table takes.
pub(super) fn demoted(index: Entry<'_>, scene: &Scene<'_>) -> Option<ObjectId> {
    let table = index.owner()?.id();
    KEYS.into_iter().find_map(|kind| {
        let path = table.path().iter().map(|name| &**name).chain([index.id().name()]);
        let old = scene.difference.from.find(&ObjectId::new(kind, path))?;
        let goes = scene.dropped.contains(old.id()) && !scene.made.contains(old.id());
        (goes && scene.may_go_late(old) && successor(old, scene).is_none()).then(|| old.id().clone())
    })
}

/// `ALTER TABLE t DROP CONSTRAINT c`.
pub(super) fn dropping(id: &ObjectId) -> String {
    format!("ALTER TABLE {} DROP CONSTRAINT {}", quote::relation(id), quote::name(id.name()))
}
