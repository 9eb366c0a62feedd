//! Tests of the library that need files or servers.

mod alembic;
mod graph;
mod notation;
mod route;
