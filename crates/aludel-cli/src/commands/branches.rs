//! `aludel branches`: the revisions at which lines part.

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{Flags, NoSettings};
use crate::output::revision::RevisionView;
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::session::Session;

/// Show the revisions at which lines part, and what follows them
#[derive(Args, Debug)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct Branches {
    branches: Vec<Branch>,
    #[serde(skip)]
    verbose: bool,
}

#[derive(Serialize)]
struct Branch {
    #[serde(flatten)]
    point: RevisionView,
    children: Vec<RevisionView>,
}

impl Report for Branches {
    fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for Branch { point, children } in &self.branches {
            if self.verbose {
                text.push_str(&format!("{}\n", point.entry(paint)));
            } else {
                text.push_str(&format!("{}\n", point.line(paint)));
            }
            for child in children {
                text.push_str(&format!("    -> {}\n", child.line_in_graph(paint)));
            }
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &NoSettings, output)?;
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let branches = graph.nodes().filter(|node| graph.is_branch_point(*node)).map(|node| Branch {
            point: RevisionView::new(graph, node, None),
            children: graph
                .children(node)
                .iter()
                .map(|child| RevisionView::new(graph, *child, None))
                .collect(),
        });
        output.report(&Branches { branches: branches.collect(), verbose: output.verbose() });
        Ok(0)
    }
}
