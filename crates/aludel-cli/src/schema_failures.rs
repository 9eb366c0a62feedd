//! What the schema library's errors mean to a person.

use std::borrow::Cow;
use std::path::Path;

use aludel::database::DatabaseError;
use aludel::wait::WaitError;
use aludel_schema::Refusal;
use aludel_schema::dialect::InspectError;
use aludel_schema::rename::WishError;
use aludel_schema::scratch::ScratchError;
use aludel_schema::source::{CommandError, LoadError, ReadComplaint, ReadError, SqlText};
use aludel_schema::workshop::WorkError;

use crate::error::{Failure, Place, Problem, exit};
use crate::failures;
use crate::session::Session;

/// A schema that could not be made, read or compared.
pub(crate) fn work(session: &Session, error: WorkError) -> Failure {
    let failure = match error {
        WorkError::Migrate(error) => failures::migrate(*error, "aludel upgrade"),
        WorkError::Refused(refusals) => refused(&refusals),
        WorkError::Cycle(_) => Problem::new("cycle", error.to_string())
            .hint("make one of them by hand, in a revision of its own, and run this again")
            .failed(),
        WorkError::Wish(error) => wish(&error),
        WorkError::Load(error) => load(&error, &[]),
        WorkError::Inspect(InspectError::Database(error)) => database(session, &error),
        WorkError::Statement { statement, error } => {
            let mut problem = Problem::new("planned-statement", error.message)
                .fact(format!("aludel planned this: {statement}"));
            problem.facts.extend(error.detail);
            problem
                .hint("nothing was written; write this revision by hand (`aludel revision`), and please report it")
                .failed()
        }
        WorkError::Servers { .. } => Problem::new("servers", error.to_string())
            .hint("name a scratch server of the database's own version: `--scratch URL`")
            .failed(),
        WorkError::Scratch(error) => scratch(&error),
        _ => Problem::new("schema", error.to_string()).failed(),
    };
    session.ended(failure)
}

fn database(session: &Session, error: &DatabaseError) -> Failure {
    match session.url() {
        Ok(url) => failures::connection(WaitError::Refused(error.clone()), url),
        Err(_) => Problem::new("database", error.to_string()).failed(),
    }
}

/// Objects for which there is no way.
fn refused(refusals: &[Refusal]) -> Failure {
    let problems = refusals
        .iter()
        .map(|refusal| Problem::new("by-hand", refusal.to_string()).hint(refusal.mend.clone()))
        .collect();
    Failure { exit: exit::FAILED, problems }
}

/// A rename that can't be made.
pub(crate) fn wish(error: &WishError) -> Failure {
    let problem = Problem::new("rename", error.to_string());
    match error {
        WishError::Ambiguous(_, found) => {
            let said = found.first().map(|id| format!("`--rename \"{} {}=…\"`", id.kind(), id.dotted()));
            problem.hint(format!("say more of its place, or its kind: {}", said.unwrap_or_default())).usage()
        }
        WishError::Unknown(_) => {
            problem.hint("the old name is one of the schema as it is, before this revision").usage()
        }
        _ => problem.hint("as in `--rename users.fax=phone`").usage(),
    }
}

/// Files that can't be read.
pub(crate) fn unread(error: &ReadError) -> Failure {
    let problems = error.complaints.iter().map(|complaint| {
        let ReadComplaint { path, line, message } = complaint;
        Problem::new("models", message.clone()).at(Place { line: *line, ..Place::file(path) })
    });
    Failure { exit: exit::FAILED, problems: problems.collect() }
}

/// A command that gave no schema.
pub(crate) fn command(error: &CommandError) -> Failure {
    Problem::new("models", error.to_string())
        .hint("it is run by `sh -c`, and what it prints on stdout must be SQL")
        .failed()
}

/// As [`work`], where the texts are known that were loaded: their lines are shown.
pub(crate) fn work_with(session: &Session, error: WorkError, texts: &[SqlText]) -> Failure {
    match error {
        WorkError::Load(error) => load(&error, texts),
        error => work(session, error),
    }
}

/// Texts that can't be loaded.
fn load(error: &LoadError, texts: &[SqlText]) -> Failure {
    let place = |path: &Path, (line, column): (usize, usize)| {
        let source = texts.iter().find(|text| text.path == path);
        // What comes from Rust is told at its source, which is none of the texts.
        let text = source.map_or_else(
            || Cow::Owned(std::fs::read_to_string(path).unwrap_or_default()),
            |text| Cow::Borrowed(text.text.as_str()),
        );
        let source_line = text.lines().nth(line.saturating_sub(1)).map(str::to_owned);
        Place { line: Some(line), column: Some(column), source_line, ..Place::file(path) }
    };
    let problems = match error {
        LoadError::Texts { faults } => faults
            .iter()
            .map(|fault| Problem::new("models", fault.message.clone()).at(place(&fault.path, fault.place)))
            .collect(),
        LoadError::Statements { failures, is_circle, .. } => {
            let mut problems: Vec<Problem> = failures
                .iter()
                .map(|failure| {
                    let problem = Problem::new("models", failure.error.message.clone());
                    failures::database(problem, &failure.error).at(place(&failure.path, failure.place))
                })
                .collect();
            if let Some(last) = problems.last_mut().filter(|_| *is_circle) {
                last.hints.push(
                    "these statements need each other: one of them must be written in two parts".to_owned(),
                );
            }
            problems
        }
        other => vec![Problem::new("models", other.to_string())],
    };
    Failure { exit: exit::FAILED, problems }
}

fn scratch(error: &ScratchError) -> Failure {
    if let ScratchError::Stopped = error {
        return Problem::new("stopped", error.to_string()).failed();
    }
    Problem::new("scratch", error.to_string())
        .hint("name a server where databases may be made: `--scratch postgres://user@host/postgres`, or `scratch` in aludel.toml")
        .failed()
}
