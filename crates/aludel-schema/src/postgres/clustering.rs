//! By which index CLUSTER orders a table, <https://www.postgresql.org/docs/current/sql-cluster.html>.
//!
//! It is an object of its own, as it moves from one index to another by a single statement, which
//! neither of the two can say without undoing what the other does.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The mark on the index by which a table is clustered; it goes with that index.
pub(super) struct Clustering;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    index: String,
    #[serde(default)]
    materialized_view: bool,
}

impl Definition {
    fn statement(&self, id: &ObjectId, clause: &str) -> Statement {
        let kind = if self.materialized_view { "MATERIALIZED VIEW" } else { "TABLE" };
        Statement::clause(format!("ALTER {kind} {}", quote::path(id.path())), clause)
    }

    fn set(&self, id: &ObjectId) -> Statement {
        self.statement(id, &format!("CLUSTER ON {}", quote::name(&self.index)))
    }
}

impl PostgresKind for Clustering {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '2610/' || i.indexrelid || '/0', '1259/' || i.indexrelid || '/0',
                    json_build_array(n.nspname, t.relname), 0,
                    json_strip_nulls(json_build_object('index', c.relname,
                      'materialized_view', CASE t.relkind WHEN 'm' THEN true END))
               FROM pg_catalog.pg_index i
               JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
               JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
              WHERE i.indisclustered AND c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_index WHERE indisclustered AND indexrelid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::path(id.path()))
    }
}

impl Kind for Clustering {
    fn name(&self) -> &'static str {
        "clustering"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![object.read::<Definition>()?.set(object.id())])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![object.read::<Definition>()?.statement(object.id(), "SET WITHOUT CLUSTER")])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let to: Definition = pair.to.read()?;
        let mut how = InPlace::default();
        how.add(format!("on {}", to.index), to.set(pair.to.id()));
        Ok(Alteration::InPlace(how))
    }
}
