//! Lines for psql in a text: most mean nothing here, but what includes another file can't be passed over.

use aludel::script::Dump;

use super::super::SqlText;
use super::{LoadWarning, warn};

/// What a dump writes, and what only changes what psql shows.
const MEANINGLESS: [&str; 14] = [
    "restrict",
    "unrestrict",
    "connect",
    "c",
    "echo",
    "qecho",
    "warn",
    "pset",
    "timing",
    "set",
    "unset",
    "encoding",
    "x",
    "q",
];
const INCLUDES: [&str; 4] = ["i", "ir", "include", "include_relative"];

/// Tells of the lines that are left out; returns those without which the schema is not whole.
///
/// <https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS>
pub(super) fn lines(text: &SqlText, dump: &Dump, warnings: &mut Vec<LoadWarning>) -> Vec<(usize, String)> {
    let mut refused = Vec::new();
    for span in &dump.comments {
        let line = text.text.get(span.clone()).unwrap_or("");
        let Some(command) = line.strip_prefix('\\') else { continue };
        let word = command.split_whitespace().next().unwrap_or("");
        if INCLUDES.contains(&word) {
            let message =
                format!("\\{word} is a command of psql: name that file as a source too, or its folder");
            refused.push((span.start, message));
        } else if !MEANINGLESS.contains(&word) && !word.is_empty() && word != "." {
            warn(warnings, text, span.start, line, &format!("\\{word} is a command of psql"));
        }
    }
    refused
}
