//! Comments on everything, <https://www.postgresql.org/docs/current/sql-comment.html>.

use super::{Facts, PostgresKind, attached, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A comment. Those that the server and an extension's own files make are not looked at.
pub(super) struct Comment;

impl PostgresKind for Comment {
    fn query(&self, _server: &Facts) -> Option<String> {
        // Columns of what is no table, indexes of constraints and sequences of identities are no
        // objects: what they hang on is said in words.
        Some(
            "SELECT '2609/' || d.objoid || '/' || d.objsubid,
                    d.classoid || '/' || d.objoid || '/' || d.objsubid,
                    CASE WHEN a.attname IS NOT NULL
                         THEN json_build_array('column', n.nspname, c.relname, a.attname)
                         WHEN d.classoid = 1259 AND o.oid IS NOT NULL
                         THEN json_build_array('index', n.nspname, c.relname)
                         WHEN c.relkind = 'S' AND i.objid IS NOT NULL
                         THEN json_build_array('sequence', n.nspname, c.relname) END,
                    d.objsubid,
                    to_json(d.description)
               FROM pg_catalog.pg_description d
               LEFT JOIN pg_catalog.pg_class c ON d.classoid = 1259 AND c.oid = d.objoid
               LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_attribute a
                 ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
                AND c.relkind IN ('v', 'm', 'c')
               LEFT JOIN pg_catalog.pg_constraint o
                 ON d.classoid = 1259 AND c.relkind IN ('i', 'I') AND o.conindid = c.oid
                AND o.contype IN ('p', 'u', 'x')
               LEFT JOIN pg_catalog.pg_depend i
                 ON i.classid = 1259 AND i.objid = c.oid AND i.refclassid = 1259 AND i.deptype = 'i'
                AND c.relkind = 'S'
              WHERE (d.objoid >= 16384 AND coalesce(n.nspname, '') !~ '^pg_'
                     OR d.classoid = 2615 AND d.objoid = pg_catalog.to_regnamespace('public')
                        AND d.description <> 'standard public schema')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                 WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
                AND NOT (d.classoid = 3079 AND EXISTS (
                      SELECT FROM pg_catalog.pg_extension x
                        JOIN pg_catalog.pg_available_extensions() v ON v.name = x.extname
                       WHERE x.oid = d.objoid AND v.comment = d.description))"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some(
            "pg_catalog.pg_description WHERE objoid >= 16384 OR classoid = 2615 AND description NOT IN\n             ('standard public schema', 'system catalog schema', 'reserved schema for TOAST tables')",
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        attached::reference(id)
    }

    fn hangs(&self) -> bool {
        true
    }
}

/// What is said of the schema `public` when nobody said anything.
const PUBLIC: &str = "standard public schema";

/// `COMMENT ON TABLE t IS 'text'`.
fn set(id: &ObjectId, text: Option<&str>) -> Statement {
    let text = text.map_or("NULL".to_owned(), quote::text);
    Statement::whole(format!("COMMENT ON {} IS {text}", attached::reference(id)))
}

impl Kind for Comment {
    fn name(&self) -> &'static str {
        "comment"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let text: String = object.read()?;
        Ok(vec![set(object.id(), Some(&text))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let is_public = object.id().path().iter().eq(["schema", "public"].map(Box::from).iter());
        Ok(vec![set(object.id(), is_public.then_some(PUBLIC))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let text: String = pair.to.read()?;
        let mut how = InPlace::default();
        how.statements.push(set(pair.to.id(), Some(&text)));
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
