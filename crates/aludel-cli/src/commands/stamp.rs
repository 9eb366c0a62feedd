//! `aludel stamp`: record without running.

use clap::Args;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;

/// Record revisions as applied, or as not, without running them
///
/// For a database whose schema is already there.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel stamp head                   the schema is up to date already
  aludel stamp 003                    it is at 003
  aludel stamp base                   nothing is applied
  aludel stamp --purge head           whatever the version table says now")]
pub(crate) struct Arguments {
    /// The revisions: ids, head, heads, base, label@head
    #[arg(value_name = "TARGET", required = true, allow_negative_numbers = true)]
    targets: Vec<String>,

    /// Empty the version table first
    #[arg(long)]
    purge: bool,

    #[command(flatten)]
    script: ScriptFlags,

    #[command(flatten)]
    change: ChangeFlags,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
