//! `aludel repair`: accepts a harmless edit of an applied revision.

use clap::Args;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags};
use crate::output::Output;

/// Accept that applied revisions were edited, where the edit was harmless
///
/// Shows what was edited and asks. Nothing of a revision is run; its record takes the checksum
/// of the file as it is now.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only these revisions
    #[arg(value_name = "REVISION")]
    revisions: Vec<String>,

    #[command(flatten)]
    change: ChangeFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
