//! Row security policies, <https://www.postgresql.org/docs/current/sql-createpolicy.html>.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A policy of a table; that the table heeds it is the table's.
pub(super) struct Policy;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(default)]
    restrictive: bool,
    /// `SELECT`; none: all.
    command: Option<String>,
    /// As SQL names them: quoted, or `PUBLIC`.
    roles: Vec<String>,
    using: Option<String>,
    check: Option<String>,
}

impl PostgresKind for Policy {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3256/' || o.oid || '/0', '1259/' || o.polrelid || '/0',
                    json_build_array(n.nspname, c.relname, o.polname), 0,
                    json_strip_nulls(json_build_object(
                      'restrictive', CASE WHEN NOT o.polpermissive THEN true END,
                      'command', CASE o.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                                 WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' END,
                      'roles', (SELECT json_agg(r.name ORDER BY r.name)
                                  FROM (SELECT CASE WHEN role = 0 THEN 'PUBLIC'
                                               ELSE quote_ident(pg_catalog.pg_get_userbyid(role)) END
                                          FROM unnest(o.polroles) role) r (name)),
                      'using', pg_catalog.pg_get_expr(o.polqual, o.polrelid),
                      'check', pg_catalog.pg_get_expr(o.polwithcheck, o.polrelid)))
               FROM pg_catalog.pg_policy o
               JOIN pg_catalog.pg_class c ON c.oid = o.polrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE o.oid >= 16384 AND c.relpersistence <> 't'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_policy")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("POLICY {} ON {}", quote::name(id.name()), quote::relation(id))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for Policy {
    fn name(&self) -> &'static str {
        "policy"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { restrictive, command, roles, using, check } = object.read()?;
        let mut text = format!("CREATE {}", self.reference(object.id()));
        if restrictive {
            text.push_str("\n    AS RESTRICTIVE");
        }
        if let Some(command) = command {
            text.push_str(&format!("\n    FOR {command}"));
        }
        if roles != ["PUBLIC"] {
            text.push_str(&format!("\n    TO {}", roles.join(", ")));
        }
        if let Some(using) = using {
            text.push_str(&format!("\n    USING {}", quote::in_brackets(&using)));
        }
        if let Some(check) = check {
            text.push_str(&format!("\n    WITH CHECK {}", quote::in_brackets(&check)));
        }
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { restrictive, command, roles, using, check } = to;
        // ALTER POLICY changes neither, and can't take an expression away.
        let stays = (restrictive, &command) == (from.restrictive, &from.command)
            && (using.is_some() || from.using.is_none())
            && (check.is_some() || from.check.is_none());
        if !stays {
            return Ok(Alteration::Recreate);
        }
        let (mut clauses, mut words) = (Vec::new(), Vec::new());
        if roles != from.roles {
            clauses.push(format!("\n    TO {}", roles.join(", ")));
            words.push(format!("roles {}", roles.join(", ")));
        }
        if let Some(using) = using.filter(|using| Some(using) != from.using.as_ref()) {
            clauses.push(format!("\n    USING {}", quote::in_brackets(&using)));
            words.push("using".to_owned());
        }
        if let Some(check) = check.filter(|check| Some(check) != from.check.as_ref()) {
            clauses.push(format!("\n    WITH CHECK {}", quote::in_brackets(&check)));
            words.push("with check".to_owned());
        }
        let text = format!("ALTER {}{}", self.reference(pair.to.id()), clauses.concat());
        Ok(Alteration::InPlace(InPlace {
            statements: vec![Statement::whole(text)],
            words,
            ..InPlace::default()
        }))
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
