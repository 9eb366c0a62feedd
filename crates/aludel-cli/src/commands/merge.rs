//! `aludel merge`: a revision that joins heads.

use aludel::route;
use clap::Args;

use super::Outcome;
use super::revision::{Draft, NewFlags, write};
use crate::flags::{Flags, NoSettings};
use crate::output::Output;
use crate::session::Session;
use crate::{failures, verbs};

/// Write a revision that joins several heads into one
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel merge heads -m \"merge billing and search\"
  aludel merge 004 005")]
pub(crate) struct Arguments {
    /// What it joins: ids, or heads for all of them
    #[arg(value_name = "REVISION", required = true)]
    targets: Vec<String>,

    #[command(flatten)]
    new: NewFlags,
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &NoSettings, output)?;
        let targets =
            self.targets.iter().map(|text| verbs::parse_target(text)).collect::<Result<Vec<_>, _>>()?;
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let parents = route::parents_for_merge(graph, &targets, self.new.splice())
            .map_err(|error| failures::route(&error, "aludel merge"))?;
        let ids: Vec<&str> = parents.iter().map(|parent| graph.id(*parent).as_str()).collect();
        let message = self.new.message.clone().unwrap_or_else(|| format!("merge {}", ids.join(" and ")));
        write(&session, &migrations, &self.new, Draft { parents, depends_on: Vec::new(), message })
    }
}
