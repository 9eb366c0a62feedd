//! `aludel ensure-version`: makes the tables, and nothing else.

use clap::Args;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags};
use crate::output::Output;

/// Make the version table and the log table, where they are not there
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    change: ChangeFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
