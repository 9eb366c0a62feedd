//! Segments: the parts of a script that each happen whole or not at all.
//!
//! A run records every segment that is done, so that a run that was cut goes on after the last
//! one. A segment is a transaction, or one statement that can't be in a transaction.

use std::ops::Range;

use super::checksum::checksum_of;
use super::token::{Lexer, Token, TokenKind};
use super::{Alone, Control, Nature, ScriptError, ScriptErrorKind, Statement, postgres, statements};
use crate::Dialect;

/// A part of a script that runs in one transaction, or one statement that can't be in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// How it runs.
    pub kind: SegmentKind,
    /// Where it stands, in bytes: from its first statement to its last.
    pub span: Range<usize>,
    /// Its statements; at least one, and exactly one unless it is a transaction.
    pub statements: Vec<Statement>,
    /// Statements of earlier segments that changed the session, in order: a run that resumes
    /// here says them again.
    pub replay: Vec<Range<usize>>,
}

impl Segment {
    /// The index of the statement in which a byte stands, counted from the segment's start.
    pub(crate) fn statement_at(&self, offset: usize) -> usize {
        let at = self.span.start + offset;
        self.statements.iter().rposition(|statement| statement.span.start <= at).unwrap_or(0)
    }
}

impl Segment {
    /// The checksum of its statements; `text` is the script that it was cut from.
    pub fn checksum(&self, dialect: Dialect, text: &str) -> String {
        checksum_of(dialect, text, self.statements.iter().map(|statement| statement.span.clone()))
    }
}

/// How a segment runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// Between BEGIN and COMMIT, its record with it.
    Transaction,
    /// Without a transaction; then it is recorded.
    Alone(Alone),
    /// Without a transaction; it changes nothing but the session.
    Session,
}

/// Whether statements that can share a transaction do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentMode {
    /// They do.
    Transaction,
    /// Each has its own, but for those that the script itself puts between BEGIN and COMMIT:
    /// a section marked `[no-transaction]`, or a run with `--transaction none`.
    NoTransaction,
}

/// Cuts a script into segments. On MySQL, where definitions commit by themselves, every
/// statement is one, but for those that the script itself puts between BEGIN and COMMIT.
///
/// A script of comments alone has none. A BEGIN that opens the script and the COMMIT that ends it
/// are left out.
///
/// # Errors
/// [`ScriptError`]: the first place that can't be cut, or that begins or ends a transaction where
/// it must not.
pub fn segments(dialect: Dialect, text: &str, mode: SegmentMode) -> Result<Vec<Segment>, ScriptError> {
    let statements = statements(dialect, text)?;
    let segmenter = Segmenter { dialect, text, segments: Vec::new(), open: Vec::new(), session: Vec::new() };
    if mode == SegmentMode::NoTransaction || dialect == Dialect::Mysql {
        segmenter.each_its_own(statements)
    } else {
        segmenter.together(statements)
    }
}

struct Segmenter<'a> {
    dialect: Dialect,
    text: &'a str,
    segments: Vec<Segment>,
    /// The statements of the transaction that is not closed yet.
    open: Vec<Statement>,
    /// What has changed the session so far.
    session: Vec<Range<usize>>,
}

