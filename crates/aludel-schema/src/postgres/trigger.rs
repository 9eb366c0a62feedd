//! Triggers, <https://www.postgresql.org/docs/current/sql-createtrigger.html>.
//!
//! A trigger that a partition has from its parent is the parent's, unless it fires at other times;
//! those that check foreign keys are the constraint's.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A trigger of a table, view or foreign table.
pub(super) struct Trigger;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(default)]
    constraint: bool,
    /// `BEFORE INSERT OR UPDATE OF note`.
    fires: String,
    /// What follows the relation, as `pg_get_triggerdef` says it.
    action: String,
    /// When it fires: `D`, `R`, `A`; none: as it was made.
    enabled: Option<String>,
    /// When the trigger fires that a partition has this one from; then only that it is another time is
    /// the partition's own.
    of_parent: Option<String>,
}

impl PostgresKind for Trigger {
    fn query(&self, server: &Facts) -> Option<String> {
        // Before PostgreSQL 15 all that a partition has from its parent are called internal; but those of
        // foreign keys and unique constraints have a constraint of theirs.
        let ours = match server.major {
            ..15 => {
                "(NOT g.tgisinternal OR g.tgparentid <> 0 AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_constraint o WHERE o.oid = g.tgconstraint AND o.contype <> 't'))"
            }
            _ => "NOT g.tgisinternal",
        };
        // The bits of tgtype: 2 before, 64 instead of; 4 insert, 8 delete, 16 update, 32 truncate.
        Some(format!(
            "SELECT '2620/' || g.oid || '/0', '1259/' || g.tgrelid || '/0',
                    json_build_array(n.nspname, c.relname, g.tgname), 0,
                    json_strip_nulls(json_build_object(
                      'constraint', CASE WHEN g.tgconstraint <> 0 THEN true END,
                      'fires', f.fires,
                      'action', CASE WHEN starts_with(d.text, p.prefix)
                                     THEN substr(d.text, length(p.prefix) + 1) END,
                      'enabled', nullif(g.tgenabled, 'O'), 'of_parent', h.tgenabled))
               FROM pg_catalog.pg_trigger g
               LEFT JOIN pg_catalog.pg_trigger h ON h.oid = g.tgparentid
               JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
               LATERAL (SELECT CASE WHEN g.tgtype & 2 <> 0 THEN 'BEFORE ' WHEN g.tgtype & 64 <> 0
                                    THEN 'INSTEAD OF ' ELSE 'AFTER ' END
                               || concat_ws(' OR ',
                                    CASE WHEN g.tgtype & 4 <> 0 THEN 'INSERT' END,
                                    CASE WHEN g.tgtype & 8 <> 0 THEN 'DELETE' END,
                                    CASE WHEN g.tgtype & 16 <> 0 THEN 'UPDATE' || coalesce(
                                      (SELECT ' OF ' || string_agg(quote_ident(a.attname), ', ' ORDER BY k.place)
                                         FROM unnest(g.tgattr::int2[]) WITH ORDINALITY k (attnum, place)
                                         JOIN pg_catalog.pg_attribute a
                                           ON a.attrelid = g.tgrelid AND a.attnum = k.attnum), '') END,
                                    CASE WHEN g.tgtype & 32 <> 0 THEN 'TRUNCATE' END) AS fires) f,
               LATERAL (SELECT pg_catalog.pg_get_triggerdef(g.oid) AS text) d,
               LATERAL (SELECT 'CREATE ' || CASE WHEN g.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END
                               || 'TRIGGER ' || quote_ident(g.tgname) || ' ' || f.fires || ' ON '
                               || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' '
                               AS prefix) p
              WHERE g.oid >= 16384 AND {ours}
                AND (g.tgparentid = 0 OR g.tgenabled <> h.tgenabled)
                AND c.relpersistence <> 't'"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_trigger WHERE NOT tgisinternal")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TRIGGER {} ON {}", quote::name(id.name()), quote::relation(id))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Trigger {
    fn enable(&self, id: &ObjectId, enabled: Option<&str>) -> Statement {
        let verb = match enabled {
            None => "ENABLE TRIGGER",
            Some("R") => "ENABLE REPLICA TRIGGER",
            Some("A") => "ENABLE ALWAYS TRIGGER",
            Some(_) => "DISABLE TRIGGER",
        };
        let head = format!("ALTER TABLE {}", quote::relation(id));
        Statement::clause(head, format!("{verb} {}", quote::name(id.name())))
    }

    fn written(&self, create: &str, id: &ObjectId, definition: &Definition) -> Statement {
        let Definition { constraint, fires, action, enabled: _, of_parent: _ } = definition;
        let constraint = if *constraint { "CONSTRAINT " } else { "" };
        // What it is without a word.
        let action = action.strip_prefix("NOT DEFERRABLE INITIALLY IMMEDIATE ").unwrap_or(action);
        let (name, relation) = (quote::name(id.name()), quote::relation(id));
        Statement::whole(format!(
            "{create} {constraint}TRIGGER {name}\n    {fires} ON {relation}\n    {action}"
        ))
    }
}

impl Kind for Trigger {
    fn name(&self) -> &'static str {
        "trigger"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        if definition.of_parent.is_some() {
            return Ok(vec![self.enable(object.id(), definition.enabled.as_deref())]);
        }
        let mut statements = vec![self.written("CREATE", object.id(), &definition)];
        if let Some(enabled) = &definition.enabled {
            statements.push(self.enable(object.id(), Some(enabled)));
        }
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        if let Some(of_parent) = definition.of_parent {
            let enabled = (of_parent != "O").then_some(&*of_parent);
            return Ok(vec![self.enable(object.id(), enabled)]);
        }
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { constraint, fires, action, enabled, of_parent } = &to;
        if of_parent.is_some() != from.of_parent.is_some() {
            return Ok(Alteration::Recreate);
        }
        let id = pair.to.id();
        // What a partition has otherwise than its parent is lost with either, and said again.
        let mut how = InPlace { disturbs: vec![pair.from.id().clone()], ..InPlace::default() };
        let replaced = of_parent.is_none()
            && (*constraint, fires, action) != (from.constraint, &from.fires, &from.action);
        if replaced {
            // A constraint trigger has no OR REPLACE.
            if *constraint || from.constraint {
                return Ok(Alteration::Recreate);
            }
            how.add("definition", self.written("CREATE OR REPLACE", id, &to));
        }
        // A replaced trigger fires again as a new one does.
        let now = if replaced { None } else { from.enabled.as_deref() };
        if enabled.as_deref() != now {
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
        // Its table may change as a whole; a column that it names may not.
        disturbed.from.id().kind() != "table"
    }
}
