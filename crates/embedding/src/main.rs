//! The service's program: it migrates and starts, or is its own command for migrations.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|word| word == "migrate") {
        return aludel_cli::Program::new(embedding::migrator()).name("embedding migrate").run(arguments);
    }
    ExitCode::SUCCESS
}
