//! `aludel check`: whether a database is as it should be.

use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::diff::between;
use crate::compare::{self, CompareFlags};
use crate::error::exit;
use crate::flags::Flags;
use crate::output::plan::PlanView;
use crate::output::text::{Paint, count};
use crate::output::{Output, Report, fields};
use crate::session::Session;

/// Check that the database is as the models say; exit 3 where it is not
///
/// Without models, that it is as the revisions make it. Nothing is changed.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel check                                   the database against the models
  aludel check --from revisions                  the revisions against the models: needs no database
  aludel check --to revisions                    what somebody changed by hand
  aludel check --sql                             what would mend it, as SQL
  aludel check --output json")]
pub(crate) struct Arguments {
    /// What is checked
    #[arg(long, value_name = "SOURCE", default_value = "database")]
    from: String,

    /// What it should be [default: models, where there are any, else revisions]
    #[arg(long, value_name = "SOURCE")]
    to: Option<String>,

    /// Show what would mend it as SQL
    #[arg(long)]
    sql: bool,

    #[command(flatten)]
    compare: CompareFlags,
}

#[derive(Serialize)]
struct Checked {
    from: String,
    to: String,
    equal: bool,
    #[serde(flatten)]
    plan: PlanView,
    #[serde(skip)]
    as_sql: bool,
}

impl Report for Checked {
    fn text(&self, _: Paint) -> String {
        match self.as_sql {
            true => self.plan.script().to_owned(),
            false => self.plan.lines(),
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.compare, output)?;
        session.hear_signals();
        let to = self.to.unwrap_or_else(|| match compare::has_models(&session) {
            true => "models".to_owned(),
            false => "revisions".to_owned(),
        });
        let plan = between(&session, &self.compare, &self.from, &to)?;
        let view = PlanView::new(&plan);
        let (found, members) = (view.words.len(), fields([("changes", view.words.len().into())]));
        let from = self.from;
        match plan.is_empty() {
            true => output.message("equal", &format!("{from} and {to} are equal"), members),
            false => {
                let words = format!("{} from {from} to {to}:", count(found.max(1), "change"));
                output.message("drift", &words, members);
            }
        }
        output.report(&Checked { from, to, equal: plan.is_empty(), plan: view, as_sql: self.sql });
        Ok(if plan.is_empty() { 0 } else { exit::FOUND })
    }
}
