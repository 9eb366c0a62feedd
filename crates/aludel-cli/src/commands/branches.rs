//! `aludel branches`: the revisions at which lines part.

use clap::Args;

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Show the revisions at which lines part, and what follows them
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
