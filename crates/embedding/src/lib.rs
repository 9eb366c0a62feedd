//! A service that embeds aludel: its revisions are compiled in.

/// The revisions of the service's own database.
pub static MIGRATIONS: &aludel::Embedded = aludel::embedded!();

/// The revisions of a second database, from two folders.
pub static BILLING: &aludel::Embedded = aludel::embedded!("billing");
