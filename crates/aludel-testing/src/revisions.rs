//! What a test's database is to hold: revisions compiled in, or folders of them.
//!
//! Every test of a program asks for the same ones, so what is read is kept for the program's life.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use aludel::{Embedded, Migrations, directory};

use crate::Error;

/// The revisions that a database is to hold.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Revisions {
    /// Those of `aludel::embedded!()`.
    Embedded(&'static Embedded),
    /// Those of folders; a test's working folder is that of its package.
    Folders(Vec<PathBuf>),
    /// Those that are at hand.
    Read(Arc<Migrations>),
}

impl From<&'static Embedded> for Revisions {
    fn from(embedded: &'static Embedded) -> Self {
        Self::Embedded(embedded)
    }
}

impl From<&str> for Revisions {
    fn from(folder: &str) -> Self {
        Self::from(Path::new(folder))
    }
}

impl From<&Path> for Revisions {
    fn from(folder: &Path) -> Self {
        Self::Folders(vec![folder.to_owned()])
    }
}

impl From<Migrations> for Revisions {
    fn from(migrations: Migrations) -> Self {
        Self::Read(Arc::new(migrations))
    }
}

/// Folders that were read, by their paths.
static READ: Mutex<Option<HashMap<Vec<PathBuf>, Arc<Migrations>>>> = Mutex::new(None);

impl Revisions {
    /// Lets `work` use them.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Migrations) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Self::Embedded(embedded) => match embedded.migrations() {
                Ok(migrations) => work(migrations),
                Err(error) => Err(Error::revisions(error)),
            },
            Self::Folders(folders) => {
                let migrations = read(folders)?;
                work(&migrations)
            }
            Self::Read(migrations) => work(migrations),
        }
    }

    /// What is the same for the same revisions, while the program runs.
    pub(crate) fn identity(&self) -> String {
        match self {
            Self::Embedded(embedded) => format!("embedded {:p}", *embedded),
            Self::Folders(folders) => format!("folders {folders:?}"),
            Self::Read(migrations) => format!("read {:p}", Arc::as_ptr(migrations)),
        }
    }
}

fn read(folders: &[PathBuf]) -> Result<Arc<Migrations>, Error> {
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let known = read.get_or_insert_with(HashMap::new);
    if let Some(migrations) = known.get(folders) {
        return Ok(Arc::clone(migrations));
    }
    let migrations = Arc::new(directory::read(folders).map_err(|error| Error::revisions(&error))?);
    known.insert(folders.to_vec(), Arc::clone(&migrations));
    Ok(migrations)
}
