//! `aludel merge`: a revision that joins heads.

use clap::Args;

use super::Outcome;
use super::revision::NewFlags;
use crate::flags::Flags;
use crate::output::Output;

/// Write a revision that joins several heads into one
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel merge heads -m \"merge billing and search\"
  aludel merge 004 005")]
pub(crate) struct Arguments {
    /// What it joins: ids, or heads for all of them
    #[arg(value_name = "REVISION", required = true)]
    targets: Vec<String>,

    #[command(flatten)]
    new: NewFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