impl Segmenter<'_> {
    fn together(mut self, statements: Vec<Statement>) -> Result<Vec<Segment>, ScriptError> {
        self.refuse_control(&statements)?;
        // Whoever says BEGIN wants one transaction.
        let says_begin =
            statements.iter().any(|statement| statement.nature == Nature::TransactionControl(Control::Begin));
        for statement in statements {
            match &statement.nature {
                Nature::Ordinary | Nature::Session | Nature::TransactionControl(Control::Savepoint) => {
                    self.open.push(statement);
                }
                // BEGIN first and COMMIT last: allowed, and left out.
                Nature::TransactionControl(_) => self.close(),
                Nature::EndsTransaction => {
                    self.open.push(statement);
                    self.close();
                }
                Nature::OwnTransaction if says_begin => self.open.push(statement),
                Nature::OwnTransaction => self.single(SegmentKind::Transaction, statement),
                Nature::Alone(alone) => {
                    let kind = SegmentKind::Alone(alone.clone());
                    self.single(kind, statement);
                }
                Nature::SessionAlone => self.single(SegmentKind::Session, statement),
            }
        }
        self.close();
        Ok(self.segments)
    }

    /// Only one BEGIN and one COMMIT may be there, around all that is in a transaction.
    fn refuse_control(&self, statements: &[Statement]) -> Result<(), ScriptError> {
        let controls: Vec<(usize, Control)> = statements
            .iter()
            .enumerate()
            .filter_map(|(index, statement)| match statement.nature {
                Nature::TransactionControl(Control::Savepoint) => None,
                Nature::TransactionControl(control) => Some((index, control)),
                _ => None,
            })
            .collect();
        let is_outside = |range: Option<&[Statement]>| {
            range.unwrap_or_default().iter().all(|statement| {
                matches!(statement.nature, Nature::Session | Nature::SessionAlone | Nature::Alone(_))
            })
        };
        match *controls.as_slice() {
            [] => Ok(()),
            [(begin, Control::Begin), (commit, Control::Commit)]
                if is_outside(statements.get(..begin)) && is_outside(statements.get(commit + 1..)) =>
            {
                Ok(())
            }
            [(begin, Control::Begin)] => {
                let offset = statements.get(begin).map_or(0, |statement| statement.span.start);
                Err(ScriptError { offset, kind: ScriptErrorKind::TransactionNotEnded })
            }
            [(index, control), ..] => Err(self.control_error(statements.get(index), control)),
        }
    }

    fn control_error(&self, statement: Option<&Statement>, control: Control) -> ScriptError {
        let span = statement.map_or(0..0, |statement| statement.span.clone());
        let statement = self.first_words(&span);
        ScriptError { offset: span.start, kind: ScriptErrorKind::TransactionControl { statement, control } }
    }

    fn each_its_own(mut self, statements: Vec<Statement>) -> Result<Vec<Segment>, ScriptError> {
        let mut begin: Option<usize> = None;
        for statement in statements {
            match (&statement.nature, begin) {
                (Nature::TransactionControl(Control::Begin), None) => begin = Some(statement.span.start),
                (Nature::TransactionControl(Control::Commit), Some(_)) => {
                    begin = None;
                    self.close();
                }
                (Nature::TransactionControl(Control::Savepoint), Some(_)) => self.open.push(statement),
                (Nature::TransactionControl(control), _) => {
                    return Err(self.control_error(Some(&statement), *control));
                }
                (nature, Some(_)) if !may_be_inside(self.dialect, nature) => {
                    let span = statement.span;
                    let kind = ScriptErrorKind::AloneInTransaction { statement: self.first_words(&span) };
                    return Err(ScriptError { offset: span.start, kind });
                }
                (_, Some(_)) => self.open.push(statement),
                (_, None) => self.own(statement),
            }
        }
        match begin {
            Some(offset) => Err(ScriptError { offset, kind: ScriptErrorKind::TransactionNotEnded }),
            None => Ok(self.segments),
        }
    }

    /// One statement outside of any BEGIN.
    fn own(&mut self, statement: Statement) {
        let kind = match &statement.nature {
            Nature::Alone(alone) => SegmentKind::Alone(alone.clone()),
            Nature::Session | Nature::SessionAlone => SegmentKind::Session,
            Nature::Ordinary
            | Nature::EndsTransaction
            | Nature::OwnTransaction
            | Nature::TransactionControl(_) => match self.avoids_transaction(&statement) {
                Some(alone) => SegmentKind::Alone(alone),
                None => SegmentKind::Transaction,
            },
        };
        self.single(kind, statement);
    }

    fn avoids_transaction(&self, statement: &Statement) -> Option<Alone> {
        match self.dialect {
            Dialect::Postgres => {
                postgres::avoids_transaction(self.text, &self.first_tokens(&statement.span, 1))
            }
            Dialect::Sqlite | Dialect::Mysql => None,
        }
    }

    fn single(&mut self, kind: SegmentKind, statement: Statement) {
        self.close();
        self.push(kind, vec![statement]);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            let statements = std::mem::take(&mut self.open);
            self.push(SegmentKind::Transaction, statements);
        }
    }

    fn push(&mut self, kind: SegmentKind, statements: Vec<Statement>) {
        let (Some(first), Some(last)) = (statements.first(), statements.last()) else { return };
        let span = first.span.start..last.span.end;
        let replay = self.session.clone();
        self.session.extend(
            statements
                .iter()
                .filter(|statement| matches!(statement.nature, Nature::Session | Nature::SessionAlone))
                .map(|statement| statement.span.clone()),
        );
        self.segments.push(Segment { kind, span, statements, replay });
    }

    /// The words that name a statement in a message.
    fn first_words(&self, span: &Range<usize>) -> String {
        let text = self.text.get(span.clone()).unwrap_or("");
        let tokens = self.first_tokens(span, 4);
        let words: Vec<&str> = tokens
            .iter()
            .map(|token| token.of(self.text))
            .take_while(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
            .take(3)
            .collect();
        if words.is_empty() { text.chars().take(20).collect() } else { words.join(" ") }
    }

    fn first_tokens(&self, span: &Range<usize>, count: usize) -> Vec<Token> {
        let Some(text) = self.text.get(..span.end) else { return Vec::new() };
        let mut lexer = Lexer::new(self.dialect, text);
        lexer.position = span.start;
        std::iter::from_fn(|| lexer.next().ok().flatten())
            .filter(|token| token.kind != TokenKind::Hint)
            .take(count)
            .collect()
    }
}

