//! What a routine does: a string that its language reads, a function of a library, or SQL's standard
//! form, of which the server knows what it stands on.

use std::collections::HashSet;

use serde::Deserialize;

use crate::postgres::quote;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) enum Body {
    /// `AS $$…$$`.
    Source(String),
    /// `AS 'library', 'symbol'`.
    Library { library: String, symbol: String },
    /// `BEGIN ATOMIC … END` or `RETURN …`.
    Standard(String),
}

/// The JSON of a body, of `pg_proc p`.
pub(super) const QUERY: &str = "CASE
                        WHEN p.prosqlbody IS NOT NULL
                           THEN json_build_object('standard', pg_catalog.pg_get_function_sqlbody(p.oid))
                        WHEN p.probin IS NOT NULL
                           THEN json_build_object('library',
                                   json_build_object('library', p.probin, 'symbol', p.prosrc))
                        ELSE json_build_object('source', p.prosrc) END";

impl Body {
    /// The end of CREATE FUNCTION, from its line break on.
    pub(super) fn clause(&self) -> String {
        match self {
            Self::Source(source) => format!("\n    AS {}", quote::dollars(source)),
            Self::Library { library, symbol } => {
                format!("\n    AS {}, {}", quote::text(library), quote::text(symbol))
            }
            Self::Standard(body) => format!("\n{}", body.trim()),
        }
    }

    /// The names that the server looks up when it checks the body.
    // PL/pgSQL looks up the types of its variables when the function is made, all else when it runs.
    pub(super) fn mentions(&self, language: &str) -> HashSet<Box<str>> {
        match (self, language) {
            (Self::Source(source), "sql") => words(source).into_iter().collect(),
            (Self::Source(source), "plpgsql") => declared(source),
            (Self::Source(_) | Self::Library { .. } | Self::Standard(_), _) => HashSet::new(),
        }
    }
}

fn declared(source: &str) -> HashSet<Box<str>> {
    let mut declaring = false;
    let mut found = HashSet::new();
    for word in words(source) {
        match &*word {
            "declare" => declaring = true,
            "begin" => declaring = false,
            _ if declaring => {
                found.insert(word);
            }
            _ => {}
        }
    }
    found
}

/// Everything in a text that may be a name: too much rather than too little.
fn words(source: &str) -> Vec<Box<str>> {
    let mut words = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '_' || c.is_alphabetic()) {
        rest = &rest[start..];
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"').unwrap_or(quoted.len());
            words.push(quoted[..end].into());
            rest = quoted.get(end + 1..).unwrap_or("");
        } else {
            let end = rest.find(|c: char| !(c == '_' || c == '$' || c.is_alphanumeric()));
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            words.push(word.to_lowercase().into());
            rest = after;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{declared, words};

    #[test]
    fn every_name_is_a_word() {
        let words: Vec<Box<str>> = words("SELECT a.\"B c\", $1 FROM s.Tab_1");
        assert_eq!(words, ["select", "a", "B c", "from", "s", "tab_1"].map(Box::from));
    }

    #[test]
    fn a_procedural_body_names_what_it_declares() {
        let mut found: Vec<Box<str>> =
            declared("DECLARE r orders%ROWTYPE; BEGIN SELECT 1 FROM late; END").into_iter().collect();
        found.sort();
        assert_eq!(found, ["orders", "r", "rowtype"].map(Box::from));
    }
}
