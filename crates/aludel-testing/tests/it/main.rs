//! Databases for tests, on the three products.

mod check;
mod child;
mod crowd;
mod fresh;
mod history;
mod refusals;
mod template;
