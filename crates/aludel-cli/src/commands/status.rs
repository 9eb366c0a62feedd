//! `aludel status`: where the database is, and what is pending.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show where the database is and what is pending, edited, unfinished or unknown
///
/// Reads only. Exit code 0 whatever it finds; `current --check-heads` is for scripts.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wait: WaitFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
