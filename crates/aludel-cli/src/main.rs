//! The `aludel` command: automatic database migrations.

use std::process::ExitCode;

fn main() -> ExitCode {
    aludel_cli::main()
}
