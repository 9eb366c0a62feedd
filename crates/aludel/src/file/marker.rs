//! Markers: the lines that begin a section.
//!
//! A marker is `-- upgrade` or `-- downgrade`, alone on its line from its first column, with
//! options in brackets. Inside a quoted text or a comment it is none: if the dialects of the
//! section all read it so, or if PostgreSQL reads it inside `$tag$ … $tag$`. So a quote that
//! another dialect sees differently never hides a marker: at worst a text is cut, which is an
//! error, but no downgrade is ever run as part of an upgrade.

use crate::Dialect;
use crate::revision::Direction;
use crate::script::token::{Lexer, Token, TokenKind};

/// What stands in the brackets of markers.
pub(super) const OPTIONS: [&str; 5] = ["postgres", "sqlite", "mysql", "no-transaction", "rust"];

/// A marker, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) half: Direction,
    pub(super) dialects: Vec<Dialect>,
    pub(super) no_transaction: bool,
    pub(super) rust: bool,
}

/// A line that is a marker, or looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkerLine<'a> {
    /// It is one; its options are not read yet.
    Marker { half: Direction, options: &'a str },
    /// It is an ordinary comment that begins with this word.
    Lookalike(&'static str),
}

/// The word of a marker.
pub(super) fn word(half: Direction) -> &'static str {
    match half {
        Direction::Up => "upgrade",
        Direction::Down => "downgrade",
    }
}

/// Reads a line; `None`: nothing like a marker.
pub(super) fn read(line: &str) -> Option<MarkerLine<'_>> {
    // Most lines end here.
    let trimmed = line.trim_start();
    let comment = trimmed.strip_prefix("--")?;
    let content = comment.trim();
    let half = [Direction::Up, Direction::Down].into_iter().find(|half| {
        let word = word(*half);
        let begins = content.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        begins
            && !content
                .get(word.len()..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })?;
    let options = content.strip_prefix(word(half)).map(str::trim_start);
    let stands_alone = trimmed.len() == line.len() && comment.starts_with([' ', '\t']);
    match options {
        Some(options) if stands_alone && are_brackets(options) => Some(MarkerLine::Marker { half, options }),
        _ => Some(MarkerLine::Lookalike(word(half))),
    }
}

/// Nothing, or one or more lists in brackets.
fn are_brackets(mut options: &str) -> bool {
    while let Some(inside) = options.strip_prefix('[') {
        let Some((_, rest)) = inside.split_once(']') else { return false };
        options = rest.trim_start();
    }
    options.is_empty()
}

/// Reads the brackets; second: the words in them that mean nothing, an empty one for `[]`.
pub(super) fn options(half: Direction, options: &str) -> (Marker, Vec<&str>) {
    let mut marker = Marker { half, dialects: Vec::new(), no_transaction: false, rust: false };
    let mut unknown = Vec::new();
    for list in options.split(']').filter_map(|list| list.trim_start().strip_prefix('[')) {
        let mut words = list.split([',', ' ', '\t']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            unknown.push("");
        }
        for word in words {
            match word.parse::<Dialect>() {
                Ok(dialect) if !marker.dialects.contains(&dialect) => marker.dialects.push(dialect),
                Ok(_) => {}
                Err(_) if word == "no-transaction" => marker.no_transaction = true,
                Err(_) if word == "rust" => marker.rust = true,
                Err(_) => unknown.push(word),
            }
        }
    }
    (marker, unknown)
}

/// Knows which parts of a section are quoted, in the eyes of its dialects.
pub(super) struct Quotes<'a> {
    text: &'a str,
    start: usize,
    dialects: Vec<Dialect>,
    readers: Vec<QuoteReader<'a>>,
    /// How far was looked for what opens a quoted text, and whether there was such a thing.
    looked_at: usize,
    is_quoting: bool,
}

struct QuoteReader<'a> {
    dialect: Dialect,
    lexer: Lexer<'a>,
    token: Option<Token>,
    /// A DELIMITER has been seen: a `$$` may be one.
    is_delimited: bool,
}

impl<'a> Quotes<'a> {
    /// For a section that begins at `start`; without dialects it is for all of them.
    pub(super) fn new(text: &'a str, start: usize, dialects: &[Dialect]) -> Self {
        // SQLite first: it knows the fewest quotes, and one that sees none settles it.
        let all = [Dialect::Sqlite, Dialect::Postgres, Dialect::Mysql];
        let dialects = if dialects.is_empty() { all.to_vec() } else { dialects.to_vec() };
        Self { text, start, dialects, readers: Vec::new(), looked_at: start, is_quoting: false }
    }

    /// Whether a line that begins at `offset` is inside a quoted text or a comment. Offsets must
    /// not go back from one call to the next.
    pub(super) fn cover(&mut self, offset: usize) -> bool {
        let passed = self.text.as_bytes().get(self.looked_at..offset).unwrap_or_default();
        // Most sections have none of these, and need not be read.
        self.is_quoting |= passed.iter().any(|byte| b"'\"`[$*".contains(byte));
        self.looked_at = offset;
        let Some(offset) = offset.checked_sub(self.start).filter(|_| self.is_quoting) else { return false };
        let dialects = self.dialects.clone();
        if dialects.iter().all(|dialect| self.reader(*dialect).token_over(offset).is_some()) {
            return true;
        }
        let before = self.text.get(self.start..self.start + offset).unwrap_or("");
        if !before.contains('$') || !dialects.contains(&Dialect::Postgres) {
            return false;
        }
        let token = self.reader(Dialect::Postgres).token_over(offset);
        let is_dollar = matches!(token, Some(Token { kind: TokenKind::DollarString, .. }));
        is_dollar && (!dialects.contains(&Dialect::Mysql) || !self.is_delimited(offset))
    }

    fn is_delimited(&mut self, offset: usize) -> bool {
        let reader = self.reader(Dialect::Mysql);
        let _ = reader.token_over(offset);
        reader.is_delimited
    }

    fn reader(&mut self, dialect: Dialect) -> &mut QuoteReader<'a> {
        let index = match self.readers.iter().position(|reader| reader.dialect == dialect) {
            Some(index) => index,
            None => {
                let text = self.text.get(self.start..).unwrap_or("");
                let lexer = Lexer::new(dialect, text);
                self.readers.push(QuoteReader { dialect, lexer, token: None, is_delimited: false });
                self.readers.len() - 1
            }
        };
        &mut self.readers[index]
    }
}

impl QuoteReader<'_> {
    /// The token that begins before the offset and ends after it.
    fn token_over(&mut self, offset: usize) -> Option<Token> {
        while self.token.is_none_or(|token| token.end <= offset) {
            // What can't be read hides nothing.
            let Ok(Some(token)) = self.lexer.next_with_comments() else { return None };
            self.is_delimited |= self.lexer.is_delimited();
            self.token = Some(token);
        }
        self.token.filter(|token| token.start < offset)
    }
}
