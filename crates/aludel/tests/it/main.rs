//! Tests of the library that need files or servers.

mod alembic;
mod drivers;
mod migrator;
