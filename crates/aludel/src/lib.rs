//! Automatic database migrations: revisions that form a graph, applied exactly once.
//!
//! This crate is what a service embeds: it reads revisions, plans the way from the revisions a
//! database holds to a target, and walks it under a lock. It never prints, and never reads the
//! environment, the home folder or arguments: what it needs is handed to it.
//!
//! ```text
//! embedded!() ─► Migrator ─► upgrade(url or pool).await ─► Report        for a service
//! directory::read ─► Migrations ─► Runner ─► upgrade(database, targets)   for a tool: blocks, on a connection
//! ```

mod block;
pub mod database;
pub mod dialect;
pub mod directory;
mod embedded;
pub mod event;
pub mod file;
pub mod function;
pub mod graph;
mod lock;
pub mod log;
mod mailbox;
pub mod migrator;
pub mod naming;
pub mod revision;
pub mod route;
pub mod script;
mod service;
pub mod settings;
mod stop;
mod store;
pub mod target;
pub mod url;
pub mod wait;

pub use dialect::Dialect;
pub use directory::Migrations;
pub use embedded::Embedded;
pub use function::Connection;
pub use graph::RevisionGraph;
pub use lock::Reconnect;
pub use migrator::{MigrateError, Report, Runner};
pub use revision::{Revision, RevisionId};
pub use service::{Connect, Error, Events, Link, Migrator, Revisions};
pub use settings::{Ahead, Settings, TableName, TransactionMode};
pub use stop::Stop;
pub use target::Target;
pub use url::DatabaseUrl;
