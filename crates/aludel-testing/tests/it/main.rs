//! Databases for tests, on the three products.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at what they did not expect")]

mod check;
mod child;
mod crowd;
mod fresh;
mod history;
mod refusals;
mod template;
