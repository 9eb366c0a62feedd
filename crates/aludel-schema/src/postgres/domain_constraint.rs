//! Checks of domains, <https://www.postgresql.org/docs/current/sql-alterdomain.html>.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A check of a domain.
pub(super) struct DomainConstraint;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `CHECK ((VALUE > 0))`.
    check: String,
    /// Whether the values that were there before need not pass it.
    #[serde(default)]
    not_valid: bool,
}

impl PostgresKind for DomainConstraint {
    fn query(&self, _server: &Facts) -> Option<String> {
        // PostgreSQL 17 keeps a domain's NOT NULL as a constraint too: it is seen on the domain.
        Some(
            "SELECT '2606/' || o.oid || '/0', '1247/' || t.oid || '/0',
                    json_build_array(n.nspname, t.typname, o.conname), 0,
                    json_strip_nulls(json_build_object(
                      'check', regexp_replace(pg_catalog.pg_get_constraintdef(o.oid), ' NOT VALID$', ''),
                      'not_valid', NULLIF(NOT o.convalidated, false)))
               FROM pg_catalog.pg_constraint o
               JOIN pg_catalog.pg_type t ON t.oid = o.contypid
               JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
              WHERE o.contypid <> 0 AND o.contype = 'c' AND o.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_constraint WHERE contypid <> 0 AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("CONSTRAINT {} ON DOMAIN {}", quote::name(id.name()), quote::relation(id))
    }
}

impl Kind for DomainConstraint {
    fn name(&self) -> &'static str {
        "domain constraint"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { check, not_valid } = object.read()?;
        let constraint = format!("CONSTRAINT {}", quote::name(object.id().name()));
        // One ALTER DOMAIN does one thing: the name in the head keeps two from becoming one.
        let head = format!("{} ADD {constraint}", head(object.id()));
        Ok(vec![match not_valid {
            // CREATE DOMAIN has no NOT VALID.
            true => Statement::whole(format!("{head} {check} NOT VALID")),
            false => Statement::member(format!("{constraint} {check}"), head, check),
        }])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let constraint = quote::name(object.id().name());
        Ok(vec![Statement::whole(format!("{} DROP CONSTRAINT {constraint}", head(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { check, not_valid } = to;
        if from.check != check || not_valid {
            return Ok(Alteration::Recreate);
        }
        let constraint = quote::name(pair.to.id().name());
        let mut how = InPlace::default();
        how.add(
            "validated",
            Statement::whole(format!("{} VALIDATE CONSTRAINT {constraint}", head(pair.to.id()))),
        );
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME CONSTRAINT {old} TO {new}", head(from)))])
    }
}

fn head(id: &ObjectId) -> String {
    format!("ALTER DOMAIN {}", quote::relation(id))
}
