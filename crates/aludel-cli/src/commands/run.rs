//! `aludel run`: waits, migrates, and becomes the application.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use aludel::target::Target;
use clap::Args;

use super::Outcome;
use super::wait::PATIENCE;
use crate::config::Ahead;
use crate::exec::Application;
use crate::flags::{ChangeFlags, Flags};
use crate::output::{Output, fields};
use crate::session::{Access, Session};
use crate::verbs;

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

const COMMAND: &str = "aludel run";

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let application = Application::find(&self.application)?;
        let mut session = Session::open(flags, &(&self.change, self.ahead), output)?;
        session.hear_signals();
        self.migrate(&session)?;
        let name = application.name();
        output.message("starting", &format!("starting {name}"), fields([("application", name.into())]));
        // From here on a signal ends this process; one that came before is seen now.
        if let Some(signals) = session.signals() {
            signals.end();
            if let Some(exit) = signals.exit_code() {
                return Ok(exit);
            }
        }
        Err(application.become_it())
    }

    /// Waits and migrates; the connection is gone when it is done.
    fn migrate(&self, session: &Session) -> Result<(), crate::error::Failure> {
        let began = Instant::now();
        let access = if self.no_migrate { Access::Read } else { Access::Write };
        session.begin_to_connect(access, PATIENCE);
        let migrations = session.migrations()?;
        let migrator = session.migrator(&migrations);
        let failed = verbs::failed(session, COMMAND);
        let heads = [Target::heads()];
        let done = if self.no_migrate {
            let patience = session.config.wait.unwrap_or(PATIENCE);
            aludel::wait::until_there(session.url()?, patience, &session.stop);
            let mut database = session.connect(access, patience)?;
            let left: Duration = patience.saturating_sub(began.elapsed());
            migrator.wait_for(&mut *database, &heads, left).map_err(failed)?
        } else {
            let mut database = session.connect(access, PATIENCE)?;
            migrator.upgrade(&mut *database, &heads).map_err(failed)?
        };
        verbs::tell_done(&session.output, &migrations, &done);
        Ok(())
    }
}
