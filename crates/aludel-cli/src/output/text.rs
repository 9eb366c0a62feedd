//! Problems and tables as text.
//!
//! Everything that comes from outside (a file's line, a database's words) is cleaned of control
//! characters first, so that a revision can't move the cursor of the terminal that shows it.

use std::fmt::Write as _;

use crate::error::{Place, Problem};

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    /// Red and bold.
    pub(crate) fn error(self, text: &str) -> String {
        self.with("1;31", text)
    }

    /// Yellow and bold.
    pub(crate) fn warning(self, text: &str) -> String {
        self.with("1;33", text)
    }

    /// Cyan and bold.
    pub(crate) fn hint(self, text: &str) -> String {
        self.with("1;36", text)
    }

    /// Blue and bold: what frames an excerpt.
    pub(crate) fn frame(self, text: &str) -> String {
        self.with("1;34", text)
    }

    /// Green: what is as it should be.
    pub(crate) fn good(self, text: &str) -> String {
        self.with("32", text)
    }

    /// Bold yellow: the id of a revision.
    pub(crate) fn id(self, text: &str) -> String {
        self.with("33", text)
    }

    /// Faint: what is beside the point.
    pub(crate) fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A text without control characters but line ends.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            // Characters that turn the direction of writing make code read as what it is not.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// A problem, as the manual shows it: words, place, excerpt, facts, hints.
pub(crate) fn problem(problem: &Problem, paint: Paint) -> String {
    let mut out = format!("{}{}\n", paint.error("error: "), indent(&clean(&problem.message), "       "));
    let width = problem.place.as_ref().and_then(|place| place.line).map_or(2, |line| line.to_string().len());
    if let Some(place) = &problem.place {
        out.push_str(&excerpt(place, width, paint));
    }
    let pad = " ".repeat(width + 1);
    for fact in &problem.facts {
        let rest = format!("{pad}  ");
        let _ = writeln!(out, "{pad}{} {}", paint.frame("="), indent(&clean(fact), &rest));
    }
    for hint in &problem.hints {
        let _ = writeln!(out, "{}{}", paint.hint("hint: "), indent(&clean(hint), "      "));
    }
    out
}

/// The place and the line it points at.
fn excerpt(place: &Place, width: usize, paint: Paint) -> String {
    let pad = " ".repeat(width);
    let mut at = clean(&place.file.display().to_string());
    for number in [place.line, place.column].into_iter().flatten() {
        let _ = write!(at, ":{number}");
    }
    let mut out = format!("{pad}{} {at}\n", paint.frame("-->"));
    let (Some(line), Some(source)) = (place.line, &place.source_line) else { return out };
    let bar = paint.frame("|");
    let column = place.column.unwrap_or(1).saturating_sub(1);
    let (shown, before, length) = window(source, column, place.width);
    let number = paint.frame(&format!("{line:>width$}"));
    let caret = paint.error(&"^".repeat(length));
    let label = clean(&place.label);
    let label = indent(&label, &format!("{pad} {bar} {}", " ".repeat(before + length + 1)));
    let _ = writeln!(out, "{pad} {bar}");
    let _ = writeln!(out, "{number} {bar} {shown}");
    let _ = writeln!(
        out,
        "{}",
        format!("{pad} {bar} {}{caret} {}", " ".repeat(before), paint.error(&label)).trim_end()
    );
    out
}

/// As much of a line as fits, how many columns stand before the fault, and how long the word is.
fn window(source: &str, column: usize, width: usize) -> (String, usize, usize) {
    const WIDTH: usize = 100;
    let characters: Vec<char> = clean(source).chars().filter(|c| *c != '\n').collect();
    let column = column.min(characters.len());
    let rest = &characters[column..];
    let word = match width {
        0 => rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count(),
        _ => width.min(rest.len()),
    };
    let word = word.clamp(1, WIDTH);
    let start = if column + word > WIDTH { column.saturating_sub(WIDTH / 2) } else { 0 };
    let end = characters.len().min(start + WIDTH);
    let mut shown: String = characters[start..end].iter().collect();
    let mut before = column - start;
    if start > 0 {
        shown.insert_str(0, "… ");
        before += 2;
    }
    if end < characters.len() {
        shown.push_str(" …");
    }
    (shown.trim_end().to_owned(), before, word)
}

