//! Runs a script as a revision is run, by its segments.

use aludel::Dialect;
use aludel::database::{ConnectOptions, Database, Row, connect};
use aludel::script::{SegmentKind, SegmentMode, segments};
use aludel::url::DatabaseUrl;
use testkit::TestDatabase;

/// A new connection.
pub(crate) fn connection(database: &TestDatabase) -> Result<Box<dyn Database>, String> {
    let url = DatabaseUrl::parse(&database.url()).map_err(|error| error.to_string())?;
    let options = ConnectOptions { create: true, ..ConnectOptions::default() };
    connect(&url, &options).map_err(|error| error.to_string())
}

/// Runs a script to its end; `Err` shows the statement at which it stopped and what the database said.
pub(crate) fn run(connection: &mut dyn Database, text: &str) -> Result<(), String> {
    let dialect = connection.server().dialect;
    let pieces = segments(dialect, text, SegmentMode::Transaction)
        .map_err(|error| format!("{error}, at\n{}", text.get(error.offset..).unwrap_or_default()))?;
    for piece in &pieces {
        let is_transaction = piece.kind == SegmentKind::Transaction && dialect != Dialect::Mysql;
        if is_transaction {
            execute(connection, "BEGIN")?;
        }
        for statement in &piece.statements {
            execute(connection, &text[statement.span.clone()])?;
        }
        if is_transaction {
            execute(connection, "COMMIT")?;
        }
    }
    Ok(())
}

fn execute(connection: &mut dyn Database, statement: &str) -> Result<(), String> {
    connection.execute(statement).map_err(|error| format!("{error}\nat: {statement}"))
}

/// The rows that a question returns, one a line, values between bars.
pub(crate) fn ask(connection: &mut dyn Database, question: &str) -> Result<String, String> {
    let rows = connection.query(question.trim().trim_end_matches(';'));
    let rows = rows.map_err(|error| format!("{error}\nat: {question}"))?;
    let line = |row: &Row| {
        let values = row.iter().map(|value| value.as_deref().unwrap_or("NULL"));
        format!("{}\n", values.collect::<Vec<_>>().join(" | "))
    };
    Ok(rows.iter().map(line).collect())
}
