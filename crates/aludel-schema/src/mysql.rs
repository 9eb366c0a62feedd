//! What MySQL and MariaDB databases hold. Each kind is one file here and one line of the list below.
//!
//! A table, its columns, keys and constraints are objects of their own, as on other servers; but
//! the server takes all changes of a table in one statement, which says what the table is in the
//! end, so they are written as one ALTER TABLE. No name of a path is the database's: a scratch
//! database has another one.
//!
//! MariaDB 10.11 is what all this is tried out on, and, in the full run, MySQL's newest long-term
//! version.

use std::sync::LazyLock;

use aludel::database::Database;

use crate::catalog::{Catalog, Entry};
use crate::dialect::{InspectError, InspectOptions, PlanOptions};
use crate::diff::Difference;
use crate::kind::{Kind, Registry};
use crate::plan::Plan;

mod diagram;
mod fold;
mod inspect;
mod online;
mod quote;
mod text;

mod check_constraint;
mod column;
mod event;
mod foreign_key;
mod index;
mod options;
mod partial;
mod partitioning;
mod period;
mod program;
mod routine;
mod sequence;
mod table;
mod trigger;
mod view;

use online::Online;

/// The kinds, in the order in which a person would write them down.
static KINDS: &[&dyn MysqlKind] = &[
    &table::Table,
    &sequence::Sequence,
    &column::Column,
    &period::Period,
    &partitioning::Partitioning,
    &index::Index::Primary,
    &index::Index::Other,
    &check_constraint::CheckConstraint,
    &foreign_key::ForeignKey,
    &routine::Routine::Procedure,
    &routine::Routine::Function,
    &view::View,
    &trigger::Trigger,
    &event::Event,
];

/// What is asked of a kind of MySQL's beyond what the spine asks.
trait MysqlKind: Kind {
    /// Reads its objects, after those of the kinds that stand before it.
    fn read(&self, reader: &mut inspect::Reader<'_>) -> Result<(), InspectError>;

    /// How little an ALTER TABLE needs that makes it, drops it, or alters it, on a table that InnoDB
    /// keeps. `None`: it has no part in an ALTER TABLE.
    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        let _ = (from, to);
        None
    }
}

/// What of the server and of the wish a catalog query depends on.
#[derive(Clone, Debug)]
struct Facts {
    /// The database that is read.
    database: String,
    /// The mode of the session.
    sql_mode: String,
    /// The collation of the database.
    collation: String,
    /// Whether the server is MariaDB.
    mariadb: bool,
    /// Whether definers and privileges are compared.
    privileges: bool,
}

/// The kinds as the spine knows them.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> =
        LazyLock::new(|| Registry::new(KINDS.iter().map(|kind| *kind as &'static dyn Kind)));
    &REGISTRY
}

/// What its kinds are to models that can't say everything.
pub(crate) fn words() -> &'static dyn crate::partial::Words {
    &partial::ModelWords
}

/// Reads all that a database holds.
pub(crate) fn inspect(
    database: &mut dyn Database,
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    inspect::inspect(database, KINDS, options)
}

/// Writes the alterations of a table as one statement, in a form that locks little.
pub(crate) fn finished(plan: Plan, difference: &Difference<'_>, options: &PlanOptions) -> Plan {
    let plan = fold::folded(plan, difference);
    match options.offline {
        true => plan,
        false => online::named(plan, difference),
    }
}

/// The tables as a diagram draws them.
pub(crate) fn diagram(catalog: &Catalog, title: &str) -> crate::diagram::Diagram {
    diagram::diagram(catalog, title)
}