/// Puts `lead` before every line but the first.
pub(crate) fn indent(text: &str, lead: &str) -> String {
    let mut lines = text.trim_end().split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(format!("{lead}{line}").trim_end());
    }
    out
}

/// Rows with their columns one under the other.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{}{}  ", clean(cell), " ".repeat(width - cell.chars().count().min(*width)));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// A number with the word it counts: `1 revision`, `2 revisions`.
pub(crate) fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// A duration as a person reads it: `12 ms`, `3.4 s`, `2 min 5 s`.
pub(crate) fn duration(duration: std::time::Duration) -> String {
    let milliseconds = duration.as_millis();
    let seconds = duration.as_secs();
    match (milliseconds, seconds) {
        (0, _) => "0 ms".to_owned(),
        (1..=999, _) => format!("{milliseconds} ms"),
        (_, 0..=59) if milliseconds % 1000 < 50 => format!("{seconds} s"),
        (_, 0..=59) => format!("{seconds}.{} s", milliseconds % 1000 / 100),
        (_, 60..=3599) if seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
        (_, 60..=3599) => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_in_the_manual() {
        let error =
            Problem::new("statement", "revision 003 failed at its second statement; nothing of it was kept")
                .at(Place {
                    file: "migrations/003_add_email.sql".into(),
                    line: Some(14),
                    column: Some(1),
                    source_line: Some("ALTER TABLE users ALTER COLUMN email SET NOT NULL;".into()),
                    width: 5,
                    label: "column \"email\" of relation \"users\" contains null values".into(),
                })
                .fact("PostgreSQL 15.18, SQLSTATE 23502")
                .hint("fill the empty rows before this statement, then run `aludel upgrade head` again");
        assert_eq!(
            problem(&error, Paint(false)),
            "\
error: revision 003 failed at its second statement; nothing of it was kept
  --> migrations/003_add_email.sql:14:1
   |
14 | ALTER TABLE users ALTER COLUMN email SET NOT NULL;
   | ^^^^^ column \"email\" of relation \"users\" contains null values
   = PostgreSQL 15.18, SQLSTATE 23502
hint: fill the empty rows before this statement, then run `aludel upgrade head` again
"
        );
    }

    #[test]
    fn places_without_a_line_have_no_excerpt() {
        let error = Problem::new("file", "no marker").at(Place::file("a.sql")).fact("x");
        assert_eq!(problem(&error, Paint(false)), "error: no marker\n  --> a.sql\n   = x\n");
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let error = Problem::new("x", "a\x1b[2Jb").at(Place {
            file: "\x07.sql".into(),
            line: Some(1),
            column: Some(99),
            source_line: Some("\tselect\x1b".into()),
            ..Place::default()
        });
        assert!(!problem(&error, Paint(false)).contains('\x1b'));
        assert!(!problem(&error, Paint(false)).contains('\x07'));
    }

    #[test]
    fn a_long_line_is_shown_around_the_fault() {
        let (shown, before, length) =
            window(&format!("{}fault {}", "x ".repeat(500), "y".repeat(500)), 1000, 0);
        assert!(shown.chars().count() < 110);
        assert_eq!(shown.chars().skip(before).take(length).collect::<String>(), "fault");
    }

    #[test]
    fn durations_are_short() {
        let words = |milliseconds| duration(std::time::Duration::from_millis(milliseconds));
        assert_eq!(words(0), "0 ms");
        assert_eq!(words(12), "12 ms");
        assert_eq!(words(3_400), "3.4 s");
        assert_eq!(words(2_000), "2 s");
        assert_eq!(words(125_000), "2 min 5 s");
        assert_eq!(words(7_200_000), "2 h 0 min");
    }
}
