//! A script that is no revision: what `pg_dump`, `mysqldump` and `sqlite3 .dump` write.
//!
//! It is meant for the client program of its database, so it holds what no server understands: lines
//! for psql, the rows behind a `COPY … FROM stdin`. Here these are passed over, not refused, and a
//! statement that a revision may not have is handed on with the reason.

use std::ops::Range;

use super::token::Lexer;
use super::{Nature, ScriptError, ScriptErrorKind, nature, next_statement};
use crate::Dialect;

/// One statement of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpedStatement {
    /// Where it stands, in bytes: without the comments before it, and without what ends it.
    pub span: Range<usize>,
    /// What it does to the transaction and the session; or why it can't be run as it is.
    pub nature: Result<Nature, ScriptErrorKind>,
}

/// What stands in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    /// Its statements, in order.
    pub statements: Vec<DumpedStatement>,
    /// Its comments with their signs, in order; lines for psql are among them, and begin with a backslash.
    pub comments: Vec<Range<usize>>,
}

/// Cuts a script that may hold lines and rows for a client program only.
///
/// # Errors
/// [`ScriptError`]: the first place where the text can't be cut.
pub fn dump(dialect: Dialect, text: &str) -> Result<Dump, ScriptError> {
    let mut lexer = Lexer::new(dialect, text);
    lexer.skips_client_lines = true;
    lexer.comments = Some(Vec::new());
    let mut tokens = Vec::new();
    let mut statements = Vec::new();
    while let Some(span) = next_statement(dialect, &mut lexer, &mut tokens)? {
        let nature = nature(dialect, text, &tokens);
        if nature == Err(ScriptErrorKind::CopyFromStdin) {
            lexer.position = after_rows(text, lexer.position);
        }
        statements.push(DumpedStatement { span, nature });
    }
    Ok(Dump { statements, comments: lexer.comments.unwrap_or_default() })
}

/// Where the rows behind a COPY end: after a line `\.`, or at the end.
///
/// <https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-TEXT-FORMAT>
fn after_rows(text: &str, position: usize) -> usize {
    let rest = text.get(position..).unwrap_or("");
    let mut at = position;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim_end_matches(['\r', '\n']) == "\\." {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(dialect: Dialect, text: &str) -> Vec<&str> {
        dump(dialect, text).unwrap().statements.into_iter().map(|it| &text[it.span]).collect()
    }

    #[test]
    fn lines_for_psql_and_rows_are_passed_over() {
        let text = "\\restrict abc'def\nSET a = 1;\n\\connect - x\nCOPY t (a) FROM stdin;\n1;\tit's\n\\.\n\n\
                    CREATE TABLE b ();\n\\unrestrict abc'def\n";
        assert_eq!(
            pieces(Dialect::Postgres, text),
            ["SET a = 1", "COPY t (a) FROM stdin", "CREATE TABLE b ()"]
        );
        assert_eq!(pieces(Dialect::Postgres, "COPY t FROM stdin;\n1\n2"), ["COPY t FROM stdin"]);
    }

    #[test]
    fn what_a_revision_may_not_have_comes_with_its_reason() {
        let statements = dump(Dialect::Mysql, "LOCK TABLES a WRITE; UNLOCK TABLES").unwrap().statements;
        assert_eq!(statements[0].nature, Err(ScriptErrorKind::LockTables));
        assert_eq!(statements.len(), 2);
    }

    #[test]
    fn comments_are_those_outside_of_texts() {
        let text = "-- one\nSELECT '-- two', $$-- three$$ /* four */;\n\\i file\nCOPY a FROM stdin;\n-- row\n\\.\n-- five";
        let found = dump(Dialect::Postgres, text).unwrap().comments;
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["-- one", "/* four */", "\\i file", "-- five"]);
    }
}
