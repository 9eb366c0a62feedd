//! Indexes that partitions have from their parent's: they come and go with that.
//!
//! They are not compared: what they are their parent's index says, and the server chooses their names.
//! These are known so that no other is given one of them.

use serde::Deserialize;

use super::{Facts, PostgresKind, constraint, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The index of a partition that is attached to its parent's, a constraint's among them.
pub(super) struct PartitionIndex;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// Whether it is that of a constraint of its name.
    constraint: bool,
}

/// What drops one that its table has kept for itself.
pub(super) fn dropped(index: Entry<'_>) -> Result<Statement, Refusal> {
    let Definition { constraint: is_constraint } = index.read()?;
    let table = index.owner().map(|table| table.id());
    Ok(match table.filter(|_| is_constraint) {
        Some(table) => constraint::dropped(&constraint::of(table, index.id().name())),
        None => Statement::whole(format!("DROP {}", PartitionIndex.reference(index.id()))),
    })
}

impl PostgresKind for PartitionIndex {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT coalesce('2606/' || o.oid || '/0', '1259/' || c.oid || '/0'),
                    '1259/' || i.indrelid || '/0', json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object('constraint', o.oid IS NOT NULL))
               FROM pg_catalog.pg_class c
               JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_constraint o ON o.conindid = c.oid AND o.contype IN ('p', 'u', 'x')
              WHERE c.relkind IN ('i', 'I') AND c.relispartition AND c.oid >= 16384
                AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_inherits")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("INDEX {}", quote::path(id.path()))
    }

    fn is_carried(&self, _server: &Facts) -> bool {
        true
    }
}

impl Kind for PartitionIndex {
    fn name(&self) -> &'static str {
        "partition index"
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
