//! What PostgreSQL databases hold. Each kind is one file here and one line of the list below.
//!
//! The server says everything in its own words (`pg_get_expr`, `pg_get_viewdef`, …) with an empty
//! search path, so that two spellings of one thing are equal and every name is qualified.

use std::sync::LazyLock;

use aludel::database::Database;

use crate::catalog::{Catalog, Entry};
use crate::dialect::{InspectError, InspectOptions, PlanOptions};
use crate::diff::Difference;
use crate::kind::{Kind, Registry};
use crate::object::ObjectId;
use crate::plan::Plan;

mod inspect;
mod online;
mod quote;

mod check_constraint;
mod clustering;
mod column;
mod constraint;
mod exclusion_constraint;
mod foreign_key;
mod index;
mod key;
mod schema;
mod sequence;
mod statistics;
mod storage;
mod table;

/// The kinds, in the order in which a person would write them down.
static KINDS: &[&dyn PostgresKind] = &[
    &schema::Schema,
    &table::Table,
    &column::Column,
    &sequence::Sequence,
    &key::Key::Primary,
    &key::Key::Unique,
    &check_constraint::CheckConstraint,
    &foreign_key::ForeignKey,
    &exclusion_constraint::ExclusionConstraint,
    &index::Index,
    &clustering::Clustering,
    &statistics::Statistics,
];

/// What is asked of a PostgreSQL kind beyond what the spine asks.
pub(crate) trait PostgresKind: Kind {
    /// The catalog query; see [`inspect`] for what it returns. `None`: not on this server.
    fn query(&self, server: &Facts) -> Option<String>;

    /// How SQL names an object after COMMENT ON, GRANT ON, ALTER: `TABLE public.orders`.
    fn reference(&self, id: &ObjectId) -> String;
}

/// What of the server and of the wish a catalog query depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// 15 of 15.18.
    pub(crate) major: u32,
    /// Whether owners and privileges are compared.
    pub(crate) privileges: bool,
}

/// The kinds as the spine knows them.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> =
        LazyLock::new(|| Registry::new(KINDS.iter().map(|kind| *kind as &'static dyn Kind)));
    &REGISTRY
}

/// How SQL names an object: `TABLE public.orders`.
pub(crate) fn reference(object: Entry<'_>) -> String {
    let kind = KINDS.iter().find(|kind| kind.name() == object.id().kind());
    kind.map_or_else(|| object.id().to_string(), |kind| kind.reference(object.id()))
}

/// Reads all that a database holds.
pub(crate) fn inspect(
    database: &mut dyn Database,
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    inspect::inspect(database, KINDS, options)
}

/// Rewrites a plan in forms that lock little, and joins neighbours.
pub(crate) fn finished(plan: Plan, difference: &Difference<'_>, options: &PlanOptions) -> Plan {
    match options.offline {
        true => plan.folded(),
        false => online::online(plan, difference).folded(),
    }
}
