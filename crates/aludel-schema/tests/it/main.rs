//! Tests of the schema crate, in one program.
mod diagram;
