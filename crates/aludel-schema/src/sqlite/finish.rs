//! What a plan becomes on SQLite: tables that can't be altered in place are made anew, with foreign
//! keys not enforced meanwhile and checked at the end.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::alter::{self, Way};
use super::index::INDEX;
use super::shape::TableShape;
use super::table::{TABLE, table_of};
use super::trigger::TRIGGER;
use super::{COLUMN, quote, rebuild, registry, write};
use crate::catalog::{Catalog, Entry};
use crate::diff::{Change, Difference};
use crate::object::{DefinitionError, ObjectId};
use crate::plan::{Action, Plan, Step, Verb};
use crate::statement::Statement;

/// Rewrites a plan.
pub(super) fn finished(plan: Plan, difference: &Difference<'_>) -> Plan {
    // Definitions were read when the plan was made: one that can't be read has no plan.
    let tables = Tables::of(difference).unwrap_or_default();
    let mut finisher = Finisher { difference, tables: &tables, placed: HashSet::new(), steps: Vec::new() };
    let later: Vec<Step> = plan.steps.clone();
    for step in plan.steps {
        finisher.take(step, &later);
    }
    let steps = finisher.steps;
    Plan { steps: guarded(steps, &tables, difference) }
}

/// The tables of a plan that are altered, by what becomes of them.
#[derive(Default)]
struct Tables {
    rebuilt: BTreeMap<ObjectId, (TableShape, TableShape)>,
    in_place: BTreeSet<ObjectId>,
}

