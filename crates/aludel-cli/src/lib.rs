//! The `aludel` command as a library: a service's own program can offer all of it.
//!
//! Here only: read the arguments, do the command, say how it ended.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches as _, Parser, ValueEnum as _};

mod commands;
mod compare;
mod config;
mod editor;
mod error;
mod exec;
mod failures;
mod flags;
mod new_file;
mod output;
mod program;
mod rust_models;
mod schema_failures;
mod session;
mod signals;
mod suggest;
mod verbs;

use flags::Flags;
use output::{Format, Output};
pub use program::Program;

/// Automatic database migrations for PostgreSQL, SQLite and MySQL
///
/// Revisions are SQL files in `migrations/`; the database remembers which were applied.
#[derive(Debug, Parser)]
#[command(
    name = "aludel",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = "\
A first day:
  aludel init                        make migrations/ and aludel.toml
  aludel revision -m 'add users'     write migrations/001_add_users.sql
  aludel --url sqlite:app.db upgrade apply what is pending
  aludel run -- my-server            wait, upgrade, then become the server

Targets: head, heads, base, +2, -1, 002, 002+1, label@head, or the first characters of an id.
Exit codes: 0 done, 1 failed, 2 usage, 3 a check found something, 4 database not reached in time,
5 lock not obtained, 143 and 130 ended by SIGTERM and SIGINT; after `run`, the application's own."
)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: commands::Command,
}

/// The `aludel` command, whole: with the arguments of this process.
pub fn main() -> ExitCode {
    Program::bare().run(std::env::args_os().skip(1))
}

fn run(program: &Program, arguments: Vec<OsString>) -> ExitCode {
    let words = std::iter::once(OsString::from(program.name)).chain(arguments);
    let parsed = program.command().try_get_matches_from(words);
    let mut cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(error::exit::USAGE));
        }
    };
    cli.flags.embedded = program.embedded.clone();
    if let Some(embedded) = &mut cli.flags.embedded
        && (cli.command.writes_files() || !cli.flags.migrations.is_empty())
    {
        embedded.revisions = None;
    }
    let output = Output::new(
        format(cli.flags.output, "ALUDEL_OUTPUT"),
        format(cli.flags.log, "ALUDEL_LOG"),
        cli.flags.verbose,
        cli.flags.quiet,
    );
    let output = if cli.command.is_run() { output.for_container() } else { output };
    let outcome = go_to(&cli.flags).and_then(|()| cli.command.run(&cli.flags, &output));
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(mut failure) => {
            for hint in failure.problems.iter_mut().flat_map(|problem| &mut problem.hints) {
                *hint = program.rename(hint);
            }
            output.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

/// The form that a flag or an environment variable asks for; a word that is none means text.
fn format(flag: Option<Format>, variable: &str) -> Format {
    let from_environment = || Format::from_str(&std::env::var(variable).ok()?, true).ok();
    flag.or_else(from_environment).unwrap_or_default()
}

/// `-C DIR`.
fn go_to(flags: &Flags) -> Result<(), error::Failure> {
    let Some(folder) = &flags.directory else { return Ok(()) };
    std::env::set_current_dir(folder).map_err(|error| error::io_problem("go to", folder, &error).usage())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parse(words: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("aludel").chain(words.split_whitespace()))
    }

    #[test]
    fn the_tree_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn targets_that_look_like_flags_parse() {
        for words in [
            "downgrade -1",
            "upgrade -- -1",
            "upgrade -1",
            "upgrade +2",
            "upgrade a@+1 b@head",
            "downgrade label@-1 -v",
            "history -r-2:",
            "history -r -2:",
            "history -r -2: -v",
            "history --rev-range=-2:",
            "history -r :head -i",
            "ensure_version",
            "ensure-version",
            "current -c",
            "run --wait 60s --ahead fail -- app --url x -v",
            "run app --flag",
        ] {
            if let Err(error) = parse(words) {
                panic!("{words}: {error}");
            }
        }
    }

    #[test]
    fn flags_stand_before_or_after_the_command() {
        for words in [
            "--url sqlite:a -n test -x a=b --output json --log json -v --yes heads",
            "heads --url sqlite:a -n test -x a=b --output json --log json -v --yes",
            "-C /tmp --migrations a --migrations b --config c --version-table s.t heads -q",
        ] {
            if let Err(error) = parse(words) {
                panic!("{words}: {error}");
            }
        }
    }

    #[test]
    fn nonsense_is_refused_with_exit_code_2() {
        for words in
            ["", "frobnicate", "run", "run --", "-x novalue heads", "wait --wait soon", "heads -q -v"]
        {
            assert_eq!(parse(words).expect_err(words).exit_code(), 2, "{words}");
        }
    }

    #[test]
    fn what_follows_the_application_is_its_own() {
        let cli = parse("run -v -- app --url x").expect("parses");
        assert_eq!((cli.flags.url, cli.flags.verbose), (None, 1));
    }
}
