//! The checksum of a script: of what it says, not of how it is laid out.
//!
//! Comments, blank space, line ends, a byte order mark and the `;` at the end don't count, so
//! that a formatter, a licence header or another editor never makes an applied revision look
//! edited. Quoted text counts to the byte, but for its line ends, which a version control system
//! may change. What MySQL runs from within a comment counts.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::token::{Lexer, Token, TokenKind};
use crate::Dialect;

/// SHA-256 over the tokens of the script, as 64 hexadecimal digits.
///
/// A script that can't be read has a checksum too: from where it can't be read, each byte counts.
pub fn checksum(dialect: Dialect, text: &str) -> String {
    hexadecimal(&digest(dialect, text))
}

/// As [`checksum`], in bytes.
pub(crate) fn digest(dialect: Dialect, text: &str) -> [u8; 32] {
    let mut hasher = Hasher::default();
    hasher.tokens(dialect, text);
    hasher.finish()
}

/// Whether a checksum is the one of these bytes.
pub(crate) fn is_digest(digest: &[u8; 32], checksum: &str) -> bool {
    digits(digest) == checksum.as_bytes()
}

fn hexadecimal(digest: &[u8; 32]) -> String {
    digits(digest).map(char::from).iter().collect()
}

fn digits(digest: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; 64];
    for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(digest) {
        *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    digits
}

/// As [`checksum`], of some statements of the script.
pub(super) fn checksum_of(dialect: Dialect, text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut hasher = Hasher::default();
    for span in spans {
        hasher.tokens(dialect, text.get(span).unwrap_or(""));
        hasher.separator = true;
    }
    hexadecimal(&hasher.finish())
}

/// Takes many small texts and gives the hash function few large ones.
struct Hasher {
    sha: Sha256,
    buffer: [u8; 256],
    filled: usize,
    /// A `;` has come, and counts as soon as something follows.
    separator: bool,
    is_empty: bool,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { sha: Sha256::new(), buffer: [0; 256], filled: 0, separator: false, is_empty: true }
    }
}

impl Hasher {
    fn tokens(&mut self, dialect: Dialect, text: &str) {
        let mut lexer = Lexer::new(dialect, text);
        loop {
            let from = lexer.position;
            match lexer.next() {
                Ok(Some(token)) => self.token(text, &token),
                Ok(None) => return,
                Err(_) => {
                    let end = text.len();
                    return self.token(text, &Token { kind: TokenKind::Symbol, start: from, end });
                }
            }
        }
    }

    fn token(&mut self, text: &str, token: &Token) {
        let content = token.of(text);
        if token.kind == TokenKind::Terminator || content == ";" {
            self.separator = true;
            return;
        }
        if std::mem::take(&mut self.separator) && !self.is_empty {
            self.write(b";");
        }
        self.is_empty = false;
        let is_quoted =
            matches!(token.kind, TokenKind::String | TokenKind::DollarString | TokenKind::Identifier);
        if is_quoted && content.contains('\r') {
            self.write(content.replace("\r\n", "\n").as_bytes());
        } else {
            self.write(content.as_bytes());
        }
    }

    /// A token, and after it a NUL, which no SQL text holds, so that "a b" and "ab" differ.
    fn write(&mut self, token: &[u8]) {
        if self.filled + token.len() >= self.buffer.len() {
            self.flush();
        }
        let after = self.filled + token.len();
        if let Some((nul, place)) = self.buffer.get_mut(self.filled..=after).and_then(<[u8]>::split_last_mut)
        {
            place.copy_from_slice(token);
            *nul = 0;
            self.filled = after + 1;
        } else {
            self.sha.update(token);
            self.sha.update(b"\0");
        }
    }

    fn flush(&mut self) {
        self.sha.update(self.buffer.get(..self.filled).unwrap_or_default());
        self.filled = 0;
    }

    fn finish(mut self) -> [u8; 32] {
        self.flush();
        self.sha.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dialect::{Mysql, Postgres, Sqlite};

    fn same(dialect: Dialect, texts: &[&str]) {
        for text in texts {
            assert_eq!(checksum(dialect, text), checksum(dialect, texts[0]), "{text:?} and {:?}", texts[0]);
        }
    }

    fn differ(dialect: Dialect, texts: &[&str]) {
        for (index, text) in texts.iter().enumerate() {
            for other in &texts[..index] {
                assert_ne!(checksum(dialect, text), checksum(dialect, other), "{text:?} and {other:?}");
            }
        }
    }

    #[test]
    fn layout_does_not_count() {
        let layouts = [
            "select a,b from t;select 2",
            "\u{feff}-- licence\nselect a , b\r\n\tfrom t ; /* x */\n\n;; select 2;;",
        ];
        for dialect in Dialect::ALL {
            same(dialect, &layouts);
            same(dialect, &["", ";", " -- a", "/* */ ; \u{0c}"]);
        }
        same(Sqlite, &["select a<-1", "select a < - 1"]);
        same(Postgres, &["select 'a\r\nb'", "select 'a\nb'"]);
        same(Postgres, &["do $$\r\nx\r\n$$", "do $$\nx\n$$;"]);
        same(Postgres, &["select /*+ a */ 1", "select 1"]);
        same(
            Mysql,
            &[
                "delimiter //\ncreate procedure p() begin x; end//\ndelimiter ;",
                "create procedure p() begin x; end;",
            ],
        );
    }

    #[test]
    fn content_counts() {
        for dialect in Dialect::ALL {
            differ(
                dialect,
                &[
                    "select a b",
                    "select ab",
                    "select 'a b'",
                    "select \"a b\"",
                    "select 'a  b'",
                    "SELECT a b",
                    "select a; b",
                ],
            );
        }
        differ(Postgres, &["do $$ x $$", "do $$ x  $$", "do $a$ x $a$"]);
        differ(Postgres, &["select a @- 1", "select a @ -1"]);
        differ(Mysql, &["select 1", "select /*! 1 */", "select /*+ x */ 1", "select /*!50000 1 */"]);
        differ(Postgres, &["select 'a", "select 'a  b", "select 'a b"]);
    }

    #[test]
    fn is_sha_256() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(checksum(Postgres, ""), nothing);
        let long = format!("select '{}', 1", "x".repeat(1000));
        differ(Postgres, &[&long, &long.replace('1', "2")]);
    }
}
