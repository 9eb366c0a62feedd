//! A scratch database that others connect to, until its guard is dropped: what a test is given.
//!
//! Nobody here is connected to it, so making one costs what copying its template costs.

use std::path::PathBuf;
use std::sync::Arc;

use aludel::database::Database;

use super::place::{Made, Place};
use super::template::until;
use super::{Scratch, ScratchError, mysql};

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
    /// Others connect to it: our own connection ends.
    fn new(mut made: Made) -> Self {
        let file = made.file();
        made.leave();
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

/// Says by which statements an empty database becomes a copy of a filled one, on a server that copies none
/// itself; nothing where no statements do.
pub type Recipe<'r, E> = &'r dyn Fn(&Scratch, &str, &mut dyn Database) -> Result<Vec<String>, E>;

impl Scratch {
    /// A copy of a database that `fill` fills only if nobody has filled it before for this `key`.
    ///
    /// As [`Scratch::from_template`], but nobody is connected to it yet. On SQLite the settings must name a
    /// folder for caches. MySQL copies by the statements of `recipe`, which is handed the template's name.
    ///
    /// # Errors
    /// [`ScratchError`] where none can be made, and what `fill` and `recipe` return.
    pub fn owned<E: From<ScratchError>>(
        &self,
        key: &str,
        purpose: &str,
        mut fill: impl FnMut(&mut dyn Database) -> Result<(), E>,
        recipe: Recipe<'_, E>,
    ) -> Result<Owned, E> {
        let place = self.place()?;
        if let Place::Mysql(server) = &*place {
            return self.owned_by_recipe(&place, server, key, purpose, &mut fill, recipe);
        }
        let Some(template) = place.template(&self.settings, key) else {
            return Ok(Owned::new(self.filled_once(&place, purpose, fill)?));
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

    /// As [`Scratch::owned`], where the server copies no databases.
    fn owned_by_recipe<E: From<ScratchError>>(
        &self,
        place: &Arc<Place>,
        server: &mysql::Server,
        key: &str,
        purpose: &str,
        fill: &mut dyn FnMut(&mut dyn Database) -> Result<(), E>,
        recipe: Recipe<'_, E>,
    ) -> Result<Owned, E> {
        let steps = match server.template(&self.settings, key) {
            Some(template) => self.steps(server, &template, fill, recipe)?,
            None => Vec::new(),
        };
        let mut made = place.make(&self.settings, purpose)?;
        let copied = self.watch::<_, ScratchError>(made.database()?, |database| {
            Ok(!steps.is_empty() && steps.iter().all(|step| database.execute(step).is_ok()))
        })?;
        if !copied {
            // It can't be copied, or the template was dropped meanwhile.
            drop(made);
            made = self.filled_once(place, purpose, fill)?;
        }
        Ok(Owned::new(made))
    }

    /// The statements by which the template is copied; it is filled where it is not there.
    fn steps<E: From<ScratchError>>(
        &self,
        server: &mysql::Server,
        template: &str,
        fill: &mut dyn FnMut(&mut dyn Database) -> Result<(), E>,
        recipe: Recipe<'_, E>,
    ) -> Result<Vec<String>, E> {
        if let Some(steps) = server.steps(template)? {
            return Ok(steps);
        }
        let turn = until(&self.settings, template, || {
            let turn = server.try_turn(template)?;
            // Looked for again under the lock: whoever had it has just finished.
            match server.steps(template)? {
                Some(steps) => Ok(Some(Err(steps))),
                None => Ok(turn.map(Ok)),
            }
        })?;
        let _turn = match turn {
            Ok(turn) => turn,
            Err(steps) => return Ok(steps),
        };
        let mut database = server.begin_template(&self.settings, template)?;
        let made = self.watch(&mut *database, |database| {
            fill(database)?;
            recipe(self, template, database)
        });
        let kept = made.and_then(|steps| {
            server.keep_steps(&mut *database, &steps)?;
            Ok(steps)
        });
        if kept.is_err() {
            let _ = server.drop_database(template);
        }
        kept
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
