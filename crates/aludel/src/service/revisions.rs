//! Where a migrator's revisions are: compiled in, or read.

use std::sync::Arc;

use super::Error;
use crate::directory::{DirectoryError, Migrations};
use crate::embedded::Embedded;

/// The revisions of a migrator.
#[derive(Clone, Debug)]
pub struct Revisions(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Embedded(&'static Embedded),
    Static(&'static Migrations),
    Read(Arc<Migrations>),
}

impl Revisions {
    /// The revisions, and the graph that they form.
    ///
    /// # Errors
    /// Where what is compiled in can't be read: its build script was of another version.
    pub fn get(&self) -> Result<&Migrations, Error> {
        match &self.0 {
            Inner::Embedded(embedded) => embedded.migrations().map_err(|error| match error {
                DirectoryError::Files(complaints) => Error::Revisions(complaints.clone()),
                // What is in memory has no folders.
                _ => Error::Revisions(Vec::new()),
            }),
            Inner::Static(migrations) => Ok(migrations),
            Inner::Read(migrations) => Ok(migrations),
        }
    }
}

impl From<&'static Embedded> for Revisions {
    fn from(embedded: &'static Embedded) -> Self {
        Self(Inner::Embedded(embedded))
    }
}

impl From<&'static Migrations> for Revisions {
    fn from(migrations: &'static Migrations) -> Self {
        Self(Inner::Static(migrations))
    }
}

impl From<Arc<Migrations>> for Revisions {
    fn from(migrations: Arc<Migrations>) -> Self {
        Self(Inner::Read(migrations))
    }
}

impl From<Migrations> for Revisions {
    fn from(migrations: Migrations) -> Self {
        Self::from(Arc::new(migrations))
    }
}
