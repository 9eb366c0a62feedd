//! Security labels, <https://www.postgresql.org/docs/current/sql-security-label.html>.

use std::collections::BTreeMap;

use super::{Facts, PostgresKind, attached, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The labels of one object, by provider.
pub(super) struct SecurityLabel;

type Labels = BTreeMap<String, String>;

impl PostgresKind for SecurityLabel {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3596/' || l.objoid || '/' || l.objsubid,
                    l.classoid || '/' || l.objoid || '/' || l.objsubid,
                    CASE WHEN a.attname IS NOT NULL
                         THEN json_build_array('column', n.nspname, c.relname, a.attname) END, 0,
                    json_object_agg(l.provider, l.label ORDER BY l.provider)
               FROM pg_catalog.pg_seclabel l
               LEFT JOIN pg_catalog.pg_class c ON l.classoid = 1259 AND c.oid = l.objoid
               LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_attribute a
                 ON a.attrelid = c.oid AND a.attnum = l.objsubid AND l.objsubid > 0
                AND c.relkind IN ('v', 'm', 'c')
              WHERE l.objoid >= 16384
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                 WHERE e.classid = l.classoid AND e.objid = l.objoid AND e.deptype = 'e')
              GROUP BY l.objoid, l.classoid, l.objsubid, n.nspname, c.relname, a.attname"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_seclabel")
    }

    fn reference(&self, id: &ObjectId) -> String {
        attached::reference(id)
    }

    fn hangs(&self) -> bool {
        true
    }
}

fn set(id: &ObjectId, provider: &str, label: Option<&str>) -> Statement {
    let label = label.map_or("NULL".to_owned(), quote::text);
    let (provider, object) = (quote::name(provider), attached::reference(id));
    Statement::whole(format!("SECURITY LABEL FOR {provider} ON {object} IS {label}"))
}

impl Kind for SecurityLabel {
    fn name(&self) -> &'static str {
        "security label"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let labels: Labels = object.read()?;
        Ok(labels.iter().map(|(provider, label)| set(object.id(), provider, Some(label))).collect())
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let labels: Labels = object.read()?;
        Ok(labels.keys().map(|provider| set(object.id(), provider, None)).collect())
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Labels, Labels) = (pair.from.read()?, pair.to.read()?);
        let mut how = InPlace::default();
        for provider in from.keys().filter(|provider| !to.contains_key(*provider)) {
            how.add(format!("no label of {provider}"), set(pair.to.id(), provider, None));
        }
        for (provider, label) in to.iter().filter(|(name, label)| from.get(*name) != Some(*label)) {
            how.add(format!("label of {provider}"), set(pair.to.id(), provider, Some(label)));
        }
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
