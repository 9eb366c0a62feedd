//! Automatic database migrations: revisions that form a graph, applied exactly once.
//!
//! This crate is what a service embeds: it reads revisions, plans the way from the revisions a
//! database holds to a target, and walks it under a lock. It never prints, and never reads the
//! environment, the home folder or arguments: what it needs is handed to it.
//!
//! ```text
//! directory::read ─► Migrations ─► Migrator::upgrade(database, targets) ─► Report
//! ```

pub mod database;
pub mod dialect;
pub mod directory;
pub mod event;
pub mod file;
pub mod graph;
pub mod naming;
pub mod revision;
pub mod route;
pub mod script;
pub mod target;
pub mod url;

pub use dialect::Dialect;
pub use directory::Migrations;
pub use graph::RevisionGraph;
pub use revision::{Revision, RevisionId};
pub use target::Target;
