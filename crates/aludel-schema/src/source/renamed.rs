//! `-- renamed from: old`: what a person says in the models about a name that was another before.
//!
//! The note stands above the line that it is about, or behind it. It stays harmless when the
//! rename is done: who reads it looks whether the old name is there and the new one isn't.

use std::ops::Range;
use std::path::PathBuf;

use aludel::Dialect;
use aludel::script::Dump;

use super::SqlText;
use super::place::line_and_column;

mod due;

pub use due::due;

/// A note that a name was another before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamedFrom {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// The old name, as it is written: maybe quoted, maybe with its schema or table.
    pub old: String,
    /// The statement in which or above which the note stands.
    pub statement: String,
    /// The text that the note is about: what stands before it on its line, else the first line below it that is no
    /// comment.
    pub about: String,
    /// Whether the note stands above or behind the statement's beginning, and so is about the object itself.
    pub is_about_the_object: bool,
}

/// The notes of texts; a text that can't be cut has none.
pub fn renamed(dialect: Dialect, texts: &[SqlText]) -> Vec<RenamedFrom> {
    // Most texts have none, and need not be read for that.
    let may_have = |text: &&SqlText| text.text.to_ascii_lowercase().contains("renamed from");
    let cut = |text: &SqlText| Some(notes(text, &aludel::script::dump(dialect, &text.text).ok()?));
    texts.iter().filter(may_have).filter_map(cut).flatten().collect()
}

/// The notes of a text.
fn notes(text: &SqlText, dump: &Dump) -> Vec<RenamedFrom> {
    let Dump { statements, comments } = dump;
    let note = |comment: &Range<usize>| {
        let old = old_name(text.text.get(comment.clone())?)?;
        let (about, place) = about(&text.text, comment, comments)?;
        let statement = if place < comment.start {
            statements.iter().rfind(|statement| statement.span.start < comment.start)?
        } else {
            statements.iter().find(|statement| statement.span.end > comment.start)?
        };
        Some(RenamedFrom {
            path: text.path.clone(),
            line: line_and_column(&text.text, comment.start).0,
            old,
            statement: text.text.get(statement.span.clone())?.to_owned(),
            about,
            is_about_the_object: place <= statement.span.start,
        })
    };
    comments.iter().filter_map(note).collect()
}

fn old_name(comment: &str) -> Option<String> {
    let inside = comment.trim_start_matches(['-', '/', '*', '#']).trim_end_matches(['/', '*']).trim();
    let prefix = inside.get(.."renamed from".len())?;
    let rest = inside.get("renamed from".len()..)?.trim_start();
    let old = rest.strip_prefix(':')?.trim();
    (prefix.eq_ignore_ascii_case("renamed from") && !old.is_empty()).then(|| old.to_owned())
}

/// The text that a comment is about, and where it begins.
fn about(text: &str, comment: &Range<usize>, comments: &[Range<usize>]) -> Option<(String, usize)> {
    let line_begin = text.get(..comment.start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line_begin..comment.start)?;
    if !before.trim().is_empty() {
        let blank = before.len() - before.trim_start().len();
        return Some((before.trim().to_owned(), line_begin + blank));
    }
    let mut at = comment.end;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        match comments.iter().find(|other| other.start == at) {
            Some(other) => at = other.end,
            None => break,
        }
    }
    let line = text.get(at..)?.lines().next()?.trim();
    (!line.is_empty()).then(|| (line.to_owned(), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_with_what_they_are_about() {
        let text = "-- renamed from: people\n-- (the guests too)\nCREATE TABLE users (\n  id int, -- Renamed from: uid\n  \
                    /* renamed from: \"E Mail\" */\n  email text, -- renamed last year\n  c text DEFAULT '-- renamed from: x'\n);\n\
                    CREATE INDEX b ON users (id); -- renamed from: a\n-- renamed from: nothing\n";
        let text = SqlText { path: PathBuf::from("a.sql"), text: text.to_owned() };
        let dump = aludel::script::dump(Dialect::Postgres, &text.text).unwrap();
        let found = notes(&text, &dump);
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.line, it.old.as_str(), it.about.as_str(), it.is_about_the_object))
            .collect();
        assert_eq!(
            told,
            [
                (1, "people", "CREATE TABLE users (", true),
                (4, "uid", "id int,", false),
                (5, "\"E Mail\"", "email text, -- renamed last year", false),
                (9, "a", "CREATE INDEX b ON users (id);", true),
            ]
        );
        assert!(found[0].statement.starts_with("CREATE TABLE users"));
    }
}
