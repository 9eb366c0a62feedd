//! Databases for tests, on the three products.

mod fresh;
mod history;
