//! Casts, <https://www.postgresql.org/docs/current/sql-createcast.html>. A cast has no name but its
//! two types.

use super::plain::Plain;
use crate::object::ObjectId;

/// A cast.
pub(super) static CAST: Plain = Plain {
    name: "cast",
    // A range type comes with a cast to its multirange type, which belongs to it.
    query: |_| {
        "SELECT '2605/' || c.oid || '/0', NULL,
                json_build_array(pg_catalog.format_type(c.castsource, NULL),
                                 pg_catalog.format_type(c.casttarget, NULL)), 0,
                json_build_object('rest',
                  CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
                                    WHEN 'i' THEN 'WITH INOUT'
                                    ELSE 'WITHOUT FUNCTION' END
                  || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'
                                        ELSE '' END)
           FROM pg_catalog.pg_cast c
          WHERE c.oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                             WHERE d.classid = 2605 AND d.objid = c.oid AND d.deptype = 'i')"
            .to_owned()
    },
    reference,
    found_in: "pg_catalog.pg_cast WHERE oid >= 16384",
    in_schema: false,
    renamable: false,
};

/// Types are kept as SQL says them.
fn reference(id: &ObjectId) -> String {
    format!("CAST ({})", id.path().join(" AS "))
}
