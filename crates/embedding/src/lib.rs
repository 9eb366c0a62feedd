//! A service that embeds aludel: its revisions are compiled in, and one of them is a Rust function.

use aludel::{Connection, Migrator};

mod slugs;

/// The revisions of the service's own database.
pub static MIGRATIONS: &aludel::Embedded = aludel::embedded!();

/// The revisions of a second database, from two folders.
pub static BILLING: &aludel::Embedded = aludel::embedded!("billing");

/// What migrates the service's own database.
pub fn migrator() -> Migrator {
    Migrator::new(MIGRATIONS).function("fill_slugs", |connection: Connection| slugs::fill(connection))
}

/// What the documentation says of embedding is compiled by the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
struct Embedding;
