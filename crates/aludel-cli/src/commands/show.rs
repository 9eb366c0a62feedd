//! `aludel show`: one revision, whole.

use std::time::Duration;

use aludel::graph::Node;
use aludel::revision::Section;
use aludel::{Migrations, RevisionId, route};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::error::{Failure, Problem};
use crate::flags::{Flags, WaitFlags};
use crate::output::revision::RevisionView;
use crate::output::text::{Paint, clean};
use crate::output::{Output, Report};
use crate::session::{Access, Session};
use crate::{failures, verbs};

/// Show a revision: its header, and with `-v` its SQL
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The revisions: ids, head, heads, label@head, current
    #[arg(value_name = "REVISION", required = true, allow_negative_numbers = true)]
    targets: Vec<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Serialize)]
struct Shown {
    revisions: Vec<Whole>,
    #[serde(skip)]
    verbose: bool,
}

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    view: RevisionView,
    upgrade: Vec<Half>,
    /// Empty: it is irreversible.
    downgrade: Vec<Half>,
}

#[derive(Serialize)]
struct Half {
    dialects: Vec<&'static str>,
    no_transaction: bool,
    line: usize,
    sql: String,
}

impl Half {
    fn all(sections: &[Section]) -> Vec<Self> {
        let sections = sections.iter().map(|section| Self {
            dialects: section.dialects.iter().map(|dialect| dialect.name()).collect(),
            no_transaction: section.no_transaction,
            line: section.line,
            sql: section.text.clone(),
        });
        sections.collect()
    }
}

impl Report for Shown {
    fn text(&self, paint: Paint) -> String {
        let entries = self.revisions.iter().map(|whole| {
            let mut text = whole.view.entry(paint);
            if whole.downgrade.is_empty() {
                text.push_str(&format!(
                    "\n    {}\n",
                    paint.warning("irreversible: it has no downgrade half")
                ));
            }
            if self.verbose {
                for (name, halves) in [("upgrade", &whole.upgrade), ("downgrade", &whole.downgrade)] {
                    for half in halves {
                        let options = match half.dialects.as_slice() {
                            [] => String::new(),
                            some => format!(" [{}]", some.join(", ")),
                        };
                        text.push_str(&paint.faint(&format!("\n-- {name}{options}\n")));
                        text.push_str(&format!("{}\n", clean(&half.sql).trim()));
                    }
                }
            }
            text
        });
        entries.collect::<Vec<_>>().join("\n")
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let mut revisions = Vec::new();
        for text in &self.targets {
            for node in resolve(&session, &migrations, text, "aludel show")? {
                let revision = migrations.revision(node).map_err(|error| failures::directory(&error))?;
                revisions.push(Whole {
                    view: RevisionView::new(graph, node, None),
                    upgrade: Half::all(&revision.upgrade),
                    downgrade: Half::all(&revision.downgrade),
                });
            }
        }
        output.report(&Shown { revisions, verbose: output.verbose() });
        Ok(0)
    }
}

/// The revisions that a target means; a database is asked only where it speaks of what is applied.
pub(super) fn resolve(
    session: &Session,
    migrations: &Migrations,
    text: &str,
    command: &str,
) -> Result<Vec<Node>, Failure> {
    let target = verbs::parse_target(text)?;
    let rows: Vec<RevisionId> = if target.needs_rows() {
        let mut database = session.connect(Access::Read, Duration::ZERO)?;
        let state = session.migrator(migrations).state(&mut *database);
        state.map_err(verbs::failed(session, command))?.rows
    } else {
        Vec::new()
    };
    let nodes = route::resolve(&migrations.graph, &rows, &target)
        .map_err(|error| failures::route(&error, command))?;
    if nodes.is_empty() {
        return Err(Problem::new("unknown-revision", format!("no revision is meant by {text}")).failed());
    }
    Ok(nodes)
}
