//! `aludel log`: who did what when.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show who did what when, newest first
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Of this revision only
    #[arg(value_name = "REVISION")]
    revision: Option<String>,

    /// How many entries; 0: all
    #[arg(short = 'l', long, default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    wait: WaitFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
