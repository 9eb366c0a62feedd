//! What a plan becomes on SQLite: tables that can't be altered in place are made anew, with foreign
//! keys not enforced meanwhile and checked at the end.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::alter::{self, Way};
use super::check::Checks;
use super::index::INDEX;
use super::rebuild::{self, Rebuild};
use super::shape::TableShape;
use super::table::{TABLE, table_of};
use super::trigger::TRIGGER;
use super::view::VIEW;
use super::virtual_table::{self, VIRTUAL_TABLE};
use super::{COLUMN, guard, registry, write};
use crate::catalog::{Catalog, Entry};
use crate::diff::{Change, Difference};
use crate::object::{DefinitionError, ObjectId};
use crate::plan::{Action, Plan, Step, Verb};
use crate::statement::Statement;

/// Rewrites a plan.
pub(super) fn finished(plan: Plan, difference: &Difference<'_>) -> Plan {
    // Definitions were read when the plan was made: one that can't be read has no plan.
    let tables = Tables::of(difference).unwrap_or_default();
    let mut finisher = Finisher {
        difference,
        tables: &tables,
        placed: HashSet::new(),
        checks: Checks::default(),
        steps: Vec::new(),
    };
    let later: Vec<Step> = plan.steps.clone();
    for step in plan.steps {
        finisher.take(step, &later);
    }
    let Finisher { steps, checks, .. } = finisher;
    Plan { steps: guard::guarded(steps, checks, &tables, difference) }
}

/// The tables of a plan that are altered, by what becomes of them.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) rebuilt: BTreeMap<ObjectId, (TableShape, TableShape)>,
    in_place: BTreeSet<ObjectId>,
}

impl Tables {
    fn of(difference: &Difference<'_>) -> Result<Self, DefinitionError> {
        let mut tables = Self::default();
        for change in &difference.changes {
            let id = match change {
                Change::Create { to } => difference.to.entry(*to).id(),
                Change::Drop { from, .. }
                | Change::Alter { from, .. }
                | Change::Recreate { from, .. }
                | Change::Restore { from } => difference.from.entry(*from).id(),
            };
            if !matches!(id.kind(), TABLE | COLUMN) {
                continue;
            }
            let table = table_of(id);
            let (Some(from), Some(to)) = (difference.from.find(&table), difference.to.find(&table)) else {
                continue;
            };
            if tables.rebuilt.contains_key(&table) || tables.in_place.contains(&table) {
                continue;
            }
            let (from, to) = (TableShape::of(from)?, TableShape::of(to)?);
            match alter::way(&from, &to) {
                Way::InPlace => {
                    tables.in_place.insert(table);
                }
                Way::Rebuild => {
                    tables.rebuilt.insert(table, (from, to));
                }
            }
        }
        Ok(tables)
    }
}

struct Finisher<'a> {
    difference: &'a Difference<'a>,
    tables: &'a Tables,
    /// The rebuilt tables that stand in the steps already.
    placed: HashSet<ObjectId>,
    checks: Checks,
    steps: Vec<Step>,
}

