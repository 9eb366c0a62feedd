//! Functions and procedures, <https://www.postgresql.org/docs/current/sql-createfunction.html>.
//!
//! The last name of their path is as SQL says it with the types of the arguments,
//! `add(integer, integer)`: it is how the server tells one from another.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

mod body;
mod property;

use body::Body;
use property::Properties;

/// Functions, window functions among them, or procedures.
pub(super) struct Routine {
    name: &'static str,
    word: &'static str,
    kinds: &'static str,
}

/// A function.
pub(super) static FUNCTION: Routine = Routine { name: "function", word: "FUNCTION", kinds: "'f', 'w'" };

/// A procedure.
pub(super) static PROCEDURE: Routine = Routine { name: "procedure", word: "PROCEDURE", kinds: "'p'" };

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(default)]
    arguments: Vec<Argument>,
    /// None for a procedure.
    #[serde(default)]
    returns: Option<String>,
    #[serde(default)]
    window: bool,
    language: String,
    /// The types for which its language's transforms are used.
    #[serde(default)]
    transforms: Vec<String>,
    properties: Properties,
    body: Body,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Argument {
    #[serde(default)]
    name: Option<String>,
    /// `i`, `o`, `b`, `v`, and `t` for a column of the table it returns.
    mode: String,
    r#type: String,
    #[serde(default)]
    default: Option<String>,
}