/// Whether the statement may stand between an explicit BEGIN and COMMIT.
fn may_be_inside(dialect: Dialect, nature: &Nature) -> bool {
    match nature {
        Nature::Ordinary | Nature::EndsTransaction | Nature::OwnTransaction | Nature::Session => true,
        // What a procedure does, who calls it in a transaction must know.
        Nature::Alone(Alone::Unknown) => dialect == Dialect::Mysql,
        Nature::Alone(_) | Nature::SessionAlone | Nature::TransactionControl(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dialect::{Mysql, Postgres, Sqlite};
    use SegmentMode::{NoTransaction, Transaction};

    /// Each segment as `kind: its statements`.
    fn cut(dialect: Dialect, mode: SegmentMode, text: &str) -> Vec<String> {
        let segments = match segments(dialect, text, mode) {
            Ok(segments) => segments,
            Err(error) => return vec![format!("{} {error}", error.offset)],
        };
        segments
            .iter()
            .map(|segment| {
                let kind = match &segment.kind {
                    SegmentKind::Transaction => "transaction",
                    SegmentKind::Alone(Alone::Unknown) => "unknown",
                    SegmentKind::Alone(Alone::Repeatable) => "repeatable",
                    SegmentKind::Alone(Alone::Definition) => "definition",
                    SegmentKind::Alone(_) => "alone",
                    SegmentKind::Session => "session",
                };
                format!("{kind}: {}", text.get(segment.span.clone()).unwrap())
            })
            .collect()
    }

    fn check(dialect: Dialect, mode: SegmentMode, text: &str, expected: &[&str]) {
        assert_eq!(cut(dialect, mode, text), expected, "{text}");
    }

    #[test]
    fn postgres_in_transactions() {
        let check = |text, expected: &[&str]| check(Postgres, Transaction, text, expected);
        check("", &[]);
        check("-- nothing\n/* at all */ ;;", &[]);
        check("select 1; select 2; -- end", &["transaction: select 1; select 2"]);
        check(
            "create table t (); create index concurrently i on t (a); drop table u;",
            &[
                "transaction: create table t ()",
                "alone: create index concurrently i on t (a)",
                "transaction: drop table u",
            ],
        );
        check(
            "alter type mood add value 'x'; insert into t values ('x');",
            &["transaction: alter type mood add value 'x'", "transaction: insert into t values ('x')"],
        );
        check("alter type mood add value 'x';", &["transaction: alter type mood add value 'x'"]);
        check(
            "alter table t add check (a > 0) not valid; alter table t validate constraint c; drop table u;",
            &[
                "transaction: alter table t add check (a > 0) not valid",
                "transaction: alter table t validate constraint c",
                "transaction: drop table u",
            ],
        );
        check(
            "begin; alter table t add check (a > 0) not valid; alter table t validate constraint c; commit;",
            &["transaction: alter table t add check (a > 0) not valid; alter table t validate constraint c"],
        );
        check("set a = 1; select 1; call p();", &["transaction: set a = 1; select 1; call p()"]);
        check(
            "savepoint a; select 1; rollback to a; release a",
            &["transaction: savepoint a; select 1; rollback to a; release a"],
        );
        check("BEGIN; select 1; COMMIT;", &["transaction: select 1"]);
        check(
            "set a = 1; start transaction; select 1; end work;",
            &["transaction: set a = 1", "transaction: select 1"],
        );
        check("begin; select 1; commit; vacuum", &["transaction: select 1", "repeatable: vacuum"]);
    }

    #[test]
    fn postgres_refusals() {
        let check = |text, offset: usize, what: &str| {
            let found = cut(Postgres, Transaction, text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].starts_with(&format!("{offset} {what}")), "{text}: {found:?}");
        };
        check("select 1; begin; select 2; commit;", 10, "begin can't be in a revision here");
        check("begin; select 1; commit; select 2", 0, "begin can't be");
        check("begin; select 1;", 0, "the transaction that begins here is never committed");
        check("begin; select 1; rollback;", 0, "begin can't");
        check("select 1; /* - */ commit work", 18, "commit work can't");
        check("begin isolation level serializable; select 1; commit", 0, "begin isolation level can't");
        check("prepare transaction 'x'", 0, "prepare transaction can't");
    }

    #[test]
    fn postgres_each_its_own() {
        let check = |text, expected: &[&str]| check(Postgres, NoTransaction, text, expected);
        check(
            "select 1; set a = 1; call p(); do $$ begin end $$; vacuum; reindex table t",
            &[
                "transaction: select 1",
                "session: set a = 1",
                "unknown: call p()",
                "unknown: do $$ begin end $$",
                "repeatable: vacuum",
                "repeatable: reindex table t",
            ],
        );
        check(
            "begin; select 1; call p(); savepoint s; commit; select 2; begin; commit;",
            &["transaction: select 1; call p(); savepoint s", "transaction: select 2"],
        );
        check(
            "begin; vacuum; commit",
            &["7 vacuum can't be inside a transaction: it stands between BEGIN and COMMIT"],
        );
        check("select 1; begin; select 2", &["10 the transaction that begins here is never committed"]);
        check(
            "commit",
            &["0 commit can't be in a revision here: aludel begins and ends the transaction itself"],
        );
    }

    #[test]
    fn sqlite_rebuilds_a_table() {
        check(
            Sqlite,
            Transaction,
            "PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE; create table n (a); drop table o; COMMIT; PRAGMA foreign_keys=ON;",
            &[
                "session: PRAGMA foreign_keys=OFF",
                "transaction: create table n (a); drop table o",
                "session: PRAGMA foreign_keys=ON",
            ],
        );
        check(
            Sqlite,
            Transaction,
            "pragma foreign_keys(0); create table n (a); pragma main.user_version = 3; pragma legacy_alter_table = 1; vacuum",
            &[
                "session: pragma foreign_keys(0)",
                "transaction: create table n (a); pragma main.user_version = 3; pragma legacy_alter_table = 1",
                "repeatable: vacuum",
            ],
        );
    }

    #[test]
    fn mysql_always_each_its_own() {
        for mode in [Transaction, NoTransaction] {
            let check = |text, expected: &[&str]| check(Mysql, mode, text, expected);
            check(
                "set names utf8mb4; create table t (a int); insert into t values (1); call p(); optimize table t;
                 start transaction; insert into t values (2); set @a = 1; call p(); commit; delete from t",
                &[
                    "session: set names utf8mb4",
                    "definition: create table t (a int)",
                    "transaction: insert into t values (1)",
                    "unknown: call p()",
                    "repeatable: optimize table t",
                    "transaction: insert into t values (2); set @a = 1; call p()",
                    "transaction: delete from t",
                ],
            );
            check(
                "begin; insert into t values (1); alter table t add b int; commit",
                &["33 alter table t can't be inside a transaction: it stands between BEGIN and COMMIT"],
            );
            check(
                "set autocommit = 0; insert into t values (1);",
                &[
                    "0 set autocommit can't be in a revision here: aludel begins and ends the transaction itself",
                ],
            );
        }
    }

    #[test]
    fn what_changed_the_session_is_said_again() {
        let text = "set a = 1; select 1; create index concurrently i on t (a); set b = 2; vacuum; select 2";
        let segments = segments(Postgres, text, Transaction).unwrap();
        let replay: Vec<Vec<&str>> = segments
            .iter()
            .map(|segment| segment.replay.iter().map(|span| &text[span.clone()]).collect())
            .collect();
        let (a, b) = ("set a = 1", "set b = 2");
        assert_eq!(replay, [vec![], vec![a], vec![a], vec![a, b], vec![a, b]]);
    }

    #[test]
    fn a_segment_has_the_checksum_of_its_statements() {
        let checksums = |text: &str| -> Vec<String> {
            segments(Postgres, text, Transaction)
                .unwrap()
                .iter()
                .map(|it| it.checksum(Postgres, text))
                .collect()
        };
        let one = checksums("select 1; /* x */ select 2; vacuum");
        assert_eq!(one, checksums("-- y\nselect\n1;\nselect 2 ; vacuum;"));
        assert_eq!(one[0], crate::script::checksum(Postgres, "select 1; select 2"));
        assert_ne!(one[0], one[1]);
    }
}
