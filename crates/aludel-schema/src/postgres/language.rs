//! Procedural languages that no extension makes,
//! <https://www.postgresql.org/docs/current/sql-createlanguage.html>.

use super::plain::{Plain, named};

/// A language.
pub(super) static LANGUAGE: Plain = Plain {
    name: "language",
    query: |_| {
        "SELECT '2612/' || l.oid || '/0', NULL, json_build_array(l.lanname), 0,
                json_strip_nulls(json_build_object(
                  'first', CASE WHEN l.lanpltrusted THEN 'TRUSTED' END,
                  'rest', 'HANDLER ' || l.lanplcallfoid::regproc
                          || CASE WHEN l.laninline <> 0 THEN ' INLINE ' || l.laninline::regproc ELSE '' END
                          || CASE WHEN l.lanvalidator <> 0
                                  THEN ' VALIDATOR ' || l.lanvalidator::regproc ELSE '' END))
           FROM pg_catalog.pg_language l
          WHERE l.oid >= 16384 AND l.lanispl"
            .to_owned()
    },
    found_in: "pg_catalog.pg_language WHERE oid >= 16384",
    reference: |id| named("LANGUAGE", id),
    in_schema: false,
    renamable: true,
};
