//! Collations, <https://www.postgresql.org/docs/current/sql-createcollation.html>.
//!
//! The version of a collation is the machine's and is not looked at.

use super::Facts;
use super::plain::{Plain, named};

/// A collation.
pub(super) static COLLATION: Plain = Plain {
    name: "collation",
    query,
    found_in: "pg_catalog.pg_collation WHERE oid >= 16384",
    reference: |id| named("COLLATION", id),
    in_schema: true,
    renamable: true,
};

fn query(server: &Facts) -> String {
    // The column for the locale of ICU came with 15, and took in the builtin provider's with 17.
    let locale = match server.major {
        ..15 => "CASE WHEN c.collprovider = 'i' THEN c.collcollate END",
        15 | 16 => "c.colliculocale",
        _ => "c.colllocale",
    };
    let rules = if server.major < 16 { "NULL" } else { "c.collicurules" };
    format!(
        "SELECT '3456/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.collname), 0,
                json_build_object('rest', '(' || concat_ws(', ',
                  'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
                                                       ELSE 'libc' END,
                  CASE WHEN c.collprovider IN ('i', 'b') THEN 'locale = ' || quote_literal({locale})
                       WHEN c.collcollate = c.collctype THEN 'locale = ' || quote_literal(c.collcollate)
                       ELSE 'lc_collate = ' || quote_literal(c.collcollate)
                            || ', lc_ctype = ' || quote_literal(c.collctype) END,
                  CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
                  'rules = ' || quote_literal({rules}::text)) || ')')
           FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
          WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'"
    )
}
