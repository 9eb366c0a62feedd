//! SQL that knows where each part of it is written: what a database says of it is told there.

use std::ops::Range;

use crate::table::Place;

/// SQL, and where its parts are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The statements.
    pub sql: String,
    /// Parts of them, by their bytes; a part may hold others.
    pub places: Vec<(Range<usize>, Place)>,
}

impl Script {
    /// Where that is written which a database complains of: at a byte of the SQL, where it tells one, and in words.
    ///
    /// Databases see much only when a statement is whole, and tell no byte then, but what it is about.
    pub fn place(&self, statement: usize, byte: Option<usize>, words: &str) -> Option<&Place> {
        let whole = self.statement(statement);
        let is_part = |range: &Range<usize>| {
            whole.is_none_or(|(whole, _)| {
                range != whole && whole.start <= range.start && range.end <= whole.end
            })
        };
        let exact = byte.and_then(|byte| {
            let around = self.smallest(|range| is_part(range) && range.contains(&byte));
            // What is missing at the end of a part is missed behind it.
            around.or_else(|| self.smallest(|range| is_part(range) && range.end == byte))
        });
        let found = exact.or_else(|| self.about(&whole?.0, words)).or(whole)?;
        Some(&found.1)
    }

    fn smallest(&self, is_it: impl Fn(&Range<usize>) -> bool) -> Option<&(Range<usize>, Place)> {
        self.places.iter().filter(|(range, _)| is_it(range)).min_by_key(|(range, _)| range.len())
    }

    /// The statement that begins at a byte, maybe with comments before it.
    fn statement(&self, begin: usize) -> Option<&(Range<usize>, Place)> {
        let behind = self.places.iter().filter(|(range, _)| range.start >= begin);
        let first = behind.min_by_key(|(range, _)| (range.start, usize::MAX - range.len()))?;
        let before = self.sql.get(begin..first.0.start)?;
        before.lines().all(|line| line.trim().is_empty() || line.starts_with("--")).then_some(first)
    }

    /// The part of a statement that bears most of the names that are said, and is what is spoken of.
    fn about(&self, statement: &Range<usize>, said: &str) -> Option<&(Range<usize>, Place)> {
        let names = names(said);
        let said = said.to_lowercase();
        let inside: Vec<_> = self
            .places
            .iter()
            .filter(|(range, _)| {
                range != statement && statement.start <= range.start && range.end <= statement.end
            })
            .collect();
        let text = |range: &Range<usize>| self.sql.get(range.clone()).unwrap_or_default();
        let count = |range: &Range<usize>| names.iter().filter(|name| has_word(text(range), name)).count();
        let score = |range: &Range<usize>| {
            // What is said of a column may be its default's fault.
            let around =
                inside.iter().filter(|(other, _)| other.start <= range.start && range.end <= other.end);
            let first = text(range).split([' ', '(']).next().unwrap_or_default().to_lowercase();
            let is_spoken_of = ["default", "generated", "check", "collate"].contains(&first.as_str())
                && said.contains(&first);
            (around.map(|(other, _)| count(other)).max().unwrap_or_default(), is_spoken_of, count(range))
        };
        let best = inside.iter().map(|(range, _)| score(range)).max().filter(|(count, ..)| *count > 0)?;
        inside.iter().copied().filter(|(range, _)| score(range) == best).min_by_key(|(range, _)| range.len())
    }

    pub(super) fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    pub(super) fn append(&mut self, other: Self) {
        let before = self.sql.len();
        self.sql.push_str(&other.sql);
        let moved = other.places.into_iter();
        self.places.extend(moved.map(|(range, place)| (range.start + before..range.end + before, place)));
    }

    /// The whole of it is written here.
    pub(super) fn at(mut self, place: Option<&Place>) -> Self {
        self.places.extend(place.map(|place| (0..self.sql.len(), place.clone())));
        self
    }

    /// Parts one after the other.
    pub(super) fn join(parts: Vec<Self>, between: &str) -> Self {
        let mut whole = Self::default();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                whole.push(between);
            }
            whole.append(part);
        }
        whole
    }
}

impl<T: Into<String>> From<T> for Script {
    fn from(text: T) -> Self {
        Self { sql: text.into(), places: Vec::new() }
    }
}

/// What a complaint puts in quotes, or behind a colon: `column "emial" does not exist`, `no such column: emial`.
fn names(said: &str) -> Vec<&str> {
    let mut names: Vec<&str> = said.split(['"', '\'', '`', '[', ']']).skip(1).collect();
    names.extend(said.rsplit_once(": ").map(|(_, behind)| behind));
    let last = |name: &'_ str| name.rsplit('.').next().map(str::len).unwrap_or_default();
    let mut names: Vec<&str> = names.into_iter().map(|name| &name[name.len() - last(name)..]).collect();
    names.retain(|name| {
        !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    });
    names
}

fn has_word(text: &str, word: &str) -> bool {
    let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.split(|letter| !is_of_word(letter)).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize) -> Place {
        Place { path: "a.rs".into(), line, column: 1 }
    }

    #[test]
    fn a_complaint_is_told_where_its_part_is_written() {
        let mut statement = Script::from("CREATE TABLE a (\n    b integer ");
        statement.append(Script::from("DEFAULT now(").at(Some(&at(2))));
        statement.push(",\n    ");
        statement.append(Script::from("CHECK (emial > 0)").at(Some(&at(3))));
        statement.push("\n);\n");
        let mut script = Script::from("-- first\n");
        script.append(statement.at(Some(&at(1))));
        let begin = script.sql.find("CREATE").unwrap();
        let line = |byte: Option<usize>, words: &str| script.place(begin, byte, words).unwrap().line;
        assert_eq!(line(script.sql.find("now"), ""), 2);
        assert_eq!(line(script.sql.find(",\n"), "syntax error at or near \",\""), 2);
        assert_eq!(line(script.sql.find("> 0"), ""), 3);
        assert_eq!(line(None, "no such column: emial"), 3);
        assert_eq!(line(None, "Unknown column 'x.emial' in 'CHECK'"), 3);
        assert_eq!(line(None, "something else"), 1);
        assert_eq!(script.place(0, None, "").unwrap().line, 1);
        assert!(script.place(script.sql.len(), None, "").is_none());
    }
}
