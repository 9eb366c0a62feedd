//! MySQL and MariaDB: their tokens, where their statements end, and which commit by themselves.
//!
//! <https://dev.mysql.com/doc/refman/8.4/en/language-structure.html>. The server takes one
//! statement at a time and never sees DELIMITER, which the client reads; here a routine's body is
//! found without it too.

use super::token::{
    Lexer, Token, TokenKind, Words, begins_word, end_of, escaped_end, in_word, is_any_word, is_blank,
    is_symbol, is_word, line_end, quoted_end, skip_while,
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

/// How far the reading of a statement has come.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    /// Nothing has been read.
    #[default]
    Start,
    /// One word that may open a block or be a label.
    First,
    /// CREATE or ALTER; what, is not known yet.
    Define,
    /// A routine, before its parameters end.
    Parameters,
    /// A routine, after its parameters.
    Characteristics,
    /// A trigger, before FOR EACH ROW.
    Trigger,
    /// An event, before DO.
    Event,
    /// A package, before AS.
    Package,
    /// Statements that may be compound.
    Body,
    /// A statement that has no body.
    Plain,
}

/// What END closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Begin,
    If,
    /// CASE among statements: statements follow THEN.
    CaseStatement,
    /// CASE in an expression.
    CaseExpression,
    Loop,
    While,
    Repeat,
    For,
}

/// What was read and waits for the token after it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    Begin,
    End,
}

/// Knows whether a `;` stands inside a body.
#[derive(Default)]
pub(super) struct Splitter {
    phase: Phase,
    brackets: usize,
    blocks: Vec<Block>,
    pending: Pending,
    /// Whether a statement may begin here.
    begins: bool,
    /// The next token is a name, whatever it looks like.
    names: bool,
    previous: Option<Token>,
}

/// Words that open a statement inside a routine; those that open blocks are not among them.
const STATEMENTS: &[&str] = &[
    "ALTER", "CALL", "CLOSE", "COMMIT", "CREATE", "DECLARE", "DELETE", "DO", "DROP", "EXECUTE", "FETCH",
    "GET", "GRANT", "INSERT", "OPEN", "PREPARE", "RENAME", "REPLACE", "RESIGNAL", "RETURN", "ROLLBACK",
    "SELECT", "SET", "SIGNAL", "START", "TRUNCATE", "UPDATE", "WITH",
];

impl Splitter {
    /// Takes the next token of the statement.
    pub(super) fn feed(&mut self, text: &str, token: &Token) {
        if token.kind == TokenKind::Hint {
            return;
        }
        match self.phase {
            Phase::Plain => return,
            Phase::Start => self.first(text, token),
            Phase::First => self.second(text, token),
            Phase::Define => self.define(text, token),
            Phase::Parameters => self.parameters(text, token),
            Phase::Characteristics => self.characteristics(text, token),
            Phase::Trigger => self.header(text, token, &["ROW"]),
            Phase::Event => self.header(text, token, &["DO"]),
            Phase::Package => {
                if is_any_word(text, token, &["AS", "IS"]) {
                    self.blocks.push(Block::Begin);
                    self.phase = Phase::Body;
                }
            }
            Phase::Body => self.body(text, token),
        }
        self.previous = Some(*token);
    }

    /// Whether a `;` would not end the statement.
    pub(super) fn is_open(&self) -> bool {
        !self.blocks.is_empty()
    }

    fn first(&mut self, text: &str, token: &Token) {
        self.phase = match () {
            () if is_any_word(text, token, &["CREATE", "ALTER"]) => Phase::Define,
            // MariaDB runs compound statements outside of routines too.
            () if is_any_word(text, token, &["IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"]) => {
                self.begins = true;
                self.body(text, token);
                Phase::Body
            }
            () if matches!(token.kind, TokenKind::Word | TokenKind::Identifier) => Phase::First,
            () => Phase::Plain,
        };
    }

