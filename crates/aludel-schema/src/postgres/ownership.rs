//! Who owns an object, <https://www.postgresql.org/docs/current/ddl-priv.html>.
//!
//! What belongs to the role that asks belongs to whoever makes it, and needs no word: a schema can then
//! be made by one role at the desk and by another in production. Owners are compared only when it is
//! asked for. Else they are read of what may have to be made again, so that it comes back with its own.

use serde::Deserialize;

use super::{Facts, PostgresKind, attached, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// The owner of an object.
pub(super) struct Ownership;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    pub(super) role: String,
}

/// Everything that has an owner: class, object, owner, whether it holds data. The types are the same in
/// each, or the server would read every row of each before it looks at the conditions.
const OWNED: &str = "\
SELECT 1259::oid, c.oid, c.relowner, c.relkind IN ('r', 'p', 'S') FROM pg_catalog.pg_class c
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE c.relkind = 'S' AND d.classid = 1259 AND d.objid = c.oid
                      AND d.refclassid = 1259 AND d.deptype IN ('a', 'i'))
UNION ALL SELECT 2615::oid, oid, nspowner, true FROM pg_catalog.pg_namespace
UNION ALL SELECT 1255::oid, oid, proowner, false FROM pg_catalog.pg_proc
UNION ALL SELECT 1247::oid, t.oid, t.typowner, false FROM pg_catalog.pg_type t
           LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
           WHERE (c.oid IS NULL OR c.relkind = 'c') AND t.typcategory <> 'A' AND t.typtype <> 'm'
UNION ALL SELECT 2612::oid, oid, lanowner, false FROM pg_catalog.pg_language
UNION ALL SELECT 2328::oid, oid, fdwowner, false FROM pg_catalog.pg_foreign_data_wrapper
UNION ALL SELECT 1417::oid, oid, srvowner, false FROM pg_catalog.pg_foreign_server
UNION ALL SELECT 3466::oid, oid, evtowner, false FROM pg_catalog.pg_event_trigger
UNION ALL SELECT 6104::oid, oid, pubowner, false FROM pg_catalog.pg_publication
UNION ALL SELECT 3381::oid, oid, stxowner, false FROM pg_catalog.pg_statistic_ext
UNION ALL SELECT 3456::oid, oid, collowner, false FROM pg_catalog.pg_collation
UNION ALL SELECT 2607::oid, oid, conowner, false FROM pg_catalog.pg_conversion
UNION ALL SELECT 2617::oid, oid, oprowner, false FROM pg_catalog.pg_operator
UNION ALL SELECT 2616::oid, oid, opcowner, false FROM pg_catalog.pg_opclass
UNION ALL SELECT 2753::oid, oid, opfowner, false FROM pg_catalog.pg_opfamily
UNION ALL SELECT 3600::oid, oid, dictowner, false FROM pg_catalog.pg_ts_dict
UNION ALL SELECT 3602::oid, oid, cfgowner, false FROM pg_catalog.pg_ts_config";

impl PostgresKind for Ownership {
    fn query(&self, server: &Facts) -> Option<String> {
        let which = match server.privileges {
            true => "",
            false => "AND NOT o.holds_data",
        };
        Some(format!(
            "SELECT '1260/' || o.oid || '/0', o.class || '/' || o.oid || '/0', NULL, 0,
                    json_build_object('role', pg_catalog.pg_get_userbyid(o.role))
               FROM ({OWNED}) o (class, oid, role, holds_data)
              WHERE (o.oid >= 16384 OR o.class = 2615 AND o.oid = pg_catalog.to_regnamespace('public'))
                AND o.role <> current_user::regrole {which}"
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

fn set(id: &ObjectId, role: &str) -> Statement {
    Statement::whole(format!("ALTER {} OWNER TO {role}", attached::reference(id)))
}

impl Kind for Ownership {
    fn name(&self) -> &'static str {
        "owner"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { role } = object.read()?;
        Ok(vec![set(object.id(), &quote::name(&role))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![set(object.id(), "CURRENT_USER")])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let mut how = InPlace::default();
        let words = format!("{} → {}", from.role, to.role);
        how.add(words, set(pair.to.id(), &quote::name(&to.role)));
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
