//! `aludel upgrade`: toward the heads.

use std::time::Duration;

use aludel::target::Target;
use clap::Args;

use super::Outcome;
use crate::error::{Failure, Problem};
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;
use crate::session::{Access, Session};
use crate::verbs;

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

const COMMAND: &str = "aludel upgrade";

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.change, output)?;
        if self.script.sql {
            return self.print_script(&session);
        }
        let targets = targets(&self.targets)?;
        let access = if self.script.dry_run { Access::Read } else { Access::Write };
        session.hear_signals();
        session.begin_to_connect(access, Duration::ZERO);
        let migrations = session.migrations()?;
        let mut database = session.connect(access, Duration::ZERO)?;
        let migrator = session.migrator(&migrations);
        let failed = verbs::failed(&session, COMMAND);
        if self.script.dry_run {
            verbs::report_plan(&session, migrator.plan_upgrade(&mut *database, &targets).map_err(failed)?);
        } else {
            let done = migrator.upgrade(&mut *database, &targets).map_err(failed)?;
            verbs::report_done(&session, &migrations, &done);
        }
        Ok(0)
    }

    fn print_script(&self, session: &Session) -> Outcome {
        let migrations = session.migrations()?;
        let dialect = verbs::script_dialect(session, &self.script)?;
        let (from, targets) = match self.targets.as_slice() {
            [] => (Vec::new(), vec![Target::head()]),
            [one] => {
                let (from, to) = verbs::parse_script_range(&migrations, one, COMMAND)?;
                (from, vec![to.unwrap_or_else(Target::head)])
            }
            several => (Vec::new(), targets(several)?),
        };
        let script = session
            .migrator(&migrations)
            .script_upgrade(dialect, &from, &targets)
            .map_err(verbs::failed(session, COMMAND))?;
        verbs::report_script(session, dialect, script);
        Ok(0)
    }
}

/// The targets that were typed; none means the head.
fn targets(typed: &[String]) -> Result<Vec<Target>, Failure> {
    if typed.is_empty() {
        return Ok(vec![Target::head()]);
    }
    if let Some(range) = typed.iter().find(|text| text.contains(':')) {
        return Err(Problem::new(
            "target",
            format!("\"{range}\" is a range, and the database says where it starts"),
        )
        .hint(format!("`{COMMAND} {range} --sql` prints a script of it"))
        .usage());
    }
    typed.iter().map(|text| verbs::parse_target(text)).collect()
}
