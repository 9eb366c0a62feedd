//! The bodies of MySQL's routines: a `;` inside one ends no statement.
//!
//! The client leaves it to DELIMITER to say so. Here blocks are counted, so that a script needs no
//! DELIMITER; where it has one, that decides.

use super::super::token::{Token, TokenKind, is_any_word, is_symbol, is_word};

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
pub(in crate::script) struct Splitter {
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
    pub(in crate::script) fn feed(&mut self, text: &str, token: &Token) {
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
    pub(in crate::script) fn is_open(&self) -> bool {
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

#[cfg(test)]
mod tests {
    use crate::Dialect::Mysql;
    use crate::script::pieces;

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
            let text = format!("{body}; select 99; select 100");
            assert_eq!(pieces(Mysql, &text), [body, "select 99", "select 100"]);
        }
    }
}
