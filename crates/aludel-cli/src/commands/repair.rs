//! `aludel repair`: accepts a harmless edit of an applied revision.

use std::time::Duration;

use aludel::RevisionId;
use aludel::migrator::{Edit, Edited, Settled};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::error::{Failure, Problem};
use crate::flags::{ChangeFlags, Flags};
use crate::output::text::{Paint, clean};
use crate::output::{Output, Report, fields};
use crate::session::{Access, Session};
use crate::verbs;

/// Accept that applied revisions were edited, where the edit was harmless
///
/// Shows what was edited and asks. Nothing of a revision is run; its record takes the checksum
/// of the file as it is now.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel repair                       all that were edited, after a question
  aludel repair 003 --yes
  aludel repair 004 --again           a cut run left a statement in doubt: it had not finished")]
pub(crate) struct Arguments {
    /// Only these revisions; for `--done`, `--again` and `--undone`, the one that was cut
    #[arg(value_name = "REVISION")]
    revisions: Vec<String>,

    /// The statement that was running when the run was cut had finished
    #[arg(long, group = "settle", requires = "revisions")]
    done: bool,

    /// The statement that was running when the run was cut had not finished: run it again
    #[arg(long, group = "settle", requires = "revisions")]
    again: bool,

    /// What the cut run did was undone by hand: the next run begins it anew
    #[arg(long, group = "settle", requires = "revisions")]
    undone: bool,

    #[command(flatten)]
    change: ChangeFlags,
}

const COMMAND: &str = "aludel repair";

#[derive(Serialize)]
struct RepairReport {
    accepted: Vec<Accepted>,
    settled: Vec<String>,
}

#[derive(Serialize)]
struct Accepted {
    revision: String,
    path: std::path::PathBuf,
    what: &'static str,
}

impl Report for RepairReport {
    fn text(&self, _: Paint) -> String {
        let accepted =
            self.accepted.iter().map(|one| format!("{} accepted: its {}\n", clean(&one.revision), one.what));
        let settled = self.settled.iter().map(|one| format!("{} settled\n", clean(one)));
        accepted.chain(settled).collect()
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.change, output)?;
        let migrations = session.migrations()?;
        let ids = self
            .revisions
            .iter()
            .map(|text| {
                text.parse::<RevisionId>().map_err(|error| Problem::new("usage", error.to_string()).usage())
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        session.hear_signals();
        let mut database = session.connect(Access::Write, Duration::ZERO)?;
        let migrator = session.migrator(&migrations);
        let failed = verbs::failed(&session, COMMAND);
        if let Some(settled) = self.settled() {
            for id in &ids {
                migrator.settle(&mut *database, id, settled).map_err(&failed)?;
            }
            output.report(&RepairReport { accepted: Vec::new(), settled: verbs::names(&ids) });
            return Ok(0);
        }
        let state = migrator.state(&mut *database).map_err(&failed)?;
        let edited: Vec<&Edited> =
            state.edited.iter().filter(|edited| ids.is_empty() || ids.contains(&edited.revision)).collect();
        if edited.is_empty() {
            output.message("done", "nothing to repair: no applied revision was edited", fields([]));
            output.report(&RepairReport { accepted: Vec::new(), settled: Vec::new() });
            return Ok(0);
        }
        for edited in &edited {
            let words = format!("{} was edited after it was applied: its {}", edited.revision, what(edited));
            output.message("edited", &words, fields([("revision", edited.revision.as_str().into())]));
        }
        session.confirm("Take the files as what was applied? Nothing of them is run.", COMMAND)?;
        let repaired = migrator.repair(&mut *database, &ids).map_err(&failed)?;
        let accepted = repaired.accepted.iter().map(|edited| Accepted {
            revision: edited.revision.to_string(),
            path: edited.path.clone(),
            what: what(edited),
        });
        output.report(&RepairReport { accepted: accepted.collect(), settled: Vec::new() });
        Ok(0)
    }

    fn settled(&self) -> Option<Settled> {
        match (self.done, self.again, self.undone) {
            (true, ..) => Some(Settled::Done),
            (_, true, _) => Some(Settled::Again),
            (.., true) => Some(Settled::Undone),
            _ => None,
        }
    }
}

fn what(edited: &Edited) -> &'static str {
    match edited.what {
        Edit::Parents { .. } => "parents",
        _ => "text",
    }
}
