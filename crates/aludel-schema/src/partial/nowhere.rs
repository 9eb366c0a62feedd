//! Foreign keys of models that lead nowhere, where no server asks: SQLite makes a table whose parent is not there.
//! <https://www.sqlite.org/foreignkeys.html#fk_schemacommands>

use super::{Extent, Role, Words};
use crate::catalog::{Catalog, Entry};
use crate::kind::Refusal;

/// What is to be said of a model's table; `stays` tells what of the base is still there.
pub(super) fn refusals(
    table: Entry<'_>,
    extent: Extent,
    base: &Catalog,
    words: &dyn Words,
    stays: impl Fn(&Entry<'_>) -> bool,
) -> Vec<Refusal> {
    if extent.is_loose() || words.role(table) != Role::Table {
        return Vec::new();
    }
    // A definition that can't be read is told of where it is compared.
    let parents = |table: Entry<'_>| words.parents(table).unwrap_or_default();
    let stood = base.find(table.id()).map(parents).unwrap_or_default();
    let is_called = |one: &Entry<'_>, name: &str| {
        words.role(*one) == Role::Table && one.id().name().eq_ignore_ascii_case(name)
    };
    let leads_nowhere = |parent: &String| {
        !stood.contains(parent)
            && !table.catalog().entries().any(|one| is_called(&one, parent))
            && !base.entries().any(|one| is_called(&one, parent) && stays(&one))
    };
    let nowhere = parents(table).into_iter().filter(leads_nowhere);
    nowhere.map(|parent| refusal(table, &parent)).collect()
}

fn refusal(table: Entry<'_>, parent: &str) -> Refusal {
    Refusal::new(
        table.id(),
        format!("it refers to {parent}, and there is no table of that name"),
        format!("make a model of {parent}, or take the reference out of {}'s", table.id().name()),
    )
}
