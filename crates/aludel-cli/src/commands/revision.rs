//! `aludel revision`: writes a new revision file.

use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Write a new revision, to be filled in by hand
///
/// Prints the path of the file.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel revision -m \"add users\"
  aludel revision -m \"add users\" --edit
  aludel revision -m \"billing\" --head base --branch-label billing    a line of its own
  aludel revision -m \"fix\" --head 002 --splice                       a branch from 002")]
pub(crate) struct Arguments {
    #[command(flatten)]
    new: NewFlags,

    /// What it revises: a head, or base for a new line [default: head]
    #[arg(long, value_name = "REVISION", action = ArgAction::Append)]
    head: Vec<String>,

    /// A revision or branch label that it needs and that is not in its line
    #[arg(long, value_name = "REVISION", action = ArgAction::Append)]
    depends_on: Vec<String>,
}

/// Flags of every command that writes a revision.
#[derive(Args, Debug)]
pub(super) struct NewFlags {
    /// What it is for; the first line names the file
    #[arg(short, long, value_name = "TEXT")]
    pub(super) message: Option<String>,

    /// Its id, instead of the next one
    #[arg(long, value_name = "ID")]
    pub(super) rev_id: Option<String>,

    /// It may revise revisions that are no heads: a new branch
    #[arg(long)]
    pub(super) splice: bool,

    /// The name it gives to its line
    #[arg(long, value_name = "LABEL", action = ArgAction::Append)]
    pub(super) branch_label: Vec<String>,

    /// The folder it is written to, of those that are configured
    #[arg(long, value_name = "DIR")]
    pub(super) version_path: Option<PathBuf>,

    /// Open it in $VISUAL or $EDITOR
    #[arg(short, long)]
    pub(super) edit: bool,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
