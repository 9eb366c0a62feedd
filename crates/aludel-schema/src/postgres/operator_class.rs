//! Operator classes, <https://www.postgresql.org/docs/current/sql-createopclass.html>, and operator
//! families with what stands in them beside classes,
//! <https://www.postgresql.org/docs/current/sql-alteropfamily.html>.
//!
//! Their names are unique for one index method: it is the last name of their path.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An operator class.
pub(super) struct OperatorClass;

/// An operator family.
pub(super) struct OperatorFamily;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    r#type: String,
    #[serde(default)]
    default: bool,
    /// Where it is not of the name of the class.
    #[serde(default)]
    family: Option<String>,
    #[serde(default)]
    storage: Option<String>,
    #[serde(default)]
    members: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    #[serde(default)]
    members: Vec<Loose>,
}

/// An operator or a function that stands in a family, but in none of its classes.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    /// `OPERATOR 1 =(integer,bigint)`.
    add: String,
    /// `OPERATOR 1 (integer, bigint)`.
    drop: String,
}

/// The operators and functions of classes (2616) or, loose, of families (2753).
fn members(of: u32) -> String {
    format!(
        "(SELECT d.refobjid AS of,
                 'OPERATOR ' || o.amopstrategy || ' ' || o.amopopr::regoperator
                   || CASE WHEN o.amopsortfamily <> 0
                           THEN (SELECT ' FOR ORDER BY ' || quote_ident(fn.nspname) || '.' || quote_ident(f.opfname)
                                   FROM pg_catalog.pg_opfamily f
                                   JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
                                  WHERE f.oid = o.amopsortfamily) ELSE '' END AS add,
                 'OPERATOR ' || o.amopstrategy || ' (' || pg_catalog.format_type(o.amoplefttype, NULL)
                   || ', ' || pg_catalog.format_type(o.amoprighttype, NULL) || ')' AS drop,
                 1 AS sort, o.amopstrategy AS number
            FROM pg_catalog.pg_amop o
            JOIN pg_catalog.pg_depend d ON d.classid = 2602 AND d.objid = o.oid AND d.refclassid = {of}
             AND d.deptype IN ('a', 'i')
          UNION ALL
          SELECT d.refobjid,
                 'FUNCTION ' || p.amprocnum || ' (' || pg_catalog.format_type(p.amproclefttype, NULL)
                   || ', ' || pg_catalog.format_type(p.amprocrighttype, NULL) || ') ' || p.amproc::regprocedure,
                 'FUNCTION ' || p.amprocnum || ' (' || pg_catalog.format_type(p.amproclefttype, NULL)
                   || ', ' || pg_catalog.format_type(p.amprocrighttype, NULL) || ')',
                 2, p.amprocnum
            FROM pg_catalog.pg_amproc p
            JOIN pg_catalog.pg_depend d ON d.classid = 2603 AND d.objid = p.oid AND d.refclassid = {of}
             AND d.deptype IN ('a', 'i'))"
    )
}

impl PostgresKind for OperatorClass {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            "SELECT '2616/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.opcname, m.amname), 0,
                    json_strip_nulls(json_build_object(
                      'type', pg_catalog.format_type(c.opcintype, NULL),
                      'default', NULLIF(c.opcdefault, false),
                      'family', CASE WHEN (f.opfname, f.opfnamespace) <> (c.opcname, c.opcnamespace)
                         THEN quote_ident(fn.nspname) || '.' || quote_ident(f.opfname) END,
                      'storage', CASE WHEN c.opckeytype <> 0
                         THEN pg_catalog.format_type(c.opckeytype, NULL) END,
                      'members', x.members))
               FROM pg_catalog.pg_opclass c
               JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
               JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
               JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
               JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
               LEFT JOIN (SELECT e.of, json_agg(e.add ORDER BY e.sort, e.number, e.add) AS members
                            FROM {} e GROUP BY e.of) x ON x.of = c.oid
              WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'",
            members(2616)
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_opclass WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("OPERATOR CLASS {} USING {}", quote::relation(id), quote::name(id.name()))
    }
}

impl Kind for OperatorClass {
    fn name(&self) -> &'static str {
        "operator class"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Class { r#type, default, family, storage, mut members } = object.read()?;
        let default = if default { " DEFAULT" } else { "" };
        let family = family.map_or_else(String::new, |family| format!(" FAMILY {family}"));
        members.extend(storage.map(|ty| format!("STORAGE {ty}")));
        // A class without any member is said by its type.
        if members.is_empty() {
            members.push(format!("STORAGE {type}"));
        }
        let (class, method) = (quote::relation(object.id()), quote::name(object.id().name()));
        Ok(vec![Statement::whole(format!(
            "CREATE OPERATOR CLASS {class}{default} FOR TYPE {type} USING {method}{family} AS\n    {}",
            members.join(",\n    ")
        ))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }
}

impl PostgresKind for OperatorFamily {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            "SELECT '2753/' || f.oid || '/0', NULL, json_build_array(n.nspname, f.opfname, m.amname), 0,
                    json_strip_nulls(json_build_object('members', x.members))
               FROM pg_catalog.pg_opfamily f
               JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
               JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
               LEFT JOIN (SELECT e.of, json_agg(json_build_object('add', e.add, 'drop', e.drop)
                                                ORDER BY e.sort, e.number, e.add) AS members
                            FROM {} e GROUP BY e.of) x ON x.of = f.oid
              WHERE f.oid >= 16384 AND n.nspname !~ '^pg_'",
            members(2753)
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_opfamily WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("OPERATOR FAMILY {} USING {}", quote::relation(id), quote::name(id.name()))
    }
}

impl Kind for OperatorFamily {
    fn name(&self) -> &'static str {
        "operator family"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Family { members } = object.read()?;
        let reference = self.reference(object.id());
        let mut statements = vec![Statement::whole(format!("CREATE {reference}"))];
        if !members.is_empty() {
            let members: Vec<&str> = members.iter().map(|member| member.add.as_str()).collect();
            statements.push(add(&reference, &members));
        }
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Family, Family) = (pair.from.read()?, pair.to.read()?);
        let Family { members } = to;
        let reference = self.reference(pair.to.id());
        let mut how = InPlace::default();
        let gone: Vec<&str> = from
            .members
            .iter()
            .filter(|member| !members.contains(member))
            .map(|member| member.drop.as_str())
            .collect();
        if !gone.is_empty() {
            let drop = format!("ALTER {reference} DROP\n    {}", gone.join(",\n    "));
            how.add(format!("drops {}", gone.join(", ")), Statement::whole(drop));
        }
        let new: Vec<&str> = members
            .iter()
            .filter(|member| !from.members.contains(member))
            .map(|member| member.add.as_str())
            .collect();
        if !new.is_empty() {
            how.add(format!("adds {}", new.join(", ")), add(&reference, &new));
        }
        Ok(Alteration::InPlace(how))
    }
}

fn add(reference: &str, members: &[&str]) -> Statement {
    Statement::whole(format!("ALTER {reference} ADD\n    {}", members.join(",\n    ")))
}
