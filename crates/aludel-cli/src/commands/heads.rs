//! `aludel heads`: the revisions that nothing revises.

use clap::Args;

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Show the revisions that nothing revises
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Leave out heads that another revision depends on
    #[arg(long)]
    resolve_dependencies: bool,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
