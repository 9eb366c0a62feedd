//! What takes another name along with what was renamed.
//!
//! A table's keys, indexes and sequences are called after it, but keep their names when it is renamed.
//! Where the schema to come has the same thing in the same place under another name, it is renamed, too:
//! made anew, an index would be built again, and a sequence would count from its beginning.

use std::collections::{HashMap, HashSet};

use super::Wish;
use crate::catalog::{Catalog, Entry};
use crate::kind::Registry;
use crate::object::ObjectId;

/// The renames that follow from those that were asked for and made: `from` is what they have left.
///
/// A sequence that a column owns follows the models' name even where nothing was asked for: what it has
/// counted would be lost.
pub fn along(from: &Catalog, to: &Catalog, wishes: &[Wish], registry: &Registry) -> Vec<Wish> {
    let mut places: HashMap<Place, (Vec<Entry<'_>>, Vec<Entry<'_>>)> = HashMap::new();
    let wanted = |entry: &Entry<'_>, other: &Catalog| {
        // What has the name of another's there is not that.
        let owner = |entry: Entry<'_>| entry.owner().map(|owner| owner.id().clone());
        let stays = other.find(entry.id()).is_some_and(|there| owner(there) == owner(*entry));
        !stays && is_renamable(*entry, registry) && follows(*entry, wishes)
    };
    for old in from.entries().filter(|old| wanted(old, to)) {
        places.entry(place(&old)).or_default().0.push(old);
    }
    if places.is_empty() {
        return Vec::new();
    }
    for new in to.entries().filter(|new| wanted(new, from)) {
        places.entry(place(&new)).or_default().1.push(new);
    }
    let mut pairs: Vec<(Entry<'_>, Entry<'_>)> = places
        .into_values()
        .filter_map(|pair| match (pair.0.as_slice(), pair.1.as_slice()) {
            ([old], [new]) if old.id() != new.id() => Some((*old, *new)),
            _ => None,
        })
        .collect();
    pairs.sort_by_key(|(old, _)| old.id());
    in_order(pairs, from, registry)
}

/// The renames in an order in which each name is free by then; what has no such order is left out.
fn in_order(mut pairs: Vec<(Entry<'_>, Entry<'_>)>, from: &Catalog, registry: &Registry) -> Vec<Wish> {
    let claims =
        |entry: Entry<'_>| registry.of(entry).map(|(_, kind)| kind.claims(entry)).unwrap_or_default();
    let mut taken: HashSet<String> = match pairs.is_empty() {
        true => HashSet::new(),
        false => from.entries().flat_map(claims).collect(),
    };
    let mut renames = Vec::new();
    loop {
        let is_free = |(old, new): &(Entry<'_>, Entry<'_>)| {
            let own = claims(*old);
            claims(*new).iter().all(|name| own.contains(name) || !taken.contains(name))
        };
        let Some(place) = pairs.iter().position(is_free) else { return renames };
        let (old, new) = pairs.remove(place);
        for name in claims(old) {
            taken.remove(&name);
        }
        taken.extend(claims(new));
        renames.push(wish(old.id(), new.id()));
    }
}

/// Where an object stands and what it is, whatever it is called.
type Place = (&'static str, Vec<Box<str>>, Option<ObjectId>, Box<str>);

fn place(entry: &Entry<'_>) -> Place {
    let id = entry.id();
    let outer = id.path().split_last().map_or(&[][..], |(_, outer)| outer);
    // How a sequence counts can be altered.
    let definition = if id.kind() == SEQUENCE { "".into() } else { entry.object().definition.clone() };
    (id.kind(), outer.to_vec(), entry.owner().map(|owner| owner.id().clone()), definition)
}

const SEQUENCE: &str = "sequence";

fn is_renamable(entry: Entry<'_>, registry: &Registry) -> bool {
    registry
        .find(entry.id().kind())
        .is_some_and(|(_, kind)| !kind.holds_data() && kind.to_rename(entry.id(), entry.id()).is_some())
}

/// Whether it belongs to something that was renamed, or of which a column was.
fn follows(entry: Entry<'_>, wishes: &[Wish]) -> bool {
    let Some(owner) = entry.owner() else { return false };
    let is_new = |entry: Entry<'_>| wishes.iter().any(|wish| *wish.new == *entry.id().name());
    entry.id().kind() == SEQUENCE || is_new(owner) || owner.owned_of("column").any(is_new)
}

fn wish(old: &ObjectId, new: &ObjectId) -> Wish {
    Wish {
        kind: Some(old.kind().to_owned()),
        old: old.path().iter().map(ToString::to_string).collect(),
        new: new.name().to_owned(),
    }
}
