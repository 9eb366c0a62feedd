//! The tables, as SeaORM's entities: `aludel revision --autogenerate` writes what a change here means.
//!
//! One set for both databases. What an entity has no words for (partial indexes, checks, triggers, views)
//! stands in the revisions alone, and is left as it is.
#![expect(missing_docs, reason = "entities as sea-orm-cli generates them")]

pub mod audit_log;
pub mod health_reports;
pub mod server_tags;
pub mod servers;
pub mod user_variables;
