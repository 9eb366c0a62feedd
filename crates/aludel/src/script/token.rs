//! Tokens: the least that a script must be read for.
//!
//! The three dialects share the shape of a token and the small moves over bytes; what a quote or
//! a comment is, each says in its own file. All syntax is ASCII and every byte above it belongs
//! to a word, so the ends of tokens are always character boundaries.

use std::ops::Range;

use super::{ScriptError, ScriptErrorKind, mysql, postgres, sqlite};
use crate::Dialect;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word without quotes: keyword or name.
    Word,
    /// A number.
    Number,
    /// A quoted name.
    Identifier,
    /// A quoted text, with its prefix.
    String,
    /// A text between PostgreSQL's `$tag$`s.
    DollarString,
    /// An operator or a bracket.
    Symbol,
    /// What ends a statement, unless it stands inside a body.
    Terminator,
    /// MySQL's `/*+ … */`, and the two ends of its `/*! … */`: they count, but are no words.
    Hint,
    /// A comment, or a line for the client alone (MySQL's DELIMITER).
    Comment,
}

/// One token, from byte `start` to before byte `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Token {
    /// Its text; `text` is what it was read from.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        // Both ends are character boundaries: the lexers stop only before and after ASCII bytes.
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Reads tokens one by one.
#[derive(Clone)]
pub(crate) struct Lexer<'a> {
    dialect: Dialect,
    pub(super) text: &'a str,
    pub(super) position: usize,
    /// MySQL: what ends a statement at present.
    pub(super) delimiter: &'a str,
    /// MySQL: where the `/*!` that is open began.
    pub(super) executable: Option<usize>,
    /// MySQL: whether a statement has begun, so that DELIMITER is a word like another.
    pub(super) begun: bool,
    /// PostgreSQL: whether a line for psql is passed over as a comment; else it is an error.
    pub(super) skips_client_lines: bool,
    /// The comments that were passed over, where somebody wants them.
    pub(super) comments: Option<Vec<Range<usize>>>,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of the text; a byte order mark is passed over.
    pub(crate) fn new(dialect: Dialect, text: &'a str) -> Self {
        let position = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            dialect,
            text,
            position,
            delimiter: ";",
            executable: None,
            begun: false,
            skips_client_lines: false,
            comments: None,
        }
    }

    /// The next token, comments among them; `None` at the end.
    pub(crate) fn next_with_comments(&mut self) -> Result<Option<Token>, ScriptError> {
        self.skip_blank();
        let token = match self.dialect {
            Dialect::Postgres => postgres::token(self),
            Dialect::Sqlite => sqlite::token(self),
            Dialect::Mysql => mysql::token(self),
        }?;
        if let Some(token) = token {
            self.position = token.end;
        }
        Ok(token)
    }

    /// The next token that is no comment; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token>, ScriptError> {
        loop {
            match self.next_with_comments()? {
                Some(Token { kind: TokenKind::Comment, start, end }) => {
                    if let Some(comments) = &mut self.comments {
                        comments.push(start..end);
                    }
                }
                token => return Ok(token),
            }
        }
    }

    /// MySQL: whether another sign than `;` ends statements here.
    pub(crate) fn is_delimited(&self) -> bool {
        self.delimiter != ";"
    }

    fn skip_blank(&mut self) {
        self.position = skip_while(self.bytes(), self.position, is_blank);
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The byte so far ahead; 0 past the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes().get(self.position + ahead).copied().unwrap_or(0)
    }

    /// A token from here to `end`.
    pub(super) fn to(&self, kind: TokenKind, end: usize) -> Option<Token> {
        Some(Token { kind, start: self.position, end })
    }

    /// A token from here to `end`, or the error that nothing closes it.
    pub(super) fn closed(
        &self,
        kind: TokenKind,
        end: Option<usize>,
        otherwise: ScriptErrorKind,
    ) -> Result<Option<Token>, ScriptError> {
        match end {
            Some(end) => Ok(self.to(kind, end)),
            None => Err(ScriptError { offset: self.position, kind: otherwise }),
        }
    }

    /// A comment from here to the end of the line.
    pub(super) fn line_comment(&self) -> Option<Token> {
        self.to(TokenKind::Comment, line_end(self.bytes(), self.position))
    }

    /// A number that begins here.
    pub(super) fn number(&self) -> Option<Token> {
        self.to(TokenKind::Number, number_end(self.bytes(), self.position))
    }

    /// An operator that begins here: the longest of those given, else one byte.
    pub(super) fn operator(&self, long: &[&str]) -> Option<Token> {
        let rest = self.bytes().get(self.position..).unwrap_or_default();
        // Most are of one byte: the first two bytes tell that without a call.
        let (first, second) = (self.peek(0), self.peek(1));
        let begins_so =
            |it: &&&str| matches!(it.as_bytes(), [one, two, ..] if *one == first && *two == second);
        let mut likely = long.iter().filter(begins_so);
        let length = likely.find(|operator| rest.starts_with(operator.as_bytes())).map_or(1, |o| o.len());
        self.to(TokenKind::Symbol, self.position + length)
    }
}

const BLANK: u8 = 1;
const BEGINS_WORD: u8 = 2;
const IN_WORD: u8 = 4;

/// What each byte may be: a look-up costs a third of the comparisons.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut index = 0;
    while index < 256 {
        let byte = index as u8;
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) {
            classes[index] = BLANK;
        } else if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 {
            classes[index] = BEGINS_WORD | IN_WORD;
        } else if byte.is_ascii_digit() || byte == b'$' {
            classes[index] = IN_WORD;
        }
        index += 1;
    }
    classes
};

