//! `aludel wait`: until the database answers.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Wait until the database answers and accepts the login
///
/// 60 s unless `--wait` says otherwise. What waiting cannot cure, a wrong password, fails at once.
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
