//! `aludel history`: the revisions, newest first.

use clap::{Args, ValueEnum};

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show the revisions, newest first
///
/// On a terminal, and where lines part, with a graph as `git log --graph` draws it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel history
  aludel history -r 002:005
  aludel history -r-3:                the last three
  aludel history -r :current          what is applied
  aludel history -i                   mark what the database is at")]
pub(crate) struct Arguments {
    /// From where to where: `[start]:[end]`, both included
    #[arg(short, long, value_name = "RANGE", allow_hyphen_values = true)]
    rev_range: Option<String>,

    /// Mark the revisions that the database is at
    #[arg(short, long)]
    indicate_current: bool,

    /// Draw the graph, always or never [default: on a terminal, where lines part]
    #[arg(long, value_enum, value_name = "WHEN")]
    graph: Option<When>,

    #[command(flatten)]
    wait: WaitFlags,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// Wherever it goes.
    Always,
    /// Nowhere.
    Never,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
