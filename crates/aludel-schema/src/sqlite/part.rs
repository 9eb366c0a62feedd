//! SQL as SQLite keeps it: the text that somebody typed, read into parts that mean the same however
//! they were typed.
//!
//! SQLite's catalog is that text. White space, comments, the case of keywords and the sort of quotes
//! are folded here; what is left is compared.

use aludel::Dialect;
use aludel::script::{TokenKind, tokens};

/// A token by what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word without quotes: a keyword or a name.
    Word(String),
    /// A quoted name, without its quotes.
    Name(String),
    /// A name in double quotes: where nothing has that name, SQLite takes it for a text.
    /// <https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted>
    Doubtful(String),
    /// A text or a blob, with its quotes.
    Text(String),
    /// A number.
    Number(String),
    /// An operator, a bracket, a comma.
    Symbol(String),
}

impl Part {
    /// Whether it is this keyword.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own.eq_ignore_ascii_case(word))
    }

    /// Whether it is one of these keywords.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is this symbol.
    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self, Self::Symbol(own) if own == symbol)
    }

    /// What it says as a name; SQLite takes texts for names too where only a name can stand.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::Word(name) | Self::Name(name) | Self::Doubtful(name) => Some(name.clone()),
            Self::Text(text) => Some(text.trim_matches('\'').replace("''", "'")),
            Self::Number(_) | Self::Symbol(_) => None,
        }
    }

    /// What it may name.
    pub(super) fn mentions(&self) -> Option<&str> {
        match self {
            Self::Word(name) | Self::Name(name) | Self::Doubtful(name) => Some(name),
            Self::Text(_) | Self::Number(_) | Self::Symbol(_) => None,
        }
    }
}

/// The parts of a text; `None`: it is no SQL.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
    let tokens = tokens(Dialect::Sqlite, text).ok()?;
    Some(
        tokens
            .into_iter()
            .map(|token| {
                let written = token.of(text);
                match token.kind {
                    TokenKind::Word => Part::Word(written.to_owned()),
                    TokenKind::Number => Part::Number(written.to_owned()),
                    TokenKind::String | TokenKind::DollarString => Part::Text(literal(written)),
                    TokenKind::Identifier => quoted(written),
                    TokenKind::Symbol | TokenKind::Terminator | TokenKind::Hint | TokenKind::Comment => {
                        Part::Symbol(symbol(written).to_owned())
                    }
                }
            })
            .collect(),
    )
}

/// `X'00'` and `x'00'` are one blob.
fn literal(text: &str) -> String {
    match text.strip_prefix('X') {
        Some(rest) => format!("x{}", rest.to_ascii_lowercase()),
        None => text.to_owned(),
    }
}

fn symbol(text: &str) -> &str {
    match text {
        "==" => "=",
        "!=" => "<>",
        other => other,
    }
}

fn quoted(text: &str) -> Part {
    let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
    match text.chars().next() {
        Some('"') => Part::Doubtful(inside.replace("\"\"", "\"")),
        Some('`') => Part::Name(inside.replace("``", "`")),
        _ => Part::Name(inside.to_owned()),
    }
}

/// Reads parts one by one.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    parts: &'a [Part],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(parts: &'a [Part]) -> Self {
        Self { parts }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [Part] {
        self.parts
    }

    /// The next part.
    pub(super) fn peek(&self) -> Option<&'a Part> {
        self.parts.first()
    }

    /// Whether the next parts are these keywords.
    pub(super) fn at(&self, words: &[&str]) -> bool {
        self.parts.len() >= words.len() && words.iter().zip(self.parts).all(|(word, part)| part.is(word))
    }

    /// Passes over these keywords if all stand here.
    pub(super) fn take(&mut self, words: &[&str]) -> bool {
        let here = self.at(words);
        if here {
            self.parts = &self.parts[words.len()..];
        }
        here
    }

    /// Passes over this symbol if it stands here.
    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let here = self.peek().is_some_and(|part| part.is_symbol(symbol));
        if here {
            self.parts = &self.parts[1..];
        }
        here
    }

    /// Passes over one part and returns it.
    pub(super) fn next(&mut self) -> Option<&'a Part> {
        let (first, rest) = self.parts.split_first()?;
        self.parts = rest;
        Some(first)
    }

    /// A name.
    pub(super) fn name(&mut self) -> Option<String> {
        self.next()?.name()
    }

    /// What stands between the bracket that opens here and the one that closes it.
    pub(super) fn brackets(&mut self) -> Option<&'a [Part]> {
        if !self.peek()?.is_symbol("(") {
            return None;
        }
        let mut depth = 0_usize;
        for (index, part) in self.parts.iter().enumerate() {
            if part.is_symbol("(") {
                depth += 1;
            } else if part.is_symbol(")") {
                depth -= 1;
                if depth == 0 {
                    let inside = &self.parts[1..index];
                    self.parts = &self.parts[index + 1..];
                    return Some(inside);
                }
            }
        }
        None
    }
}

/// The parts between the commas that stand in no bracket.
pub(super) fn between_commas(parts: &[Part]) -> Vec<&[Part]> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (index, part) in parts.iter().enumerate() {
        if part.is_symbol("(") {
            depth += 1;
        } else if part.is_symbol(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && part.is_symbol(",") {
            items.push(&parts[start..index]);
            start = index + 1;
        }
    }
    if start < parts.len() {
        items.push(&parts[start..]);
    }
    items
}
