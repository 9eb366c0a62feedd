//! What upgrade, downgrade, stamp and run share: their reports, plans and scripts.

use aludel::migrator::{MigrateError, Plan, PlannedStep, Report as Done};
use aludel::revision::Direction;
use aludel::target::{Range, Target};
use aludel::{Dialect, Migrations, RevisionId, route};
use serde::Serialize;
use serde_json::Value;

use crate::error::{Failure, Problem};
use crate::failures;
use crate::flags::ScriptFlags;
use crate::output::events::milliseconds;
use crate::output::text::{Paint, clean, count, indent};
use crate::output::{Output, Report, fields};
use crate::session::Session;

/// What a verb has done, for programs; people have been told by messages.
#[derive(Serialize)]
pub(crate) struct DoneReport {
    steps: Vec<DoneStep>,
    heads: Vec<String>,
    ahead_by: usize,
}

#[derive(Serialize)]
struct DoneStep {
    revision: String,
    direction: &'static str,
    took_ms: Value,
}

impl Report for DoneReport {
    fn text(&self, _: Paint) -> String {
        String::new()
    }
}

/// Says what was done, in words and as JSON.
pub(crate) fn report_done(session: &Session, migrations: &Migrations, done: &Done) {
    let output = &session.output;
    let steps: Vec<DoneStep> = done
        .steps
        .iter()
        .map(|step| DoneStep {
            revision: step.revision.to_string(),
            direction: step.direction.name(),
            took_ms: milliseconds(step.took),
        })
        .collect();
    tell_done(output, migrations, done);
    output.report(&DoneReport { steps, heads: names(&done.heads), ahead_by: done.ahead_by });
}

/// One line: how many were applied, and where the database is now.
pub(crate) fn tell_done(output: &Output, migrations: &Migrations, done: &Done) {
    let ups = done.steps.iter().filter(|step| step.direction == Direction::Up).count();
    let downs = done.steps.len() - ups;
    let mut words: Vec<String> = Vec::new();
    if ups > 0 {
        words.push(format!("{} applied", count(ups, "revision")));
    }
    if downs > 0 {
        words.push(format!("{} undone", count(downs, "revision")));
    }
    if words.is_empty() {
        words.push("nothing to do".to_owned());
    }
    let message = format!("{}; the database is at {}", words.join(", "), place(migrations, &done.heads));
    let members = fields([
        ("applied", ups.into()),
        ("undone", downs.into()),
        ("heads", names(&done.heads).into()),
        ("ahead_by", done.ahead_by.into()),
    ]);
    output.message("done", &message, members);
}

