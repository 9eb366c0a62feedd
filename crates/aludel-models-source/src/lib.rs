//! Reads models out of Rust source that nobody compiles: aludel's own, SeaORM's and Diesel's.
//!
//! A Rust project has its models as structs already. To compile them only to learn what they say
//! costs a minute and needs a program that names each of them; their text says the same in
//! milliseconds. What the compiler would know and the text does not (a macro's result, a type that
//! another crate makes) is complained of with its place, never guessed.
//!
//! ```text
//! roots ─► tree (files, modules, cfg) ─► names (use, type) ─┬─► derived   ─┐
//!                                                           ├─► sea_orm   ─┼─► Models
//!                                                           └─► diesel    ─┘
//! ```

pub mod complaint;
pub mod satisfies;

mod cfg;
mod derived;
mod diesel;
mod known;
mod load;
mod manifest;
mod names;
mod reader;
mod sea_orm;
mod tell;
mod tree;
mod types;

use std::collections::BTreeSet;
use std::path::PathBuf;

use aludel::Dialect;
use aludel_schema::partial::LeftOut;
use aludel_table::Models;

pub use complaint::{Complaint, Fault, Warning};
pub use satisfies::satisfies;
pub use tell::{Told, tell};

/// What sources say, and what must be told of them.
#[derive(Debug)]
pub struct Found {
    /// The models, in the order in which their files were read.
    pub models: Models,
    /// What was passed over, and may not have been meant so.
    pub warnings: Vec<Warning>,
    /// Every file that was read, to be watched.
    pub files: Vec<PathBuf>,
    /// The tables that a `diesel.toml` keeps out of them.
    pub left_out: LeftOut,
    /// Features that are not among the default ones, and behind which there was something that was not read.
    pub unset_features: BTreeSet<String>,
}

/// How sources are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The features that are set, beside the default ones of each `Cargo.toml`.
    pub features: Vec<String>,
    /// Whether the default features of `Cargo.toml` are not set.
    pub no_default_features: bool,
}

/// Reads the models below some roots: each a folder of modules, a file, or a folder with a `Cargo.toml`.
///
/// # Errors
///
/// Everything that is wrong, at once: a file that is no Rust, a module without a file, a type that
/// nobody knows, two tables of one name.
pub fn read(roots: &[PathBuf], dialect: Dialect, options: &Options) -> Result<Found, Vec<Complaint>> {
    let tree = load::load(roots, options);
    reader::read(tree, dialect)
}
