//! Catalogs kept from one run to the next, and when one may be used.
//!
//! What is kept goes by a digest of all that it was made from, and of what the database was like in which it was
//! made: the same SQL makes a table in another schema where the search path is another, and of another collation where
//! the database's is another. So nothing is looked up before one of our databases was read.

use std::cell::RefCell;
use std::path::PathBuf;

use aludel::Dialect;
use aludel::database::Database;
use sha2::{Digest as _, Sha256};

use super::WorkError;
use crate::catalog::Catalog;
use crate::dialect::InspectError;
use crate::kind::Registry;
use crate::scratch;

/// Where catalogs are kept of what can't have changed.
#[derive(Debug, Default)]
pub struct Keeping {
    folder: Option<PathBuf>,
    /// What the databases here are like, once one was read.
    likeness: RefCell<Option<String>>,
}

impl Keeping {
    /// Nothing is kept.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Catalogs are kept in a folder, which is made when the first one is.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), ..Self::default() }
    }

    /// Learns what databases here are like: from a scratch database, or from the one that they are like.
    pub(super) fn learn(&self, database: &mut dyn Database) -> Result<(), InspectError> {
        if self.folder.is_some() && self.likeness.borrow().is_none() {
            let likeness = scratch::likeness(database)?;
            self.likeness.replace(Some(likeness));
        }
        Ok(())
    }

    /// The catalog of what was made from what `parts` say, if it was kept; else what `read` reads, which is kept.
    pub(super) fn kept(
        &self,
        parts: &[&str],
        dialect: Dialect,
        registry: &Registry,
        read: impl FnOnce() -> Result<Catalog, WorkError>,
    ) -> Result<Catalog, WorkError> {
        if let Some(file) = self.file(parts)
            && let Some(catalog) = Catalog::kept(&file, dialect, registry)
        {
            return Ok(catalog);
        }
        let catalog = read()?;
        if let Some(file) = self.file(parts) {
            // What can't be kept is only slower the next time.
            let _ = catalog.keep(&file);
        }
        Ok(catalog)
    }

    fn file(&self, parts: &[&str]) -> Option<PathBuf> {
        let (folder, likeness) = (self.folder.as_ref()?, self.likeness.borrow());
        let likeness = likeness.as_deref()?;
        let name = digest(parts.iter().copied().chain([likeness]));
        Some(folder.join(format!("{name}.json")))
    }
}

/// Text as a digest, for what is kept by what it was made from.
pub fn digest<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
