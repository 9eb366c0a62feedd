//! SQLite: its tokens, where its statements end, and which can't be in a transaction.
//!
//! <https://www.sqlite.org/lang.html>; where a statement ends is the rule of
//! <https://www.sqlite.org/c3ref/complete.html>.

use super::token::{
    Lexer, Token, TokenKind, Words, begins_word, end_of, in_word, is_any_word, is_word, quoted_end,
    skip_while,
};
use super::{Alone, Control, Nature, ScriptError, ScriptErrorKind};

/// The next token.
pub(super) fn token(lexer: &Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let bytes = lexer.bytes();
    let at = lexer.position;
    let Some(&first) = bytes.get(at) else { return Ok(None) };
    match (first, lexer.peek(1)) {
        (b'-', b'-') => Ok(lexer.line_comment()),
        // A comment that nothing closes ends with the text.
        (b'/', b'*') => {
            Ok(lexer.to(TokenKind::Comment, end_of(lexer.text, at + 2, "*/").unwrap_or(bytes.len())))
        }
        (b'\'', _) => lexer.closed(
            TokenKind::String,
            quoted_end(bytes, at + 1, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'X' | b'x', b'\'') => lexer.closed(
            TokenKind::String,
            quoted_end(bytes, at + 2, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (quote @ (b'"' | b'`'), _) => lexer.closed(
            TokenKind::Identifier,
            quoted_end(bytes, at + 1, quote),
            ScriptErrorKind::UnterminatedIdentifier,
        ),
        (b'[', _) => lexer.closed(
            TokenKind::Identifier,
            end_of(lexer.text, at + 1, "]"),
            ScriptErrorKind::UnterminatedIdentifier,
        ),
        (b';', _) => Ok(lexer.to(TokenKind::Terminator, at + 1)),
        (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => Ok(lexer.number()),
        (byte, _) if begins_word(byte) => Ok(lexer.to(TokenKind::Word, skip_while(bytes, at, in_word))),
        _ => Ok(lexer.operator(&["->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!="])),
    }
}

/// Knows whether a `;` stands inside a trigger, which ends at `; END ;`.
#[derive(Default)]
pub(super) struct Splitter {
    words: usize,
    is_create: bool,
    is_trigger: bool,
    after_semicolon: bool,
    after_end: bool,
}

impl Splitter {
    /// Takes the next token of the statement.
    pub(super) fn feed(&mut self, text: &str, token: &Token) {
        if self.words < 3 {
            self.header(text, token);
        }
        if token.kind != TokenKind::Terminator {
            self.after_end = self.after_semicolon && is_word(text, token, "END");
        }
        self.after_semicolon = token.kind == TokenKind::Terminator;
    }

    /// CREATE [TEMP] TRIGGER.
    fn header(&mut self, text: &str, token: &Token) {
        match self.words {
            0 => self.is_create = is_word(text, token, "CREATE"),
            1 | 2 if self.is_create => {
                self.is_trigger = is_word(text, token, "TRIGGER");
                self.is_create = is_any_word(text, token, &["TEMP", "TEMPORARY"]);
            }
            _ => {}
        }
        self.words += 1;
    }

    /// Whether a `;` would not end the statement.
    pub(super) fn is_open(&self) -> bool {
        self.is_trigger && !self.after_end
    }
}

/// What the statement does to the transaction and the session.
pub(super) fn nature(text: &str, tokens: &[Token]) -> Nature {
    let mut words = Words::new(text, tokens);
    let Some(first) = words.skip() else { return Nature::Ordinary };
    if first.kind != TokenKind::Word {
        return Nature::Ordinary;
    }
    match first.of(text).to_ascii_uppercase().as_str() {
        "BEGIN" => Nature::TransactionControl(Control::Begin),
        "COMMIT" | "END" => Nature::TransactionControl(Control::Commit),
        "ROLLBACK" => {
            let _ = words.take("TRANSACTION");
            Nature::TransactionControl(if words.at("TO") { Control::Savepoint } else { Control::Rollback })
        }
        "SAVEPOINT" | "RELEASE" => Nature::TransactionControl(Control::Savepoint),
        // The file that VACUUM INTO writes must not be there.
        "VACUUM" if words.has("INTO") => Nature::Alone(Alone::Unknown),
        "VACUUM" => Nature::Alone(Alone::Repeatable),
        "ATTACH" | "DETACH" => Nature::SessionAlone,
        "PRAGMA" => pragma(text, &mut words),
        _ => Nature::Ordinary,
    }
}

/// <https://www.sqlite.org/pragma.html>
fn pragma(text: &str, words: &mut Words<'_>) -> Nature {
    let mut name = words.skip();
    if words.take_symbol(".") {
        name = words.skip();
    }
    let Some(name) = name else { return Nature::Ordinary };
    let name = name.of(text).trim_matches(['"', '`', '[', ']', '\'']).to_ascii_lowercase();
    if name == "wal_checkpoint" {
        return Nature::Alone(Alone::Repeatable);
    }
    if words.is_empty() {
        return Nature::Ordinary;
    }
    match name.as_str() {
        // In a transaction they do nothing, or fail.
        "foreign_keys" | "journal_mode" | "synchronous" | "temp_store" | "locking_mode" => {
            Nature::SessionAlone
        }
        // They belong to the transaction or the file, and come and go with it.
        "defer_foreign_keys" | "user_version" | "application_id" | "schema_version" => Nature::Ordinary,
        // What stands in brackets is what they are asked about.
        "foreign_key_check" | "foreign_key_list" | "incremental_vacuum" | "index_info" | "index_list"
        | "index_xinfo" | "integrity_check" | "optimize" | "quick_check" | "table_info" | "table_list"
        | "table_xinfo" => Nature::Ordinary,
        _ => Nature::Session,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect::Sqlite;
    use crate::script::{nature_of, pieces, statements};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(pieces(Sqlite, text), expected, "{text}");
    }

    #[test]
    fn statements_end_at_a_semicolon() {
        let first = "select 'a;''', \"b;\"\"\", `c;```, [d;], x'00'";
        check(&format!("{first}; select 2"), &[first, "select 2"]);
        check("select 'it\\'; -- x;\nselect 2; /* never closed", &["select 'it\\'", "select 2"]);
        check("select a->>'$.b', ?1, :c, @d, $e; x", &["select a->>'$.b', ?1, :c, @d, $e", "x"]);
    }

    #[test]
    fn triggers_end_at_their_end() {
        let trigger = "CREATE TRIGGER end_of AFTER INSERT ON t WHEN CASE WHEN 1 THEN 1 END BEGIN
            UPDATE t SET a = CASE WHEN b THEN ';' ELSE 1 END;
            -- done
            DELETE FROM u; ; END";
        check(&format!("{trigger}; select 1"), &[trigger, "select 1"]);
        let trigger = "create temp trigger if not exists main.x instead of delete on v begin select 1; end";
        check(&format!("{trigger}; {trigger}"), &[trigger, trigger]);
        check("create table trigger (a); select 1", &["create table trigger (a)", "select 1"]);
    }

    #[test]
    fn natures() {
        let check = |nature: Nature, texts: &[&str]| {
            for text in texts {
                assert_eq!(nature_of(Sqlite, text), nature, "{text}");
            }
        };
        check(
            Nature::Alone(Alone::Repeatable),
            &["vacuum", "vacuum main", "pragma wal_checkpoint(truncate)"],
        );
        check(Nature::Alone(Alone::Unknown), &["vacuum into 'x'", "vacuum main into 'x'"]);
        check(
            Nature::SessionAlone,
            &[
                "attach 'x' as y",
                "detach y",
                "PRAGMA foreign_keys = OFF",
                "pragma main.\"synchronous\"(1)",
                "pragma journal_mode=wal",
            ],
        );
        check(Nature::Session, &["pragma legacy_alter_table=on", "pragma recursive_triggers(1)"]);
        check(
            Nature::Ordinary,
            &[
                "pragma foreign_keys",
                "pragma defer_foreign_keys = on",
                "pragma user_version = 3",
                "pragma table_info(t)",
                "pragma foreign_key_check",
                "select 1",
                "pragma",
            ],
        );
        check(Nature::TransactionControl(Control::Begin), &["begin", "begin exclusive transaction"]);
        check(Nature::TransactionControl(Control::Commit), &["commit", "end transaction"]);
        check(Nature::TransactionControl(Control::Rollback), &["rollback"]);
        check(
            Nature::TransactionControl(Control::Savepoint),
            &["savepoint a", "release a", "rollback transaction to a"],
        );
    }

    #[test]
    fn what_cannot_be_read() {
        let check = |text: &str, offset, kind| {
            assert_eq!(statements(Sqlite, text), Err(ScriptError { offset, kind }), "{text}");
        };
        check("select 'a", 7, ScriptErrorKind::UnterminatedString);
        check("select \"a", 7, ScriptErrorKind::UnterminatedIdentifier);
        check("select `a", 7, ScriptErrorKind::UnterminatedIdentifier);
        check("select [a", 7, ScriptErrorKind::UnterminatedIdentifier);
    }
}
