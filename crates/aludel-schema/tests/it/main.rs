//! Tests of the schema crate, in one program.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests may stop at what they did not expect, and say what they left out"
)]

mod cases;
mod diagram;
mod judge;
mod scratch;
