//! `aludel show`: one revision, whole.

use clap::Args;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::Output;

/// Show a revision: its header and what it does
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The revisions: ids, head, heads, label@head, current
    #[arg(value_name = "REVISION", required = true, allow_negative_numbers = true)]
    targets: Vec<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
