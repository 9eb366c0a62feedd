//! Materialized views, <https://www.postgresql.org/docs/current/sql-creatematerializedview.html>.
//!
//! Its rows come from its query and are never lost for good, so it may go and come back. Whether it
//! is filled changes with REFRESH and is no difference between schemas: it stands in its place.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::options::{self, Options};
use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A materialized view.
pub(super) struct MaterializedView;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// Where it is not `heap`.
    method: Option<String>,
    #[serde(default)]
    options: Options,
    /// Columns with a property of their own.
    #[serde(default)]
    columns: BTreeMap<String, Column>,
    /// As `pg_get_viewdef` says it.
    query: String,
}

/// What a column of a materialized view has that its query does not say.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    statistics: Option<i32>,
    storage: Option<String>,
    compression: Option<String>,
    #[serde(default)]
    options: Options,
}

/// The columns of relation `c` with a property that is not the default, as a JSON object.
fn columns() -> String {
    let options = options::query("a.attoptions");
    format!(
        "(SELECT json_object_agg(a.attname, json_build_object(
                   'statistics', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
                   'storage', CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage
                      WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                      WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
                   'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
                   'options', {options}) ORDER BY a.attname)
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND (a.attstattarget >= 0 OR a.attstorage <> t.typstorage OR a.attcompression <> ''
                  OR a.attoptions IS NOT NULL))"
    )
}

impl PostgresKind for MaterializedView {
    fn query(&self, _server: &Facts) -> Option<String> {
        let (columns, options) = (columns(), options::query("c.reloptions"));
        Some(format!(
            "SELECT '1259/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.relname),
                    CASE WHEN c.relispopulated THEN 0 ELSE 1 END,
                    json_strip_nulls(json_build_object(
                      'method', nullif(m.amname, 'heap'), 'options', {options}, 'columns', {columns},
                      'query', rtrim(pg_catalog.pg_get_viewdef(c.oid), ';')))
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
              WHERE c.relkind = 'm' AND c.oid >= 16384 AND n.nspname !~ '^pg_'"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_class WHERE relkind = 'm' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("MATERIALIZED VIEW {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl MaterializedView {
    fn head(&self, id: &ObjectId) -> String {
        format!("ALTER {}", self.reference(id))
    }

    /// What brings a column's own properties from one to another.
    fn alter_column(&self, id: &ObjectId, name: &str, from: &Column, to: &Column, how: &mut InPlace) {
        let Column { statistics, storage, compression, options } = to;
        let mut add = |word: &str, clause: String| {
            let clause = format!("ALTER COLUMN {} {clause}", quote::name(name));
            how.add(format!("{word} of {name}"), Statement::clause(self.head(id), clause));
        };
        if *statistics != from.statistics {
            add("statistics", format!("SET STATISTICS {}", statistics.unwrap_or(-1)));
        }
        if *storage != from.storage {
            add("storage", format!("SET STORAGE {}", storage.as_deref().unwrap_or("DEFAULT")));
        }
        if *compression != from.compression {
            add("compression", format!("SET COMPRESSION {}", compression.as_deref().unwrap_or("default")));
        }
        for clause in options::set_and_reset(&from.options, options) {
            add("options", clause);
        }
    }
}

impl Kind for MaterializedView {
    fn name(&self) -> &'static str {
        "materialized view"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { method, options, columns, query } = object.read()?;
        let id = object.id();
        let method = method.map_or(String::new(), |method| format!(" USING {}", quote::name(&method)));
        let (data, note) = match object.object().order {
            0 => ("", Some("its query runs now, and fills it")),
            _ => ("\nWITH NO DATA", None),
        };
        let reference = self.reference(id);
        let text = format!("CREATE {reference}{method}{} AS\n{query}{data}", options::with(&options));
        let mut create = Statement::whole(text);
        create.notes.extend(note.map(str::to_owned));
        let mut how = InPlace { statements: vec![create], ..InPlace::default() };
        for (name, column) in &columns {
            self.alter_column(id, name, &Column::default(), column, &mut how);
        }
        Ok(how.statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { method, options, columns, query } = to;
        let id = pair.to.id();
        // Before PostgreSQL 15 its access method stays as it was made.
        let stays = method == from.method || pair.to.catalog().version().0 >= 15;
        if query != from.query || !stays {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        if method != from.method {
            let method = quote::name(method.as_deref().unwrap_or("heap"));
            let clause = Statement::clause(self.head(id), format!("SET ACCESS METHOD {method}"));
            how.add(format!("access method {method}"), clause);
        }
        for clause in options::set_and_reset(&from.options, &options) {
            let words = format!("options {}", options::words(&clause));
            how.add(words, Statement::clause(self.head(id), clause));
        }
        let none = Column::default();
        for (name, old) in from.columns.iter().filter(|(name, _)| !columns.contains_key(*name)) {
            self.alter_column(id, name, old, &none, &mut how);
        }
        for (name, new) in &columns {
            self.alter_column(id, name, from.columns.get(name).unwrap_or(&none), new, &mut how);
        }
        // A storage that is the type's own has a name only since PostgreSQL 16.
        let unnamed =
            how.statements.iter().any(|statement| statement.text().ends_with("SET STORAGE DEFAULT"));
        if unnamed && pair.to.catalog().version().0 < 16 {
            return Ok(Alteration::Recreate);
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("{} RENAME TO {}", self.head(from), quote::name(to.name()));
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
