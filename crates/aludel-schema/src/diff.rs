//! What differs between two catalogs, and what must be made again because of it.
//!
//! In one catalog only: created or dropped. In both and unequal: altered, by the word of its kind.
//! What stands on a dropped or remade object is remade too, along the edges; where that walk comes
//! to something that holds data the diff refuses, and says what to write by hand.
//!
//! What is carried is not compared: it is as it was, also where what it hangs on was made again.

use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal, Registry};
use crate::object::{Object, Position};

/// What differs between two catalogs.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The catalog as it is.
    pub from: &'a Catalog,
    /// The catalog as it shall be.
    pub to: &'a Catalog,
    /// One change an object, in the order of ids.
    pub changes: Vec<Change>,
}

impl Difference<'_> {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// One object from one catalog to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is made.
    Create {
        /// Where it stands in the catalog to come.
        to: Position,
    },
    /// It goes.
    Drop {
        /// Where it stands in the catalog as it is.
        from: Position,
        /// Whether it goes with its owner, by no statement of its own.
        with_owner: bool,
    },
    /// It is altered where it stands.
    Alter {
        /// Where it stands in the catalog as it is.
        from: Position,
        /// Where it stands in the catalog to come.
        to: Position,
        /// How.
        how: InPlace,
    },
    /// It goes and is made again.
    Recreate {
        /// Where it stands in the catalog as it is.
        from: Position,
        /// Where it stands in the catalog to come.
        to: Position,
        /// Whether it goes with its owner, by no statement of its own.
        with_owner: bool,
        /// Whether its own definition changes; else it only gives way to another change.
        changed: bool,
    },
    /// It is carried, went with its owner, and is made again as it was.
    Restore {
        /// Where it stands in the catalog as it is.
        from: Position,
    },
}

/// Compares two catalogs of one dialect.
///
/// # Errors
/// Every object for which there is no way, with what to write by hand.
pub fn diff<'a>(
    from: &'a Catalog,
    to: &'a Catalog,
    registry: &Registry,
) -> Result<Difference<'a>, Vec<Refusal>> {
    let mut walk = Walk::new(from, to, registry);
    walk.compare();
    walk.spread();
    match walk.refusals.is_empty() {
        true => Ok(Difference { from, to, changes: walk.changes() }),
        false => Err(walk.refusals),
    }
}

/// What becomes of an object of the catalog as it is.
#[derive(Clone, Debug)]
enum Fate {
    Kept,
    Altered(InPlace),
    Dropped { with_owner: bool },
    Recreated { with_owner: bool, changed: bool },
    Restored,
}

/// What happens to an object that others stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// It is dropped, for good or to be made again.
    Gone,
    /// It is altered in a way that disturbs.
    Disturbed,
    /// It goes and comes back around the alteration of something else.
    Displaced {
        /// What is altered.
        by: Position,
    },
}

struct Walk<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    registry: &'a Registry,
    /// For each object as it is: the one to come, and what becomes of it.
    partners: Vec<Option<Position>>,
    fates: Vec<Fate>,
    created: Vec<Position>,
    events: Vec<(Position, Event)>,
    refusals: Vec<Refusal>,
}

impl<'a> Walk<'a> {
    fn new(from: &'a Catalog, to: &'a Catalog, registry: &'a Registry) -> Self {
        let size = from.objects().len();
        Self {
            from,
            to,
            registry,
            partners: vec![None; size],
            fates: vec![Fate::Kept; size],
            created: Vec::new(),
            events: Vec::new(),
            refusals: Vec::new(),
        }
    }

