//! Schemas, <https://www.postgresql.org/docs/current/sql-createschema.html>.

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A schema. It is never dropped with what stands in it: each object needs its schema.
pub(super) struct Schema;

impl PostgresKind for Schema {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '2615/' || n.oid || '/0', NULL, json_build_array(n.nspname), 0, '{}'
               FROM pg_catalog.pg_namespace n
              WHERE n.oid >= 16384 AND n.nspname !~ '^pg_' OR n.nspname = 'public'"
                .to_owned(),
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("SCHEMA {}", quote::path(id.path()))
    }
}

impl Kind for Schema {
    fn name(&self) -> &'static str {
        "schema"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("CREATE {}", self.reference(object.id())))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::InPlace(InPlace::default()))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }
}
