//! The layout of a list in brackets: a line a part, and behind it what its name was before.

/// A part of a statement, and what may be said behind it.
pub(super) struct Line {
    pub(super) text: String,
    /// What it was called before, as it stands in SQL.
    pub(super) old: Option<String>,
}

impl Line {
    pub(super) fn new(text: String) -> Self {
        Self { text, old: None }
    }
}

/// `head (`, the lines, and `)tail;`
pub(super) fn block(head: &str, lines: &[Line], tail: &str) -> String {
    let mut text = format!("{head} (\n");
    for (at, line) in lines.iter().enumerate() {
        let comma = if at + 1 == lines.len() { "" } else { "," };
        let note = line.old.as_ref().map(|old| format!(" -- renamed from: {old}")).unwrap_or_default();
        text.push_str(&format!("    {}{comma}{note}\n", line.text));
    }
    text + &format!("){tail};\n")
}

/// A note above a statement.
pub(super) fn above(old: Option<&str>) -> String {
    old.map(|old| format!("-- renamed from: {old}\n")).unwrap_or_default()
}
