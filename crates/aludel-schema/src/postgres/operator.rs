//! Operators, <https://www.postgresql.org/docs/current/sql-createoperator.html>.
//!
//! The last name of their path is as SQL says it with the types of what stands left and right:
//! `===(integer, integer)`, `!!(NONE, integer)`.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An operator.
pub(super) struct Operator;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    function: String,
    #[serde(default)]
    left: Option<String>,
    right: String,
    #[serde(default)]
    commutator: Option<String>,
    #[serde(default)]
    negator: Option<String>,
    #[serde(default)]
    restrict: Option<String>,
    #[serde(default)]
    join: Option<String>,
    #[serde(default)]
    hashes: bool,
    #[serde(default)]
    merges: bool,
}

impl PostgresKind for Operator {
    fn query(&self, _server: &Facts) -> Option<String> {
        // One that only others name, as their commutator, has no function yet and is none.
        Some(
            "SELECT '2617/' || o.oid || '/0', NULL,
                    json_build_array(n.nspname, o.oprname || '('
                      || CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END
                      || ', ' || pg_catalog.format_type(o.oprright, NULL) || ')'), 0,
                    json_strip_nulls(json_build_object(
                      'function', o.oprcode::regproc::text,
                      'left', CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,
                      'right', pg_catalog.format_type(o.oprright, NULL),
                      'commutator', quote_ident(cn.nspname) || '.' || c.oprname,
                      'negator', quote_ident(gn.nspname) || '.' || g.oprname,
                      'restrict', NULLIF(o.oprrest::regproc::text, '-'),
                      'join', NULLIF(o.oprjoin::regproc::text, '-'),
                      'hashes', NULLIF(o.oprcanhash, false),
                      'merges', NULLIF(o.oprcanmerge, false)))
               FROM pg_catalog.pg_operator o
               JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
               LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom
               LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
               LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate
               LEFT JOIN pg_catalog.pg_namespace gn ON gn.oid = g.oprnamespace
              WHERE o.oid >= 16384 AND o.oprcode <> 0 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_operator WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        let (name, types) = parts(id);
        format!("OPERATOR {name} {types}")
    }
}

impl Kind for Operator {
    fn name(&self) -> &'static str {
        "operator"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { function, left, right, commutator, negator, restrict, join, hashes, merges } =
            object.read()?;
        let operator = |name: Option<String>| name.map(|name| format!("OPERATOR({name})"));
        let options = [
            ("FUNCTION", Some(function)),
            ("LEFTARG", left),
            ("RIGHTARG", Some(right)),
            ("COMMUTATOR", operator(commutator)),
            ("NEGATOR", operator(negator)),
            ("RESTRICT", restrict),
            ("JOIN", join),
        ];
        let options = options.into_iter().filter_map(|(name, value)| Some(format!("{name} = {}", value?)));
        let words = [(hashes, "HASHES"), (merges, "MERGES")];
        let words = words.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| word.to_owned());
        let lines: Vec<String> = options.chain(words).collect();
        let (name, _) = parts(object.id());
        Ok(vec![Statement::whole(format!("CREATE OPERATOR {name} (\n    {}\n)", lines.join(",\n    ")))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    /// What estimates it is set in place; the rest belongs to it for good.
    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { function, left, right, commutator, negator, restrict, join, hashes, merges } = to;
        let fixed = (function, left, right, commutator, negator, hashes, merges);
        let was =
            (from.function, from.left, from.right, from.commutator, from.negator, from.hashes, from.merges);
        if fixed != was {
            return Ok(Alteration::Recreate);
        }
        let estimators = [("RESTRICT", from.restrict, restrict), ("JOIN", from.join, join)];
        let settings: Vec<String> = estimators
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(name, _, new)| format!("{name} = {}", new.as_deref().unwrap_or("NONE")))
            .collect();
        let mut how = InPlace::default();
        let set = format!("ALTER {} SET ({})", self.reference(pair.to.id()), settings.join(", "));
        how.add(settings.join(", ").to_lowercase(), Statement::whole(set));
        Ok(Alteration::InPlace(how))
    }
}

/// `public.===` and `(integer, integer)`.
fn parts(id: &ObjectId) -> (String, &str) {
    let schema = id.path().first().map_or("", |schema| schema);
    let signature = id.path().last().map_or("", |signature| signature);
    let (operator, types) = signature.split_at(signature.find('(').unwrap_or(signature.len()));
    (format!("{}.{operator}", quote::name(schema)), types)
}
