//! `aludel doctor`: what would stop a migration here and now.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show on one page what would stop a migration here and now
///
/// Version, privileges, lock holder, pooler, long transactions, disk, pending, edited, ahead.
/// Exit code 3 where something would.
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
