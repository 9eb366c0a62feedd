//! What the library's errors mean to a person: place, facts, exit code, and the command that mends.

use std::path::{Path, PathBuf};

use aludel::database::{DatabaseError, ErrorKind};
use aludel::directory::DirectoryError;
use aludel::file::Complaint;
use aludel::graph::GraphComplaint;
use aludel::migrator::{self, Edit, Edited, Kept, MigrateError, StepFailure};
use aludel::revision::Direction;
use aludel::route::RouteError;
use aludel::script::{ScriptError, ScriptErrorKind};
use aludel::target::{RangeError, TargetError};
use aludel::url::DatabaseUrl;
use aludel::wait::WaitError;

use crate::error::{Failure, Place, Problem, exit};
use crate::output::text::{count, duration};

/// Revisions that can't be read, or are no graph.
pub(crate) fn directory(error: &DirectoryError) -> Failure {
    let hint = "make it with `aludel init`, or name another with `--migrations DIR`";
    match error {
        DirectoryError::Files(found) => complaints(found),
        DirectoryError::Missing(_) => Problem::new("folder", error.to_string()).hint(hint).failed(),
        _ => Problem::new("folder", error.to_string()).failed(),
    }
}

/// Revisions that are no graph.
pub(crate) fn graph(complaints: &[GraphComplaint]) -> Failure {
    let problems = complaints.iter().map(|complaint| {
        Problem::new("revision-file", complaint.to_string()).at(Place::file(complaint.path()))
    });
    Failure { exit: exit::FAILED, problems: problems.collect() }
}

/// What is wrong with files of revisions.
pub(crate) fn complaints(complaints: &[Complaint]) -> Failure {
    let problems = complaints.iter().map(|complaint| {
        let Complaint { path, line, column, message, help, source_line } = complaint;
        let mut problem = Problem::new("revision-file", message.clone());
        if !path.as_os_str().is_empty() {
            problem = problem.at(Place {
                file: path.clone(),
                line: (*line > 0).then_some(*line),
                column: (*column > 0).then_some(*column),
                source_line: source_line.clone(),
                ..Place::default()
            });
        }
        if message.contains("has the same id") {
            let file = path.display();
            problem = problem.hint(format!(
                "where two branches of the repository met: `aludel rebase {file}` numbers it anew"
            ));
        }
        match help {
            Some(help) => problem.hint(help.clone()),
            None => problem,
        }
    });
    Failure { exit: exit::FAILED, problems: problems.collect() }
}

/// A word that is no target.
pub(crate) fn target(error: &TargetError) -> Failure {
    let problem = Problem::new("target", error.to_string());
    match error {
        TargetError::Range(_) => problem.hint("`from:to` goes with `--sql`, and with `history -r`").usage(),
        _ => problem
            .hint("targets: head, heads, base, +2, -1, an id or its first characters, id+1, label@head")
            .usage(),
    }
}

/// A word that is no range.
pub(crate) fn range(error: &RangeError) -> Failure {
    match error {
        RangeError::Target(error) => target(error),
        _ => Problem::new("target", error.to_string())
            .hint("ranges: 002:005, 002:, :005, -3:, :current")
            .usage(),
    }
}

