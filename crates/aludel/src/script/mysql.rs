//! MySQL and MariaDB: their tokens, where their statements end, and which commit by themselves.
//!
//! <https://dev.mysql.com/doc/refman/8.4/en/language-structure.html>. The server takes one
//! statement at a time and never sees DELIMITER, which the client reads; here a routine's body is
//! found without it too.

mod body;

pub(super) use body::Splitter;

use super::token::{
    Lexer, Token, TokenKind, Words, begins_word, end_of, escaped_end, in_word, is_blank, is_symbol, is_word,
    line_end, quoted_end, skip_while,
};
use super::{Alone, Control, Nature, ScriptError, ScriptErrorKind};

/// The next token.
pub(super) fn token(lexer: &mut Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let token = match (lexer.peek(0), lexer.executable) {
        (0, Some(offset)) if lexer.position >= lexer.text.len() => {
            return Err(ScriptError { offset, kind: ScriptErrorKind::UnterminatedComment });
        }
        (b'*', Some(_)) if lexer.peek(1) == b'/' => {
            lexer.executable = None;
            Ok(lexer.to(TokenKind::Hint, lexer.position + 2))
        }
        _ => delimiter_or_word(lexer),
    }?;
    match token {
        Some(Token { kind: TokenKind::Terminator, .. }) => lexer.begun = false,
        Some(Token { kind: TokenKind::Comment, .. }) | None => {}
        Some(_) => lexer.begun = true,
    }
    Ok(token)
}

fn delimiter_or_word(lexer: &mut Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let bytes = lexer.bytes();
    let at = lexer.position;
    let Some(&first) = bytes.get(at) else { return Ok(None) };
    let rest = bytes.get(at..).unwrap_or_default();
    if lexer.executable.is_none() && rest.starts_with(lexer.delimiter.as_bytes()) {
        return Ok(lexer.to(TokenKind::Terminator, at + lexer.delimiter.len()));
    }
    match (first, lexer.peek(1)) {
        (b'-', b'-') if rest.get(2).is_none_or(|byte| is_blank(*byte) || byte.is_ascii_control()) => {
            Ok(lexer.line_comment())
        }
        (b'#', _) => Ok(lexer.line_comment()),
        (b'/', b'*') => comment(lexer),
        (quote @ (b'\'' | b'"'), _) => lexer.closed(
            TokenKind::String,
            escaped_end(bytes, at + 1, quote),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'X' | b'x' | b'B' | b'b' | b'N' | b'n', b'\'') => lexer.closed(
            TokenKind::String,
            escaped_end(bytes, at + 2, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'`', _) => lexer.closed(
            TokenKind::Identifier,
            quoted_end(bytes, at + 1, b'`'),
            ScriptErrorKind::UnterminatedIdentifier,
        ),
        (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => Ok(number_or_word(lexer)),
        (byte, _) if begins_word(byte) || byte == b'$' => word(lexer),
        _ => Ok(lexer.operator(&["<=>", "->>", ":=", "||", "&&", "<<", ">>", "<=", ">=", "<>", "!=", "->"])),
    }
}

/// A number; a name may begin with digits too.
fn number_or_word(lexer: &Lexer<'_>) -> Option<Token> {
    let number = lexer.number()?;
    let word_end = word_end(lexer);
    if word_end > number.end { lexer.to(TokenKind::Word, word_end) } else { Some(number) }
}

/// Where a word ends: a delimiter like `$$` ends it too.
fn word_end(lexer: &Lexer<'_>) -> usize {
    let bytes = lexer.bytes();
    let end = skip_while(bytes, lexer.position, in_word);
    if !lexer.delimiter.starts_with('$') || lexer.executable.is_some() {
        return end;
    }
    let word = bytes.get(lexer.position..end).unwrap_or_default();
    let delimiter = word.iter().zip(lexer.position..).find(|(byte, at)| {
        **byte == b'$' && bytes.get(*at..).is_some_and(|rest| rest.starts_with(lexer.delimiter.as_bytes()))
    });
    delimiter.map_or(end, |(_, at)| at)
}

/// A word, or the DELIMITER line, which changes what ends a statement.
fn word(lexer: &mut Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let at = lexer.position;
    let token = lexer.to(TokenKind::Word, word_end(lexer));
    let is_command = token.is_some_and(|token| is_word(lexer.text, &token, "DELIMITER"))
        && is_first_on_line(lexer.bytes(), at);
    if !is_command {
        return Ok(token);
    }
    let end = line_end(lexer.bytes(), at);
    let line = lexer.text.get(at + "DELIMITER".len()..end).unwrap_or("").trim();
    let delimiter = line.split_whitespace().next().unwrap_or("");
    let fault = Err(ScriptError { offset: at, kind: ScriptErrorKind::Delimiter });
    if lexer.begun {
        // A column may have the name; a line that can only be the command shows that the
        // statement before it was not ended.
        let is_sign = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_punctuation());
        let is_forgotten = is_sign && !line.starts_with([',', ')', '(', '=', '.']);
        return match is_forgotten && (lexer.delimiter != ";" || line != ";") {
            true => fault,
            false => Ok(token),
        };
    }
    if delimiter.is_empty() || delimiter.contains('\\') {
        return fault;
    }
    lexer.delimiter = delimiter;
    Ok(lexer.to(TokenKind::Comment, end))
}

fn is_first_on_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.get(line..).unwrap_or_default();
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).iter().all(|byte| is_blank(*byte))
}

