//! Indexes, <https://www.postgresql.org/docs/current/sql-createindex.html>.
//!
//! The index of a constraint is the constraint's, and one that a partition has from its parent is
//! the parent's: the server makes and drops it with that.

use serde::Deserialize;

use super::storage::{self, Options};
use super::{Facts, PostgresKind, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An index of a table or a materialized view.
pub(super) struct Index;

#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    #[serde(default)]
    pub(super) unique: bool,
    /// None: `btree`.
    #[serde(default)]
    pub(super) method: Option<String>,
    /// `(lower(name) COLLATE "C" text_pattern_ops DESC) INCLUDE (id) NULLS NOT DISTINCT`.
    pub(super) keys: String,
    #[serde(default)]
    pub(super) predicate: Option<String>,
    #[serde(default)]
    pub(super) options: Options,
    #[serde(default)]
    pub(super) tablespace: Option<String>,
    /// The statistics target of columns that are expressions, by their number.
    #[serde(default)]
    pub(super) statistics: Vec<(i16, i32)>,
    /// Left behind by a CREATE INDEX CONCURRENTLY that was cut: queries don't use it. Of a
    /// partitioned index: some partition has none.
    #[serde(default)]
    pub(super) invalid: bool,
    /// Whether its table is partitioned.
    #[serde(default)]
    pub(super) partitioned: bool,
}

/// The columns of a B-tree index `i` of which every one is a bare column with what is usual for its type;
/// NULL of any other.
///
/// It says what `pg_get_indexdef` would, which opens the table for each of its indexes.
const BARE_COLUMNS: &str = "\
CASE WHEN c.relam = 403 AND i.indexprs IS NULL AND i.indpred IS NULL AND i.indnkeyatts = i.indnatts THEN
  (SELECT '(' || string_agg(quote_ident(a.attname) ||
            CASE i.indoption[k.place] WHEN 0 THEN '' WHEN 1 THEN ' DESC NULLS LAST'
                                      WHEN 2 THEN ' NULLS FIRST' ELSE ' DESC' END, ', ' ORDER BY k.place) || ')'
     FROM generate_series(0, i.indnatts - 1) k (place)
     JOIN pg_catalog.pg_attribute a
       ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place] AND a.attcollation = i.indcollation[k.place]
     JOIN pg_catalog.pg_opclass p ON p.oid = i.indclass[k.place] AND p.oid < 16384 AND p.opcdefault
      AND (p.opcintype = a.atttypid
           OR p.opcintype = 'text'::regtype AND a.atttypid = 'varchar'::regtype AND NOT EXISTS (
             SELECT FROM pg_catalog.pg_opclass w JOIN pg_catalog.pg_type y ON y.oid = w.opcintype
              WHERE w.opcmethod = 403 AND w.opcdefault AND w.oid >= 16384
                AND (y.typispreferred OR y.oid = 'varchar'::regtype)))
   HAVING count(*) = i.indnatts) END";