/// A target that leads nowhere. `command` is how the hint begins: `aludel upgrade`.
pub(crate) fn route(error: &RouteError, command: &str) -> Failure {
    let problem = |code| Problem::new(code, error.to_string());
    let found = match error {
        RouteError::UnknownRevision { given, suggestions } => {
            let hint = match suggestions.first() {
                Some(meant) => format!("did you mean `{command} {meant}`?"),
                None => "`aludel history` lists the revisions".to_owned(),
            };
            Problem::new("unknown-revision", format!("there is no revision {given}")).hint(hint)
        }
        RouteError::AmbiguousPrefix { .. } => {
            problem("ambiguous-revision").hint("type more of its id")
        }
        RouteError::MultipleHeads { heads, .. } => {
            let all: Vec<String> = heads.iter().map(ToString::to_string).collect();
            let ids: Vec<&str> = heads.iter().map(|head| head.id.as_str()).collect();
            let words = format!("the revisions have {} heads: {}", in_words(heads.len()), all.join(", "));
            let last = ids.last().copied().unwrap_or("head");
            Problem::new("several-heads", words)
                .hint(format!(
                    "join them with `aludel merge {}`, or name one: `{command} {last}`",
                    ids.join(" ")
                ))
                .hint("where they met by merging two branches of the repository, `aludel rebase` puts one behind the other")
        }
        RouteError::SeveralRows { rows, .. } | RouteError::DuplicateRows { rows } if rows.is_empty() => {
            problem("several-rows")
        }
        RouteError::SeveralRows { given, .. } => {
            let walk = given.rsplit('@').next().unwrap_or("-1");
            problem("several-rows")
                .hint(format!("say from which: `label@{walk}`, or name the revision to go to"))
        }
        RouteError::NotAHead { revision, .. } => problem("not-a-head")
            .hint(format!("`{command} {} --splice` makes a branch there", revision.id)),
        RouteError::UnknownRows { .. } if command == "aludel stamp" => problem("unknown-rows")
            .hint("`aludel stamp --purge …` empties the version table first"),
        RouteError::UnknownRows { .. } => problem("unknown-rows")
            .hint("`aludel log` shows what the database knows of them; perhaps these revisions are another project's (`--migrations`)"),
        RouteError::DuplicateRows { .. } | RouteError::OverlappingRows { .. } => problem("version-table")
            .hint("say what is applied: `aludel stamp --purge heads`, or the revisions by name"),
        RouteError::WrongWay { command: Direction::Up, .. } => {
            problem("wrong-way").hint("`aludel downgrade` goes down")
        }
        RouteError::WrongWay { command: Direction::Down, .. } => {
            problem("wrong-way").hint("`aludel upgrade` goes up")
        }
        RouteError::NotBelowCurrent { .. } => problem("not-applied").hint("`aludel current` shows where the database is"),
        RouteError::AmbiguousWalk { .. } => problem("ambiguous-walk").hint("name the revision to go to"),
        _ => problem("target"),
    };
    found.failed()
}

/// No connection came about.
pub(crate) fn connection(error: WaitError, url: &DatabaseUrl) -> Failure {
    match error {
        WaitError::TimedOut { waited, attempts, last } => {
            let words = match attempts {
                1 => format!("the database can't be reached: {last}"),
                _ => format!(
                    "the database was not reached in {} and {attempts} attempts: {last}",
                    duration(waited)
                ),
            };
            let problem = said(Problem::new("unreachable", words), &last).fact(url.to_string());
            let hint = match attempts {
                1 => "is it running? `--wait 60s` waits until it answers",
                _ => "is it running, and is this its address?",
            };
            problem.hint(hint).exit(exit::UNREACHED)
        }
        WaitError::Refused(error) => {
            let problem =
                said(Problem::new(code(error.kind), refused(&error, url)), &error).fact(url.to_string());
            match connection_hint(&error, url) {
                Some(hint) => problem.hint(hint).failed(),
                None => problem.failed(),
            }
        }
        _ => Problem::new("stopped", error.to_string()).failed(),
    }
}

fn refused(error: &DatabaseError, url: &DatabaseUrl) -> String {
    match error.kind {
        ErrorKind::UnknownDatabase if url.dialect() == aludel::Dialect::Sqlite => {
            format!("the database can't be opened: {error}")
        }
        ErrorKind::Authentication => format!("the database refused the login: {error}"),
        ErrorKind::UnknownDatabase => format!("there is no such database: {error}"),
        ErrorKind::Tls => format!("no encrypted connection came about: {error}"),
        _ => format!("the database can't be used: {error}"),
    }
}

