//! A script: its statements, each with its place in it, and how they fall into transactions.
//!
//! Nothing here parses SQL: a script is cut into tokens, the tokens into statements, and the
//! first words of a statement tell whether it can be in a transaction. What can't be told from
//! the text is left to the database.

use std::ops::Range;

use crate::Dialect;
use token::Lexer;

mod checksum;
mod dump;
mod mysql;
mod postgres;
mod segment;
mod sqlite;
pub(crate) mod token;

pub use checksum::checksum;
pub(crate) use checksum::{digest, is_digest};
pub use dump::{Dump, DumpedStatement, dump};
pub use segment::{Segment, SegmentKind, SegmentMode, segments};
pub use token::{Token, TokenKind};

/// One statement of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands, in bytes: without the comments before it, and without what ends it.
    pub span: Range<usize>,
    /// What it does to the transaction and the session it runs in.
    pub nature: Nature,
}

/// What a statement does to the transaction and the session it runs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Nothing: it comes and goes with the transaction.
    Ordinary,
    /// It can't be in a transaction, or commits by itself.
    Alone(Alone),
    /// It may be in a transaction, but what follows must be in the next: PostgreSQL's
    /// `ALTER TYPE … ADD VALUE`, whose value can't be used before the commit.
    EndsTransaction,
    /// It may be in a transaction, and is given one of its own: PostgreSQL's
    /// `ALTER TABLE … VALIDATE CONSTRAINT`, which reads a whole table. What stands before it must
    /// have let go of its locks by then.
    OwnTransaction,
    /// It changes the session, in a transaction too, and must be said again when a run resumes
    /// after it.
    Session,
    /// As [`Nature::Session`], and in a transaction it would fail or do nothing.
    SessionAlone,
    /// It begins or ends a transaction itself.
    TransactionControl(Control),
}

/// A statement that can't be in a transaction, by what must be known to run it again after a cut.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Alone {
    /// PostgreSQL's `CREATE INDEX CONCURRENTLY`: when cut it leaves an invalid index.
    CreateIndexConcurrently {
        /// The index, if the statement names it; its schema is the table's.
        index: Option<Name>,
        /// Its table.
        table: Name,
    },
    /// PostgreSQL's `DROP INDEX CONCURRENTLY`.
    DropIndexConcurrently {
        /// What is dropped.
        indexes: Vec<Name>,
    },
    /// PostgreSQL's `REINDEX … CONCURRENTLY`: when cut it leaves invalid indexes with names in `_ccnew`.
    ReindexConcurrently,
    /// PostgreSQL's `DETACH PARTITION … CONCURRENTLY` or `FINALIZE`.
    DetachPartition {
        /// The partitioned table.
        table: Name,
        /// What is detached.
        partition: Name,
        /// Whether it ends what another statement began.
        finalize: bool,
    },
    /// PostgreSQL's `CREATE DATABASE`.
    CreateDatabase {
        /// The database.
        name: String,
    },
    /// PostgreSQL's `DROP DATABASE`.
    DropDatabase {
        /// The database.
        name: String,
    },
    /// Running it twice does no harm: `VACUUM`, `ALTER SYSTEM`, `FLUSH`.
    Repeatable,
    /// A MySQL statement that commits by itself: it happens whole or not at all.
    Definition,
    /// On MySQL, a Rust function: in a transaction with its record, which a definition in it commits.
    Function,
    /// Whether it finished can't be told: `CALL`, `DO`, `CREATE TABLESPACE`.
    Unknown,
}

/// A name as the database holds it: without quotes, and folded if it had none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The schema, if one is said.
    pub schema: Option<String>,
    /// The name in it.
    pub name: String,
}

/// A statement that begins or ends a transaction, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Control {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `BEGIN` with an isolation level or another option.
    BeginWithOptions,
    /// `COMMIT`, `END`.
    Commit,
    /// `COMMIT AND CHAIN`, `COMMIT RELEASE`.
    CommitWithOptions,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// `SAVEPOINT`, `RELEASE`, `ROLLBACK TO`: a part of a transaction.
    Savepoint,
    /// `PREPARE TRANSACTION`, `COMMIT PREPARED`, `XA`: a transaction of several databases.
    Prepare,
    /// MySQL's `SET autocommit`.
    Autocommit,
}

/// Why a script can't be cut into statements or segments.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct ScriptError {
    /// Where, in bytes: what is not closed is named by its opening.
    pub offset: usize,
    /// What.
    pub kind: ScriptErrorKind,
}

