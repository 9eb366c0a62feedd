//! Extensions, <https://www.postgresql.org/docs/current/sql-createextension.html>.
//!
//! What belongs to one is not looked at. Nor is its version: it is the server's, as pg_dump has it;
//! two databases whose schemas agree may run different ones.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An extension.
pub(super) struct Extension;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// Where its objects stand; none where it makes its own schema.
    #[serde(default)]
    schema: Option<String>,
    /// Whether its objects can be moved to another schema.
    #[serde(default)]
    relocatable: bool,
}

impl PostgresKind for Extension {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3079/' || e.oid || '/0', NULL, json_build_array(e.extname), 0,
                    json_strip_nulls(json_build_object(
                      'schema', CASE WHEN d.objid IS NULL THEN n.nspname END,
                      'relocatable', NULLIF(e.extrelocatable, false)))
               FROM pg_catalog.pg_extension e
               JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
               LEFT JOIN pg_catalog.pg_depend d ON d.classid = 2615 AND d.objid = n.oid
                AND d.refclassid = 3079 AND d.refobjid = e.oid AND d.deptype = 'e'
              WHERE e.oid >= 16384"
                .to_owned(),
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("EXTENSION {}", quote::path(id.path()))
    }
}

impl Kind for Extension {
    fn name(&self) -> &'static str {
        "extension"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { schema, relocatable: _ } = object.read()?;
        let schema =
            schema.map_or_else(String::new, |schema| format!(" WITH SCHEMA {}", quote::name(&schema)));
        Ok(vec![Statement::whole(format!("CREATE {}{schema}", self.reference(object.id())))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        // Whether it can be moved is the word of its version's control file.
        let Definition { schema, relocatable: _ } = to;
        let mut how = InPlace::default();
        match (from.schema != schema, schema) {
            (false, _) => {}
            (true, Some(schema)) if from.relocatable => {
                let (extension, schema) = (self.reference(pair.to.id()), quote::name(&schema));
                how.add(
                    format!("schema {schema}"),
                    Statement::whole(format!("ALTER {extension} SET SCHEMA {schema}")),
                );
            }
            (true, _) => return Ok(Alteration::Recreate),
        }
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
