//! Exclusion constraints, <https://www.postgresql.org/docs/current/ddl-constraints.html>.

use serde::Deserialize;

use super::storage::{self, Options};
use super::{Facts, PostgresKind, constraint, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An exclusion constraint of a table.
pub(super) struct ExclusionConstraint;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `gist (room WITH =, during WITH &&) INCLUDE (note)`.
    elements: String,
    #[serde(default)]
    predicate: Option<String>,
    #[serde(default)]
    timing: Option<String>,
    #[serde(default)]
    options: Options,
    #[serde(default)]
    tablespace: Option<String>,
    /// Whether its table is partitioned.
    #[serde(default)]
    partitioned: bool,
}

impl PostgresKind for ExclusionConstraint {
    fn query(&self, _server: &Facts) -> Option<String> {
        let (timing, storage, clause) = (constraint::TIMING, storage::DEFINITION, storage::CLAUSE);
        Some(constraint::query(
            "x",
            &format!(
                "'elements', substr(d.text, 15, length(d.text) - 14 - length({clause})
                    - coalesce(length(' WHERE ()' || d.predicate), 0)
                    - CASE WHEN o.condeferrable THEN length(' DEFERRABLE') ELSE 0 END
                    - CASE WHEN o.condeferred THEN length(' INITIALLY DEFERRED') ELSE 0 END),
                 'predicate', d.predicate, {timing}, {storage},
                 'partitioned', CASE WHEN t.relkind = 'p' THEN true END"
            ),
            // The text begins with `EXCLUDE USING ` and ends in parts that are known.
            "JOIN pg_catalog.pg_class c ON c.oid = o.conindid
             JOIN pg_catalog.pg_index i ON i.indexrelid = o.conindid
             CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_constraintdef(o.oid) AS text,
                                        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate) d",
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_constraint WHERE contype = 'x'")
    }

    fn reference(&self, id: &ObjectId) -> String {
        constraint::reference(id)
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for ExclusionConstraint {
    fn name(&self) -> &'static str {
        "exclusion constraint"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { elements, predicate, timing, options, tablespace, partitioned: _ } =
            object.read()?;
        let mut body = format!("EXCLUDE USING {elements}{}", storage::with(&options));
        if let Some(tablespace) = tablespace {
            body.push_str(&format!(" USING INDEX TABLESPACE {}", quote::name(&tablespace)));
        }
        if let Some(predicate) = predicate {
            body.push_str(&format!(" WHERE {}", quote::in_brackets(&predicate)));
        }
        if let Some(timing) = timing {
            body.push_str(&format!(" {timing}"));
        }
        Ok(vec![constraint::member(object.id(), &body)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![constraint::dropped(object.id())])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { elements, predicate, timing, options, tablespace, partitioned } = to;
        let is_same = from.elements == elements
            && from.predicate == predicate
            && from.timing == timing
            && from.partitioned == partitioned;
        // The parameters of a partitioned index can't be altered: its partitions have copies.
        if !is_same || partitioned {
            return Ok(Alteration::Recreate);
        }
        let index = constraint::index_name(pair.to.id());
        let mut how = InPlace::default();
        storage::alter_options(&mut how, &index, &from.options, &options);
        storage::alter_tablespace(&mut how, &index, from.tablespace.as_deref(), tablespace.as_deref());
        Ok(Alteration::InPlace(how))
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        partition::is_released(object, before)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        partition::is_absorbed(object, after)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(constraint::renamed(from, to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        constraint::claims_with_index(object.id())
    }
}
