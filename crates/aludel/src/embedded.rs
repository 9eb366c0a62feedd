//! Revisions that are compiled into a program.
//!
//! A build script lists the files, checks them and writes down where they are; the macro includes that
//! list where it stands. So there is nothing to ship beside the binary, and what is wrong with a
//! revision fails the build, not the start.

use std::sync::OnceLock;

use crate::directory::{DirectoryError, Migrations};

/// The revisions that the build script has embedded, as a `&'static` [`Embedded`].
///
/// Without a path: those of the script's first call. With one: those of the call that names it, as it
/// is written there.
///
/// ```ignore
/// // build.rs
/// fn main() {
///     aludel_build::embed("migrations");
/// }
/// ```
/// ```ignore
/// static MIGRATIONS: &aludel::Embedded = aludel::embedded!();
/// ```
#[macro_export]
macro_rules! embedded {
    () => {{
        static EMBEDDED: $crate::Embedded = $crate::Embedded::new(include!(env!(
            "ALUDEL_EMBEDDED",
            "nothing is embedded yet: give this crate a build script, build.rs, that calls \
             `aludel_build::embed(\"migrations\")`, and `aludel-build` as a build-dependency"
        )));
        &EMBEDDED
    }};
    ($path:literal) => {{
        static EMBEDDED: $crate::Embedded = $crate::Embedded::new(include!(env!(
            concat!("ALUDEL_EMBEDDED(", $path, ")"),
            concat!(
                "this folder is not embedded yet: let the build script, build.rs, call `aludel_build::embed(\"",
                $path,
                "\")`"
            )
        )));
        &EMBEDDED
    }};
}

/// Revisions that are compiled in; made by [`embedded!`](crate::embedded!).
#[derive(Debug)]
pub struct Embedded {
    files: &'static [(&'static str, &'static str)],
    read: OnceLock<Result<Migrations, DirectoryError>>,
}

impl Embedded {
    /// The files, each by its path (for messages) and its text, in load order.
    pub const fn new(files: &'static [(&'static str, &'static str)]) -> Self {
        Self { files, read: OnceLock::new() }
    }

    /// The revisions; read when they are asked for first.
    ///
    /// # Errors
    /// [`DirectoryError::Files`], where the build script was of another version: it has checked them.
    pub fn migrations(&self) -> Result<&Migrations, &DirectoryError> {
        self.read.get_or_init(|| Migrations::from_texts(self.files)).as_ref()
    }

    /// The paths and texts of the files, in load order.
    pub fn files(&self) -> &'static [(&'static str, &'static str)] {
        self.files
    }
}