    /// BEGIN NOT ATOMIC, or a label.
    fn second(&mut self, text: &str, token: &Token) {
        let after_begin = self.previous.is_some_and(|first| is_word(text, &first, "BEGIN"));
        self.phase = match () {
            () if after_begin && is_word(text, token, "NOT") => {
                self.blocks.push(Block::Begin);
                Phase::Body
            }
            () if is_symbol(text, token, ":") => {
                self.begins = true;
                Phase::Body
            }
            () => Phase::Plain,
        };
    }

    fn define(&mut self, text: &str, token: &Token) {
        if std::mem::take(&mut self.names) {
            return;
        }
        self.names = is_symbol(text, token, "=") || is_symbol(text, token, "@");
        self.phase = match () {
            () if token.kind != TokenKind::Word => return,
            () if is_any_word(text, token, &["PROCEDURE", "FUNCTION"]) => Phase::Parameters,
            () if is_word(text, token, "TRIGGER") => Phase::Trigger,
            () if is_word(text, token, "EVENT") => Phase::Event,
            () if is_word(text, token, "PACKAGE") => Phase::Package,
            () if is_any_word(text, token, &["OR", "REPLACE", "AGGREGATE", "DEFINER"]) => return,
            () => Phase::Plain,
        };
    }

    fn parameters(&mut self, text: &str, token: &Token) {
        if is_symbol(text, token, "(") {
            self.brackets += 1;
        } else if is_symbol(text, token, ")") {
            self.brackets = self.brackets.saturating_sub(1);
            if self.brackets == 0 {
                self.phase = Phase::Characteristics;
            }
        }
    }

    /// What stands between the parameters of a routine and its body.
    fn characteristics(&mut self, text: &str, token: &Token) {
        if is_symbol(text, token, "(") {
            self.brackets += 1;
        } else if is_symbol(text, token, ")") {
            self.brackets = self.brackets.saturating_sub(1);
        }
        let is_charset = self.previous.is_some_and(|previous| is_word(text, &previous, "CHARACTER"));
        if self.brackets > 0 || token.kind != TokenKind::Word || is_charset {
            return;
        }
        let opens_block = ["BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"];
        if is_any_word(text, token, &opens_block) {
            self.phase = Phase::Body;
            self.begins = true;
            self.body(text, token);
        } else if is_any_word(text, token, STATEMENTS) {
            self.phase = Phase::Body;
        }
    }

    fn header(&mut self, text: &str, token: &Token, last: &[&str]) {
        if is_any_word(text, token, last) {
            self.phase = Phase::Body;
            self.begins = true;
        }
    }

    fn body(&mut self, text: &str, token: &Token) {
        match std::mem::take(&mut self.pending) {
            Pending::Nothing => {}
            Pending::Begin => self.begin(token),
            Pending::End => {
                if self.end(text, token) {
                    return;
                }
            }
        }
        if std::mem::take(&mut self.names) {
            return;
        }
        let begins = std::mem::take(&mut self.begins);
        match token.kind {
            TokenKind::Terminator => self.begins = true,
            TokenKind::Symbol => self.begins = matches!(token.of(text), ";" | ":"),
            TokenKind::Word => self.word(text, token, begins),
            _ => {}
        }
    }

    fn word(&mut self, text: &str, token: &Token, begins: bool) {
        let is = |word| is_word(text, token, word);
        let top = self.blocks.last().copied();
        match () {
            // Of a trigger: FOR EACH ROW FOLLOWS other.
            () if begins && (is("FOLLOWS") || is("PRECEDES")) => {
                self.names = true;
                self.begins = true;
            }
            () if is("END") => self.pending = Pending::End,
            () if is("BEGIN") && self.may_begin(text) => self.pending = Pending::Begin,
            () if is("CASE") => {
                self.blocks.push(if begins { Block::CaseStatement } else { Block::CaseExpression });
            }
            () if begins && is("IF") => self.blocks.push(Block::If),
            () if begins && is("WHILE") => self.blocks.push(Block::While),
            () if begins && is("FOR") => self.blocks.push(Block::For),
            () if begins && is("LOOP") => self.open(Block::Loop),
            () if begins && is("REPEAT") => self.open(Block::Repeat),
            () if is("THEN") || is("ELSE") => {
                self.begins = matches!(top, Some(Block::If | Block::CaseStatement));
            }
            () if is("DO") => self.begins = matches!(top, Some(Block::While | Block::For)),
            () => {}
        }
    }

