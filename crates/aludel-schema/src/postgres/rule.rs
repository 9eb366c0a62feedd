//! Rewrite rules, <https://www.postgresql.org/docs/current/sql-createrule.html>.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A rule of a table or view; the one that makes a view is the view.
pub(super) struct Rule;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `INSERT`.
    event: String,
    /// What follows the relation, as `pg_get_ruledef` says it.
    action: String,
    /// When it fires: `D`, `R`, `A`; none: as it was made.
    enabled: Option<String>,
}

impl PostgresKind for Rule {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '2618/' || r.oid || '/0', '1259/' || r.ev_class || '/0',
                    json_build_array(n.nspname, c.relname, r.rulename), 0,
                    json_strip_nulls(json_build_object(
                      'event', e.event,
                      'action', CASE WHEN starts_with(d.text, p.prefix)
                                     THEN rtrim(substr(d.text, length(p.prefix) + 1), ';') END,
                      'enabled', nullif(r.ev_enabled, 'O')))
               FROM pg_catalog.pg_rewrite r
               JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
               LATERAL (SELECT CASE r.ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT'
                                              WHEN '4' THEN 'DELETE' ELSE 'SELECT' END AS event) e,
               LATERAL (SELECT pg_catalog.pg_get_ruledef(r.oid) AS text) d,
               LATERAL (SELECT 'CREATE RULE ' || quote_ident(r.rulename) || E' AS\\n    ON ' || e.event
                               || ' TO ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                               AS prefix) p
              WHERE r.oid >= 16384 AND r.rulename <> '_RETURN' AND c.relpersistence <> 't'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("RULE {} ON {}", quote::name(id.name()), quote::relation(id))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Rule {
    fn enable(&self, id: &ObjectId, enabled: Option<&str>) -> Statement {
        let verb = match enabled {
            None => "ENABLE RULE",
            Some("R") => "ENABLE REPLICA RULE",
            Some("A") => "ENABLE ALWAYS RULE",
            Some(_) => "DISABLE RULE",
        };
        let head = format!("ALTER TABLE {}", quote::relation(id));
        Statement::clause(head, format!("{verb} {}", quote::name(id.name())))
    }

    fn written(&self, create: &str, id: &ObjectId, definition: &Definition) -> Statement {
        let Definition { event, action, enabled: _ } = definition;
        let (name, relation) = (quote::name(id.name()), quote::relation(id));
        Statement::whole(format!("{create} {name} AS\n    ON {event} TO {relation}{action}"))
    }
}

impl Kind for Rule {
    fn name(&self) -> &'static str {
        "rule"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let mut statements = vec![self.written("CREATE RULE", object.id(), &definition)];
        if let Some(enabled) = &definition.enabled {
            statements.push(self.enable(object.id(), Some(enabled)));
        }
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { event, action, enabled } = &to;
        let id = pair.to.id();
        let mut how = InPlace::default();
        if *event != from.event || *action != from.action {
            how.add("action", self.written("CREATE OR REPLACE RULE", id, &to));
        }
        if *enabled != from.enabled {
            let words = if enabled.as_deref() == Some("D") { "disabled" } else { "enabled" };
            how.add(words, self.enable(id, enabled.as_deref()));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn stands_aside(&self, _object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        // Its table may change as a whole; what it names may not.
        disturbed.from.id().kind() != "table"
    }
}
