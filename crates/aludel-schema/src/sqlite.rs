//! What SQLite databases hold. Each kind is one file here and one line of the list below.
//!
//! SQLite keeps the text of every CREATE, and that text is its catalog: it is read in
//! [`part`], [`canonical`] and [`create_table`], and held against what the pragmas say.

use std::sync::LazyLock;

use aludel::database::Database;

use crate::catalog::Catalog;
use crate::diagram::Diagram;
use crate::dialect::{InspectError, InspectOptions, PlanOptions};
use crate::diff::Difference;
use crate::kind::{Kind, Registry};
use crate::plan::Plan;

mod alter;
mod canonical;
mod check;
mod create_table;
mod diagram;
mod finish;
mod guard;
mod inspect;
mod part;
mod partial;
mod quote;
mod rebuild;
mod relations;
mod shape;
mod write;

#[cfg(test)]
mod tests;

mod column;
mod index;
mod table;
mod trigger;
mod view;
mod virtual_table;

use column::COLUMN;

/// The kinds, in the order in which a person would write them down.
static KINDS: &[&dyn Kind] = &[
    &table::Table,
    &column::Column,
    &virtual_table::VirtualTable,
    &index::Index,
    &view::View,
    &trigger::Trigger,
];

/// The kinds as the spine knows them.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(KINDS.iter().copied()));
    &REGISTRY
}

/// What its kinds are to models that can't say everything.
pub(crate) fn words() -> &'static dyn crate::partial::Words {
    &partial::ModelWords
}

/// Reads all that a database holds.
pub(crate) fn inspect(
    database: &mut dyn Database,
    _options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    inspect::inspect(database)
}

/// Makes tables anew that can't be altered in place.
pub(crate) fn finished(plan: Plan, difference: &Difference<'_>, _options: &PlanOptions) -> Plan {
    finish::finished(plan, difference)
}

/// The tables as a diagram draws them.
pub(crate) fn diagram(catalog: &Catalog, title: &str) -> Diagram {
    diagram::diagram(catalog, title)
}
