//! Tests of the command line on real servers.

mod disk;
mod faults;
mod readme;
mod sessions;
