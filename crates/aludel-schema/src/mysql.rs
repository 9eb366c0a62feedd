//! What MySQL and MariaDB databases hold.

use std::sync::LazyLock;

use aludel::database::Database;

use crate::catalog::Catalog;
use crate::dialect::{InspectError, InspectOptions, PlanOptions};
use crate::diff::Difference;
use crate::kind::Registry;
use crate::plan::Plan;

/// The kinds, in the order in which a person would write them down.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new([]));
    &REGISTRY
}

/// Reads all that a database holds.
pub(crate) fn inspect(
    database: &mut dyn Database,
    _options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    Ok(Catalog::empty(database.server().dialect, database.server().version_number))
}

/// Joins neighbours.
pub(crate) fn finished(plan: Plan, _difference: &Difference<'_>, _options: &PlanOptions) -> Plan {
    plan.folded()
}

/// The tables as a diagram draws them.
pub(crate) fn diagram(_catalog: &Catalog, title: &str) -> crate::diagram::Diagram {
    crate::diagram::Diagram { title: title.to_owned(), ..crate::diagram::Diagram::default() }
}