/// A comment, a hint, or the opening of a part that only some servers run.
fn comment(lexer: &mut Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let at = lexer.position;
    let rest = lexer.text.get(at..).unwrap_or("");
    let opening = ["/*!", "/*M!"].iter().find(|opening| rest.starts_with(**opening)).map_or(0, |o| o.len());
    let kind = if rest.starts_with("/*+") { TokenKind::Hint } else { TokenKind::Comment };
    let whole = end_of(lexer.text, at + 2, "*/");
    if opening == 0 || lexer.executable.is_some() {
        return lexer.closed(kind, whole, ScriptErrorKind::UnterminatedComment);
    }
    let after_version = skip_while(lexer.bytes(), at + opening, |byte| byte.is_ascii_digit());
    // mariadb-dump begins with `/*M!999999\- …*/`, a command for the client.
    if lexer.bytes().get(after_version) == Some(&b'\\') {
        return lexer.closed(TokenKind::Comment, whole, ScriptErrorKind::UnterminatedComment);
    }
    lexer.executable = Some(at);
    Ok(lexer.to(TokenKind::Hint, after_version))
}

/// What the statement does to the transaction and the session.
///
/// <https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html>
pub(super) fn nature(text: &str, tokens: &[Token]) -> Result<Nature, ScriptErrorKind> {
    let mut words = Words::new(text, tokens);
    let Some(first) = words.skip() else { return Ok(Nature::Ordinary) };
    if words.at_symbol(":") {
        return Ok(Nature::Alone(Alone::Unknown));
    }
    if first.kind != TokenKind::Word {
        return Ok(Nature::Ordinary);
    }
    let nature = match first.of(text).to_ascii_uppercase().as_str() {
        "BEGIN" if words.at("NOT") => Nature::Alone(Alone::Unknown),
        "IF" | "CASE" | "LOOP" | "WHILE" | "REPEAT" | "FOR" => Nature::Alone(Alone::Unknown),
        "BEGIN" => {
            let _ = words.take("WORK");
            Nature::TransactionControl(begin(&words))
        }
        "START" if words.take("TRANSACTION") => {
            let _ = words.take_all(&["WITH", "CONSISTENT", "SNAPSHOT"]) || words.take_all(&["READ", "WRITE"]);
            Nature::TransactionControl(begin(&words))
        }
        "COMMIT" => {
            let _ = words.take("WORK");
            let plain = words.is_empty();
            Nature::TransactionControl(if plain { Control::Commit } else { Control::CommitWithOptions })
        }
        "ROLLBACK" => {
            let _ = words.take("WORK");
            Nature::TransactionControl(if words.at("TO") { Control::Savepoint } else { Control::Rollback })
        }
        "SAVEPOINT" => Nature::TransactionControl(Control::Savepoint),
        "RELEASE" if words.at("SAVEPOINT") => Nature::TransactionControl(Control::Savepoint),
        "XA" => Nature::TransactionControl(Control::Prepare),
        "SET" => set(text, &mut words)?,
        "USE" | "PREPARE" | "DEALLOCATE" => Nature::Session,
        "DROP" if words.at("PREPARE") => Nature::Session,
        "CREATE" | "DROP" if words.at("TEMPORARY") => Nature::Ordinary,
        "LOCK" if words.at_any(&["TABLE", "TABLES"]) => return Err(ScriptErrorKind::LockTables),
        "LOAD" if words.at("INDEX") => Nature::Alone(Alone::Repeatable),
        "CALL" | "EXECUTE" => Nature::Alone(Alone::Unknown),
        "ALTER" | "CREATE" | "DROP" | "GRANT" | "IMPORT" | "INSTALL" | "RENAME" | "REVOKE" | "TRUNCATE"
        | "UNINSTALL" => Nature::Alone(Alone::Definition),
        "ANALYZE" | "CACHE" | "CHANGE" | "CHECK" | "FLUSH" | "KILL" | "LOCK" | "OPTIMIZE" | "PURGE"
        | "REPAIR" | "RESET" | "START" | "STOP" | "UNLOCK" => Nature::Alone(Alone::Repeatable),
        _ => Nature::Ordinary,
    };
    Ok(nature)
}

