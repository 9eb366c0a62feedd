//! Privileges, <https://www.postgresql.org/docs/current/ddl-priv.html>.
//!
//! They are kept as what differs from those that every object has when it is made, default privileges
//! aside: an object without a word of its own is here too where there are some. They are compared
//! only when it is asked for; else those are read of what may have to be made again, so that it comes
//! back with them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::grant::{self, Grants};
use super::{Facts, PostgresKind, attached, default_privilege, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The privileges of an object.
pub(super) struct Privilege;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    grants: Grants,
}

/// Everything that has privileges: class, object, part, path of what is no object, type of default,
/// privileges, owner, whether it holds data. The types are the same in each, or the server would read
/// every row of each before it looks at the conditions.
const GRANTED: &str = "\
SELECT 1259::oid, c.oid, 0, NULL::json, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\",
       c.relacl, c.relowner, c.relkind IN ('r', 'p', 'S')
  FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
UNION ALL
SELECT 1259::oid, c.oid, a.attnum::integer,
       CASE WHEN c.relkind IN ('v', 'm') THEN json_build_array('column', n.nspname, c.relname, a.attname) END,
       'c', a.attacl, c.relowner, c.relkind IN ('r', 'p')
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relpersistence <> 't'
UNION ALL SELECT 2615::oid, oid, 0, NULL, 'n', nspacl, nspowner, true FROM pg_catalog.pg_namespace
UNION ALL SELECT 1255::oid, oid, 0, NULL, 'f', proacl, proowner, false FROM pg_catalog.pg_proc
UNION ALL SELECT 1247::oid, oid, 0, NULL, 'T', typacl, typowner, false FROM pg_catalog.pg_type
UNION ALL SELECT 2612::oid, oid, 0, NULL, 'l', lanacl, lanowner, false FROM pg_catalog.pg_language
UNION ALL SELECT 2328::oid, oid, 0, NULL, 'F', fdwacl, fdwowner, false FROM pg_catalog.pg_foreign_data_wrapper
UNION ALL SELECT 1417::oid, oid, 0, NULL, 'S', srvacl, srvowner, false FROM pg_catalog.pg_foreign_server";

impl PostgresKind for Privilege {
    fn query(&self, server: &Facts) -> Option<String> {
        let which = if server.privileges { "" } else { "AND NOT o.holds_data" };
        let default = "coalesce((SELECT p.initprivs FROM pg_catalog.pg_init_privs p
                                  WHERE p.objoid = o.oid AND p.classoid = o.class AND p.objsubid = 0
                                    AND p.privtype = 'i'),
                                pg_catalog.acldefault(o.type, o.owner))";
        let grants = grant::query(&format!("coalesce(o.acl, {default})"), default);
        Some(format!(
            "SELECT '3394/' || o.oid || '/' || o.part, o.class || '/' || o.oid || '/' || o.part, o.path, 0,
                    json_build_object('grants', coalesce(g.grants, '{{}}'))
               FROM ({GRANTED}) o (class, oid, part, path, type, acl, owner, holds_data),
               LATERAL (SELECT {grants} AS grants) g
              WHERE (o.oid >= 16384 OR o.class = 2615 AND o.oid = pg_catalog.to_regnamespace('public'))
                AND (o.acl IS NOT NULL AND g.grants IS NOT NULL OR EXISTS (
                      SELECT FROM pg_catalog.pg_default_acl d
                       WHERE d.defaclrole = o.owner
                         AND d.defaclobjtype = CASE o.type WHEN 's' THEN 'S' WHEN 'S' THEN NULL
                                                           WHEN 'c' THEN NULL ELSE o.type END)) {which}
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                 WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')"
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        attached::reference(id)
    }

    fn hangs(&self) -> bool {
        true
    }

    fn is_carried(&self, server: &Facts) -> bool {
        !server.privileges
    }
}

/// What stands between the words GRANT and TO: `SELECT ON TABLE t`, `SELECT (a) ON TABLE t`.
fn said(id: &ObjectId, privileges: &[&str]) -> String {
    let path = id.path();
    if path.first().is_some_and(|kind| &**kind == "column")
        && let Some((name, table)) = path[1..].split_last()
    {
        let name = quote::name(name);
        let each: Vec<String> = privileges.iter().map(|privilege| format!("{privilege} ({name})")).collect();
        return format!("{} ON TABLE {}", each.join(", "), quote::path(table));
    }
    let reference = attached::reference(id);
    // GRANT knows fewer words than CREATE.
    let words = [
        ("MATERIALIZED VIEW ", "TABLE "),
        ("FOREIGN TABLE ", "TABLE "),
        ("VIEW ", "TABLE "),
        ("AGGREGATE ", "FUNCTION "),
        ("SERVER ", "FOREIGN SERVER "),
    ];
    let known =
        words.iter().find_map(|(word, known)| Some(format!("{known}{}", reference.strip_prefix(word)?)));
    format!("{} ON {}", privileges.join(", "), known.unwrap_or(reference))
}

fn statements(id: &ObjectId, from: &Grants, to: &Grants) -> Vec<Statement> {
    grant::change(from, to, |privileges| said(id, privileges)).into_iter().map(Statement::whole).collect()
}

impl Kind for Privilege {
    fn name(&self) -> &'static str {
        "privileges"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { grants } = object.read()?;
        let mut given = default_privilege::of(object);
        given.retain(|role, privileges| {
            let known = grants.get(role);
            privileges.retain(|privilege, _| known.is_none_or(|known| !known.contains_key(privilege)));
            !privileges.is_empty()
        });
        Ok(statements(object.id(), &given, &grants))
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
