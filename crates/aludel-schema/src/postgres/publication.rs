//! Publications, <https://www.postgresql.org/docs/current/sql-createpublication.html>.
//!
//! A published table is an object of its own: it goes with its table, and gives way to what changes
//! the columns that its row filter reads.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A publication without its tables.
pub(super) struct Publication;

/// A table of a publication: publication, schema, table.
pub(super) struct PublishedTable;

/// A schema of a publication, all of whose tables are published: publication, schema.
pub(super) struct PublishedSchema;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(default)]
    all_tables: bool,
    /// `insert, update`.
    publish: String,
    #[serde(default)]
    via_partition_root: bool,
    /// `stored`, since PostgreSQL 18.
    generated_columns: Option<String>,
}

/// Everything that is published unless it is said.
const ALL: &str = "insert, update, delete, truncate";

impl PostgresKind for Publication {
    fn query(&self, server: &Facts) -> Option<String> {
        let generated = match server.major {
            ..18 => "NULL",
            _ => "CASE p.pubgencols WHEN 's' THEN 'stored' END",
        };
        Some(format!(
            "SELECT '6104/' || p.oid || '/0', NULL, json_build_array(p.pubname), 0,
                    json_strip_nulls(json_build_object(
                      'all_tables', CASE WHEN p.puballtables THEN true END,
                      'publish', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
                                                 CASE WHEN p.pubupdate THEN 'update' END,
                                                 CASE WHEN p.pubdelete THEN 'delete' END,
                                                 CASE WHEN p.pubtruncate THEN 'truncate' END),
                      'via_partition_root', CASE WHEN p.pubviaroot THEN true END,
                      'generated_columns', {generated}))
               FROM pg_catalog.pg_publication p WHERE p.oid >= 16384"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_publication")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("PUBLICATION {}", quote::path(id.path()))
    }
}

impl Kind for Publication {
    fn name(&self) -> &'static str {
        "publication"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { all_tables, publish, via_partition_root, generated_columns } = object.read()?;
        let mut options = Vec::new();
        if publish != ALL {
            options.push(format!("publish = {}", quote::text(&publish)));
        }
        if via_partition_root {
            options.push("publish_via_partition_root = true".to_owned());
        }
        if let Some(generated) = generated_columns {
            options.push(format!("publish_generated_columns = {generated}"));
        }
        let tables = if all_tables { " FOR ALL TABLES" } else { "" };
        let with = match options.is_empty() {
            true => String::new(),
            false => format!(" WITH ({})", options.join(", ")),
        };
        Ok(vec![Statement::whole(format!("CREATE {}{tables}{with}", self.reference(object.id())))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { all_tables, publish, via_partition_root, generated_columns } = to;
        if all_tables != from.all_tables {
            return Ok(Alteration::Recreate);
        }
        let mut options = Vec::new();
        if publish != from.publish {
            options.push(format!("publish = {}", quote::text(&publish)));
        }
        if via_partition_root != from.via_partition_root {
            options.push(format!("publish_via_partition_root = {via_partition_root}"));
        }
        if generated_columns != from.generated_columns {
            let generated = generated_columns.as_deref().unwrap_or("none");
            options.push(format!("publish_generated_columns = {generated}"));
        }
        let text = format!("ALTER {} SET ({})", self.reference(pair.to.id()), options.join(", "));
        let mut how = InPlace { words: options, ..InPlace::default() };
        how.statements.push(Statement::whole(text));
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    /// None: all.
    #[serde(default)]
    columns: Vec<String>,
    /// Which rows.
    filter: Option<String>,
}

impl PostgresKind for PublishedTable {
    fn query(&self, server: &Facts) -> Option<String> {
        let definition = match server.major {
            ..15 => "'{}'",
            _ => {
                "json_strip_nulls(json_build_object(
                   'columns', (SELECT json_agg(a.attname ORDER BY a.attname)
                                 FROM unnest(r.prattrs::int2[]) k (attnum)
                                 JOIN pg_catalog.pg_attribute a
                                   ON a.attrelid = r.prrelid AND a.attnum = k.attnum),
                   'filter', pg_catalog.pg_get_expr(r.prqual, r.prrelid)))"
            }
        };
        Some(format!(
            "SELECT '6106/' || r.oid || '/0', '6104/' || r.prpubid || '/0',
                    json_build_array(p.pubname, n.nspname, c.relname), 0, {definition}
               FROM pg_catalog.pg_publication_rel r
               JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
               JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_publication_rel")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::path(&id.path()[1..]))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

/// `ALTER PUBLICATION p`.
fn head(id: &ObjectId) -> String {
    format!("ALTER PUBLICATION {}", quote::path(&id.path()[..1]))
}

impl Kind for PublishedTable {
    fn name(&self) -> &'static str {
        "published table"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Published { columns, filter } = object.read()?;
        let mut clause = quote::path(&object.id().path()[1..]);
        if !columns.is_empty() {
            let columns: Vec<String> = columns.iter().map(|column| quote::name(column)).collect();
            clause.push_str(&format!(" ({})", columns.join(", ")));
        }
        if let Some(filter) = filter {
            clause.push_str(&format!(" WHERE {}", quote::in_brackets(&filter)));
        }
        // PostgreSQL 14 takes `ADD TABLE a, b` and not `ADD TABLE a, TABLE b`.
        Ok(vec![Statement::clause(format!("{} ADD TABLE", head(object.id())), clause)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = quote::path(&object.id().path()[1..]);
        Ok(vec![Statement::clause(format!("{} DROP TABLE", head(object.id())), clause)])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn stands_aside(&self, _object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        disturbed.from.id().kind() == "column"
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

impl PostgresKind for PublishedSchema {
    fn query(&self, server: &Facts) -> Option<String> {
        (server.major >= 15).then(|| {
            "SELECT '6237/' || r.oid || '/0', '6104/' || r.pnpubid || '/0',
                    json_build_array(p.pubname, n.nspname), 0, '{}'
               FROM pg_catalog.pg_publication_namespace r
               JOIN pg_catalog.pg_publication p ON p.oid = r.pnpubid
               JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid"
                .to_owned()
        })
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_publication_namespace")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("SCHEMA {}", quote::path(&id.path()[1..]))
    }
}

impl Kind for PublishedSchema {
    fn name(&self) -> &'static str {
        "published schema"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = quote::name(object.id().name());
        Ok(vec![Statement::clause(format!("{} ADD TABLES IN SCHEMA", head(object.id())), clause)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = quote::name(object.id().name());
        Ok(vec![Statement::clause(format!("{} DROP TABLES IN SCHEMA", head(object.id())), clause)])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
