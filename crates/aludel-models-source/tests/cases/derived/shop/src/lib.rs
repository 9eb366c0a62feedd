//! Read for `Weight` alone.

mod handlers;
pub mod ids;
pub mod models;
mod types;

#[derive(sqlx::Type)]
#[sqlx(transparent)]
pub struct Weight(f64);
