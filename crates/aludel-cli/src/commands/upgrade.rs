//! `aludel upgrade`: toward the heads.

use clap::Args;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;

/// Apply what is pending
///
/// Each revision runs in one transaction with its record. Twenty that start at once take turns:
/// one migrates, the others find nothing left to do.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel upgrade                      to the head
  aludel upgrade +2                   two revisions further
  aludel upgrade heads                to all heads
  aludel upgrade billing@head         to the head of the line labelled billing
  aludel upgrade --dry-run            what would be done
  aludel upgrade --sql > all.sql      a script for psql, mariadb or sqlite3
  aludel upgrade 002:005 --sql        a script from one revision to another")]
pub(crate) struct Arguments {
    /// Where to go: a revision, head, heads, +N, label@head [default: head]
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    targets: Vec<String>,

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
