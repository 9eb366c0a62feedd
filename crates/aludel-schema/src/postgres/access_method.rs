//! Access methods, <https://www.postgresql.org/docs/current/sql-create-access-method.html>.

use super::plain::{Plain, named};

/// An access method.
pub(super) static ACCESS_METHOD: Plain = Plain {
    name: "access method",
    query: |_| {
        "SELECT '2601/' || a.oid || '/0', NULL, json_build_array(a.amname), 0,
                json_build_object('rest', 'TYPE ' || CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END
                                          || ' HANDLER ' || a.amhandler::regproc)
           FROM pg_catalog.pg_am a
          WHERE a.oid >= 16384"
            .to_owned()
    },
    found_in: "pg_catalog.pg_am WHERE oid >= 16384",
    reference: |id| named("ACCESS METHOD", id),
    in_schema: false,
    renamable: false,
};
