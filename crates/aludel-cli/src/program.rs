//! The commands as a part of a service's own program: `my-app migrate upgrade`.

use std::ffi::OsString;
use std::process::ExitCode;

use aludel::function::Functions;
use aludel::{Migrator, Revisions};
use clap::CommandFactory as _;

/// All of `aludel`'s commands, on the revisions that a service has compiled in.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     let migrator = aludel::Migrator::new(aludel::Migrations::from_texts(&[]).unwrap());
///     // let migrator = aludel::Migrator::new(aludel::embedded!());
///     let mut arguments = std::env::args_os().skip(1);
///     if arguments.next().is_some_and(|word| word == "migrate") {
///         return aludel_cli::Program::new(migrator).name("my-app migrate").run(arguments);
///     }
///     // The service itself.
///     std::process::ExitCode::SUCCESS
/// }
/// ```
///
/// The migrator's revisions, Rust functions and version table are used; everything else is read from
/// flags, the environment and `aludel.toml`, as `aludel` does. `--migrations DIR` reads a folder in
/// place of what is compiled in, and so do the commands that write revision files.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) name: &'static str,
    pub(crate) embedded: Option<Embedded>,
}

/// What a service has handed over.
#[derive(Clone, Debug)]
pub(crate) struct Embedded {
    /// Absent where a command writes files: it goes by the folder.
    pub(crate) revisions: Option<Revisions>,
    pub(crate) functions: Functions,
    pub(crate) version_table: String,
    pub(crate) url: Option<String>,
}

impl Program {
    /// The commands on what the migrator has.
    pub fn new(migrator: Migrator) -> Self {
        let embedded = Embedded {
            revisions: Some(migrator.revisions().clone()),
            functions: migrator.functions().clone(),
            version_table: migrator.current_settings().version_table.to_string(),
            url: None,
        };
        Self { name: "aludel", embedded: Some(embedded) }
    }

    /// `aludel` itself: on the folder that it finds.
    pub(crate) fn bare() -> Self {
        Self { name: "aludel", embedded: None }
    }

    /// What is typed before a command: it stands in the help and in hints.
    #[must_use]
    pub fn name(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The database that is meant unless `--url` names another; without this, the environment and
    /// `aludel.toml` are asked.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        if let Some(embedded) = &mut self.embedded {
            embedded.url = Some(url.into());
        }
        self
    }

    /// Does the command that the arguments name; they do not begin with the program's name.
    ///
    /// It reads the environment, writes to stdout and stderr, hears SIGTERM and SIGINT, and blocks. The
    /// command `run -- app` replaces this process.
    pub fn run(&self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> ExitCode {
        crate::run(self, arguments.into_iter().map(Into::into).collect())
    }

    /// The commands for clap, under this program's name.
    pub(crate) fn command(&self) -> clap::Command {
        let command = crate::Cli::command();
        if self.name == "aludel" {
            return command;
        }
        let renamed = |command: clap::Command| {
            let help = command.get_after_help().map(|help| self.rename(&help.to_string()));
            match help {
                Some(help) => command.after_help(help),
                None => command,
            }
        };
        renamed(command).name(self.name).bin_name(self.name).mut_subcommands(renamed)
    }

    /// A text in which commands can be typed as they are.
    pub(crate) fn rename(&self, text: &str) -> String {
        let (quoted, named) = (format!("`{} ", self.name), format!("  {} ", self.name));
        text.replace("`aludel ", &quoted).replace("  aludel ", &named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_and_hints_say_what_can_be_typed() {
        let program = Program::new(Migrator::new(aludel::Migrations::from_texts(&[]).unwrap()));
        let program = program.name("shop migrate");
        let mut command = program.command();
        command.clone().debug_assert();
        let help = command.render_long_help().to_string();
        assert!(help.contains("  shop migrate revision -m 'add users'"), "{help}");
        assert!(help.contains("Usage: shop migrate [OPTIONS] <COMMAND>"), "{help}");
        assert_eq!(program.rename("finish it: `aludel upgrade`"), "finish it: `shop migrate upgrade`");
    }
}
