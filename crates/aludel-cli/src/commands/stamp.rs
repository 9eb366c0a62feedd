//! `aludel stamp`: record without running.

use std::time::Duration;

use aludel::route::Purge;
use aludel::target::Target;
use clap::Args;

use super::Outcome;
use crate::error::{Failure, Problem};
use crate::flags::{ChangeFlags, Flags, ScriptFlags};
use crate::output::Output;
use crate::session::{Access, Session};
use crate::verbs;

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

const COMMAND: &str = "aludel stamp";

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.change, output)?;
        if self.script.sql {
            return self.print_script(&session);
        }
        let targets =
            self.targets.iter().map(|text| verbs::parse_target(text)).collect::<Result<Vec<_>, _>>()?;
        let migrations = session.migrations()?;
        let purge = if self.purge { Purge::All } else { Purge::Keep };
        let access = if self.script.dry_run { Access::Read } else { Access::Write };
        session.hear_signals();
        let mut database = session.connect(access, Duration::ZERO)?;
        let migrator = session.migrator(&migrations);
        let failed = verbs::failed(&session, COMMAND);
        if self.script.dry_run {
            verbs::report_plan(
                &session,
                migrator.plan_stamp(&mut *database, &targets, purge).map_err(failed)?,
            );
        } else {
            let done = migrator.stamp(&mut *database, &targets, purge).map_err(failed)?;
            let message = format!("stamped; the database is at {}", verbs::place(&migrations, &done.heads));
            verbs::report_stamped(&session, &message, &done);
        }
        Ok(0)
    }

    fn print_script(&self, session: &Session) -> Outcome {
        if self.purge {
            return Err(Problem::new("usage", "`--purge` and `--sql` don't go together")
                .hint("say what the table holds: `aludel stamp FROM:TO --sql`")
                .usage());
        }
        let migrations = session.migrations()?;
        let dialect = verbs::script_dialect(session, &self.script)?;
        let mut from = Vec::new();
        let mut targets: Vec<Target> = Vec::new();
        for text in &self.targets {
            let (rows, to) = verbs::parse_script_range(&migrations, text, COMMAND)?;
            if !rows.is_empty() && !from.is_empty() && rows != from {
                return Err(several_starts());
            }
            from.extend(rows);
            targets.push(to.unwrap_or_else(Target::heads));
        }
        let script = session
            .migrator(&migrations)
            .script_stamp(dialect, &from, &targets)
            .map_err(verbs::failed(session, COMMAND))?;
        verbs::report_script(session, dialect, script);
        Ok(0)
    }
}

fn several_starts() -> Failure {
    Problem::new("usage", "a stamp script starts in one place, and several are named").usage()
}
