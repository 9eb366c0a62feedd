//! Tests of the library that need files or servers.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests may stop at what they did not expect, and say what they left out"
)]

mod alembic;
mod drivers;
mod graph;
mod migrator;
mod notation;
mod random_input;
mod route;
