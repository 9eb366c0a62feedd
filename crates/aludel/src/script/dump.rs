//! A script that is no revision: what `pg_dump`, `mysqldump` and `sqlite3 .dump` write.
//!
//! It is meant for the client program of its database, so it holds what no server understands: lines
//! for psql, the rows behind a `COPY … FROM stdin`. Here these are passed over, not refused, and a
//! statement that a revision may not have is handed on with the reason.

use std::ops::Range;

use super::token::{Lexer, TokenKind};
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

/// The statements of a script in order, without the lines that are for a client program only.
///
/// # Errors
/// [`ScriptError`]: the first place where the text can't be cut.
pub fn dumped_statements(dialect: Dialect, text: &str) -> Result<Vec<DumpedStatement>, ScriptError> {
    let mut lexer = Lexer::new(dialect, text);
    lexer.skips_client_lines = true;
    let mut tokens = Vec::new();
    let mut statements = Vec::new();
    while let Some(span) = next_statement(dialect, &mut lexer, &mut tokens)? {
        let nature = nature(dialect, text, &tokens);
        if nature == Err(ScriptErrorKind::CopyFromStdin) {
            lexer.position = after_rows(text, lexer.position);
        }
        statements.push(DumpedStatement { span, nature });
    }
    Ok(statements)
}

/// The comments of a script, each with its signs.
///
/// # Errors
/// [`ScriptError`]: the first place where the text can't be cut.
pub fn comments(dialect: Dialect, text: &str) -> Result<Vec<Range<usize>>, ScriptError> {
    let mut lexer = Lexer::new(dialect, text);
    lexer.skips_client_lines = true;
    let mut comments = Vec::new();
    while let Some(token) = lexer.next_with_comments()? {
        if token.kind == TokenKind::Comment {
            comments.push(token.start..token.end);
        }
    }
    Ok(comments)
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
        dumped_statements(dialect, text).unwrap().into_iter().map(|it| &text[it.span]).collect()
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
        let statements = dumped_statements(Dialect::Mysql, "LOCK TABLES a WRITE; UNLOCK TABLES").unwrap();
        assert_eq!(statements[0].nature, Err(ScriptErrorKind::LockTables));
        assert_eq!(statements.len(), 2);
    }

    #[test]
    fn comments_are_those_outside_of_texts() {
        let text = "-- one\nSELECT '-- two', $$-- three$$ /* four */;";
        let found: Vec<&str> =
            comments(Dialect::Postgres, text).unwrap().into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["-- one", "/* four */"]);
    }
}