fn connection_hint(error: &DatabaseError, url: &DatabaseUrl) -> Option<String> {
    Some(match error.kind {
        ErrorKind::Authentication if url.has_password() => {
            "check user and password; in a URL, @ : / # % in them are written %40 %3A %2F %23 %25".to_owned()
        }
        ErrorKind::Authentication => {
            "no password was given: put it into the URL, PGPASSWORD or ~/.pgpass, or use DATABASE_URL_FILE".to_owned()
        }
        ErrorKind::UnknownDatabase => match (url.dialect(), url.database()) {
            (aludel::Dialect::Postgres, Some(name)) => format!("make it: `createdb {name}`, or let `--create-database` do it"),
            (aludel::Dialect::Mysql, Some(name)) => format!("make it: `CREATE DATABASE {name}`, or let `--create-database` do it"),
            _ => "check the path; a file that is not there is made by `aludel upgrade`, its folder is not".to_owned(),
        },
        ErrorKind::Tls => {
            "`sslmode=require` encrypts without checking the certificate; `sslrootcert=FILE` names whom to trust".to_owned()
        }
        _ => return None,
    })
}

/// What a service has compiled in can't be read.
pub(crate) fn embedded(error: &aludel::Error) -> Failure {
    Problem::new("embedded", error.to_string())
        .hint("build the service with one version of aludel and aludel-build")
        .failed()
}

/// A verb did not do what was asked.
pub(crate) fn migrate(error: MigrateError, command: &str) -> Failure {
    let words = error.to_string();
    let problem = |code| Problem::new(code, words.clone());
    match error {
        MigrateError::Route(error) => route(&error, command),
        MigrateError::Files(error) => directory(&error),
        MigrateError::Database { error, .. } => database(problem(code(error.kind)), &error).failed(),
        MigrateError::Step(failure) => step(*failure, words, command),
        MigrateError::Script { place, error, .. } => script(problem("script"), place, &error).failed(),
        MigrateError::Edited(edited) => edited_failure(&edited),
        MigrateError::Irreversible { revisions } => irreversible(&revisions, words),
        MigrateError::NoSection { path, dialect, direction, .. } => {
            let half = if direction == Direction::Up { "upgrade" } else { "downgrade" };
            problem("no-section")
                .at(Place::file(path))
                .hint(format!("add a section `-- {half} [{dialect}]`, or one for all: `-- {half}`"))
                .failed()
        }
        MigrateError::Function { path, .. } => problem("function")
            .at(Place::file(path))
            .hint("run it from the service that has the function: its `aludel::Migrator`, or its own `migrate` command")
            .failed(),
        MigrateError::Unfinished { revision, direction, .. } => {
            let verb = if direction == Direction::Up { "upgrade" } else { "downgrade" };
            problem("unfinished")
                .hint(format!("finish it first: `aludel {verb}` goes on where it was cut"))
                .hint(format!("or undo by hand what was done, then `aludel repair --undone {revision}`"))
                .failed()
        }
        MigrateError::ResumeChanged { revision, path, .. } => problem("resume-changed")
            .at(Place::file(path))
            .hint("put the text before that point back as it was, then run it again")
            .hint(format!("or undo by hand what was done, then `aludel repair --undone {revision}`"))
            .failed(),
        MigrateError::Ambiguous { revision, place, .. } => problem("ambiguous")
            .at(at(place, 0, ""))
            .hint(format!(
                "look whether its change is there, then `aludel repair --done {revision}` or `aludel repair --again {revision}`"
            ))
            .failed(),
        MigrateError::Ahead { .. } => problem("ahead")
            .hint("start the newer release, or let this one undo them: `--ahead downgrade`; `--ahead start` goes on as it is")
            .failed(),
        MigrateError::Diverged { .. } => problem("diverged")
            .hint("`aludel log` shows what was applied and when; bring the missing files back, or downgrade with the release that has them")
            .failed(),
        MigrateError::UnknownRows { .. } => problem("unknown-rows")
            .hint("bring their files back, or name the right folder with `--migrations DIR`")
            .hint("where the schema is known to match: `aludel stamp --purge REVISION`")
            .failed(),
        MigrateError::AlembicsTable { .. } => problem("alembics-table")
            .hint("share its table: `version_table = \"alembic_version\"` in aludel.toml, or `--version-table alembic_version`")
            .hint("where these revisions are to begin anew beside it: `aludel ensure-version`, then this again")
            .failed(),
        MigrateError::Locked { .. } => problem("locked")
            .hint("it may simply be slow: `--lock-wait 30m` waits longer")
            .exit(exit::LOCKED),
        MigrateError::LeaseLost => problem("lease-lost").hint("run it again").exit(exit::LOCKED),
        MigrateError::IdTooLong { .. } => {
            problem("id-too-long").hint("give it a shorter id and file name").failed()
        }
        MigrateError::NotAtHead { .. } => problem("not-at-head")
            .hint("who migrates this database? `aludel status` shows what is pending, `--wait 10m` waits longer")
            .exit(exit::UNREACHED),
        MigrateError::NothingToSettle(_) => {
            problem("nothing-to-settle").hint("`aludel status` shows what was cut").failed()
        }
        MigrateError::ReadOnly(_) => problem("read-only")
            .hint("is it a standby, a read-only replica, or a file that this user may not write?")
            .failed(),
        MigrateError::Stopped => problem("stopped").failed(),
        _ => problem("failed").failed(),
    }
}

