//! For the tests of a service: each gets a fresh database that holds its revisions, in milliseconds.
//!
//! The revisions are applied once, to a template; a test gets a copy, which is dropped with its guard.
//! Any driver connects to it, by its URL.
//!
//! ```no_run
//! # fn main() -> Result<(), aludel_testing::Error> {
//! let database = aludel_testing::database!("migrations")?;
//! println!("{}", database.url()); // dropped at the end of the test, also when that fails
//! # Ok(())
//! # }
//! ```
//!
//! This crate never reads the environment: its macros do, where they are written.

mod check;
mod database;
mod databases;
mod error;
mod models;
mod place;
mod revisions;
mod thread;
mod url;
mod words;

pub use check::Check;
pub use database::Database;
pub use databases::Databases;
pub use error::Error;
pub use revisions::Revisions;

/// A fresh database that holds the revisions: `Result<Database, Error>`.
///
/// It is made on the server that `TEST_DATABASE_URL` names, else `DATABASE_URL`; on SQLite in the folder for
/// temporary files. Both are read where the macro stands. Take [`Databases`] to say more.
///
/// ```no_run
/// # fn main() -> Result<(), aludel_testing::Error> {
/// let database = aludel_testing::database!("migrations")?;
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! database {
    ($revisions:expr) => {
        $crate::databases!($revisions).and_then(|databases| databases.fresh())
    };
}

/// The [`Databases`] of the surroundings, to say more than [`database!`] does.
#[macro_export]
macro_rules! databases {
    ($revisions:expr) => {
        $crate::Databases::of_surroundings(
            $revisions,
            &[
                ("TEST_DATABASE_URL", ::std::env::var("TEST_DATABASE_URL").ok()),
                ("DATABASE_URL", ::std::env::var("DATABASE_URL").ok()),
            ],
            ::std::env::temp_dir(),
        )
    };
}

/// Checks the revisions: one head, each of them up, down and up again, and where models are named
/// (`"schema.sql"`, `"rust:src/models"`), that the revisions make what those say: `Result<(), Error>`.
///
/// ```no_run
/// # fn main() -> Result<(), aludel_testing::Error> {
/// aludel_testing::check!("migrations", "schema.sql")
/// # }
/// ```
#[macro_export]
macro_rules! check {
    ($revisions:expr $(, $models:expr)* $(,)?) => {
        $crate::databases!($revisions).and_then(|databases| databases.check()$(.models($models))*.run())
    };
}

/// What the documentation says of this crate is compiled by its tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/testing.md")]
struct Testing;
