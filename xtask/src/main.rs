//! The project's own chores: `cargo run -p xtask -- tidy`, `bench`, and `book` (by `scripts/book`).

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore speaks to a person")]

mod bench;
mod book;
mod tidy;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match words[..] {
        ["tidy"] => tidy::run(root),
        ["bench", ref names @ ..] => bench::run(root, names),
        ["read-models", folder] => bench::models::read(Path::new(folder)),
        ["book", mdbook] => book::run(root, mdbook),
        _ => {
            eprintln!("usage: cargo run -p xtask -- tidy | bench | book MDBOOK");
            ExitCode::from(2)
        }
    }
}