/// White space that separates tokens.
pub(super) fn is_blank(byte: u8) -> bool {
    CLASSES[byte as usize] & BLANK != 0
}

/// A byte that may begin a word.
pub(super) fn begins_word(byte: u8) -> bool {
    CLASSES[byte as usize] & BEGINS_WORD != 0
}

/// A byte that may stand in a word.
pub(super) fn in_word(byte: u8) -> bool {
    CLASSES[byte as usize] & IN_WORD != 0
}

/// The first place from `from` on where the test fails.
pub(super) fn skip_while(bytes: &[u8], from: usize, test: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !test(*byte)).unwrap_or(rest.len())
}

/// Where the line ends: at its `\n`, or the end.
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    skip_while(bytes, from, |byte| byte != b'\n')
}

/// Where a number ends: digits, letters (hexadecimal, exponent), one fraction.
fn number_end(bytes: &[u8], from: usize) -> usize {
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let hexadecimal = at(from) == b'0' && matches!(at(from + 1), b'x' | b'X');
    let mut end = from;
    let mut fraction = false;
    loop {
        match at(end) {
            b'e' | b'E'
                if !hexadecimal && matches!(at(end + 1), b'+' | b'-') && at(end + 2).is_ascii_digit() =>
            {
                end += 2;
            }
            b'.' if !fraction && at(end + 1) != b'.' => {
                fraction = true;
                end += 1;
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => end += 1,
            _ => return end,
        }
    }
}

/// Where a quoted text ends, after its closing quote; a doubled quote stands for one.
pub(super) fn quoted_end(bytes: &[u8], inside: usize, quote: u8) -> Option<usize> {
    let mut at = inside;
    loop {
        at = skip_while(bytes, at, |byte| byte != quote) + 1;
        if at > bytes.len() {
            return None;
        }
        if bytes.get(at) != Some(&quote) {
            return Some(at);
        }
        at += 1;
    }
}

/// As [`quoted_end`], where a backslash takes the next byte's meaning away.
pub(super) fn escaped_end(bytes: &[u8], inside: usize, quote: u8) -> Option<usize> {
    let mut at = inside;
    loop {
        at = skip_while(bytes, at, |byte| byte != quote && byte != b'\\');
        match bytes.get(at) {
            None => return None,
            Some(b'\\') => at += 2,
            Some(_) if bytes.get(at + 1) == Some(&quote) => at += 2,
            Some(_) => return Some(at + 1),
        }
    }
}

/// Where `needle` ends, first seen from `from` on.
pub(super) fn end_of(text: &str, from: usize, needle: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(needle)? + needle.len())
}

/// The words of one statement, read from the first on.
pub(super) struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens }
    }

    /// The text that the tokens are of.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [Token] {
        self.tokens
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether this word stands here.
    pub(super) fn at(&self, word: &str) -> bool {
        self.tokens.first().is_some_and(|token| is_word(self.text, token, word))
    }

    /// Whether one of these words stands here.
    pub(super) fn at_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.at(word))
    }

    /// Passes over this word if it stands here.
    pub(super) fn take(&mut self, word: &str) -> bool {
        let here = self.at(word);
        if here {
            self.skip();
        }
        here
    }

    /// Passes over these words if all stand here.
    pub(super) fn take_all(&mut self, words: &[&str]) -> bool {
        let here = self.tokens.len() >= words.len()
            && words.iter().zip(self.tokens).all(|(word, token)| is_word(self.text, token, word));
        if here {
            self.tokens = self.tokens.get(words.len()..).unwrap_or_default();
        }
        here
    }

    /// Whether this symbol stands here.
    pub(super) fn at_symbol(&self, symbol: &str) -> bool {
        self.tokens.first().is_some_and(|token| is_symbol(self.text, token, symbol))
    }

    /// Passes over this symbol if it stands here.
    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let here = self.at_symbol(symbol);
        if here {
            self.skip();
        }
        here
    }

    /// Passes over one token and returns it.
    pub(super) fn skip(&mut self) -> Option<Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(*first)
    }

    /// Passes over a bracketed list if one stands here, and returns what is in it.
    pub(super) fn take_brackets(&mut self) -> Option<&'a [Token]> {
        if !self.at_symbol("(") {
            return None;
        }
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate() {
            if is_symbol(self.text, token, "(") {
                depth += 1;
            } else if is_symbol(self.text, token, ")") {
                depth -= 1;
                if depth == 0 {
                    let inside = self.tokens.get(1..index).unwrap_or_default();
                    self.tokens = self.tokens.get(index + 1..).unwrap_or_default();
                    return Some(inside);
                }
            }
        }
        None
    }

    /// Whether the word stands among what is left.
    pub(super) fn has(&self, word: &str) -> bool {
        has_word(self.text, self.tokens, word)
    }
}

/// Whether the word stands among the tokens.
pub(super) fn has_word(text: &str, tokens: &[Token], word: &str) -> bool {
    tokens.iter().any(|token| is_word(text, token, word))
}

/// Whether the token is this word, whatever its case.
pub(super) fn is_word(text: &str, token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Word && token.of(text).eq_ignore_ascii_case(word)
}

/// Whether the token is one of these words, whatever their case.
pub(super) fn is_any_word(text: &str, token: &Token, words: &[&str]) -> bool {
    words.iter().any(|word| is_word(text, token, word))
}

/// Whether the token is this symbol.
pub(super) fn is_symbol(text: &str, token: &Token, symbol: &str) -> bool {
    token.kind == TokenKind::Symbol && token.of(text) == symbol
}