    fn open(&mut self, block: Block) {
        self.blocks.push(block);
        self.begins = true;
    }

    /// BEGIN is no reserved word: a column may have the name.
    fn may_begin(&self, text: &str) -> bool {
        self.previous.is_none_or(|previous| {
            previous.kind != TokenKind::Symbol || matches!(previous.of(text), ";" | ":" | ")")
        })
    }

    /// BEGIN opens a block if what follows can be a statement.
    fn begin(&mut self, next: &Token) {
        if matches!(next.kind, TokenKind::Word | TokenKind::Identifier) {
            self.open(Block::Begin);
        }
    }

    /// END closes a block; returns whether the next token belongs to it.
    fn end(&mut self, text: &str, next: &Token) -> bool {
        let named = [
            ("IF", Block::If),
            ("CASE", Block::CaseStatement),
            ("LOOP", Block::Loop),
            ("WHILE", Block::While),
            ("REPEAT", Block::Repeat),
            ("FOR", Block::For),
        ];
        let top = self.blocks.last().copied();
        if let Some((_, block)) = named.iter().find(|(word, _)| is_word(text, next, word)) {
            if top == Some(*block) {
                self.blocks.pop();
            }
            return true;
        }
        if matches!(top, Some(Block::Begin | Block::CaseExpression | Block::CaseStatement)) {
            self.blocks.pop();
        }
        false
    }
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
    fn a_body_needs_no_delimiter() {
        for body in [
            "create procedure p() begin select 1; select 2; end",
            "CREATE DEFINER=`root`@`localhost` PROCEDURE `p`(IN a INT, OUT b DECIMAL(10,2)) COMMENT 'x' SQL SECURITY INVOKER
             BEGIN
               DECLARE done INT DEFAULT FALSE;
               DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
               DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
               read_loop: LOOP
                 IF done THEN LEAVE read_loop; END IF;
                 IF (a > 1) THEN SET b = IF(a, 1, 2); ELSEIF a THEN SET b = 1; ELSE IF b THEN SET a = 1; END IF; END IF;
                 WHILE a < CASE WHEN b THEN 1 ELSE IF(a, 2, 3) END DO SET a = a + 1; END WHILE;
                 REPEAT SET b = REPEAT('x', 3); UNTIL b END REPEAT;
                 CASE a WHEN 1 THEN IF b THEN SELECT 1; END IF; ELSE BEGIN END; END CASE;
                 SELECT CASE a WHEN 1 THEN 2 END, `end`, t.begin FROM t;
               END LOOP read_loop;
             END",
            "create trigger t before insert on u for each row if new.a is null then set new.a = 1; end if",
            "create trigger t before update on u for each row follows begin_it begin set new.a = 1; set new.b = 2; end",
            "create trigger if not exists t before insert on u for each row begin end",
            "create or replace function f(a int) returns varchar(10) character set utf8mb4 deterministic begin return a; end",
            "create function f() returns int return if(1, 2, 3)",
            "create event e on schedule every 1 day do begin delete from t; delete from u; end",
            "alter event e do if x then delete from t; end if",
            "create event if not exists e on schedule at now() comment 'do it' do delete from t",
            "begin not atomic select 1; if a then select 2; end if; end",
            "if a then select 1; else select 2; end if",
            "l1: while a do set a = 0; end while l1",
            "for i in 1..10 do insert into t values (i); end for",
            "create procedure p() l: begin leave l; end l",
            "create procedure p() while 1 do select 1; end while",
            "create aggregate function f(x int) returns int begin loop fetch group next row; end loop; end",
            "create definer=event@trigger view v as select 1",
            "create function f returns string soname 'x.so'",
            "create table t (begin int, end int, a int)",
            "create package p as procedure a(); function b() return int; end",
            "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`%`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END */",
        ] {
            check(&format!("{body}; select 99; select 100"), &[body, "select 99", "select 100"]);
        }
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
