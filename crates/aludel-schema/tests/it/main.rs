//! Tests of the schema crate, in one program.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at what they did not expect")]

mod cases;
mod diagram;
mod judge;
mod keeping;
mod partial;
mod queries;
mod random;
mod scratch;
mod source;
mod unhandled;
