//! `aludel downgrade`: toward base.

use std::time::Duration;

use clap::Args;

use super::Outcome;
use crate::error::Problem;
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;
use crate::session::{Access, Session};
use crate::verbs;

/// Undo revisions
///
/// A revision without a downgrade half is irreversible: nothing is
/// undone where one stands in the way.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel downgrade -1                 one revision back
  aludel downgrade 002                back to 002
  aludel downgrade base               all of it
  aludel downgrade billing@base       the line labelled billing
  aludel downgrade 005:002 --sql      a script from one revision to another")]
pub(crate) struct Arguments {
    /// Where to go: a revision, -N, base, label@-N
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,

    #[command(flatten)]
    script: ScriptFlags,

    #[command(flatten)]
    change: ChangeFlags,
}

const COMMAND: &str = "aludel downgrade";

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.change, output)?;
        if self.script.sql {
            return self.print_script(&session);
        }
        let target = verbs::parse_target(&self.target)?;
        let migrations = session.migrations()?;
        let access = if self.script.dry_run { Access::Read } else { Access::Write };
        session.hear_signals();
        let mut database = session.connect(access, Duration::ZERO)?;
        let migrator = session.migrator(&migrations);
        let failed = verbs::failed(&session, COMMAND);
        if self.script.dry_run {
            verbs::report_plan(&session, migrator.plan_downgrade(&mut *database, &target).map_err(failed)?);
        } else {
            let done = migrator.downgrade(&mut *database, &target).map_err(failed)?;
            verbs::report_done(&session, &migrations, &done);
        }
        Ok(0)
    }

    fn print_script(&self, session: &Session) -> Outcome {
        let migrations = session.migrations()?;
        let dialect = verbs::script_dialect(session, &self.script)?;
        let (from, target) = match verbs::parse_script_range(&migrations, &self.target, COMMAND)? {
            (from, Some(target)) if !from.is_empty() => (from, target),
            _ => {
                return Err(Problem::new("usage", "a downgrade script needs to know where it starts")
                    .hint(format!(
                        "`{COMMAND} FROM:TO --sql`, for example `{COMMAND} head:{} --sql`",
                        self.target
                    ))
                    .usage());
            }
        };
        let script = session
            .migrator(&migrations)
            .script_downgrade(dialect, &from, &target)
            .map_err(verbs::failed(session, COMMAND))?;
        verbs::report_script(session, dialect, script);
        Ok(0)
    }
}
