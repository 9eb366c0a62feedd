//! Checks that make plain SQL fail.
//!
//! SQLite has no statement that fails on a condition. But a row that a CHECK refuses does, and the
//! name of the CHECK is what the error says.

use super::quote;
use crate::statement::Statement;

/// What was checked so far.
#[derive(Debug, Default)]
pub(super) struct Checks {
    words: Vec<String>,
}

impl Checks {
    /// The statement that fails, with these words, unless the query says 1.
    pub(super) fn add(&mut self, words: &str, query: &str) -> Statement {
        self.words.push(words.to_owned());
        let column = column(self.words.len());
        Statement::whole(format!("INSERT INTO temp.aludel_check ({column})\n{query}"))
    }

    /// What must come before the first of them.
    pub(super) fn before(&self) -> Option<Statement> {
        let lines = self.words.iter().enumerate().map(|(index, words)| {
            let column = column(index + 1);
            format!("{column} CONSTRAINT {} CHECK ({column})", quote::name(words))
        });
        let lines: Vec<String> = lines.collect();
        let text = format!("CREATE TEMP TABLE aludel_check (\n    {}\n)", lines.join(",\n    "));
        (!lines.is_empty()).then(|| Statement::whole(text))
    }

    /// What must come behind the last.
    pub(super) fn after(&self) -> Option<Statement> {
        (!self.words.is_empty()).then(|| Statement::whole("DROP TABLE temp.aludel_check"))
    }
}

fn column(number: usize) -> String {
    format!("check_{number}")
}
