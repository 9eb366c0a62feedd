//! Lines of a text, each with its place.

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where the next one begins.
    pub(super) end: usize,
    /// Without its end: `\n` or `\r\n`.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// The only line of an empty text.
    pub(super) fn first() -> Self {
        Self { number: 1, start: 0, end: 0, text: "" }
    }

    /// Whether nothing or only blank space stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text; a byte order mark belongs to none.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut number = 0;
    let mut next = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    std::iter::from_fn(move || {
        let start = next;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let whole = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        next = start + whole;
        number += 1;
        let line = rest.get(..whole).unwrap_or(rest);
        let line = line.strip_suffix('\n').unwrap_or(line);
        let text = line.strip_suffix('\r').unwrap_or(line);
        Some(Line { number, start, end: next, text })
    })
}
