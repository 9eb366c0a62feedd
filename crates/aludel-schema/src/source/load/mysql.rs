//! MySQL and MariaDB: one statement at a time, for each commits by itself.

use aludel::database::Database;

use super::item::Manner;
use super::rounds::{self, Failed, fatal};
use super::{LoadError, LoadWarning, Loading};

/// What a dump sets and gives back, in variables of the session.
const SETTINGS: &str = "SELECT @@sql_mode, @@time_zone, @@foreign_key_checks, @@unique_checks, @@sql_notes, \
                        @@character_set_client, @@character_set_results, @@collation_connection";

pub(super) fn load(
    database: &mut dyn Database,
    loading: &Loading<'_>,
    warnings: &mut Vec<LoadWarning>,
) -> Result<Vec<Failed>, LoadError> {
    let reset = reset(database)?;
    let mut run = Run { database, loading, warnings, reset, applied: None };
    let failed = rounds::rounds(loading, |items| run.round(items))?;
    run.begin()?;
    Ok(failed)
}

/// The statement that brings the session back to where it is now.
fn reset(database: &mut dyn Database) -> Result<String, LoadError> {
    let rows = database.query(SETTINGS).map_err(LoadError::Database)?;
    let mut values = rows.into_iter().flatten();
    let mut value = || {
        let text = values.next().flatten().unwrap_or_default();
        aludel::Dialect::Mysql.literal(&text)
    };
    let names = ["sql_mode", "time_zone"];
    let mut parts: Vec<String> = names.iter().map(|name| format!("{name} = {}", value())).collect();
    for name in ["foreign_key_checks", "unique_checks", "sql_notes"] {
        parts.push(format!("{name} = {}", value().trim_matches('\'')));
    }
    for name in ["character_set_client", "character_set_results", "collation_connection"] {
        parts.push(format!("{name} = {}", value()));
    }
    Ok(format!("SET {}", parts.join(", ")))
}

struct Run<'a, 'b> {
    database: &'a mut dyn Database,
    loading: &'a Loading<'b>,
    warnings: &'a mut Vec<LoadWarning>,
    reset: String,
    /// Which settings are in force: so many of those of a text.
    applied: Option<(usize, usize)>,
}

impl Run<'_, '_> {
    fn round(&mut self, items: &[usize]) -> Result<Vec<Failed>, LoadError> {
        let mut failed = Vec::new();
        let loading = self.loading;
        for place in items {
            let Some(item) = loading.items.get(*place) else { continue };
            self.apply((item.text, item.settings))?;
            let result = self.run(loading.text(item))?;
            if item.manner == Manner::Setting {
                self.applied = Some((item.text, item.settings + 1));
            }
            match result {
                Ok(()) => {}
                Err(error) if item.manner == Manner::Setting => {
                    loading.warn(self.warnings, item, &error.message);
                }
                Err(error) => failed.push(Failed { item: *place, error }),
            }
        }
        Ok(failed)
    }

    fn run(&mut self, text: &str) -> Result<Result<(), aludel::database::DatabaseError>, LoadError> {
        if self.loading.stop.is_requested() {
            return Err(LoadError::Stopped);
        }
        match self.database.execute(text) {
            Ok(()) => Ok(Ok(())),
            Err(error) => Ok(Err(fatal(self.loading, error)?)),
        }
    }

    /// Brings the session to where a text has it after so many of its settings.
    fn apply(&mut self, wanted: (usize, usize)) -> Result<(), LoadError> {
        if self.applied == Some(wanted) {
            return Ok(());
        }
        let done = match self.applied {
            Some((text, done)) if text == wanted.0 && done <= wanted.1 => done,
            _ => {
                self.begin()?;
                0
            }
        };
        let loading = self.loading;
        for item in loading.items {
            let is_wanted = item.text == wanted.0
                && item.manner == Manner::Setting
                && (done..wanted.1).contains(&item.settings);
            if is_wanted {
                // It failed before if it fails now, and was told then.
                let _ = self.run(loading.text(item))?;
            }
        }
        self.applied = Some(wanted);
        Ok(())
    }

    fn begin(&mut self) -> Result<(), LoadError> {
        self.applied = None;
        self.database.execute(&self.reset).map_err(LoadError::Database)
    }
}
