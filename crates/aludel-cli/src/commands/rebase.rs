//! `aludel rebase`: re-parents a line of unapplied revisions that met another in a merge.

use clap::Args;

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Move a line of unapplied revisions behind another head, and number it anew
///
/// For two heads that came about when two branches of the repository were merged. The revisions
/// of the line get new parents and, where ids are numbers, new numbers and file names. A revision
/// that the database has applied is never touched.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel rebase                       where the database tells which line is new
  aludel rebase 005                   the line of head 005, behind the other head
  aludel rebase 005 --onto 007
  aludel rebase --dry-run             what would be renamed")]
pub(crate) struct Arguments {
    /// The head of the line to move
    #[arg(value_name = "HEAD")]
    head: Option<String>,

    /// The head that it moves behind
    #[arg(long, value_name = "HEAD")]
    onto: Option<String>,

    /// Show what would be done
    #[arg(long)]
    dry_run: bool,

    /// Do not ask the database what is applied
    #[arg(long)]
    offline: bool,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