impl Tables {
    fn of(difference: &Difference<'_>) -> Result<Self, DefinitionError> {
        let mut tables = Self::default();
        for change in &difference.changes {
            let id = match change {
                Change::Create { to } => difference.to.entry(*to).id(),
                Change::Drop { from, .. } | Change::Alter { from, .. } | Change::Recreate { from, .. } => {
                    difference.from.entry(*from).id()
                }
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
        let mut statements = rebuild::statements(from, to, &new, self.kept(table));
        let lost = parts.iter().flat_map(|step| &step.statements).flat_map(|statement| &statement.destroys);
        if let Some(first) = statements.first_mut() {
            first.destroys.extend(lost.cloned());
        }
        self.steps.push(Step { actions, statements });
    }

    /// What makes those indexes and triggers again that the plan does not speak of.
    fn kept(&self, table: &ObjectId) -> Vec<Statement> {
        let Difference { from, to, changes } = self.difference;
        let made: HashSet<&ObjectId> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Create { to: made } | Change::Recreate { to: made, .. } => Some(to.entry(*made).id()),
                Change::Drop { .. } | Change::Alter { .. } => None,
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
            matches!(object.id.kind(), "table" | "view" | "virtual table" | "index")
                && object.id.name().eq_ignore_ascii_case(name)
        })
    };
    let is_free = |name: &String| !is_taken(difference.from, name) && !is_taken(difference.to, name);
    let numbered = (2..).map(|number| format!("{wish}_{number}"));
    std::iter::once(wish.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Puts the steps between switching foreign keys off and on again, where they need it.
fn guarded(mut steps: Vec<Step>, tables: &Tables, difference: &Difference<'_>) -> Vec<Step> {
    let checked = checked(tables, difference);
    if tables.rebuilt.is_empty() && !drops_a_parent(difference) {
        return steps;
    }
    let silent = |statements: Vec<Statement>| Step { actions: Vec::new(), statements };
    let mut before = vec![Statement::whole("PRAGMA foreign_keys = OFF").noting(
        "dropping a table would delete what refers to it; the pragma works outside of a transaction only",
    )];
    let mut after = Vec::new();
    if !checked.is_empty() {
        let violations = |tables: &[String]| {
            let each = tables.iter().map(|table| {
                format!(
                    "SELECT \"table\", rowid AS row, parent FROM pragma_foreign_key_check({})",
                    quote::text(table)
                )
            });
            each.collect::<Vec<_>>().join("\nUNION ALL ")
        };
        let known: Vec<String> =
            checked.iter().filter(|table| table.before).map(|table| table.name.clone()).collect();
        let all: Vec<String> = checked.iter().map(|table| table.name.clone()).collect();
        let mut query = format!("SELECT NOT EXISTS (\n{}\n)", violations(&all));
        if !known.is_empty() {
            before.push(Statement::whole(format!(
                "CREATE TEMP TABLE aludel_orphans AS\n{}",
                violations(&known)
            )));
            query = format!(
                "SELECT NOT EXISTS (\nSELECT * FROM (\n{}\n)\nEXCEPT SELECT * FROM temp.aludel_orphans\n)",
                violations(&all)
            );
        }
        after.extend(rebuild::check("every foreign key leads to a row", &query));
        if !known.is_empty() {
            after.push(Statement::whole("DROP TABLE temp.aludel_orphans"));
        }
    }
    after.push(Statement::whole("PRAGMA foreign_keys = ON"));
    steps.insert(0, silent(before));
    steps.push(silent(after));
    steps
}

/// A table whose foreign keys are checked at the end.
struct Checked {
    name: String,
    /// Whether they can be checked before, too.
    before: bool,
}

/// The rebuilt tables that have foreign keys, and those whose foreign keys lead to rebuilt ones.
fn checked(tables: &Tables, difference: &Difference<'_>) -> Vec<Checked> {
    let is_rebuilt = |name: &str| tables.rebuilt.keys().any(|id| id.name().eq_ignore_ascii_case(name));
    let mut checked = Vec::new();
    for table in difference.to.of_kind(TABLE) {
        let Ok(shape) = TableShape::of(table) else { continue };
        let leads = shape.table.foreign_keys.iter().any(|key| match &key.parent {
            Some(parent) => is_rebuilt(parent) || is_rebuilt(&shape.name),
            None => is_rebuilt(&shape.name),
        });
        if leads && can_be_checked(difference.to, &shape) {
            let old = difference.from.find(table.id()).and_then(|old| TableShape::of(old).ok());
            let before = old.is_some_and(|old| {
                !old.table.foreign_keys.is_empty() && can_be_checked(difference.from, &old)
            });
            checked.push(Checked { name: shape.name, before });
        }
    }
    checked
}

/// Whether each parent has a key of the columns that are referred to: else SQLite can't check.
/// <https://www.sqlite.org/foreignkeys.html#fk_indexes>
fn can_be_checked(catalog: &Catalog, shape: &TableShape) -> bool {
    let tables =
        |name: &str| catalog.of_kind(TABLE).find(|table| table.id().name().eq_ignore_ascii_case(name));
    shape.table.foreign_keys.iter().all(|key| {
        let parent = key.parent.as_deref().unwrap_or(&shape.name);
        tables(parent).and_then(|parent| {
            let shape = TableShape::of(parent).ok()?;
            Some(has_key(parent, &shape, &key.parent_columns))
        }) == Some(true)
    })
}

fn has_key(table: Entry<'_>, shape: &TableShape, columns: &[String]) -> bool {
    let wanted: BTreeSet<String> = columns.iter().map(|name| name.to_ascii_lowercase()).collect();
    let is_it = |names: BTreeSet<String>| names == wanted;
    let names =
        |terms: &[super::table::Term]| terms.iter().map(|term| term.name.to_ascii_lowercase()).collect();
    let key = shape.table.primary_key.iter().any(|key| is_it(names(&key.columns)));
    let unique = shape.table.uniques.iter().any(|unique| is_it(names(&unique.columns)));
    let indexes = table.owned_of(INDEX).filter_map(|index| index.read::<super::index::Definition>().ok());
    let index = indexes.filter(|index| index.unique && index.predicate.is_none()).any(|index| {
        is_it(index.terms.iter().map(|term| term.trim_matches('"').to_ascii_lowercase()).collect())
    });
    key || unique || index
}

/// Whether a table is dropped to which another refers that stays, or is dropped after it.
fn drops_a_parent(difference: &Difference<'_>) -> bool {
    let dropped: HashSet<&str> = difference
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Drop { from, .. } => Some(difference.from.entry(*from).id()),
            _ => None,
        })
        .filter(|id| id.kind() == TABLE)
        .map(ObjectId::name)
        .collect();
    !dropped.is_empty()
        && difference.from.of_kind(TABLE).any(|table| {
            let Ok(shape) = TableShape::of(table) else { return false };
            let parents = shape.table.foreign_keys.iter().filter_map(|key| key.parent.as_deref());
            let mut lost = parents.filter(|parent| dropped.contains(parent));
            let goes_first = |parent: &str| {
                dropped.contains(table.id().name())
                    && table.needs().any(|needed| needed.id().name() == parent)
            };
            lost.any(|parent| !goes_first(parent))
        })
}
