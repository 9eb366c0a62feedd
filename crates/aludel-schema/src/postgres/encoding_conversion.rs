//! Conversions between encodings, <https://www.postgresql.org/docs/current/sql-createconversion.html>.

use super::plain::{Plain, named};

/// A conversion.
pub(super) static CONVERSION: Plain = Plain {
    name: "conversion",
    query: |_| {
        "SELECT '2607/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.conname), 0,
                json_strip_nulls(json_build_object(
                  'first', CASE WHEN c.condefault THEN 'DEFAULT' END,
                  'rest', 'FOR ' || quote_literal(pg_catalog.pg_encoding_to_char(c.conforencoding))
                          || ' TO ' || quote_literal(pg_catalog.pg_encoding_to_char(c.contoencoding))
                          || ' FROM ' || c.conproc::regproc))
           FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
          WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'"
            .to_owned()
    },
    found_in: "pg_catalog.pg_conversion WHERE oid >= 16384",
    reference: |id| named("CONVERSION", id),
    in_schema: true,
    renamable: true,
};
