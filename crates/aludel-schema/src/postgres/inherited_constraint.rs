//! Constraints that a table has from its parent, and would keep without it.
//!
//! They are not compared: what they are their parent's constraint says. A foreign key of a partition has
//! a name that the server chose; a check that a child says, too, stays when its parent's goes.

use serde::Deserialize;

use super::{Facts, PostgresKind, constraint, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A foreign key of a partition, or a check that both a child and its parent say.
pub(super) struct InheritedConstraint;

const NAME: &str = "inherited constraint";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// Whether it is a check.
    check: bool,
}

/// The checks of this name that tables below say for themselves.
pub(super) fn declared_below(check: Entry<'_>) -> Vec<ObjectId> {
    let mut below = Vec::new();
    let mut tables: Vec<Entry<'_>> = check.owner().into_iter().flat_map(children).collect();
    while let Some(table) = tables.pop() {
        let declared = of(table, true).into_iter().filter(|own| own.id().name() == check.id().name());
        below.extend(declared.map(|own| constraint::of(table.id(), own.id().name())));
        tables.extend(children(table));
    }
    below
}

/// The foreign keys that a partition has from its parent.
pub(super) fn foreign_keys(table: Entry<'_>) -> Vec<Entry<'_>> {
    of(table, false)
}

fn of(table: Entry<'_>, check: bool) -> Vec<Entry<'_>> {
    let is_wanted =
        |own: &Entry<'_>| own.read::<Definition>().is_ok_and(|definition| definition.check == check);
    table.owned_of(NAME).filter(is_wanted).collect()
}

/// The tables that inherit from this one.
fn children(table: Entry<'_>) -> Vec<Entry<'_>> {
    let links = table.dependents().filter(|link| link.id().kind() == "inheritance");
    links.filter_map(|link| link.owner()).collect()
}

impl PostgresKind for InheritedConstraint {
    fn query(&self, _server: &Facts) -> Option<String> {
        // What refers to a partitioned table has a copy for each of its partitions, which is no child's.
        Some(
            "SELECT '2606/' || o.oid || '/0', '1259/' || t.oid || '/0',
                    json_build_array(n.nspname, t.relname, o.conname), 0,
                    json_build_object('check', o.contype = 'c')
               FROM pg_catalog.pg_constraint o
               JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
               LEFT JOIN pg_catalog.pg_constraint p ON p.oid = o.conparentid
              WHERE (o.contype = 'f' AND p.conrelid <> o.conrelid
                     OR o.contype = 'c' AND o.conislocal AND o.coninhcount > 0)
                AND o.oid >= 16384 AND t.relpersistence <> 't' AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("CONSTRAINT {} ON {}", quote::name(id.name()), quote::relation(id))
    }

    fn is_carried(&self, _server: &Facts) -> bool {
        true
    }
}

impl Kind for InheritedConstraint {
    fn name(&self) -> &'static str {
        NAME
    }

    fn to_create(&self, _object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(Vec::new())
    }

    fn to_drop(&self, _object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(Vec::new())
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::InPlace(InPlace::default()))
    }
}
