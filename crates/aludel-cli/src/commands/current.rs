//! `aludel current`: the revisions that the database is at.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show which revisions the database is at
///
/// Reads only: it never makes the version table.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel current
  aludel current --check-heads    exit code 3 where something is pending")]
pub(crate) struct Arguments {
    /// End with exit code 3 unless the database is at the heads
    #[arg(short = 'c', long)]
    check_heads: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
