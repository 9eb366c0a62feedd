//! The layout of a list in brackets: a line a part, and behind it what its name was before.

use super::script::Script;

/// A part of a statement, and what may be said behind it.
pub(super) struct Line {
    pub(super) text: Script,
    /// What it was called before, as it stands in SQL.
    pub(super) old: Option<String>,
}

impl Line {
    pub(super) fn new(text: Script) -> Self {
        Self { text, old: None }
    }
}

/// `head (`, the lines, and `)tail;`
pub(super) fn block(head: &str, lines: Vec<Line>, tail: &str) -> Script {
    let mut text = Script::from(format!("{head} (\n"));
    let last = lines.len();
    for (at, Line { text: line, old }) in lines.into_iter().enumerate() {
        let comma = if at + 1 == last { "" } else { "," };
        let note = old.map(|old| format!(" -- renamed from: {old}")).unwrap_or_default();
        text.push("    ");
        text.append(line);
        text.push(&format!("{comma}{note}\n"));
    }
    text.push(&format!("){tail};\n"));
    text
}

/// A note above a statement.
pub(super) fn above(old: Option<&str>) -> String {
    old.map(|old| format!("-- renamed from: {old}\n")).unwrap_or_default()
}
