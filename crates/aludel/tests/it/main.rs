//! Tests of the library that need files or servers.

mod alembic;
mod drivers;
mod graph;
mod migrator;
mod notation;
mod random_input;
mod route;
