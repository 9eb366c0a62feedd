//! Aggregates, <https://www.postgresql.org/docs/current/sql-createaggregate.html>.

use serde::Deserialize;

use super::routine::{claim, plain_name, routine};
use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An aggregate.
pub(super) struct Aggregate;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `*` where there are none.
    arguments: String,
    returns: String,
    /// Names and values, in the order in which they are written.
    options: Vec<(String, Option<String>)>,
}

/// Everything but the arguments, of `pg_aggregate a` and `pg_proc p`; an option without a value is a word.
const OPTIONS: &str = "\
                      (1, 'SFUNC', a.aggtransfn::regproc::text),
                      (2, 'STYPE', pg_catalog.format_type(a.aggtranstype, NULL)),
                      (3, 'SSPACE', NULLIF(a.aggtransspace, 0)::text),
                      (4, 'FINALFUNC', NULLIF(a.aggfinalfn::regproc::text, '-')),
                      (5, 'FINALFUNC_EXTRA', CASE WHEN a.aggfinalextra THEN '' END),
                      (6, 'FINALFUNC_MODIFY', CASE NULLIF(a.aggfinalmodify, u.modify)
                          WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' WHEN 'w' THEN 'READ_WRITE' END),
                      (7, 'COMBINEFUNC', NULLIF(a.aggcombinefn::regproc::text, '-')),
                      (8, 'SERIALFUNC', NULLIF(a.aggserialfn::regproc::text, '-')),
                      (9, 'DESERIALFUNC', NULLIF(a.aggdeserialfn::regproc::text, '-')),
                      (10, 'INITCOND', quote_literal(a.agginitval)),
                      (11, 'MSFUNC', NULLIF(a.aggmtransfn::regproc::text, '-')),
                      (12, 'MINVFUNC', NULLIF(a.aggminvtransfn::regproc::text, '-')),
                      (13, 'MSTYPE', CASE WHEN a.aggmtranstype <> 0
                                          THEN pg_catalog.format_type(a.aggmtranstype, NULL) END),
                      (14, 'MSSPACE', NULLIF(a.aggmtransspace, 0)::text),
                      (15, 'MFINALFUNC', NULLIF(a.aggmfinalfn::regproc::text, '-')),
                      (16, 'MFINALFUNC_EXTRA', CASE WHEN a.aggmfinalextra THEN '' END),
                      (17, 'MFINALFUNC_MODIFY', CASE WHEN a.aggmtransfn <> 0 THEN
                          CASE NULLIF(a.aggmfinalmodify, u.modify) WHEN 'r' THEN 'READ_ONLY'
                               WHEN 's' THEN 'SHAREABLE' WHEN 'w' THEN 'READ_WRITE' END END),
                      (18, 'MINITCOND', quote_literal(a.aggminitval)),
                      (19, 'SORTOP', (SELECT 'OPERATOR(' || quote_ident(sn.nspname) || '.' || s.oprname || ')'
                                        FROM pg_catalog.pg_operator s
                                        JOIN pg_catalog.pg_namespace sn ON sn.oid = s.oprnamespace
                                       WHERE s.oid = a.aggsortop)),
                      (20, 'PARALLEL', CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END),
                      (21, 'HYPOTHETICAL', CASE WHEN a.aggkind = 'h' THEN '' END)";

/// As COMMENT ON and DROP name it, of `pg_aggregate a` and `pg_proc p`: `share(integer ORDER BY text)`.
const SIGNATURE: &str = "quote_ident(p.proname) || '(' || CASE WHEN p.pronargs = 0 THEN '*'
                      ELSE (SELECT string_agg(CASE WHEN a.aggkind <> 'n' AND s.place = a.aggnumdirectargs + 1
                                                   THEN CASE s.place WHEN 1 THEN 'ORDER BY ' ELSE ' ORDER BY ' END
                                                   WHEN s.place > 1 THEN ', ' ELSE '' END
                                              || CASE WHEN a.aggkind <> 'n' AND a.aggnumdirectargs = s.place
                                                       AND s.place = p.pronargs THEN 'VARIADIC ' ELSE '' END
                                              || pg_catalog.format_type(s.type, NULL), '' ORDER BY s.place)
                              FROM unnest(p.proargtypes) WITH ORDINALITY AS s(type, place))
                           || CASE WHEN a.aggkind <> 'n' AND a.aggnumdirectargs = p.pronargs
                                   THEN ' ORDER BY VARIADIC ' || pg_catalog.format_type(
                                          p.proargtypes[p.pronargs - 1], NULL) ELSE '' END
                      END || ')'";

impl PostgresKind for Aggregate {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            "SELECT '1255/' || p.oid || '/0', NULL, json_build_array(n.nspname, {SIGNATURE}), 0,
                    json_build_object(
                      'arguments', CASE WHEN p.pronargs = 0 THEN '*'
                                        ELSE pg_catalog.pg_get_function_arguments(p.oid) END,
                      'returns', pg_catalog.format_type(p.prorettype, NULL),
                      'options', (SELECT json_agg(json_build_array(o.name, NULLIF(o.value, ''))
                                                  ORDER BY o.place)
                                    FROM (VALUES\n{OPTIONS}) AS o(place, name, value)
                                   WHERE o.value IS NOT NULL))
               FROM pg_catalog.pg_proc p
               JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
               JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace,
               LATERAL (SELECT CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::\"char\" AS modify) u
              WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_aggregate WHERE aggfnoid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("AGGREGATE {}", routine(id))
    }
}

impl Kind for Aggregate {
    fn name(&self) -> &'static str {
        "aggregate"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![create("CREATE", object.id(), &object.read()?)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { arguments, returns, options } = &to;
        if from.arguments != *arguments || from.returns != *returns {
            return Ok(Alteration::Recreate);
        }
        let mut names: Vec<&str> = from
            .options
            .iter()
            .filter(|option| !options.contains(option))
            .chain(options.iter().filter(|option| !from.options.contains(option)))
            .map(|(name, _)| name.as_str())
            .collect();
        if names.contains(&"HYPOTHETICAL") {
            return Ok(Alteration::Recreate);
        }
        names.sort_unstable();
        names.dedup();
        let words = names.into_iter().map(str::to_lowercase).collect();
        let statements = vec![create("CREATE OR REPLACE", pair.to.id(), &to)];
        Ok(Alteration::InPlace(InPlace { statements, words, ..InPlace::default() }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let name = ObjectId::new(to.kind(), [plain_name(to)]);
        Some(renamed(&self.reference(from), &name))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![plain_name(id)]
    }
}

fn create(verb: &str, id: &ObjectId, definition: &Definition) -> Statement {
    let Definition { arguments, returns: _, options } = definition;
    let schema = id.path().first().map_or("", |schema| schema);
    let name = quote::path(&[schema, &plain_name(id)]);
    let options: Vec<String> = options
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!("{name} = {value}"),
            None => name.clone(),
        })
        .collect();
    Statement::whole(format!("{verb} AGGREGATE {name}({arguments}) (\n    {}\n)", options.join(",\n    ")))
}
