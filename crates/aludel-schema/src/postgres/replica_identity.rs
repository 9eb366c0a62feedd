//! What of a row is sent to logical replicas when it changes,
//! <https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY>.
//!
//! An object of its own, as it stands on an index that the table owns. The default is no object.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote, table};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A replica identity.
pub(super) struct ReplicaIdentity;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `FULL`, `NOTHING`, `INDEX`.
    mode: String,
    /// Its name, where it is an index.
    index: Option<String>,
}

impl Definition {
    fn words(&self) -> String {
        let Self { mode, index } = self;
        match index {
            Some(index) => format!("USING INDEX {}", quote::name(index)),
            None => mode.clone(),
        }
    }
}

impl PostgresKind for ReplicaIdentity {
    fn query(&self, _server: &Facts) -> Option<String> {
        // Where its index was dropped, none is left: the server then acts as if it were NOTHING.
        Some(format!(
            "SELECT '2/' || c.oid || '/0', '1259/' || c.oid || '/0', json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object(
                      'mode', CASE WHEN i.indexrelid IS NOT NULL THEN 'INDEX'
                                   WHEN c.relreplident = 'f' THEN 'FULL' ELSE 'NOTHING' END,
                      'index', x.relname))
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_index i
                 ON c.relreplident = 'i' AND i.indrelid = c.oid AND i.indisreplident
               LEFT JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
              WHERE c.relreplident <> 'd' AND c.relkind <> 'f' AND {}",
            table::LOOKED_AT
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_class WHERE relreplident <> 'd' AND relkind IN ('r', 'p') AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::relation(id))
    }
}

impl Kind for ReplicaIdentity {
    fn name(&self) -> &'static str {
        "replica identity"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        Ok(vec![statement(object.id(), &definition.words())])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![statement(object.id(), "DEFAULT")])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let definition: Definition = pair.to.read()?;
        let mut how = InPlace::default();
        let words = definition.words();
        how.add(words.to_lowercase(), statement(pair.to.id(), &words));
        Ok(Alteration::InPlace(how))
    }
}

fn statement(id: &ObjectId, words: &str) -> Statement {
    Statement::clause(format!("ALTER TABLE {}", quote::relation(id)), format!("REPLICA IDENTITY {words}"))
}
