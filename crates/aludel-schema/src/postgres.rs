//! What PostgreSQL databases hold. Each kind is one file here and one line of the list below.
//!
//! The server says everything in its own words (`pg_get_expr`, `pg_get_viewdef`, …) with an empty
//! search path, so that two spellings of one thing are equal and every name is qualified.

use std::sync::LazyLock;

use aludel::database::Database;

use crate::catalog::Catalog;
use crate::dialect::{InspectError, InspectOptions, PlanOptions};
use crate::diff::Difference;
use crate::kind::{Kind, Registry};
use crate::object::ObjectId;
use crate::plan::Plan;
use crate::statement::Statement;

mod access_method;
mod aggregate;
mod attached;
mod attachment;
mod attribute;
mod bodies;
mod canonical;
mod cast;
mod check_constraint;
mod clustering;
mod collation;
mod column;
mod comment;
mod composite;
mod constraint;
mod conversion;
mod default;
mod default_privilege;
mod diagram;
mod domain;
mod domain_constraint;
mod encoding_conversion;
mod enum_type;
mod event_trigger;
mod exclusion_constraint;
mod extension;
mod foreign;
mod foreign_key;
mod foreign_table;
mod grant;
mod index;
mod inheritance;
mod inherited_constraint;
mod inspect;
mod json;
mod key;
mod language;
mod materialized_view;
mod online;
mod operator;
mod operator_class;
mod options;
mod ownership;
mod partial;
mod partition;
mod partition_index;
mod plain;
mod policy;
mod privilege;
mod publication;
mod quote;
mod range;
mod replica_identity;
mod routine;
mod rule;
mod schema;
mod security_label;
mod sequence;
mod statistics;
mod storage;
mod swap;
mod table;
mod text_search;
mod transform;
mod trigger;
mod unhandled;
mod view;

/// The kinds, in the order in which a person would write them down.
static KINDS: &[&dyn PostgresKind] = &[
    &schema::Schema,
    // They hold for what is made after them.
    &default_privilege::DefaultPrivilege,
    &extension::Extension,
    &language::LANGUAGE,
    &access_method::ACCESS_METHOD,
    &collation::COLLATION,
    &enum_type::Enum,
    &domain::Domain,
    &domain_constraint::DomainConstraint,
    &composite::Composite,
    &attribute::Attribute,
    &range::Range,
    &foreign::ForeignDataWrapper,
    &foreign::ForeignServer,
    &foreign::UserMapping,
    &sequence::Sequence,
    &table::Table,
    &foreign_table::ForeignTable,
    &attachment::Attachment,
    &inheritance::Inheritance,
    &column::Column,
    &default::Default,
    &key::Key::Primary,
    &key::Key::Unique,
    &check_constraint::CheckConstraint,
    &foreign_key::ForeignKey,
    &exclusion_constraint::ExclusionConstraint,
    &index::Index,
    &partition_index::PartitionIndex,
    &inherited_constraint::InheritedConstraint,
    &clustering::Clustering,
    &replica_identity::ReplicaIdentity,
    &statistics::Statistics,
    &view::View,
    &materialized_view::MaterializedView,
    &routine::FUNCTION,
    &routine::PROCEDURE,
    &aggregate::Aggregate,
    &cast::CAST,
    &transform::TRANSFORM,
    &operator::Operator,
    &operator_class::OperatorFamily,
    &operator_class::OperatorClass,
    &encoding_conversion::CONVERSION,
    &text_search::PARSER,
    &text_search::TEMPLATE,
    &text_search::dictionary::Dictionary,
    &text_search::configuration::Configuration,
    &rule::Rule,
    &trigger::Trigger,
    &policy::Policy,
    &publication::Publication,
    &publication::PublishedTable,
    &publication::PublishedSchema,
    &event_trigger::EventTrigger,
    &comment::Comment,
    &security_label::SecurityLabel,
    &ownership::Ownership,
    &privilege::Privilege,
];

/// What its kinds are to models that can't say everything.
pub(crate) fn words() -> &'static dyn crate::partial::Words {
    &partial::ModelWords
}

/// What is asked of a PostgreSQL kind beyond what the spine asks.
pub(crate) trait PostgresKind: Kind {
    /// The catalog query; see [`inspect`] for what it returns. `None`: not on this server.
    fn query(&self, server: &Facts) -> Option<String>;

    /// The catalog that its objects stand in, with a condition where others stand there too. Where it has
    /// no row the query is not asked: the server takes longer to plan it than to find that. `None`:
    /// always.
    fn found_in(&self) -> Option<&'static str> {
        None
    }

    /// How SQL names an object after COMMENT ON, GRANT ON, ALTER: `TABLE public.orders`.
    fn reference(&self, id: &ObjectId) -> String;

    /// Whether its objects have no name but that of what they hang on.
    fn hangs(&self) -> bool {
        false
    }

    /// Whether its definitions hold expressions or queries in the server's own words.
    fn says_expressions(&self) -> bool {
        false
    }

    /// Whether its objects are not compared, and only come back with what is made again.
    fn is_carried(&self, server: &Facts) -> bool {
        let _ = server;
        false
    }
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

/// Rewrites a plan in forms that lock little, puts what ends a transaction first, lets function bodies
/// name what comes later, and joins neighbours.
pub(crate) fn finished(plan: Plan, difference: &Difference<'_>, options: &PlanOptions) -> Plan {
    let plan = match options.offline {
        true => plan,
        false => online::online(plan, difference),
    };
    bodies::unchecked(enum_type::values_first(plan), difference).folded()
}

/// The tables as a diagram draws them.
pub(crate) fn diagram(catalog: &Catalog, title: &str) -> crate::diagram::Diagram {
    diagram::diagram(catalog, title)
}
