//! The registry's tables in SeaORM's words, for the service and for whoever works with its database.

pub mod entities;
