//! Partitions' places in their parents,
//! <https://www.postgresql.org/docs/current/sql-altertable.html>.
//!
//! The CREATE of a partition says its place, too; else it is attached and detached. A place that
//! changes is left and taken again, and all that leave do so before any come: bounds can't overlap.

use serde::Deserialize;

use super::{Facts, PostgresKind, inheritance, quote, table};
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// That a table is a partition of another. Its path: the table's and then the parent's name.
pub(super) struct Attachment;

/// Of what a table is a partition, and of which values.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    /// As SQL names it.
    pub(super) parent: String,
    /// `FOR VALUES IN (1, 2)`, `DEFAULT`.
    pub(super) bound: String,
}

/// Where a table is attached.
pub(super) fn of(table: Entry<'_>) -> Result<Option<Definition>, Refusal> {
    Ok(table.owned_of("attachment").next().map(|attachment| attachment.read()).transpose()?)
}

impl PostgresKind for Attachment {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            "SELECT '2611/' || c.oid || '/' || i.inhseqno, '1259/' || c.oid || '/0',
                    json_build_array(n.nspname, c.relname, {parent}), 0,
                    json_build_object('parent', {parent},
                      'bound', pg_catalog.pg_get_expr(c.relpartbound, c.oid))
               FROM pg_catalog.pg_inherits i
               JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
               JOIN pg_catalog.pg_namespace q ON q.oid = p.relnamespace
              WHERE c.relispartition AND {looked_at}",
            parent = inheritance::PARENT,
            looked_at = table::LOOKED_AT,
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_inherits")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::relation(id))
    }
}

impl Kind for Attachment {
    fn name(&self) -> &'static str {
        "attachment"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { parent, bound } = object.read()?;
        // ATTACH and DETACH PARTITION stand alone in their ALTER TABLE: no other has this head.
        let partition = quote::relation(object.id());
        let note = format!("fails where a row of {partition} lies outside: move such rows first");
        let head = format!("ALTER TABLE {parent} ATTACH PARTITION {partition}");
        let statement = Statement::member("", head, &*bound);
        Ok(vec![if bound == "DEFAULT" { statement } else { statement.noting(note) }])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { parent, bound: _ } = object.read()?;
        let partition = quote::relation(object.id());
        Ok(vec![Statement::whole(format!("ALTER TABLE {parent} DETACH PARTITION {partition}"))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        let parent = object.id().name();
        vec![format!("partition of {parent}")]
    }
}
