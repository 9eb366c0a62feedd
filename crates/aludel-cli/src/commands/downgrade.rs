//! `aludel downgrade`: toward base.

use clap::Args;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;

/// Undo revisions
///
/// Asks first on a terminal. A revision without a downgrade half is irreversible: nothing is
/// undone where one stands in the way.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel downgrade -1                 one revision back
  aludel downgrade 002                back to 002
  aludel downgrade base               all of it
  aludel downgrade billing@base       the line labelled billing
  aludel downgrade 005:002 --sql      a script from one revision to another")]
pub(crate) struct Arguments {
    /// Where to go: a revision, -N, base, label@-N
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,

    #[command(flatten)]
    script: ScriptFlags,

    #[command(flatten)]
    change: ChangeFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