/// A statement of a revision failed.
fn step(failure: StepFailure, words: String, command: &str) -> Failure {
    let StepFailure { error, place, width, server, finished, kept, .. } = failure;
    let code_words = match &error.code {
        Some(code) if server.starts_with("PostgreSQL") => format!("{server}, SQLSTATE {code}"),
        Some(code) => format!("{server}, {code}"),
        None => server,
    };
    let mut problem = Problem::new("statement", words).at(at(place, width, &error.message)).fact(code_words);
    problem = more_words(problem, &error);
    if !finished.is_empty() {
        let names: Vec<&str> = finished.iter().map(|id| id.as_str()).collect();
        problem = problem.fact(format!("finished before it, and kept: {}", short_list(&names)));
    }
    problem = match (database_hint(&error), kept) {
        (_, Kept::NotKnown) => problem.hint(format!("run `{command}` again: it looks first")),
        (Some(hint), _) => problem.hint(hint),
        (None, Kept::Segments { .. }) => problem.hint(format!(
            "mend this statement (what stands before it is done and must stay), then run `{command}` again"
        )),
        (None, _) => problem.hint(format!("mend the revision, then run `{command}` again")),
    };
    problem.failed()
}

/// A script that can't be cut into statements, and what to write instead.
fn script(problem: Problem, place: migrator::Place, error: &ScriptError) -> Problem {
    let problem = problem.at(at(place, 0, ""));
    match &error.kind {
        ScriptErrorKind::ClientCommand(_) => {
            problem.hint("leave such lines out: what pg_dump writes for psql begins with a backslash")
        }
        ScriptErrorKind::CopyFromStdin => problem.hint("`pg_dump --inserts` writes the data as INSERTs"),
        ScriptErrorKind::TransactionControl { .. } => problem.hint(
            "leave it out; where a transaction must end in between, mark the section `[no-transaction]`",
        ),
        _ => problem,
    }
}

fn edited_failure(edited: &[Edited]) -> Failure {
    let problems = edited.iter().map(|Edited { revision, path, what }| {
        let words = MigrateError::Edited(vec![Edited {
            revision: revision.clone(),
            path: path.clone(),
            what: what.clone(),
        }]);
        let problem = Problem::new("edited", words.to_string()).at(Place::file(path));
        match what {
            Edit::Parents { .. } => {
                problem.hint("put its parents back as they were, or accept the new ones with `aludel repair`")
            }
            _ => problem
                .hint("put it back as it was and write the change as a new revision: `aludel revision`")
                .hint(format!(
                    "where the edit changes nothing in the database, accept it: `aludel repair {revision}`"
                )),
        }
    });
    Failure { exit: exit::FAILED, problems: problems.collect() }
}