fn begin(words: &Words<'_>) -> Control {
    if words.is_empty() { Control::Begin } else { Control::BeginWithOptions }
}

/// SET changes the session, but for what it changes for the server or an account.
fn set(text: &str, words: &mut Words<'_>) -> Result<Nature, ScriptErrorKind> {
    if words.take("STATEMENT") {
        // MariaDB: SET STATEMENT max_statement_time = 60 FOR …
        while !words.is_empty() && !words.take("FOR") {
            let _ = words.skip();
        }
        return nature(text, words.rest());
    }
    if words.at("PASSWORD") || words.take_all(&["DEFAULT", "ROLE"]) {
        return Ok(Nature::Alone(Alone::Definition));
    }
    if words.at_any(&["GLOBAL", "PERSIST", "PERSIST_ONLY"]) {
        return Ok(Nature::Alone(Alone::Repeatable));
    }
    if sets_autocommit(text, words.rest()) {
        return Ok(Nature::TransactionControl(Control::Autocommit));
    }
    Ok(Nature::Session)
}

/// SET autocommit = …, with or without SESSION or `@@`, alone or among others.
fn sets_autocommit(text: &str, tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| {
        matches!(pair, [name, equals]
            if is_word(text, name, "autocommit")
                && (is_symbol(text, equals, "=") || is_symbol(text, equals, ":=")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect::Mysql;
    use crate::script::{nature_of, pieces, statements};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(pieces(Mysql, text), expected, "{text}");
    }

    #[test]
    fn statements_end_at_a_semicolon() {
        let first = r#"select 'a\';''b', "c\";", `d;```, x'00'"#;
        check(&format!("{first}; select 2"), &[first, "select 2"]);
        check(
            "-- a;\n--\n# it's; b\nselect 5--1, 1a, @b:=2; /* ; */ select 2",
            &["select 5--1, 1a, @b:=2", "select 2"],
        );
        check(
            "select /*+ hint(;) */ 1; select /*! ; */ 2; x",
            &["select /*+ hint(;) */ 1", "select /*! ; */ 2", "x"],
        );
        check("/*M!999999\\- enable the sandbox mode */ \nselect 1;", &["select 1"]);
    }

    #[test]
    fn the_delimiter_is_the_clients() {
        check(
            "DELIMITER //\ncreate procedure p() begin select 1; select 'a//'; end//\n  delimiter ;\nselect 2; select 3",
            &["create procedure p() begin select 1; select 'a//'; end", "select 2", "select 3"],
        );
        check("delimiter $$\nselect a$$\nselect 1; select b $$", &["select a", "select 1; select b"]);
        check(
            "delimiter ;;\nselect 1;;\nselect 2; select 3 ;;\ndelimiter ;\nx;y",
            &["select 1", "select 2; select 3", "x", "y"],
        );
        check("\u{feff}DELIMITER |\r\nselect 1|\r\nDELIMITER ;\r\nselect 2;", &["select 1", "select 2"]);
        check("select\n delimiter\n from t", &["select\n delimiter\n from t"]);
        check("delimiter $$\nselect /*! a$$b */ 1$$", &["select /*! a$$b */ 1"]);
        let table = "create table t (a int,\ndelimiter char(1),\nb int)";
        check(table, &[table]);
    }

    #[test]
    fn natures() {
        let check = |nature: Nature, texts: &[&str]| {
            for text in texts {
                assert_eq!(nature_of(Mysql, text), nature, "{text}");
            }
        };
        check(
            Nature::Alone(Alone::Definition),
            &[
                "create table t (a int)",
                "ALTER TABLE t ADD b int",
                "drop view v",
                "truncate t",
                "rename table a to b",
                "grant all on *.* to x",
                "/*!40000 ALTER TABLE `t` DISABLE KEYS */",
                "set password = 'x'",
                "create procedure p() begin end",
            ],
        );
        check(
            Nature::Alone(Alone::Repeatable),
            &[
                "analyze table t",
                "flush privileges",
                "unlock tables",
                "set global a = 1",
                "optimize table t",
                "check table t",
            ],
        );
        check(
            Nature::Alone(Alone::Unknown),
            &["call p()", "execute s", "begin not atomic select 1; end", "l: loop leave l; end loop"],
        );
        check(
            Nature::Session,
            &[
                "set a = 1",
                "set names utf8",
                "/*!40101 SET NAMES utf8mb4 */",
                "use db",
                "prepare s from @sql",
                "deallocate prepare s",
                "set @a = 1, @b = 2",
                "set transaction read only",
            ],
        );
        check(
            Nature::Ordinary,
            &[
                "insert into t values (1)",
                "replace t values (1)",
                "select 1",
                "with a as (select 1) delete from t",
                "do sleep(1)",
                "create temporary table t (a int)",
                "set statement max_statement_time=1 for update t set a = 1",
                "(select 1)",
                "load data infile 'x' into table t",
            ],
        );
    }

    #[test]
    fn transaction_control() {
        let check = |control: Control, texts: &[&str]| {
            for text in texts {
                assert_eq!(nature_of(Mysql, text), Nature::TransactionControl(control), "{text}");
            }
        };
        check(
            Control::Begin,
            &["begin", "begin work", "start transaction", "start transaction with consistent snapshot"],
        );
        check(Control::BeginWithOptions, &["start transaction read only"]);
        check(Control::Commit, &["commit", "commit work"]);
        check(Control::Savepoint, &["savepoint a", "rollback to a", "release savepoint a"]);
        check(Control::Prepare, &["xa start 'a'"]);
        check(
            Control::Autocommit,
            &["set autocommit=0", "SET @@session.autocommit = 1", "set a = 1, autocommit = 1"],
        );
    }

    #[test]
    fn what_cannot_be_read() {
        let check = |text: &str, offset, kind| {
            assert_eq!(statements(Mysql, text), Err(ScriptError { offset, kind }), "{text}");
        };
        check("select 'a\\'", 7, ScriptErrorKind::UnterminatedString);
        check("select `a", 7, ScriptErrorKind::UnterminatedIdentifier);
        check("x /* a", 2, ScriptErrorKind::UnterminatedComment);
        check("x /*!50000 select 1", 2, ScriptErrorKind::UnterminatedComment);
        check("delimiter\nselect 1", 0, ScriptErrorKind::Delimiter);
        check("delimiter \\\nselect 1", 0, ScriptErrorKind::Delimiter);
        check("delimiter //\nselect 1\ndelimiter ;\n", 22, ScriptErrorKind::Delimiter);
        check("select 1\ndelimiter //\n", 9, ScriptErrorKind::Delimiter);
        check("lock tables t write", 0, ScriptErrorKind::LockTables);
    }
}
