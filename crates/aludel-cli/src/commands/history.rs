//! `aludel history`: the revisions, newest first.

use std::collections::HashMap;
use std::time::Duration;

use aludel::RevisionGraph;
use aludel::graph::Node;
use aludel::route;
use aludel::target::{Place, Range, Target};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use crate::failures;
use crate::flags::{Flags, WaitFlags};
use crate::output::graph::{DrawnNode, draw};
use crate::output::revision::{Marks, RevisionView};
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::session::{Access, Session};

/// Show the revisions, newest first
///
/// On a terminal, and where lines part, with a graph as `git log --graph` draws it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel history
  aludel history -r 002:005
  aludel history -r-3:                the last three, and the one before
  aludel history -r :current          what is applied
  aludel history -i                   mark what the database is at")]
pub(crate) struct Arguments {
    /// From where to where: `[start]:[end]`, both included
    #[arg(short, long, value_name = "RANGE", allow_hyphen_values = true)]
    rev_range: Option<String>,

    /// Mark the revisions that the database is at
    #[arg(short, long)]
    indicate_current: bool,

    /// Draw the graph, always or never [default: on a terminal, where lines part]
    #[arg(long, value_enum, value_name = "WHEN")]
    graph: Option<When>,

    #[command(flatten)]
    wait: WaitFlags,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// Wherever it goes.
    Always,
    /// Nowhere.
    Never,
}

#[derive(Serialize)]
struct History {
    revisions: Vec<RevisionView>,
    #[serde(skip)]
    verbose: bool,
    /// The places of each revision's parents in the list, where a graph is drawn.
    #[serde(skip)]
    graph: Option<Vec<Vec<usize>>>,
}

impl Report for History {
    fn text(&self, paint: Paint) -> String {
        if let Some(parents) = &self.graph {
            return self.drawn(parents, paint);
        }
        let entries = self.revisions.iter();
        if self.verbose {
            entries.map(|revision| revision.entry(paint)).collect::<Vec<_>>().join("\n")
        } else {
            entries.map(|revision| format!("{}\n", revision.line(paint))).collect()
        }
    }
}

impl History {
    fn drawn(&self, parents: &[Vec<usize>], paint: Paint) -> String {
        let nodes: Vec<DrawnNode> = self
            .revisions
            .iter()
            .zip(parents)
            .map(|(revision, parents)| DrawnNode {
                parents: parents.clone(),
                text: match self.verbose {
                    true => format!("{} ", revision.entry(paint)),
                    false => revision.line_in_graph(paint),
                },
                dot: if revision.is_current == Some(true) { '@' } else { '*' },
            })
            .collect();
        draw(&nodes)
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let range: Option<Range> =
            self.rev_range.as_deref().map(str::parse).transpose().map_err(|error| failures::range(&error))?;
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let asks = |target: &Option<Target>| {
            target.as_ref().is_some_and(|target| *target.place() == Place::Current && target.walk().is_none())
        };
        let needs_rows = range.as_ref().is_some_and(|range| asks(&range.start) || asks(&range.end));
        let marks_and_rows = if self.indicate_current || needs_rows {
            let mut database = session.connect(Access::Read, Duration::ZERO)?;
            let state = session
                .migrator(&migrations)
                .state(&mut *database)
                .map_err(|error| failures::migrate(error, "aludel history"))?;
            Some((Marks::new(graph, &state.rows), state.rows))
        } else {
            None
        };
        let (marks, rows) = marks_and_rows.unzip();
        let nodes = route::history(graph, rows.as_deref().unwrap_or(&[]), range.as_ref())
            .map_err(|error| failures::route(&error, "aludel history -r"))?;
        let shown = marks.as_ref().filter(|_| self.indicate_current);
        output.report(&History {
            revisions: nodes.iter().map(|node| RevisionView::new(graph, *node, shown)).collect(),
            verbose: output.verbose(),
            graph: self.wants_graph(graph, &nodes, output).then(|| places(graph, &nodes)),
        });
        Ok(0)
    }

    fn wants_graph(&self, graph: &RevisionGraph, nodes: &[Node], output: &Output) -> bool {
        match self.graph {
            Some(When::Always) => true,
            Some(When::Never) => false,
            None => {
                let straight = nodes.windows(2).all(|pair| graph.parents(pair[0]) == [pair[1]]);
                output.is_terminal() && !straight
            }
        }
    }
}

/// For each node the places of its parents in the list; those outside of it are left out.
fn places(graph: &RevisionGraph, nodes: &[Node]) -> Vec<Vec<usize>> {
    let place: HashMap<Node, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
    nodes
        .iter()
        .map(|node| graph.parents(*node).iter().filter_map(|parent| place.get(parent).copied()).collect())
        .collect()
}
