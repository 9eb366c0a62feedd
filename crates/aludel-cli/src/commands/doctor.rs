//! `aludel doctor`: what would stop a migration here and now.
//!
//! Each check is one line of one page. What is asked of a server stands in a file per dialect; a
//! question that the server refuses is a check that could not be made, never a failure of the page.

use std::mem::ManuallyDrop;
use std::time::Duration;

use aludel::database::{Database, Row};
use aludel::{Dialect, Migrations};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::error::{Failure, exit};
use crate::flags::{Flags, WaitFlags};
use crate::output::text::{Paint, clean, count, indent};
use crate::output::{Output, Report};
use crate::session::{Access, Session};
use crate::{failures, verbs};

mod mysql;
mod postgres;
mod sqlite;

/// Show on one page what would stop a migration here and now
///
/// Version, privileges, lock holder, pooler, long transactions, disk, pending, edited, ahead.
/// Exit code 3 where something would.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wait: WaitFlags,
}

/// The page.
#[derive(Serialize)]
struct Page {
    checks: Vec<Check>,
}

/// One line of it.
#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    verdict: Verdict,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// As it should be.
    Good,
    /// It may slow a migration down, or surprise.
    Warning,
    /// It would stop a migration.
    Bad,
    /// It could not be found out.
    Unknown,
}

impl Check {
    fn new(name: &'static str, verdict: Verdict, message: impl Into<String>) -> Self {
        Self { name, verdict, message: message.into(), hint: None }
    }

    fn good(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, Verdict::Good, message)
    }

    fn warning(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, Verdict::Warning, message)
    }

    fn bad(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, Verdict::Bad, message)
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Report for Page {
    fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for Check { name, verdict, message, hint } in &self.checks {
            let mark = match verdict {
                Verdict::Good => paint.good("ok  "),
                Verdict::Warning => paint.warning("look"),
                Verdict::Bad => paint.error("stop"),
                Verdict::Unknown => paint.faint("?   "),
            };
            let lead = " ".repeat(25);
            text.push_str(&format!("{mark}  {name:<19}{}\n", indent(&clean(message), &lead)));
            if let Some(hint) = hint {
                text.push_str(&format!("{lead}{} {}\n", paint.hint("hint:"), indent(&clean(hint), &lead)));
            }
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let mut checks = Vec::new();
        let migrations = revisions(&session, &mut checks);
        match session.connect(Access::Probe, Duration::ZERO) {
            Ok(mut database) => look(&session, &mut *database, migrations.as_deref(), &mut checks),
            Err(failure) => checks.extend(of_failure("database", failure)),
        }
        let stops = checks.iter().any(|check| check.verdict == Verdict::Bad);
        output.report(&Page { checks });
        Ok(if stops { exit::FOUND } else { 0 })
    }
}

fn revisions(session: &Session, checks: &mut Vec<Check>) -> Option<ManuallyDrop<Migrations>> {
    match session.migrations() {
        Ok(migrations) => {
            let graph = &migrations.graph;
            let heads: Vec<&str> = graph.heads().into_iter().map(|head| graph.id(head).as_str()).collect();
            let words = format!("{} in {}", count(graph.len(), "revision"), folders(session));
            checks.push(if heads.len() > 1 {
                Check::bad(
                    "revisions",
                    format!("{words}, with {} heads: {}", heads.len(), failures::short_list(&heads)),
                )
                .hint("`aludel merge heads` joins them, `aludel rebase` puts one line behind the other")
            } else {
                Check::good("revisions", words)
            });
            Some(migrations)
        }
        Err(failure) => {
            checks.extend(of_failure("revisions", failure));
            None
        }
    }
}

