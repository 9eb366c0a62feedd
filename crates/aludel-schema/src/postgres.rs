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
use crate::statement::Statement;

mod inspect;
mod quote;

mod attribute;
mod bodies;
mod column;
mod composite;
mod domain;
mod domain_constraint;
mod enum_type;
mod extension;
mod range;
mod routine;
mod schema;
mod swap;
mod table;

/// The kinds, in the order in which a person would write them down.
static KINDS: &[&dyn PostgresKind] = &[
    &schema::Schema,
    &extension::Extension,
    &enum_type::Enum,
    &domain::Domain,
    &domain_constraint::DomainConstraint,
    &composite::Composite,
    &attribute::Attribute,
    &range::Range,
    &table::Table,
    &column::Column,
    &routine::FUNCTION,
    &routine::PROCEDURE,
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

/// What gives an object the last name of another id.
fn renamed(reference: &str, to: &ObjectId) -> Vec<Statement> {
    vec![Statement::whole(format!("ALTER {reference} RENAME TO {}", quote::name(to.name())))]
}

/// Reads all that a database holds.
pub(crate) fn inspect(
    database: &mut dyn Database,
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    inspect::inspect(database, KINDS, options)
}

/// Rewrites a plan in forms that lock little, and joins neighbours.
pub(crate) fn finished(plan: Plan, difference: &Difference<'_>, _options: &PlanOptions) -> Plan {
    bodies::unchecked(plan, difference).folded()
}
