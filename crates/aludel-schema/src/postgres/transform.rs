//! Transforms, <https://www.postgresql.org/docs/current/sql-createtransform.html>. A transform has no
//! name but its type and its language.

use super::plain::Plain;
use super::quote;
use crate::object::ObjectId;

/// A transform.
pub(super) static TRANSFORM: Plain = Plain {
    name: "transform",
    query: |_| {
        "SELECT '3576/' || t.oid || '/0', NULL,
                json_build_array(pg_catalog.format_type(t.trftype, NULL), l.lanname), 0,
                json_build_object('rest', '(' || concat_ws(', ',
                  CASE WHEN t.trffromsql <> 0
                       THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END,
                  CASE WHEN t.trftosql <> 0
                       THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END) || ')')
           FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang
          WHERE t.oid >= 16384"
            .to_owned()
    },
    reference,
    found_in: "pg_catalog.pg_transform WHERE oid >= 16384",
    in_schema: false,
    renamable: false,
};

/// The type is kept as SQL says it.
fn reference(id: &ObjectId) -> String {
    let ty = id.path().first().map_or("", |ty| ty);
    format!("TRANSFORM FOR {ty} LANGUAGE {}", quote::name(id.name()))
}