impl PostgresKind for Index {
    fn query(&self, server: &Facts) -> Option<String> {
        let (storage, clause) = (storage::DEFINITION, storage::CLAUSE);
        let nulls_are_distinct = if server.major >= 15 { "NOT i.indnullsnotdistinct" } else { "true" };
        // What stands before the columns and behind them is known to the letter.
        Some(format!(
            "SELECT '1259/' || c.oid || '/0', '1259/' || t.oid || '/0',
                    json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object(
                      'unique', nullif(i.indisunique, false), 'method', nullif(m.amname, 'btree'),
                      'keys', coalesce(d.bare, (
                        SELECT substr(w.text, w.start, length(w.text) + 1 - w.start - length({clause})
                                      - coalesce(length(' WHERE ' || d.predicate), 0))
                          FROM (SELECT pg_catalog.pg_get_indexdef(c.oid) AS text,
                                 1 + length('CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END
                                   || 'INDEX ' || quote_ident(c.relname) || ' ON '
                                   || CASE c.relkind WHEN 'I' THEN 'ONLY ' ELSE '' END
                                   || quote_ident(n.nspname) || '.' || quote_ident(t.relname)
                                   || ' USING ' || quote_ident(m.amname) || ' ') AS start
                                 -- Else the server would write each definition once for each mention.
                                 OFFSET 0) w)),
                      'predicate', d.predicate, {storage},
                      'statistics', CASE WHEN i.indexprs IS NOT NULL THEN
                        (SELECT json_agg(json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum)
                           FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attstattarget >= 0) END,
                      'invalid', CASE WHEN NOT i.indisvalid THEN true END,
                      'partitioned', CASE WHEN c.relkind = 'I' THEN true END))
               FROM pg_catalog.pg_index i
               JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
               JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               JOIN pg_catalog.pg_am m ON m.oid = c.relam
               LEFT JOIN pg_catalog.pg_constraint o ON o.conindid = c.oid AND o.contype IN ('p', 'u', 'x')
              CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
                     CASE WHEN {nulls_are_distinct} THEN {BARE_COLUMNS} END AS bare OFFSET 0) d
              WHERE c.oid >= 16384 AND o.oid IS NULL AND NOT c.relispartition
                AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'"
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("INDEX {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for Index {
    fn name(&self) -> &'static str {
        "index"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let only = definition.partitioned && definition.invalid;
        let on = format!("{}{}", if only { "ONLY " } else { "" }, table(object));
        let mut statements = vec![create(object.id().name(), "INDEX", &on, &definition)];
        let index = quote::path(object.id().path());
        for (column, target) in &definition.statistics {
            statements.push(statistics(&index, *column, *target));
        }
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP INDEX {}", quote::path(object.id().path())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition {
            unique,
            method,
            keys,
            predicate,
            options,
            tablespace,
            statistics,
            invalid,
            partitioned,
        } = to;
        // Nothing but an accident makes an index invalid, and no plan has to bring that back.
        let validity_differs = from.invalid != invalid && (from.invalid || partitioned);
        let is_same = table(pair.from) == table(pair.to)
            && from.unique == unique
            && from.method == method
            && from.keys == keys
            && from.predicate == predicate
            && !validity_differs
            && from.partitioned == partitioned;
        // The parameters of a partitioned index can't be altered: its partitions have copies.
        if !is_same || (partitioned && (from.options != options || from.tablespace != tablespace)) {
            return Ok(Alteration::Recreate);
        }
        let index = quote::path(pair.to.id().path());
        let mut how = InPlace::default();
        storage::alter_options(&mut how, &index, &from.options, &options);
        storage::alter_tablespace(&mut how, &index, from.tablespace.as_deref(), tablespace.as_deref());
        alter_statistics(&mut how, &index, &from.statistics, &statistics);
        Ok(Alteration::InPlace(how))
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        partition::is_released(object, before)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        partition::is_absorbed(object, after)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id())]
    }
}

/// The table that an index is of.
pub(super) fn table(index: Entry<'_>) -> String {
    index.owner().map_or_else(String::new, |table| quote::relation(table.id()))
}

/// `CREATE UNIQUE INDEX CONCURRENTLY name ON table (…)`, where `index` is what follows UNIQUE.
pub(super) fn create(name: &str, index: &str, on: &str, definition: &Definition) -> Statement {
    let unique = if definition.unique { "UNIQUE " } else { "" };
    let method = definition.method.as_ref().map(|method| format!("USING {} ", quote::name(method)));
    let mut text = format!(
        "CREATE {unique}{index} {} ON {on} {}{}{}",
        quote::name(name),
        method.unwrap_or_default(),
        definition.keys,
        storage::with(&definition.options),
    );
    if let Some(tablespace) = &definition.tablespace {
        text.push_str(&format!(" TABLESPACE {}", quote::name(tablespace)));
    }
    if let Some(predicate) = &definition.predicate {
        text.push_str(&format!(" WHERE {}", predicate.trim()));
    }
    Statement::whole(text)
}

/// Sets the statistics target of one of its columns; -1: the server's.
pub(super) fn statistics(index: &str, column: i16, target: i32) -> Statement {
    Statement::whole(format!("ALTER INDEX {index} ALTER COLUMN {column} SET STATISTICS {target}"))
}

fn alter_statistics(how: &mut InPlace, index: &str, from: &[(i16, i32)], to: &[(i16, i32)]) {
    for (column, target) in to.iter().filter(|target| !from.contains(target)) {
        how.add(format!("statistics target of column {column}"), statistics(index, *column, *target));
    }
    let is_left = |column: &i16| to.iter().any(|(other, _)| other == column);
    for (column, _) in from.iter().filter(|(column, _)| !is_left(column)) {
        how.add(format!("default statistics target of column {column}"), statistics(index, *column, -1));
    }
}
