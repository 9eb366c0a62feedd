//! Tests of the command line on real servers.

mod faults;
mod sessions;