impl Finisher<'_> {
    fn take(&mut self, mut step: Step, all: &[Step]) {
        let Some(first) = step.actions.first() else { return self.steps.push(step) };
        let (verb, id) = (first.verb, first.object.clone());
        let table = table_of(&id);
        match id.kind() {
            TABLE if verb == Verb::Create => {
                self.write_whole(&mut step, &id);
                self.steps.push(step);
            }
            VIRTUAL_TABLE if verb == Verb::Create => {
                self.leave_empty(&mut step, &id);
                self.steps.push(step);
            }
            TABLE | COLUMN if self.tables.rebuilt.contains_key(&table) => self.place(&table, all),
            TABLE if verb == Verb::Alter => {
                // Its columns bring the new constraints along.
                step.statements.clear();
                self.steps.push(step);
            }
            INDEX | TRIGGER if self.tables.rebuilt.contains_key(&table) => self.of_rebuilt(step, &table, all),
            _ => self.steps.push(step),
        }
    }

    /// A table is made with the constraints that stand behind all its columns.
    fn write_whole(&self, step: &mut Step, id: &ObjectId) {
        let shape = self.difference.to.find(id).and_then(|table| TableShape::of(table).ok());
        if let (Some(shape), Some(first)) = (shape, step.statements.first_mut()) {
            *first = Statement::whole(write::create_table(&shape, &shape.name));
        }
    }

    /// An index of rows that stand in another table is not filled where that is new, too.
    fn leave_empty(&self, step: &mut Step, id: &ObjectId) {
        let Difference { from, to, .. } = self.difference;
        let definition = to.find(id).and_then(|table| table.read::<virtual_table::Definition>().ok());
        let content = definition.and_then(|definition| definition.content());
        let is_new = |name: String| {
            let is_it = |table: Entry<'_>| table.id().name().eq_ignore_ascii_case(&name);
            to.of_kind(TABLE).any(is_it) && !from.of_kind(TABLE).any(is_it)
        };
        if content.is_some_and(is_new) {
            step.statements.truncate(1);
        }
    }

    /// Puts what makes a table anew here, unless it stands already.
    fn place(&mut self, table: &ObjectId, all: &[Step]) {
        let Some((from, to)) = self.tables.rebuilt.get(table) else { return };
        if !self.placed.insert(table.clone()) {
            return;
        }
        let is_part = |action: &&Action| {
            matches!(action.object.kind(), TABLE | COLUMN) && table_of(&action.object) == *table
        };
        let parts = all.iter().filter(|step| step.actions.first().as_ref().is_some_and(is_part));
        let parts: Vec<&Step> = parts.collect();
        let actions = parts.iter().flat_map(|step| step.actions.iter().cloned()).collect();
        let new = free_name(&format!("new_{}", from.name), self.difference);
        let owned = self.difference.from.find(table).into_iter().flat_map(|table| table.owned());
        let known = owned.map(|owned| owned.id().name()).collect();
        let rebuild = Rebuild { from, to, new: &new, known, again: self.kept(table) };
        let statements = rebuild::statements(rebuild, &mut self.checks);
        self.steps.push(Step { actions, statements });
    }

    /// What makes those indexes and triggers again that the plan does not speak of.
    fn kept(&self, table: &ObjectId) -> Vec<Statement> {
        let Difference { from, to, changes } = self.difference;
        let made: HashSet<&ObjectId> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Create { to: made } | Change::Recreate { to: made, .. } => Some(to.entry(*made).id()),
                Change::Drop { .. } | Change::Alter { .. } | Change::Restore { .. } => None,
            })
            .collect();
        let owned = to.find(table).into_iter().flat_map(|table| table.owned().collect::<Vec<_>>());
        let kept = owned.filter(|entry| {
            matches!(entry.id().kind(), INDEX | TRIGGER)
                && !made.contains(entry.id())
                && from.find(entry.id()).is_some()
        });
        kept.flat_map(|entry| create(entry)).collect()
    }

    /// An index or a trigger of a table that is made anew: it goes with the old table.
    fn of_rebuilt(&mut self, mut step: Step, table: &ObjectId, all: &[Step]) {
        let is_placed = self.placed.contains(table);
        let gives_way = step.actions.iter().all(|action| action.gives_way);
        match step.actions.first().map(|action| action.verb) {
            Some(Verb::Drop) if gives_way => {}
            Some(Verb::Drop) => {
                if is_placed {
                    step.statements.clear();
                }
                self.steps.push(step);
            }
            _ => {
                self.place(table, all);
                if gives_way {
                    step.actions.clear();
                }
                self.steps.push(step);
            }
        }
    }
}

fn create(entry: Entry<'_>) -> Vec<Statement> {
    let kind = registry().of(entry);
    kind.and_then(|(_, kind)| kind.to_create(entry)).unwrap_or_default()
}

/// A name that nothing has.
fn free_name(wish: &str, difference: &Difference<'_>) -> String {
    let is_taken = |catalog: &Catalog, name: &str| {
        catalog.objects().iter().any(|object| {
            matches!(object.id.kind(), TABLE | VIEW | VIRTUAL_TABLE | INDEX)
                && object.id.name().eq_ignore_ascii_case(name)
        })
    };
    let is_free = |name: &String| !is_taken(difference.from, name) && !is_taken(difference.to, name);
    let numbered = (2..).map(|number| format!("{wish}_{number}"));
    std::iter::once(wish.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}
