//! `aludel run`: waits, migrates, and becomes the application.

use std::ffi::OsString;

use clap::Args;

use super::Outcome;
use crate::config::Ahead;
use crate::flags::{ChangeFlags, Flags};
use crate::output::Output;

/// Wait for the database, apply what is pending, then become the application
///
/// The application takes over the process: its id, its signals, its exit code.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel run -- my-server --port 8080
  aludel run --wait 2m --ahead fail -- my-server
  aludel run --no-migrate -- my-server    where a job migrates: wait until it has

In a Dockerfile: ENTRYPOINT [\"aludel\", \"run\", \"--\", \"my-server\"]")]
pub(crate) struct Arguments {
    /// Only wait until the database is at the heads of this release
    #[arg(long)]
    no_migrate: bool,

    /// What to do where the database is ahead of this release [default: start]
    #[arg(long, value_enum, value_name = "POLICY")]
    ahead: Option<Ahead>,

    #[command(flatten)]
    change: ChangeFlags,

    /// The application and its arguments
    #[arg(value_name = "APPLICATION", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    application: Vec<OsString>,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, _: &Output) -> Outcome {
        Err(crate::error::Problem::new("unbuilt", "not built yet").failed())
    }
}