    /// Walks both catalogs once, side by side.
    fn compare(&mut self) {
        let (olds, news) = (self.from.objects(), self.to.objects());
        let (mut old, mut new) = (0, 0);
        let mut unequal = Vec::new();
        while old < olds.len() || new < news.len() {
            let order = match (olds.get(old), news.get(new)) {
                (Some(a), Some(b)) => a.id.cmp(&b.id),
                (Some(_), None) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            match order {
                std::cmp::Ordering::Less if self.is_carried(&olds[old]) => old += 1,
                std::cmp::Ordering::Greater if self.is_carried(&news[new]) => new += 1,
                std::cmp::Ordering::Less => {
                    self.fates[old] = Fate::Dropped { with_owner: false };
                    self.events.push((Position::new(old), Event::Gone));
                    old += 1;
                }
                std::cmp::Ordering::Greater => {
                    self.created.push(Position::new(new));
                    new += 1;
                }
                std::cmp::Ordering::Equal => {
                    self.partners[old] = Some(Position::new(new));
                    let differs = olds[old].definition != news[new].definition || self.moves(old, new);
                    if differs && !self.is_carried(&olds[old]) {
                        unequal.push((old, new));
                    }
                    old += 1;
                    new += 1;
                }
            }
        }
        for (old, new) in unequal {
            self.alter(Position::new(old), Position::new(new));
        }
    }

    /// Whether an object is dropped with another than before.
    fn moves(&self, old: usize, new: usize) -> bool {
        let owner = |catalog: &'a Catalog, index| catalog.entry(Position::new(index)).owner();
        owner(self.from, old).map(|owner| owner.id()) != owner(self.to, new).map(|owner| owner.id())
    }

    fn is_carried(&self, object: &Object) -> bool {
        let kind = object.id.kind();
        self.from.carries(kind) || self.to.carries(kind)
    }

    fn alter(&mut self, old: Position, new: Position) {
        let pair = Pair { from: self.from.entry(old), to: self.to.entry(new) };
        let answer = self.registry.of(pair.from).and_then(|(_, kind)| {
            let holds_data = kind.holds_data() && !kind.is_derived(pair.from);
            Ok((kind.to_alter(pair)?, holds_data))
        });
        match answer {
            Ok((Alteration::InPlace(how), _)) => {
                let disturbed = how.disturbs.iter().filter_map(|id| self.from.find(id));
                self.events.extend(disturbed.map(|entry| (entry.position(), Event::Disturbed)));
                let displaced = how.displaces.iter().filter_map(|id| self.from.find(id));
                let event = Event::Displaced { by: old };
                self.events.extend(displaced.map(|entry| (entry.position(), event)));
                self.fates[old.index()] = Fate::Altered(how);
            }
            Ok((Alteration::Recreate, false) | (Alteration::Replace, _)) => {
                self.fates[old.index()] = Fate::Recreated { with_owner: false, changed: true };
                self.events.push((old, Event::Gone));
            }
            Ok((Alteration::Recreate, true)) => {
                self.refusals.push(Refusal::new(
                    pair.from.id(),
                    "it would have to be dropped and made again, and it holds data",
                    "write by hand how its data moves",
                ));
            }
            Err(refusal) => self.refusals.push(refusal),
        }
    }

    /// Follows the edges from what goes or is disturbed to what stands on it.
    fn spread(&mut self) {
        while let Some((position, event)) = self.events.pop() {
            let entry = self.from.entry(position);
            match event {
                Event::Gone => {
                    for owned in entry.owned() {
                        if !self.parts(owned, entry) {
                            self.goes_with_owner(owned);
                        }
                    }
                    for dependent in entry.dependents() {
                        self.loses(dependent, entry);
                    }
                }
                Event::Displaced { by } => self.is_displaced(entry, self.from.entry(by)),
                Event::Disturbed => {
                    let Some(partner) = self.partners[position.index()] else { continue };
                    let pair = Pair { from: entry, to: self.to.entry(partner) };
                    for dependent in entry.owned().chain(entry.dependents()) {
                        self.is_disturbed(dependent, pair);
                    }
                }
            }
        }
    }

    fn is_displaced(&mut self, entry: Entry<'a>, by: Entry<'a>) {
        match self.fates[entry.position().index()] {
            _ if entry.owner().is_some_and(|owner| owner.id() == by.id()) => self.goes_with_owner(entry),
            Fate::Dropped { .. } | Fate::Recreated { .. } => {}
            Fate::Kept | Fate::Altered(_) | Fate::Restored => self.remake(entry, by),
        }
    }

    /// Whether `owned` has another owner by the time that `owner` goes: a partition that is detached.
    fn parts(&self, owned: Entry<'a>, owner: Entry<'a>) -> bool {
        let Some(partner) = self.partners[owned.position().index()] else { return false };
        self.to.entry(partner).owner().is_none_or(|new| new.id() != owner.id())
    }

    fn goes_with_owner(&mut self, owned: Entry<'a>) {
        let index = owned.position().index();
        if self.is_carried(owned.object()) {
            let comes_back =
                owned.owner().is_some_and(|owner| self.partners[owner.position().index()].is_some());
            self.fates[index] = if comes_back { Fate::Restored } else { Fate::Kept };
            return;
        }
        match &mut self.fates[index] {
            Fate::Dropped { with_owner } | Fate::Recreated { with_owner, .. } => *with_owner = true,
            fate @ (Fate::Kept | Fate::Altered(_) | Fate::Restored) => {
                let changed = matches!(fate, Fate::Altered(_));
                *fate = Fate::Recreated { with_owner: true, changed };
                self.events.push((owned.position(), Event::Gone));
            }
        }
    }

    /// `dependent` loses what it stands on.
    fn loses(&mut self, dependent: Entry<'a>, lost: Entry<'a>) {
        let lost_for_good = self.partners[lost.position().index()].is_none();
        match &self.fates[dependent.position().index()] {
            Fate::Dropped { .. } | Fate::Recreated { .. } => {}
            // It lets go of it by its own alteration.
            Fate::Altered(_) if lost_for_good => {}
            Fate::Altered(_) if !self.still_needs(dependent, lost) => {}
            Fate::Kept if lost_for_good && self.outlives(dependent, lost) => {}
            Fate::Kept | Fate::Altered(_) | Fate::Restored => self.remake(dependent, lost),
        }
    }

    fn outlives(&self, dependent: Entry<'a>, lost: Entry<'a>) -> bool {
        self.registry.of(dependent).is_ok_and(|(_, kind)| kind.outlives(lost))
    }

    fn still_needs(&self, dependent: Entry<'a>, lost: Entry<'a>) -> bool {
        let Some(partner) = self.partners[dependent.position().index()] else { return false };
        self.to.entry(partner).needs().any(|needed| needed.id() == lost.id())
    }

    fn is_disturbed(&mut self, dependent: Entry<'a>, pair: Pair<'a>) {
        if let Fate::Dropped { .. } | Fate::Recreated { .. } = self.fates[dependent.position().index()] {
            return;
        }
        if self.registry.of(dependent).is_ok_and(|(_, kind)| kind.stands_aside(dependent, pair)) {
            self.remake(dependent, pair.from);
        }
    }

    fn remake(&mut self, entry: Entry<'a>, because: Entry<'a>) {
        let holds_data = |kind: &dyn Kind| kind.holds_data() && !kind.is_derived(entry);
        if self.registry.of(entry).is_ok_and(|(_, kind)| holds_data(kind)) {
            self.refusals.push(Refusal::new(
                entry.id(),
                format!("it stands on {}, which must be dropped, and it holds data", because.id()),
                "write by hand how its data moves",
            ));
            return;
        }
        let index = entry.position().index();
        let changed = matches!(self.fates[index], Fate::Altered(_));
        self.fates[index] = Fate::Recreated { with_owner: false, changed };
        self.events.push((entry.position(), Event::Gone));
    }

    fn changes(self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (index, fate) in self.fates.into_iter().enumerate() {
            let from = Position::new(index);
            changes.extend(match (fate, self.partners[index]) {
                (Fate::Dropped { with_owner }, _) => Some(Change::Drop { from, with_owner }),
                (Fate::Recreated { with_owner, changed }, Some(to)) => {
                    Some(Change::Recreate { from, to, with_owner, changed })
                }
                (Fate::Altered(how), Some(to)) => Some(Change::Alter { from, to, how }),
                (Fate::Restored, _) => Some(Change::Restore { from }),
                // What has no partner was dropped when the catalogs were compared.
                (Fate::Kept | Fate::Recreated { .. } | Fate::Altered(_), _) => None,
            });
        }
        changes.extend(self.created.into_iter().map(|to| Change::Create { to }));
        changes
    }
}
