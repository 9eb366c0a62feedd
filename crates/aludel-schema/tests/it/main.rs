//! Tests of the schema crate, in one program.

mod cases;
mod judge;
mod random;
