//! `aludel edit`: opens a revision in the editor.

use clap::Args;

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Open a revision in $VISUAL or $EDITOR
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The revision: an id, head, label@head, current
    #[arg(value_name = "REVISION", default_value = "head", allow_negative_numbers = true)]
    target: String,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