fn folders(session: &Session) -> String {
    session.config.migrations.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn of_failure(name: &'static str, failure: Failure) -> Vec<Check> {
    let checks = failure.problems.into_iter().map(|problem| {
        let place = problem.place.map(|place| match place.line {
            Some(line) => format!(" ({}:{line})", place.file.display()),
            None => format!(" ({})", place.file.display()),
        });
        let check = Check::bad(name, format!("{}{}", problem.message, place.unwrap_or_default()));
        match problem.hints.into_iter().next() {
            Some(hint) => check.hint(hint),
            None => check,
        }
    });
    checks.collect()
}

fn look(
    session: &Session,
    database: &mut dyn Database,
    migrations: Option<&Migrations>,
    checks: &mut Vec<Check>,
) {
    let server = database.server().clone();
    let reached = format!("{} {}, database {}", server.product, server.version, server.database);
    checks.push(match too_old(&server) {
        Some(oldest) => {
            Check::warning("server", format!("{reached}: aludel is tested with {oldest} and later"))
        }
        None => Check::good("server", reached),
    });
    checks.push(match server.read_only {
        true => Check::bad("writable", "the server takes no changes: a standby, or a file that is read-only"),
        false => Check::good("writable", "yes"),
    });
    checks.push(match server.pooled {
        true => Check::warning(
            "pooler",
            "a pooler shares sessions between clients: a lease stands in for the session's lock",
        )
        .hint("where there is one, use the direct address of the database for migrations"),
        false => Check::good("pooler", "none: the session is its own"),
    });
    let table = session.version_table();
    match server.dialect {
        Dialect::Postgres => postgres::look(database, &table, checks),
        Dialect::Mysql => mysql::look(database, checks),
        Dialect::Sqlite => sqlite::look(database, checks),
    }
    if let Some(migrations) = migrations {
        look_at_state(session, database, migrations, checks);
    }
}

fn too_old(server: &aludel::database::Server) -> Option<&'static str> {
    let (oldest, words) = match server.product.as_str() {
        "PostgreSQL" => ((14, 0), "PostgreSQL 14"),
        "MariaDB" => ((10, 6), "MariaDB 10.6"),
        "MySQL" => ((8, 0), "MySQL 8.0"),
        "SQLite" => ((3, 35), "SQLite 3.35"),
        _ => return None,
    };
    (server.version_number < oldest).then_some(words)
}

/// What stands in version table and log.
fn look_at_state(
    session: &Session,
    database: &mut dyn Database,
    migrations: &Migrations,
    checks: &mut Vec<Check>,
) {
    let migrator = session.migrator(migrations);
    checks.push(match migrator.lock_holder(database) {
        Ok(None) => Check::good("lock", "nobody migrates"),
        Ok(Some(holder)) => Check::warning("lock", format!("another process migrates: {holder}")),
        Err(error) => Check::new("lock", Verdict::Unknown, error.to_string()),
    });
    let state = match migrator.state(database) {
        Ok(state) => state,
        Err(error) => {
            return checks.extend(of_failure("state", verbs::failed(session, "aludel doctor")(error)));
        }
    };
    checks.push(Check::good("at", verbs::place(migrations, &state.rows)));
    checks.push(match state.pending.len() {
        0 => Check::good("pending", "nothing"),
        some => Check::good("pending", count(some, "revision")),
    });
    for edited in &state.edited {
        checks.push(
            Check::bad(
                "edited",
                format!("{} was edited after it was applied ({})", edited.revision, edited.path.display()),
            )
            .hint("put it back, or accept it: `aludel repair`"),
        );
    }
    if !state.beyond.is_empty() {
        let ids = verbs::names(&state.beyond).join(", ");
        checks.push(
            Check::warning(
                "ahead",
                format!(
                    "the database is {} ahead of these files: {ids}",
                    count(state.beyond.len(), "revision")
                ),
            )
            .hint("an upgrade does nothing here; `run --ahead` decides what a start does"),
        );
    }
    if !state.unknown.is_empty() {
        let ids = verbs::names(&state.unknown).join(", ");
        checks.push(
            Check::bad("unknown", format!("the version table holds what nobody knows: {ids}"))
                .hint("is it another project's database, or another `--version-table`?"),
        );
    }
    for entry in &state.cut {
        let words = format!(
            "{} was cut: {} of {} segments are done",
            entry.revision, entry.segments_done, entry.segments_total
        );
        checks.push(Check::warning("unfinished", words).hint("`aludel upgrade` goes on there"));
    }
}

/// Asks; the check says so where the server refuses.
fn ask(
    database: &mut dyn Database,
    name: &'static str,
    statement: &str,
    judge: impl FnOnce(Vec<Row>) -> Check,
) -> Check {
    match database.query(statement) {
        Ok(rows) => judge(rows),
        Err(error) => Check::new(name, Verdict::Unknown, error.to_string()),
    }
}

/// A cell of the first row, as text.
fn cell(rows: &[Row], index: usize) -> &str {
    rows.first().and_then(|row| row.get(index)).and_then(Option::as_deref).unwrap_or("")
}

/// One line for each row, its cells joined.
fn lines(rows: &[Row]) -> String {
    const SHOWN: usize = 5;
    let mut lines: Vec<String> = rows
        .iter()
        .take(SHOWN)
        .map(|row| row.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
        .collect();
    if rows.len() > SHOWN {
        lines.push(format!("and {} more", rows.len() - SHOWN));
    }
    lines.join("\n")
}
