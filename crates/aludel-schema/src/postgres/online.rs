//! Plans in forms that keep a live database working, <https://www.postgresql.org/docs/current/explicit-locking.html>.
//!
//! A pure pass over a finished plan. What reads or builds as much as a table holds is done under a
//! lock that lets queries on, in a transaction of its own or in none: indexes CONCURRENTLY,
//! constraints NOT VALID and then validated, NOT NULL by way of a check, keys by way of an index.
//! What is short stays together, in one transaction before what is long and one behind it.
//! Tables that the plan makes are empty, and made whole.

use std::collections::{HashMap, HashSet};

use super::registry;
use crate::catalog::Entry;
use crate::diff::{Change, Difference};
use crate::object::ObjectId;
use crate::plan::{Plan, Step, Verb};
use crate::statement::Statement;

mod key;
mod name;
mod not_null;
mod partitions;
mod recipe;

/// The same plan in forms that lock little.
pub(super) fn online(plan: Plan, difference: &Difference<'_>) -> Plan {
    let scene = Scene::new(&plan, difference);
    let mut items = Vec::new();
    for step in plan.steps {
        let objects = step.actions.iter().map(|action| (action.verb, action.object.clone())).collect();
        items.push((objects, recipe::rewritten(step, &scene)));
    }
    Plan { steps: ordered(items, difference) }
}

/// What a recipe must know of all that the plan does.
struct Scene<'a> {
    difference: &'a Difference<'a>,
    /// What the plan makes: what of it holds rows holds none yet.
    made: HashSet<ObjectId>,
    dropped: HashSet<ObjectId>,
    /// What is altered so that its dependents have to go and come back.
    disturbed: HashSet<&'a ObjectId>,
}

impl<'a> Scene<'a> {
    fn new(plan: &Plan, difference: &'a Difference<'a>) -> Self {
        let actions = || plan.steps.iter().flat_map(|step| &step.actions);
        let with = |verb| actions().filter(move |action| action.verb == verb).map(|it| it.object.clone());
        let disturbed = difference.changes.iter().filter_map(|change| match change {
            Change::Alter { how, .. } => Some(how.disturbs.iter()),
            Change::Create { .. }
            | Change::Drop { .. }
            | Change::Recreate { .. }
            | Change::Restore { .. } => None,
        });
        // What goes with another object has no step of its own.
        let gone = difference.changes.iter().filter_map(|change| match change {
            Change::Drop { from, .. } | Change::Recreate { from, .. } => {
                Some(difference.from.entry(*from).id().clone())
            }
            Change::Create { .. } | Change::Alter { .. } | Change::Restore { .. } => None,
        });
        Self {
            difference,
            made: with(Verb::Create).collect(),
            dropped: with(Verb::Drop).chain(gone).collect(),
            disturbed: disturbed.flatten().collect(),
        }
    }

    /// The major version of the server.
    fn major(&self) -> u32 {
        self.difference.to.version().0
    }

    /// Whether what the object belongs to is made by the plan itself.
    fn is_of_new(&self, object: Entry<'_>) -> bool {
        object.owner().is_none_or(|owner| self.made.contains(owner.id()))
    }

    /// Whether the object goes and comes back, and nothing it stands on forces it to be gone
    /// meanwhile.
    fn is_replaced(&self, id: &ObjectId) -> bool {
        let is_touched =
            |entry: Entry<'_>| self.dropped.contains(entry.id()) || self.disturbed.contains(entry.id());
        self.made.contains(id)
            && self.dropped.contains(id)
            && self
                .difference
                .from
                .find(id)
                .is_some_and(|old| !old.needs().chain(old.owner()).any(is_touched))
    }

    /// Whether nothing else in the plan has to wait until the object is gone.
    fn may_go_late(&self, old: Entry<'_>) -> bool {
        !old.needs().any(|on| self.dropped.contains(on.id()) || self.disturbed.contains(on.id()))
    }
}

/// When a part of the plan runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Indexes go that others wait for to be gone.
    First,
    /// All that is short, in one transaction.
    Together,
    /// Indexes are built, in no transaction.
    Build,
    /// Rows are looked at, each time in a transaction of its own.
    Validate,
    /// What was built and validated is put in place: short again, in one transaction.
    Take,
    /// Rows are looked at for what was only made then.
    ValidateTaken,
    /// Indexes go that nobody waits for.
    Last,
}

/// A part of a step, and when it runs.
struct Item {
    step: Step,
    turn: Turn,
}

impl Item {
    fn new(turn: Turn, step: Step) -> Self {
        Self { step, turn }
    }

    /// Statements that prepare or finish what another part of their step does.
    fn more(turn: Turn, statements: Vec<Statement>) -> Self {
        Self { step: Step { actions: Vec::new(), statements }, turn }
    }
}

/// What a step does to which objects.
type Objects = Vec<(Verb, ObjectId)>;

/// The parts in their turns; what waits for something later is later, too.
fn ordered(recipes: Vec<(Objects, Vec<Item>)>, difference: &Difference<'_>) -> Vec<Step> {
    let mut known = Known::default();
    let mut items = Vec::new();
    for (objects, mut parts) in recipes {
        let waits = known.turn(&objects, difference);
        for part in &mut parts {
            part.turn = match part.turn {
                Turn::Validate if waits > Turn::Together => waits.max(Turn::ValidateTaken),
                turn => turn.max(waits),
            };
        }
        let done = parts.iter().filter(|part| !part.step.actions.is_empty()).map(|part| part.turn).max();
        known.take(done.unwrap_or(waits), objects, difference);
        items.extend(parts);
    }
    items.sort_by_key(|item| item.turn);
    items.into_iter().map(|item| item.step).collect()
}

/// What happens later than together.
#[derive(Default)]
struct Known {
    made: HashMap<ObjectId, Turn>,
    /// The names that are free only then.
    names: HashMap<String, Turn>,
}

impl Known {
    fn take(&mut self, turn: Turn, objects: Objects, difference: &Difference<'_>) {
        if turn <= Turn::Together {
            return;
        }
        for (verb, object) in objects {
            if verb == Verb::Drop {
                let names = difference.from.find(&object).map(claims).unwrap_or_default();
                self.names.extend(names.into_iter().map(|name| (name, turn)));
            } else {
                self.made.insert(object, turn);
            }
        }
    }

    /// The turn of the latest thing that these wait for.
    fn turn(&self, objects: &Objects, difference: &Difference<'_>) -> Turn {
        let mut turn = Turn::First;
        let mut wait = |other: Option<&Turn>| turn = turn.max(other.copied().unwrap_or(Turn::First));
        for (verb, object) in objects {
            let old = difference.from.find(object).filter(|_| *verb == Verb::Drop);
            let new = difference.to.find(object).filter(|_| *verb != Verb::Drop);
            // What alters later lets go of it only then.
            old.iter().flat_map(Entry::dependents).for_each(|on_it| wait(self.made.get(on_it.id())));
            if let Some(new) = new {
                wait(self.made.get(object));
                new.needs().chain(new.owner()).for_each(|on| wait(self.made.get(on.id())));
                if !self.names.is_empty() {
                    claims(new).iter().for_each(|name| wait(self.names.get(name)));
                }
            }
        }
        turn
    }
}

fn schema<'a>(entry: Entry<'a>) -> &'a str {
    entry.id().path().first().map_or("", |schema| schema)
}

fn claims(entry: Entry<'_>) -> Vec<String> {
    registry().of(entry).map(|(_, kind)| kind.claims(entry)).unwrap_or_default()
}