impl PostgresKind for Routine {
    fn query(&self, _server: &Facts) -> Option<String> {
        // What a range type is made with belongs to it: the functions of its name.
        Some(format!(
            "SELECT '1255/' || p.oid || '/0', NULL,
                    json_build_array(n.nspname, {SIGNATURE}), 0,
                    json_strip_nulls(json_build_object(
                      'arguments', (SELECT json_agg(json_build_object(
                            'name', NULLIF(p.proargnames[a.place], ''),
                            'mode', coalesce(p.proargmodes[a.place], 'i'),
                            'type', pg_catalog.format_type(a.type, NULL),
                            'default', CASE WHEN p.pronargdefaults > 0
                               THEN pg_catalog.pg_get_function_arg_default(p.oid, a.place::int) END)
                            ORDER BY a.place)
                          FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                               WITH ORDINALITY AS a(type, place)),
                      'returns', pg_catalog.pg_get_function_result(p.oid),
                      'window', NULLIF(p.prokind = 'w', false),
                      'language', l.lanname,
                      'transforms', (SELECT json_agg(pg_catalog.format_type(t.type, NULL) ORDER BY t.place)
                                       FROM unnest(p.protrftypes) WITH ORDINALITY AS t(type, place)),
                      'properties', {},
                      'body', {}))
               FROM pg_catalog.pg_proc p
               JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
               JOIN pg_catalog.pg_language l ON l.oid = p.prolang
              WHERE p.prokind IN ({}) AND p.oid >= 16384 AND n.nspname !~ '^pg_'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                 WHERE d.classid = 1255 AND d.objid = p.oid AND d.deptype = 'i')",
            property::QUERY,
            body::QUERY,
            self.kinds
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_proc WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("{} {}", self.word, routine(id))
    }
}

/// The last name of the path of what takes arguments.
pub(super) const SIGNATURE: &str = "quote_ident(p.proname) || '('
                      || (SELECT coalesce(string_agg(pg_catalog.format_type(s.type, NULL), ', '
                                 ORDER BY s.place), '')
                            FROM unnest(p.proargtypes) WITH ORDINALITY AS s(type, place)) || ')'";

impl Kind for Routine {
    fn name(&self) -> &'static str {
        self.name
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(self.create("CREATE", object.id(), &object.read()?))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        if !replaces(&from, &to) {
            return Ok(Alteration::Recreate);
        }
        let Definition { arguments, returns: _, window: _, language, transforms, properties, body } = &to;
        let mut words = properties.words(&from.properties);
        let differs = [
            (from.arguments != *arguments, "arguments"),
            (from.language != *language, "language"),
            (from.transforms != *transforms, "transforms"),
            (from.body != *body, "body"),
        ];
        let rest: Vec<&str> = differs.iter().filter(|differs| differs.0).map(|differs| differs.1).collect();
        let clauses = properties.clauses(&from.properties, language).filter(|_| rest.is_empty());
        let text = match clauses {
            Some(clauses) => format!("ALTER {} {}", self.reference(pair.to.id()), clauses.join(" ")),
            None => self.create("CREATE OR REPLACE", pair.to.id(), &to),
        };
        words.extend(rest.into_iter().map(str::to_owned));
        let statements = vec![Statement::whole(text)];
        Ok(Alteration::InPlace(InPlace { statements, words, ..InPlace::default() }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let name = ObjectId::new(to.kind(), [plain_name(to)]);
        Some(renamed(&self.reference(from), &name))
    }

    /// The server knows what a body in SQL's standard form stands on, and guards it.
    fn stands_aside(&self, object: Entry<'_>, _disturbed: Pair<'_>) -> bool {
        object.read::<Definition>().is_ok_and(|definition| matches!(definition.body, Body::Standard { .. }))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![plain_name(id)]
    }

    fn mentions(&self, object: Entry<'_>) -> HashSet<Box<str>> {
        let definition = object.read::<Definition>();
        definition
            .map_or_else(|_| HashSet::new(), |definition| definition.body.mentions(&definition.language))
    }
}

impl Routine {
    fn create(&self, verb: &str, id: &ObjectId, definition: &Definition) -> String {
        let Definition { arguments, returns, window, language, transforms, properties, body } = definition;
        let schema = id.path().first().map_or("", |schema| schema);
        let name = quote::path(&[schema, &plain_name(id)]);
        let texts: Vec<String> =
            arguments.iter().filter(|argument| argument.mode != "t").map(Argument::text).collect();
        let mut text = format!("{verb} {} {name}({})", self.word, texts.join(", "));
        // One value: the server takes it from the arguments that are given out.
        let given_out = arguments.iter().any(|argument| matches!(argument.mode.as_str(), "o" | "b"));
        if let Some(returns) = returns.as_ref().filter(|returns| !given_out || returns.starts_with("SETOF "))
        {
            text.push_str(&format!(" RETURNS {returns}"));
        }
        let mut words = vec![format!("LANGUAGE {}", quote::name(language))];
        if !transforms.is_empty() {
            let types: Vec<String> = transforms.iter().map(|ty| format!("FOR TYPE {ty}")).collect();
            words.push(format!("TRANSFORM {}", types.join(", ")));
        }
        if *window {
            words.push("WINDOW".to_owned());
        }
        words.extend(properties.create_words());
        text.push_str(&format!("\n    {}", words.join(" ")));
        for setting in properties.settings() {
            text.push_str(&format!("\n    {setting}"));
        }
        text.push_str(&body.clause());
        text
    }
}

impl Argument {
    fn text(&self) -> String {
        let Self { name, mode, r#type, default } = self;
        let mode = match mode.as_str() {
            "o" => "OUT ",
            "b" => "INOUT ",
            "v" => "VARIADIC ",
            _ => "",
        };
        let name = name.as_ref().map_or_else(String::new, |name| format!("{} ", quote::name(name)));
        let default = default.as_ref().map_or_else(String::new, |default| format!(" DEFAULT {default}"));
        format!("{mode}{name}{type}{default}")
    }

    fn is_input(&self) -> bool {
        matches!(self.mode.as_str(), "i" | "b" | "v")
    }
}

/// Whether CREATE OR REPLACE can do it: it changes neither what is returned nor how arguments are
/// named, and takes no default away.
fn replaces(from: &Definition, to: &Definition) -> bool {
    let is_same = |(old, new): (&Argument, &Argument)| {
        old.mode == new.mode
            && old.r#type == new.r#type
            && (old.name == new.name || old.name.is_none() && old.is_input())
            && (old.default.is_none() || new.default.is_some())
    };
    from.returns == to.returns
        && from.window == to.window
        && from.arguments.len() == to.arguments.len()
        && from.arguments.iter().zip(&to.arguments).all(is_same)
}

/// A routine or an aggregate as SQL names it: `public.add(integer, integer)`.
pub(super) fn routine(id: &ObjectId) -> String {
    match id.path() {
        [schema, signature] => format!("{}.{signature}", quote::name(schema)),
        _ => id.dotted(),
    }
}

/// Functions, procedures and aggregates share their names.
pub(super) fn claim(id: &ObjectId) -> String {
    format!("routine {}", routine(id))
}

/// Its name without quotes and arguments.
pub(super) fn plain_name(id: &ObjectId) -> Box<str> {
    let signature = id.name();
    let Some(quoted) = signature.strip_prefix('"') else {
        return signature.split('(').next().unwrap_or(signature).into();
    };
    let mut name = String::new();
    let mut characters = quoted.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if characters.next_if_eq(&'"').is_none() => break,
            c => name.push(c),
        }
    }
    name.into()
}
