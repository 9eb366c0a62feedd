//! `aludel edit`: opens a revision in the editor.

use clap::Args;

use super::Outcome;
use super::show::resolve;
use crate::editor;
use crate::error::Problem;
use crate::flags::{Flags, NoSettings};
use crate::output::Output;
use crate::session::Session;

/// Open a revision in $VISUAL or $EDITOR
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The revision: an id, head, label@head, current
    #[arg(value_name = "REVISION", default_value = "head", allow_negative_numbers = true)]
    target: String,
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &NoSettings, output)?;
        let migrations = session.migrations()?;
        let nodes = resolve(&session, &migrations, &self.target, "aludel edit")?;
        let [node] = nodes.as_slice() else {
            let words =
                format!("{} means {} revisions, and one is edited at a time", self.target, nodes.len());
            return Err(Problem::new("target", words)
                .hint("name one: `aludel heads` lists the heads")
                .failed());
        };
        editor::open(&migrations.graph.header(*node).path)?;
        Ok(0)
    }
}
