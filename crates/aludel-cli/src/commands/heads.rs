//! `aludel heads`: the revisions that nothing revises.

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{Flags, NoSettings};
use crate::output::revision::RevisionView;
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::session::Session;

/// Show the revisions that nothing revises
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Leave out heads that another revision depends on
    #[arg(long)]
    resolve_dependencies: bool,
}

#[derive(Serialize)]
struct Heads {
    heads: Vec<RevisionView>,
    #[serde(skip)]
    verbose: bool,
}

impl Report for Heads {
    fn text(&self, paint: Paint) -> String {
        let texts: Vec<String> = self
            .heads
            .iter()
            .map(|head| if self.verbose { head.entry(paint) } else { format!("{}\n", head.name(paint)) })
            .collect();
        texts.join(if self.verbose { "\n" } else { "" })
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &NoSettings, output)?;
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let heads = if self.resolve_dependencies { graph.real_heads() } else { graph.heads() };
        let heads = heads.into_iter().map(|head| RevisionView::new(graph, head, None)).collect();
        output.report(&Heads { heads, verbose: output.verbose() });
        Ok(0)
    }
}
