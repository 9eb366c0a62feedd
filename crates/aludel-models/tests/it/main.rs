//! Models in Rust: what they become in real databases, and what the compiler says of wrong ones.

mod servers;
mod source;
mod sqlx;
mod text;
mod wrong;
mod zoo;
