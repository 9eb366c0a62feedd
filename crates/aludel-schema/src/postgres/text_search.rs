//! Text search parsers and templates,
//! <https://www.postgresql.org/docs/current/textsearch-intro.html#TEXTSEARCH-INTRO-CONFIGURATIONS>.
//! Dictionaries and configurations, which can be altered, stand beside.

use super::plain::{Plain, named};

pub(super) mod configuration;
pub(super) mod dictionary;

/// A text search parser.
pub(super) static PARSER: Plain = Plain {
    name: "text search parser",
    query: |_| {
        "SELECT '3601/' || p.oid || '/0', NULL, json_build_array(n.nspname, p.prsname), 0,
                json_build_object('rest', '(' || concat_ws(', ',
                  'START = ' || p.prsstart, 'GETTOKEN = ' || p.prstoken, 'END = ' || p.prsend,
                  'HEADLINE = ' || NULLIF(p.prsheadline::text, '-'),
                  'LEXTYPES = ' || p.prslextype) || ')')
           FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
          WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'"
            .to_owned()
    },
    found_in: "pg_catalog.pg_ts_parser WHERE oid >= 16384",
    reference: |id| named("TEXT SEARCH PARSER", id),
    in_schema: true,
    renamable: true,
};

/// A text search template.
pub(super) static TEMPLATE: Plain = Plain {
    name: "text search template",
    query: |_| {
        "SELECT '3764/' || t.oid || '/0', NULL, json_build_array(n.nspname, t.tmplname), 0,
                json_build_object('rest', '(' || concat_ws(', ',
                  'INIT = ' || NULLIF(t.tmplinit::text, '-'), 'LEXIZE = ' || t.tmpllexize) || ')')
           FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
          WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'"
            .to_owned()
    },
    found_in: "pg_catalog.pg_ts_template WHERE oid >= 16384",
    reference: |id| named("TEXT SEARCH TEMPLATE", id),
    in_schema: true,
    renamable: true,
};
