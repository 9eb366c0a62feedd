//! `aludel current`: the revisions that the database is at.

use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::error::{Failure, Problem, exit};
use crate::flags::{Flags, WaitFlags};
use crate::output::revision::{Marks, RevisionView};
use crate::output::text::{Paint, clean, count};
use crate::output::{Output, Report};
use crate::session::{Access, Session};
use crate::verbs;

/// Show which revisions the database is at
///
/// Reads only: it never makes the version table.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel current
  aludel current --check-heads    exit code 3 where something is pending")]
pub(crate) struct Arguments {
    /// End with exit code 3 unless the database is at the heads
    #[arg(short = 'c', long)]
    check_heads: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Serialize)]
struct Current {
    /// The rows of the version table.
    rows: Vec<String>,
    /// Those that have a file.
    revisions: Vec<RevisionView>,
    at_heads: bool,
    pending: usize,
    #[serde(skip)]
    verbose: bool,
}

impl Report for Current {
    fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for row in &self.rows {
            match self.revisions.iter().find(|revision| revision.revision == *row) {
                Some(revision) if self.verbose => text.push_str(&revision.entry(paint)),
                Some(revision) => text.push_str(&format!("{}\n", revision.name(paint))),
                None => text.push_str(&format!("{} (no file)\n", clean(row))),
            }
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let migrations = session.migrations()?;
        let mut database = session.connect(Access::Read, Duration::ZERO)?;
        let state = session
            .migrator(&migrations)
            .state(&mut *database)
            .map_err(verbs::failed(&session, "aludel current"))?;
        let graph = &migrations.graph;
        let marks = Marks::new(graph, &state.rows);
        let known = state.rows.iter().filter_map(|row| graph.find(row.as_str()));
        output.report(&Current {
            rows: verbs::names(&state.rows),
            revisions: known
                .map(|node| RevisionView { is_current: None, ..RevisionView::new(graph, node, Some(&marks)) })
                .collect(),
            at_heads: state.is_at_heads(),
            pending: state.pending.len(),
            verbose: output.verbose(),
        });
        if self.check_heads && !state.is_at_heads() {
            // One document on stdout: the report says it already.
            return if output.is_json() { Ok(exit::FOUND) } else { Err(not_at_heads(state.pending.len())) };
        }
        Ok(0)
    }
}

fn not_at_heads(pending: usize) -> Failure {
    let words = match pending {
        0 => "the database is not at the heads of these revisions".to_owned(),
        some => format!("the database is not at the heads: {} pending", count(some, "revision")),
    };
    Problem::new("not-at-heads", words).hint("`aludel status` shows what is missing").exit(exit::FOUND)
}