/// `003 (head)`, `base`, `004, 005`.
pub(crate) fn place(migrations: &Migrations, rows: &[RevisionId]) -> String {
    if rows.is_empty() {
        return "base".to_owned();
    }
    let graph = &migrations.graph;
    let shown = rows.iter().map(|row| match graph.find(row.as_str()) {
        Some(node) if graph.children(node).is_empty() => format!("{row} (head)"),
        Some(_) => row.to_string(),
        None => format!("{row} (no file)"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The steps of a plan.
#[derive(Serialize)]
struct PlanReport {
    steps: Vec<StepReport>,
    ahead_by: usize,
    #[serde(skip)]
    verbose: bool,
}

#[derive(Serialize)]
struct StepReport {
    revision: Option<String>,
    direction: Option<&'static str>,
    title: String,
    path: Option<std::path::PathBuf>,
    heads_before: Vec<String>,
    heads_after: Vec<String>,
    segments: Vec<SegmentReport>,
}

#[derive(Serialize)]
struct SegmentReport {
    transaction: bool,
    statements: Vec<String>,
}

impl Report for PlanReport {
    fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for step in &self.steps {
            text.push_str(&step.text(paint, self.verbose));
        }
        text
    }
}

impl StepReport {
    fn new(step: PlannedStep) -> Self {
        let PlannedStep { revision, direction, title, path, heads_before, heads_after, segments } = step;
        Self {
            revision: revision.map(|revision| revision.to_string()),
            direction: direction.map(Direction::name),
            title,
            path: Some(path).filter(|path| !path.as_os_str().is_empty()),
            heads_before: names(&heads_before),
            heads_after: names(&heads_after),
            segments: segments
                .into_iter()
                .map(|segment| SegmentReport {
                    transaction: segment.in_transaction,
                    statements: segment.statements,
                })
                .collect(),
        }
    }

    fn text(&self, paint: Paint, verbose: bool) -> String {
        let verb = match self.direction {
            Some("up") => "upgrade",
            Some(_) => "downgrade",
            None => "stamp",
        };
        let or_base = |ids: &[String]| if ids.is_empty() { "base".to_owned() } else { ids.join(", ") };
        let Some(revision) = &self.revision else {
            return format!("{verb} {} -> {}\n", or_base(&self.heads_before), or_base(&self.heads_after));
        };
        let title = if self.title.is_empty() { String::new() } else { format!(" {}", self.title) };
        let statements: usize = self.segments.iter().map(|segment| segment.statements.len()).sum();
        let outside: usize = self
            .segments
            .iter()
            .filter(|segment| !segment.transaction)
            .map(|segment| segment.statements.len())
            .sum();
        let mut facts = count(statements, "statement");
        if outside > 0 {
            facts.push_str(&format!(", {outside} outside a transaction"));
        }
        let facts = paint.faint(&format!("({facts})"));
        let mut text = format!("{verb} {}{} {facts}\n", paint.id(&clean(revision)), clean(&title));
        if verbose {
            for segment in &self.segments {
                for statement in &segment.statements {
                    let lead = if segment.transaction { "    " } else { "  ! " };
                    let statement = clean(statement);
                    text.push_str(&format!("{lead}{};\n", indent(&statement, "    ")));
                }
            }
        }
        text
    }
}

/// Shows a plan.
pub(crate) fn report_plan(session: &Session, plan: Plan) {
    if plan.steps.is_empty() {
        session.output.message("done", "nothing to do", fields([]));
    }
    session.output.report(&PlanReport {
        steps: plan.steps.into_iter().map(StepReport::new).collect(),
        ahead_by: plan.ahead_by,
        verbose: session.output.verbose(),
    });
}

/// A script, for programs; for people and clients it is printed as it is.
#[derive(Serialize)]
struct ScriptReport {
    dialect: &'static str,
    sql: String,
}

impl Report for ScriptReport {
    fn text(&self, _: Paint) -> String {
        self.sql.clone()
    }
}

/// Prints a script.
pub(crate) fn report_script(session: &Session, dialect: Dialect, sql: String) {
    session.output.report(&ScriptReport { dialect: dialect.name(), sql });
}

/// The dialect of a script: the flag's, or the URL's.
pub(crate) fn script_dialect(session: &Session, flags: &ScriptFlags) -> Result<Dialect, Failure> {
    match flags.dialect {
        Some(dialect) => Ok(dialect),
        None if session.config.url.is_some() => session.dialect(),
        None => session.dialect().map_err(|_| {
            Problem::new("usage", "for which database is the script?")
                .hint("`--dialect postgres`, `sqlite` or `mysql`; or name a database with `--url`")
                .usage()
        }),
    }
}

/// Reads a target.
pub(crate) fn parse_target(text: &str) -> Result<Target, Failure> {
    text.parse().map_err(|error| failures::target(&error))
}

/// Reads `to` or `from:to`, as `--sql` takes it; the rows from which the script starts, and its end.
pub(crate) fn parse_script_range(
    migrations: &Migrations,
    text: &str,
    command: &str,
) -> Result<(Vec<RevisionId>, Option<Target>), Failure> {
    if !text.contains(':') {
        return Ok((Vec::new(), Some(parse_target(text)?)));
    }
    let range: Range = text.parse().map_err(|error| failures::range(&error))?;
    let rows = route::offline_rows(&migrations.graph, range.start.as_ref())
        .map_err(|error| failures::route(&error, command))?;
    Ok((rows, range.end))
}

/// Makes a failure of a verb's error, with the exit code of a signal where one came.
pub(crate) fn failed(session: &Session, command: &str) -> impl Fn(MigrateError) -> Failure {
    move |error| session.ended(failures::migrate(error, command))
}

/// The heads as text.
pub(crate) fn names(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// Says that rows were written.
pub(crate) fn report_stamped(session: &Session, message: &str, done: &Done) {
    session.output.message("done", message, fields([("heads", names(&done.heads).into())]));
    session.output.report(&DoneReport { steps: Vec::new(), heads: names(&done.heads), ahead_by: 0 });
}
