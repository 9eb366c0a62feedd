//! Which tables inherit from which, <https://www.postgresql.org/docs/current/ddl-inherit.html>.
//!
//! Whether a column that is inherited was declared by the child, too, is not seen: no statement
//! takes such a declaration back.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote, table};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// That a table inherits from another. Its path: the table's and then the parent's name.
pub(super) struct Inheritance;

/// A parent `p` in the schema `q` as SQL names it.
pub(super) const PARENT: &str =
    "pg_catalog.quote_ident(q.nspname) || '.' || pg_catalog.quote_ident(p.relname)";

/// Brings the `parents` of a table `c`, in their order, whether it inherits from them or is a partition,
/// and the number of the `first` of them.
pub(super) fn parents_join() -> String {
    format!(
        "LEFT JOIN (
           SELECT i.inhrelid, min(i.inhparent::bigint) AS first,
                  json_agg({PARENT} ORDER BY i.inhseqno) AS parents
             FROM pg_catalog.pg_inherits i
             JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
             JOIN pg_catalog.pg_namespace q ON q.oid = p.relnamespace
            GROUP BY i.inhrelid) i ON i.inhrelid = c.oid"
    )
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// As SQL names it.
    parent: String,
}

/// ` INHERITS (public.a)` for a table that does; else nothing.
pub(super) fn clause(table: Entry<'_>) -> Result<String, Refusal> {
    let parents = table.owned_of("inheritance").map(|parent| parent.read::<Definition>());
    let parents = parents.map(|parent| Ok(parent?.parent)).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(match parents.is_empty() {
        true => String::new(),
        false => format!(" INHERITS ({})", parents.join(", ")),
    })
}

impl PostgresKind for Inheritance {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            "SELECT '2611/' || c.oid || '/' || i.inhseqno, '1259/' || c.oid || '/0',
                    json_build_array(n.nspname, c.relname, {PARENT}), i.inhseqno,
                    json_build_object('parent', {PARENT})
               FROM pg_catalog.pg_inherits i
               JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
               JOIN pg_catalog.pg_namespace q ON q.oid = p.relnamespace
              WHERE NOT c.relispartition AND {looked_at}",
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

impl Kind for Inheritance {
    fn name(&self) -> &'static str {
        "inheritance"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { parent } = object.read()?;
        Ok(vec![Statement::member("", head(object.id()), format!("INHERIT {parent}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { parent } = object.read()?;
        // The server drops columns first, whatever the order of the clauses: it stands alone.
        Ok(vec![Statement::whole(format!("{} NO INHERIT {parent}", head(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        // The parent's name is in its path: there is nothing that could differ.
        Ok(Alteration::InPlace(InPlace::default()))
    }
}

fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", quote::relation(id))
}