/// What is wrong with a script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptErrorKind {
    /// A quote opens a text, and none closes it.
    #[error("this quoted text is never closed")]
    UnterminatedString,
    /// A quote opens a name, and none closes it.
    #[error("this quoted name is never closed")]
    UnterminatedIdentifier,
    /// `$tag$` opens a text, and no second one closes it.
    #[error("the text that {0} opens is never closed")]
    UnterminatedDollarQuote(String),
    /// `/*` opens a comment, and nothing closes it.
    #[error("this comment is never closed")]
    UnterminatedComment,
    /// A line for psql, which the server does not understand.
    #[error("{0} is a command of psql, not SQL")]
    ClientCommand(String),
    /// `COPY … FROM STDIN`, whose data only psql finds in a script.
    #[error("COPY … FROM STDIN can't be in a revision: only psql reads its data from the script; use INSERT")]
    CopyFromStdin,
    /// A `DELIMITER` that names nothing, or that stands inside a statement.
    #[error("DELIMITER must stand between statements and name what is to end them")]
    Delimiter,
    /// MySQL's `LOCK TABLES`, under which no other table can be written.
    #[error(
        "LOCK TABLES can't be in a revision: the record of the run could not be written under it (mysqldump \
             leaves it out with --skip-add-locks)"
    )]
    LockTables,
    /// PostgreSQL's `DISCARD ALL`, which gives back the lock that keeps others away.
    #[error("DISCARD ALL can't be in a revision: it would release the lock of the run; use RESET ALL")]
    DiscardAll,
    /// A statement that begins or ends a transaction where aludel does it.
    #[error("{statement} can't be in a revision here: aludel begins and ends the transaction itself")]
    TransactionControl {
        /// Its first words.
        statement: String,
        /// What it does.
        control: Control,
    },
    /// `BEGIN` without its `COMMIT`.
    #[error("the transaction that begins here is never committed")]
    TransactionNotEnded,
    /// A statement in an explicit transaction that can't be in one, or would commit it.
    #[error("{statement} can't be inside a transaction: it stands between BEGIN and COMMIT")]
    AloneInTransaction {
        /// Its first words.
        statement: String,
    },
}

/// The statements of a script, in order.
///
/// # Errors
/// [`ScriptError`]: the first place where the text can't be cut.
pub fn statements(dialect: Dialect, text: &str) -> Result<Vec<Statement>, ScriptError> {
    let mut lexer = Lexer::new(dialect, text);
    let mut tokens = Vec::new();
    let mut statements = Vec::new();
    while let Some(span) = next_statement(dialect, &mut lexer, &mut tokens)? {
        let nature =
            nature(dialect, text, &tokens).map_err(|kind| ScriptError { offset: span.start, kind })?;
        statements.push(Statement { span, nature });
    }
    Ok(statements)
}

/// The tokens of a text, without its comments.
///
/// # Errors
/// [`ScriptError`]: the first place where the text can't be cut.
pub fn tokens(dialect: Dialect, text: &str) -> Result<Vec<Token>, ScriptError> {
    let mut lexer = Lexer::new(dialect, text);
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

/// So many tokens of a statement are kept to tell its nature.
const TOKENS_KEPT: usize = 512;

/// Reads one statement, leaving its first tokens in `tokens`.
fn next_statement(
    dialect: Dialect,
    lexer: &mut Lexer<'_>,
    tokens: &mut Vec<Token>,
) -> Result<Option<Range<usize>>, ScriptError> {
    let text = lexer.text;
    let mut splitter = Splitter::new(dialect);
    let mut span: Option<Range<usize>> = None;
    tokens.clear();
    while let Some(token) = lexer.next()? {
        splitter.feed(text, &token);
        if token.kind == TokenKind::Terminator && (span.is_none() || !splitter.is_open(lexer)) {
            if span.is_some() {
                return Ok(span);
            }
            splitter = Splitter::new(dialect);
            continue;
        }
        let start = span.map_or(token.start, |span| span.start);
        span = Some(start..token.end);
        if token.kind != TokenKind::Hint && tokens.len() < TOKENS_KEPT {
            tokens.push(token);
        }
    }
    Ok(span)
}

/// What the dialect must remember of a statement to know its end.
enum Splitter {
    Postgres(postgres::Splitter),
    Sqlite(sqlite::Splitter),
    Mysql(mysql::Splitter),
}

impl Splitter {
    fn new(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres => Self::Postgres(postgres::Splitter::default()),
            Dialect::Sqlite => Self::Sqlite(sqlite::Splitter::default()),
            Dialect::Mysql => Self::Mysql(mysql::Splitter::default()),
        }
    }

    fn feed(&mut self, text: &str, token: &Token) {
        match self {
            Self::Postgres(splitter) => splitter.feed(text, token),
            Self::Sqlite(splitter) => splitter.feed(text, token),
            Self::Mysql(splitter) => splitter.feed(text, token),
        }
    }

    /// Whether what would end the statement stands inside it.
    fn is_open(&self, lexer: &Lexer<'_>) -> bool {
        match self {
            Self::Postgres(splitter) => splitter.is_open(),
            Self::Sqlite(splitter) => splitter.is_open(),
            // Who says DELIMITER says where statements end.
            Self::Mysql(splitter) => lexer.delimiter == ";" && splitter.is_open(),
        }
    }
}

fn nature(dialect: Dialect, text: &str, tokens: &[Token]) -> Result<Nature, ScriptErrorKind> {
    match dialect {
        Dialect::Postgres => postgres::nature(text, tokens),
        Dialect::Sqlite => Ok(sqlite::nature(text, tokens)),
        Dialect::Mysql => mysql::nature(text, tokens),
    }
}

/// The statements of a script as text, for tests.
#[cfg(test)]
fn pieces(dialect: Dialect, text: &str) -> Vec<&str> {
    match statements(dialect, text) {
        Ok(statements) => {
            statements.iter().filter_map(|statement| text.get(statement.span.clone())).collect()
        }
        Err(error) => panic!("{error} at {}: {:?}", error.offset, text.get(error.offset..)),
    }
}

/// The nature of the only statement of a script, for tests.
#[cfg(test)]
fn nature_of(dialect: Dialect, text: &str) -> Nature {
    match statements(dialect, text).as_deref() {
        Ok([statement]) => statement.nature.clone(),
        other => panic!("{text}: {other:?}"),
    }
}
