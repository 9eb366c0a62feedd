//! Privileges that objects to come will have,
//! <https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html>.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::grant::{self, Grants};
use super::{Facts, PostgresKind, ownership, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The default privileges of one sort of object: sort, role that makes it, schema if one is named.
pub(super) struct DefaultPrivilege;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    grants: Grants,
}

/// The role that asks: whoever makes objects, and gives them their first privileges.
const MAKER: &str = "CURRENT_USER";

impl PostgresKind for DefaultPrivilege {
    fn query(&self, server: &Facts) -> Option<String> {
        // Those of a schema are added to the others; those of none stand instead of the built-in.
        let grants = grant::query(
            "d.defaclacl",
            "CASE WHEN d.defaclnamespace = 0
                  THEN pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'
                                             ELSE d.defaclobjtype END::\"char\", d.defaclrole)
                  ELSE NULL::aclitem[] END",
        );
        server.privileges.then(|| {
            format!(
                "SELECT '826/' || d.oid || '/0', NULL,
                        CASE WHEN n.oid IS NULL THEN json_build_array(s.sort, r.role)
                             ELSE json_build_array(s.sort, r.role, n.nspname) END, 0,
                        json_build_object('grants', g.grants)
                   FROM pg_catalog.pg_default_acl d
                   LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace,
                   LATERAL (SELECT CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
                                   WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                                   WHEN 'n' THEN 'schemas' ELSE 'large objects' END AS sort) s,
                   LATERAL (SELECT CASE WHEN d.defaclrole = current_user::regrole THEN '{MAKER}'
                                        ELSE pg_catalog.pg_get_userbyid(d.defaclrole) END AS role) r,
                   LATERAL (SELECT {grants} AS grants) g
                  WHERE g.grants IS NOT NULL"
            )
        })
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_default_acl")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("DEFAULT PRIVILEGES {}", id.dotted())
    }
}

/// What an object of the catalog has of the default privileges there, if its owner made it.
pub(super) fn of(privileges: Entry<'_>) -> Grants {
    let mut grants = Grants::new();
    let Some(bearer) = privileges.owner() else { return grants };
    let owner = bearer.owned_of("owner").next().and_then(|owner| owner.read::<ownership::Definition>().ok());
    let role = owner.map_or(MAKER.to_owned(), |owner| owner.role);
    let sort = match bearer.id().kind() {
        "table" | "view" | "materialized view" | "foreign table" => "tables",
        "sequence" => "sequences",
        "function" | "procedure" | "aggregate" => "functions",
        "enum" | "domain" | "composite type" | "range type" | "type" => "types",
        "schema" => "schemas",
        _ => return grants,
    };
    for entry in privileges.catalog().of_kind("default privileges") {
        let path: Vec<&str> = entry.id().path().iter().map(|name| &**name).collect();
        let schema = bearer.id().path().first().map_or("", |name| name);
        let applies = path[..] == [sort, &role] || path[..] == [sort, &role, schema];
        if let (true, Ok(Definition { grants: more })) = (applies, entry.read()) {
            for (role, privileges) in more {
                grants.entry(role).or_default().extend(privileges);
            }
        }
    }
    grants
}

fn statements(id: &ObjectId, from: &Grants, to: &Grants) -> Vec<Statement> {
    let mut path = id.path().iter();
    let sort = path.next().map_or(String::new(), |sort| sort.to_uppercase());
    let role = path.next().filter(|role| &***role != MAKER);
    let role = role.map_or(String::new(), |role| format!(" FOR ROLE {}", quote::name(role)));
    let schema = path.next().map_or(String::new(), |schema| format!(" IN SCHEMA {}", quote::name(schema)));
    let changes = grant::change(from, to, |privileges| format!("{} ON {sort}", privileges.join(", ")));
    changes
        .into_iter()
        .map(|change| Statement::whole(format!("ALTER DEFAULT PRIVILEGES{role}{schema}\n    {change}")))
        .collect()
}

impl Kind for DefaultPrivilege {
    fn name(&self) -> &'static str {
        "default privileges"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { grants } = object.read()?;
        Ok(statements(object.id(), &BTreeMap::new(), &grants))
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { grants } = object.read()?;
        Ok(statements(object.id(), &grants, &BTreeMap::new()))
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let statements = statements(pair.to.id(), &from.grants, &to.grants);
        Ok(Alteration::InPlace(InPlace { statements, ..InPlace::default() }))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
