//! A scratch database that others connect to, until its guard is dropped: what a test is given.
//!
//! Nobody here is connected to it, so making one costs what copying its template costs.

use std::path::PathBuf;

use aludel::database::Database;

use super::place::Made;
use super::{Scratch, ScratchError};

/// How often a template is made again that others drop before it can be copied.
const ATTEMPTS: usize = 5;

/// A database that is given back when this is dropped, whoever is connected to it.
#[must_use = "it is dropped with its guard"]
pub struct Owned {
    made: Made,
    file: Option<PathBuf>,
}

impl std::fmt::Debug for Owned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Owned").field("name", &self.name()).field("file", &self.file).finish()
    }
}

impl Owned {
    fn new(made: Made) -> Self {
        let file = made.file();
        Self { made, file }
    }

    /// Its name on the server; empty where it is a file.
    pub fn name(&self) -> &str {
        self.made.name()
    }

    /// Its file, on SQLite.
    pub fn file(&self) -> Option<&std::path::Path> {
        self.file.as_deref()
    }

    /// Drops it now, and says what went wrong with that.
    ///
    /// # Errors
    /// The server refuses, or is gone.
    pub fn give_back(mut self) -> Result<(), ScratchError> {
        self.made.give_back()
    }
}

impl Scratch {
    /// A copy of a database that `fill` fills only if nobody has filled it before for this `key`.
    ///
    /// As [`Scratch::from_template`], but nobody is connected to it yet. On SQLite the settings must name a
    /// folder for caches.
    ///
    /// # Errors
    /// [`ScratchError`] where none can be made, and what `fill` returns.
    pub fn owned<E: From<ScratchError>>(
        &self,
        key: &str,
        purpose: &str,
        mut fill: impl FnMut(&mut dyn Database) -> Result<(), E>,
    ) -> Result<Owned, E> {
        let place = self.place()?;
        let Some(template) = place.template(&self.settings, key) else {
            let mut made = place.make(&self.settings, purpose)?;
            self.watch(made.database()?, fill)?;
            made.leave();
            return Ok(Owned::new(made));
        };
        // Nearly always it is there: that is not asked first.
        for _ in 0..ATTEMPTS {
            match place.copy_for_others(&self.settings, &template, purpose) {
                Ok(made) => return Ok(Owned::new(made)),
                Err(error) if is_missing(&error) => self.ready(&place, &template, purpose, &mut fill)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Owned::new(place.copy_for_others(&self.settings, &template, purpose)?))
    }
}

/// Whether there is no such template.
fn is_missing(error: &ScratchError) -> bool {
    match error {
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        ScratchError::Database { error, .. } => error.code.as_deref() == Some("3D000"),
        ScratchError::File { error, .. } => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}
