//! `aludel completions`: what a shell needs to complete aludel's commands.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Outcome;
use crate::flags::Flags;
use crate::output::Output;

/// Print the completions for a shell
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel completions bash > /etc/bash_completion.d/aludel
  aludel completions zsh > ~/.zfunc/_aludel
  aludel completions fish > ~/.config/fish/completions/aludel.fish")]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, output: &Output) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::Cli::command(), "aludel", &mut script);
        output.data(&String::from_utf8_lossy(&script));
        Ok(0)
    }
}
