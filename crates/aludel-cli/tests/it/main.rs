//! Tests of the command line on real servers.

mod disk;
mod faults;
mod from_alembic;
mod models;
mod readme;
mod reference;
mod sessions;
