//! Foreign tables, <https://www.postgresql.org/docs/current/sql-createforeigntable.html>.
//!
//! Its columns and constraints are those of tables. Its rows are elsewhere: it may go and come back.

use serde::Deserialize;

use super::options::{self, Options};
use super::{Facts, PostgresKind, attachment, column, inheritance, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A foreign table.
pub(super) struct ForeignTable;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    server: String,
    #[serde(default)]
    options: Options,
    /// The tables whose partition or child it is, in their order.
    #[serde(default)]
    parents: Vec<String>,
}

impl PostgresKind for ForeignTable {
    fn query(&self, _server: &Facts) -> Option<String> {
        let options = options::query("f.ftoptions");
        Some(format!(
            "SELECT '1259/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object(
                      'server', s.srvname, 'options', {options}, 'parents', i.parents))
               FROM pg_catalog.pg_foreign_table f
               JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
               {parents_join}
              WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'",
            parents_join = inheritance::parents_join(),
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_foreign_table")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("FOREIGN TABLE {}", quote::path(id.path()))
    }
}

impl Kind for ForeignTable {
    fn name(&self) -> &'static str {
        "foreign table"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { server, options, parents: _ } = object.read()?;
        let (place, bound) = match attachment::of(object)? {
            Some(attached) => (format!(" PARTITION OF {}", attached.parent), format!(" {}", attached.bound)),
            None => (String::new(), inheritance::clause(object)?),
        };
        Ok(vec![Statement::shaped(Shape::Container {
            open: format!("CREATE {}{place}", self.reference(object.id())),
            close: format!("{bound} SERVER {}{}", quote::name(&server), options::foreign(&options)),
            bare_when_empty: !place.is_empty(),
        })])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { server, options, parents } = to;
        if server != from.server {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        if let Some(change) = options::foreign_change(&from.options, &options) {
            let text = format!("ALTER {} {change}", self.reference(pair.to.id()));
            how.add(change.to_lowercase(), Statement::whole(text));
        }
        for parent in parents.iter().filter(|parent| !from.parents.contains(parent)) {
            how.statements.extend(column::fit(pair, parent)?);
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id()), quote::type_claim(object.id())]
    }
}
