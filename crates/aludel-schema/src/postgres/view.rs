//! Views, <https://www.postgresql.org/docs/current/sql-createview.html>.
//!
//! A view is replaced where it stands as long as its columns stay the first of the new ones, with
//! their names, types and collations; else it goes and comes back, and all that stands on it too.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::options::{self, Options};
use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal, Stub};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A view with the defaults of its columns, which an INSERT into it takes.
pub(super) struct View;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    columns: Vec<Column>,
    /// By column, as `pg_get_expr` says them.
    #[serde(default)]
    defaults: BTreeMap<String, String>,
    /// `security_barrier`, `security_invoker`, `check_option`.
    #[serde(default)]
    options: Options,
    /// As `pg_get_viewdef` says it.
    query: String,
}

/// What of a column must stay for a view to be replaced where it stands.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    name: String,
    r#type: String,
    /// Where it is not that of the type.
    collation: Option<String>,
}

/// The columns of relation `c`, as a JSON array.
const COLUMNS: &str = "\
(SELECT json_agg(json_build_object('name', a.attname,
          'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
          'collation', CASE WHEN a.attcollation <> t.typcollation
                            THEN a.attcollation::regcollation::text END) ORDER BY a.attnum)
   FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)";

impl PostgresKind for View {
    fn query(&self, _server: &Facts) -> Option<String> {
        let options = options::query("c.reloptions");
        Some(format!(
            "SELECT '1259/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object(
                      'columns', coalesce({COLUMNS}, '[]'),
                      'defaults', (SELECT json_object_agg(a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                                                          ORDER BY a.attname)
                                     FROM pg_catalog.pg_attrdef d
                                     JOIN pg_catalog.pg_attribute a
                                       ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                                    WHERE d.adrelid = c.oid),
                      'options', {options},
                      'query', rtrim(pg_catalog.pg_get_viewdef(c.oid), ';')))
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind = 'v' AND c.oid >= 16384 AND c.relpersistence <> 't'
                AND n.nspname !~ '^pg_'"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_class WHERE relkind = 'v' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("VIEW {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl View {
    /// `CREATE …` with what stands behind it.
    fn written(&self, create: &str, id: &ObjectId, definition: &Definition) -> String {
        let Definition { options, query, .. } = definition;
        format!("{create} {}{} AS\n{query}", self.reference(id), options::with(options))
    }

    fn set_default(&self, id: &ObjectId, column: &str, default: &str) -> Statement {
        let name = quote::name(column);
        Statement::whole(format!("ALTER {} ALTER COLUMN {name} SET DEFAULT {default}", self.reference(id)))
    }
}

impl Kind for View {
    fn name(&self) -> &'static str {
        "view"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let mut statements = vec![Statement::whole(self.written("CREATE", object.id(), &definition))];
        for (column, default) in &definition.defaults {
            statements.push(self.set_default(object.id(), column, default));
        }
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    /// Its columns without its query, as pg_dump writes views that read each other.
    fn to_stub(&self, object: Entry<'_>) -> Option<Stub> {
        let definition: Definition = object.read().ok()?;
        let [create, replace] = ["CREATE", "CREATE OR REPLACE"];
        let columns = definition.columns.iter().map(|Column { name, r#type, collation }| {
            let collation = collation.as_ref().map(|name| format!(" COLLATE {name}")).unwrap_or_default();
            format!("    NULL::{type}{collation} AS {}", quote::name(name))
        });
        let query = format!("SELECT\n{}", columns.collect::<Vec<_>>().join(",\n"));
        let empty =
            Definition { columns: Vec::new(), defaults: BTreeMap::new(), options: Options::new(), query };
        let written = |create: &str, definition: &Definition| {
            Statement::whole(self.written(create, object.id(), definition))
        };
        let mut whole = self.to_create(object).ok()?;
        *whole.first_mut()? = written(replace, &definition);
        let note = "it reads what reads it: its query comes below";
        Some(Stub { made: written(create, &empty).noting(note), whole, again: written(replace, &empty) })
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let id = pair.to.id();
        let Definition { columns, defaults, options, query } = &to;
        if !columns.starts_with(&from.columns) {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        if *query != from.query || *columns != from.columns {
            // It takes the options too: those that are not named are lost.
            how.add("query", Statement::whole(self.written("CREATE OR REPLACE", id, &to)));
        } else {
            for clause in options::set_and_reset(&from.options, options) {
                how.add(
                    format!("options {}", options::words(&clause)),
                    Statement::whole(format!("ALTER {} {clause}", self.reference(id))),
                );
            }
        }
        for column in from.defaults.keys().filter(|column| !defaults.contains_key(*column)) {
            let clause = format!("ALTER COLUMN {} DROP DEFAULT", quote::name(column));
            let statement = Statement::whole(format!("ALTER {} {clause}", self.reference(id)));
            how.add(format!("no default of {column}"), statement);
        }
        for (column, default) in
            defaults.iter().filter(|(name, text)| from.defaults.get(*name) != Some(*text))
        {
            how.add(format!("default of {column}"), self.set_default(id, column, default));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn stands_aside(&self, _object: Entry<'_>, _disturbed: Pair<'_>) -> bool {
        true
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id()), quote::type_claim(object.id())]
    }
}
