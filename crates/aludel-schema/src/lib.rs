//! What a database holds, and how to get from one schema to another.
//!
//! Everything is a composition of five functions: inspect, diff, plan, verify, render. The files
//! beside this one are the spine and know no kind of object; what a table or a trigger is stands in
//! the folder of its dialect, one file a kind.

pub mod autogenerate;
pub mod catalog;
pub mod diagram;
pub mod dialect;
pub mod diff;
pub mod filter;
pub mod kind;
mod mention;
mod mysql;
pub mod object;
pub mod partial;
pub mod plan;
mod postgres;
pub mod rename;
pub mod render;
pub mod scratch;
mod sort;
pub mod source;
mod sqlite;
pub mod statement;
pub mod verify;
pub mod workshop;

pub use catalog::Catalog;
pub use diff::{Difference, diff};
pub use filter::Filter;
pub use kind::{Kind, Refusal, Registry};
pub use object::{Object, ObjectId};
pub use plan::{Plan, PlanError, plan};
pub use statement::Statement;
