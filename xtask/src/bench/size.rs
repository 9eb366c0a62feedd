//! How large the program is that a container carries.

use std::fs;

use super::table::Figure;
use super::{Bench, Outcome};

/// Weighs the release binary.
pub(super) fn run(bench: &Bench) -> Outcome {
    let size =
        fs::metadata(&bench.aludel).map_err(|error| format!("{}: {error}", bench.aludel.display()))?.len();
    let mebibytes = size as f64 / 1_048_576.0;
    println!("\nSize\n\n| | |\n|---|--:|\n| release binary | {mebibytes:.2} MiB |");
    Ok(vec![Figure::new("release binary", mebibytes, 12.0, "MiB")])
}
