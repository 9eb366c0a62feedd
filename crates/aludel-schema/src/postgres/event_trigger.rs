//! Event triggers, <https://www.postgresql.org/docs/current/sql-createeventtrigger.html>.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A trigger of the whole database.
pub(super) struct EventTrigger;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `ddl_command_start`.
    event: String,
    /// The commands that fire it; none: all.
    #[serde(default)]
    tags: Vec<String>,
    /// Its schema and name.
    function: [String; 2],
    /// When it fires: `D`, `R`, `A`; none: as it was made.
    enabled: Option<String>,
}

impl PostgresKind for EventTrigger {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3466/' || e.oid || '/0', NULL, json_build_array(e.evtname), 0,
                    json_strip_nulls(json_build_object(
                      'event', e.evtevent,
                      'tags', (SELECT json_agg(tag ORDER BY tag) FROM unnest(e.evttags) tag),
                      'function', json_build_array(n.nspname, p.proname),
                      'enabled', nullif(e.evtenabled, 'O')))
               FROM pg_catalog.pg_event_trigger e
               JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
               JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
              WHERE e.oid >= 16384"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_event_trigger")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("EVENT TRIGGER {}", quote::path(id.path()))
    }
}

impl EventTrigger {
    fn enable(&self, id: &ObjectId, enabled: Option<&str>) -> Statement {
        let verb = match enabled {
            None => "ENABLE",
            Some("R") => "ENABLE REPLICA",
            Some("A") => "ENABLE ALWAYS",
            Some(_) => "DISABLE",
        };
        Statement::whole(format!("ALTER {} {verb}", self.reference(id)))
    }
}

impl Kind for EventTrigger {
    fn name(&self) -> &'static str {
        "event trigger"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { event, tags, function, enabled } = object.read()?;
        let when = match tags.is_empty() {
            true => String::new(),
            false => {
                let tags: Vec<String> = tags.iter().map(|tag| quote::text(tag)).collect();
                format!("\n    WHEN TAG IN ({})", tags.join(", "))
            }
        };
        let create = Statement::whole(format!(
            "CREATE {} ON {event}{when}\n    EXECUTE FUNCTION {}()",
            self.reference(object.id()),
            quote::path(&function),
        ));
        let enable = enabled.map(|enabled| self.enable(object.id(), Some(&enabled)));
        Ok(std::iter::once(create).chain(enable).collect())
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { event, tags, function, enabled } = to;
        if (&event, &tags, &function) != (&from.event, &from.tags, &from.function) {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        if enabled != from.enabled {
            let words = if enabled.as_deref() == Some("D") { "disabled" } else { "enabled" };
            how.add(words, self.enable(pair.to.id(), enabled.as_deref()));
        }
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