fn irreversible(revisions: &[(aludel::RevisionId, PathBuf)], words: String) -> Failure {
    let mut problem = Problem::new("irreversible", words);
    for (id, path) in revisions {
        if path.as_os_str().is_empty() {
            problem = problem.fact(format!("{id} is known from the log only"));
        } else {
            problem = problem.fact(format!("{}", path.display()));
        }
    }
    if revisions.iter().all(|(_, path)| path.as_os_str().is_empty()) {
        return problem
            .hint("nothing was undone; start the newer release, or go on with the database as it is: `--ahead start`")
            .failed();
    }
    problem
        .hint("nothing was undone; write a downgrade half (an empty `-- downgrade` where there is nothing to undo)")
        .hint("or go forward: write a new revision that mends it")
        .failed()
}

/// The server's words under a problem of aludel's own statements.
pub(crate) fn database(problem: Problem, error: &DatabaseError) -> Problem {
    let problem = said(problem, error);
    match database_hint(error) {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

fn database_hint(error: &DatabaseError) -> Option<&'static str> {
    Some(match error.kind {
        ErrorKind::Privilege => {
            "the role may not do this: grant it, for example `GRANT CREATE, USAGE ON SCHEMA public TO …`, or log in as the owner"
        }
        ErrorKind::DiskFull => "make room on the database's disk, then run it again",
        ErrorKind::Locked => {
            "other sessions hold what it needs: try in a quieter moment, or raise `--lock-timeout`"
        }
        ErrorKind::ReadOnly => {
            "is it a standby, a read-only replica, or a file that this user may not write?"
        }
        ErrorKind::ConnectionLost => "run it again: it goes on where the connection broke",
        _ => return None,
    })
}

/// The code of the server, and its further words.
fn said(mut problem: Problem, error: &DatabaseError) -> Problem {
    if let Some(code) = &error.code {
        let sqlstate = code.len() == 5 && code.chars().all(|c| c.is_ascii_alphanumeric());
        problem = problem.fact(if sqlstate { format!("SQLSTATE {code}") } else { code.clone() });
    }
    more_words(problem, error)
}

fn more_words(mut problem: Problem, error: &DatabaseError) -> Problem {
    for (name, words) in [("detail", &error.detail), ("hint", &error.hint), ("context", &error.context)] {
        if let Some(words) = words {
            problem = problem.fact(format!("{name}: {words}"));
        }
    }
    problem
}

fn at(place: aludel::migrator::Place, width: usize, label: &str) -> Place {
    let aludel::migrator::Place { path, line, column, source_line } = place;
    let file = if path.as_os_str().is_empty() { Path::new("(the text in the log)").to_owned() } else { path };
    Place {
        file,
        line: Some(line),
        column: Some(column),
        // A statement is pointed at by its first word: the database named no place in it.
        width: if width > 1 { width } else { 0 },
        source_line: Some(source_line),
        label: label.to_owned(),
    }
}

fn code(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Unreachable => "unreachable",
        ErrorKind::NotReady => "not-ready",
        ErrorKind::Authentication => "authentication",
        ErrorKind::UnknownDatabase => "unknown-database",
        ErrorKind::Tls => "tls",
        ErrorKind::Privilege => "privilege",
        ErrorKind::Locked => "locked",
        ErrorKind::Cancelled => "cancelled",
        ErrorKind::ConnectionLost => "connection-lost",
        ErrorKind::DiskFull => "disk-full",
        ErrorKind::ReadOnly => "read-only",
        ErrorKind::Unsupported => "unsupported",
        _ => "database",
    }
}

fn in_words(number: usize) -> String {
    match number {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        _ => number.to_string(),
    }
}

/// Names with commas; many are cut short.
pub(crate) fn short_list(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    match names.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => {
            format!("{} and {}", names[..SHOWN].join(", "), count(more, "more").trim_end_matches('s'))
        }
        _ => names.join(", "),
    }
}
