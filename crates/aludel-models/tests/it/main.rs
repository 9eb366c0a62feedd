//! Models in Rust: what they become in real databases, and what the compiler says of wrong ones.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at what they did not expect")]

mod refused;
mod servers;
mod source;
mod sqlx;
mod text;
mod wrong;
mod zoo;
