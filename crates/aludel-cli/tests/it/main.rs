//! Tests of the command line on real servers.

mod disk;
mod readme;
mod sessions;
