//! `aludel diff`: what leads from one schema to another.

use aludel_schema::plan::Plan;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::compare::{self, CompareFlags};
use crate::error::Failure;
use crate::flags::Flags;
use crate::output::plan::PlanView;
use crate::output::text::Paint;
use crate::output::{Output, Report, fields};
use crate::schema_failures;
use crate::session::Session;

/// Show the statements that lead from one schema to another
///
/// A source is `empty`, `revisions`, `revisions:ID`, `database`, `models`, a URL, an SQL file, a folder
/// of them, or `command:…` that prints SQL. Nothing is changed.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel diff                                    from the database to the models
  aludel diff --from revisions --to database     what somebody changed by hand
  aludel diff --from old.sql --to new.sql
  aludel diff --from revisions:004 --to revisions:007
  aludel diff --from database --to postgres://user@host/other --words")]
pub(crate) struct Arguments {
    /// The schema to start from
    #[arg(long, value_name = "SOURCE", default_value = "database")]
    from: String,

    /// The schema to get to
    #[arg(long, value_name = "SOURCE", default_value = "models")]
    to: String,

    /// Say what differs in words instead of SQL
    #[arg(long)]
    words: bool,

    #[command(flatten)]
    compare: CompareFlags,
}

#[derive(Serialize)]
struct Difference {
    from: String,
    to: String,
    #[serde(flatten)]
    plan: PlanView,
    #[serde(skip)]
    as_words: bool,
}

impl Report for Difference {
    fn text(&self, _: Paint) -> String {
        match self.as_words {
            true => self.plan.lines(),
            false => self.plan.script().to_owned(),
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.compare, output)?;
        session.hear_signals();
        let plan = between(&session, &self.compare, &self.from, &self.to)?;
        if plan.is_empty() {
            output.message("equal", &format!("{} and {} are equal", self.from, self.to), fields([]));
        }
        let (from, to) = (self.from, self.to);
        output.report(&Difference { from, to, plan: PlanView::new(&plan), as_words: self.words });
        Ok(0)
    }
}

/// The plan from one source to another.
pub(super) fn between(
    session: &Session,
    flags: &CompareFlags,
    from: &str,
    to: &str,
) -> Result<Plan, Failure> {
    let (from, to) = (compare::parse_source(from)?, compare::parse_source(to)?);
    let migrations = compare::migrations_for(session, &[&from, &to])?;
    compare::with_workshop(session, flags, |workshop| {
        let (from, to) = compare::both(session, workshop, &from, &to, &migrations, &[])?;
        let planned = match compare::renames(workshop, &from, &to, &[]).as_slice() {
            [] => workshop.plan(&from.catalog, &to.catalog),
            wishes => workshop.draft(&from, &to.catalog, wishes).map(|draft| draft.up),
        };
        // The process ends soon, and so does what a hundred thousand objects hold: by and by takes longer.
        std::mem::forget((from, to));
        planned.map_err(|error| schema_failures::work(session, error))
    })
}
