//! Text search configurations, <https://www.postgresql.org/docs/current/sql-altertsconfig.html>.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::postgres::plain::named;
use crate::postgres::{Facts, PostgresKind, quote, renamed};
use crate::statement::Statement;

/// A text search configuration.
pub(in crate::postgres) struct Configuration;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    parser: String,
    /// For each sort of token the dictionaries that are asked, one after the other.
    #[serde(default)]
    mappings: BTreeMap<String, String>,
}

impl PostgresKind for Configuration {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3602/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.cfgname), 0,
                    json_strip_nulls(json_build_object(
                      'parser', quote_ident(pn.nspname) || '.' || quote_ident(p.prsname),
                      'mappings', (SELECT json_object_agg(m.token, m.dictionaries ORDER BY m.token)
                         FROM (SELECT t.alias AS token,
                                      string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)
                                        AS dictionaries
                                 FROM pg_catalog.pg_ts_config_map m
                                 JOIN pg_catalog.ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
                                WHERE m.mapcfg = c.oid GROUP BY t.alias) m)))
               FROM pg_catalog.pg_ts_config c
               JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
               JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
               JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
              WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_ts_config WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        named("TEXT SEARCH CONFIGURATION", id)
    }
}

impl Kind for Configuration {
    fn name(&self) -> &'static str {
        "text search configuration"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { parser, mappings } = object.read()?;
        let reference = self.reference(object.id());
        let mut statements = vec![Statement::whole(format!("CREATE {reference} (PARSER = {parser})"))];
        let added = by_dictionaries(mappings.iter());
        statements.extend(added.into_iter().map(|(dictionaries, tokens)| {
            Statement::whole(format!("ALTER {reference} ADD MAPPING FOR {tokens} WITH {dictionaries}"))
        }));
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { parser, mappings } = to;
        if from.parser != parser {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        let reference = self.reference(pair.to.id());
        let removed = from.mappings.keys().filter(|token| !mappings.contains_key(*token));
        let removed: Vec<String> = removed.map(|token| quote::name(token)).collect();
        if !removed.is_empty() {
            let tokens = removed.join(", ");
            let drop = Statement::whole(format!("ALTER {reference} DROP MAPPING FOR {tokens}"));
            how.add(format!("no mapping for {tokens}"), drop);
        }
        let unequal = mappings.iter().filter(|(token, list)| from.mappings.get(*token) != Some(list));
        let (changed, added): (Vec<_>, Vec<_>) =
            unequal.partition(|(token, _)| from.mappings.contains_key(*token));
        for (verb, mappings) in [("ALTER", changed), ("ADD", added)] {
            for (dictionaries, tokens) in by_dictionaries(mappings.into_iter()) {
                let clause = format!("MAPPING FOR {tokens} WITH {dictionaries}");
                how.add(
                    format!("mapping for {tokens}"),
                    Statement::whole(format!("ALTER {reference} {verb} {clause}")),
                );
            }
        }
        if let Some(first) = how.statements.first_mut() {
            first.notes.push(
                "what was made by this configuration before stays as it is: tsvectors, indexes".to_owned(),
            );
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }
}

/// The tokens that have the same dictionaries, as one list.
fn by_dictionaries<'a>(
    mappings: impl Iterator<Item = (&'a String, &'a String)>,
) -> BTreeMap<&'a str, String> {
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    for (token, dictionaries) in mappings {
        let tokens = lists.entry(dictionaries).or_default();
        if !tokens.is_empty() {
            tokens.push_str(", ");
        }
        tokens.push_str(&quote::name(token));
    }
    lists
}
