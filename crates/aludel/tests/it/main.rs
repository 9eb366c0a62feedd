//! Tests of the library that need files or servers.

mod alembic;
mod random_input;
