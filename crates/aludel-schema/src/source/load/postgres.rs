//! PostgreSQL: many statements in one message and transaction; after one has failed, with savepoints.

use std::collections::HashSet;

use aludel::Dialect;
use aludel::database::{Database, DatabaseError};

use crate::scratch::CLUSTER_NAME;

use super::super::words::{begins, words};
use super::item::Manner;
use super::rounds::{self, Failed, fatal};
use super::{LoadError, LoadWarning, Loading};

mod roles;

/// So many statements go in one transaction: each table it makes holds several of the server's locks.
/// <https://www.postgresql.org/docs/current/runtime-config-locks.html#GUC-MAX-LOCKS-PER-TRANSACTION>
const MOST: usize = 400;
/// So many go in one message where failures are likely: what stands behind one is sent again.
const FEW: usize = 48;

/// What each session begins with: bodies are checked when all is there, as pg_dump does.
const BEGIN: &str = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; \
                     SET check_function_bodies = off; SET synchronous_commit = off";

pub(super) fn load(
    database: &mut dyn Database,
    loading: &Loading<'_>,
    warnings: &mut Vec<LoadWarning>,
) -> Result<Vec<Failed>, LoadError> {
    let roles = roles(database)?;
    let makes_roles = is_throw_away(database)?;
    let mut run = Run {
        database,
        loading,
        warnings,
        roles,
        makes_roles,
        applied: None,
        is_open: false,
        left_out: HashSet::new(),
        way: Way::Bold,
    };
    let failed = rounds::rounds(loading, |items| run.round(items))?;
    run.begin()?;
    Ok(failed)
}

fn roles(database: &mut dyn Database) -> Result<HashSet<String>, LoadError> {
    let rows = database.query("SELECT rolname FROM pg_roles").map_err(LoadError::Database)?;
    Ok(rows.into_iter().flatten().flatten().collect())
}

/// Whether the whole server is scratch, so that roles may be made in it.
fn is_throw_away(database: &mut dyn Database) -> Result<bool, LoadError> {
    let rows = database.query("SHOW cluster_name").map_err(LoadError::Database)?;
    Ok(rows.into_iter().flatten().flatten().any(|name| name == CLUSTER_NAME))
}

/// Ends a transaction of savepoints behind the statement that failed.
const END: &str = "ROLLBACK TO aludel;\nCOMMIT;\n";

struct Run<'a, 'b> {
    database: &'a mut dyn Database,
    loading: &'a Loading<'b>,
    warnings: &'a mut Vec<LoadWarning>,
    roles: HashSet<String>,
    /// Whether roles that are not there are made.
    makes_roles: bool,
    /// Which settings are in force: so many of those of a text.
    applied: Option<(usize, usize)>,
    /// Whether a failure has left a transaction open.
    is_open: bool,
    /// Settings that failed, and are not tried again.
    left_out: HashSet<usize>,
    way: Way,
}

/// How statements that follow each other are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In one transaction: if one fails, none has run.
    Bold,
    /// Each in a savepoint: if one fails, those before it stay.
    Careful,
    /// Without a transaction.
    Single,
}

/// Statements that go together.
struct Chunk {
    items: Vec<usize>,
    message: String,
    /// Where each begins in the message.
    starts: Vec<usize>,
    way: Way,
}

impl Run<'_, '_> {
    /// Runs the statements in this order and returns those that fail.
    fn round(&mut self, items: &[usize]) -> Result<Vec<Failed>, LoadError> {
        let items: Vec<usize> = items.iter().copied().filter(|place| !self.is_left_out(*place)).collect();
        let mut failed = Vec::new();
        // Statements before this one go one by one: they fail for the company they are in.
        let mut single_until = 0;
        let mut at = 0;
        while at < items.len() {
            let most = match self.way {
                _ if at < single_until => 1,
                Way::Bold => MOST,
                Way::Careful | Way::Single => FEW,
            };
            let chunk = self.chunk(items.get(at..).unwrap_or_default(), most)?;
            let count = chunk.items.len();
            let Err((place, error)) = self.send(&chunk)? else {
                at += count.max(1);
                if count > 1 {
                    self.way = Way::Bold;
                }
                continue;
            };
            match chunk.way {
                Way::Bold => self.way = Way::Careful,
                // Nothing was kept: a constraint that waited for the end, or what can't be read.
                Way::Careful if place >= count => single_until = at + count,
                Way::Careful if is_of_company(&error) => {
                    at += place;
                    single_until = at + 1;
                }
                Way::Careful | Way::Single if self.makes_role_of(&error)? => at += place,
                Way::Careful | Way::Single => {
                    self.failed(items.get(at + place), error, &mut failed);
                    at += place + 1;
                }
            }
        }
        Ok(failed)
    }

    fn failed(&mut self, item: Option<&usize>, error: DatabaseError, failed: &mut Vec<Failed>) {
        let Some((place, item)) = item.and_then(|place| Some((*place, self.loading.items.get(*place)?)))
        else {
            return;
        };
        if item.manner == Manner::Setting {
            self.left_out.insert(place);
            self.loading.warn(self.warnings, item, &error.message);
        } else if is_bearable(self.loading.text(item), &error) {
            self.loading.warn(self.warnings, item, &error.message);
        } else {
            failed.push(Failed { item: place, error });
        }
    }

    /// Takes statements from the front that go together.
    fn chunk(&mut self, items: &[usize], most: usize) -> Result<Chunk, LoadError> {
        let mut chunk =
            Chunk { items: Vec::new(), message: String::new(), starts: Vec::new(), way: Way::Single };
        let loading = self.loading;
        let mut context: Option<(usize, usize)> = None;
        let mut texts = Vec::new();
        for place in items {
            let Some(item) = loading.items.get(*place) else { break };
            let before = (item.text, item.settings);
            match context {
                None => self.apply(before)?,
                // Another text, or another order: its settings are others.
                Some(context) if context != before && !(context.1 == 0 && before.1 == 0) => break,
                Some(_) => {}
            }
            let is_alone = item.manner == Manner::Alone;
            if is_alone && !chunk.items.is_empty() {
                break;
            }
            context = Some((item.text, item.settings + usize::from(item.manner == Manner::Setting)));
            chunk.items.push(*place);
            texts.push(loading.text(item));
            if is_alone || item.manner == Manner::EndsTransaction || chunk.items.len() >= most {
                break;
            }
        }
        chunk.way = if texts.len() > 1 { self.way } else { Way::Single };
        chunk.write(&texts);
        Ok(chunk)
    }

    /// Sends them; on failure tells which it was, with the place of the fault in its own text.
    fn send(&mut self, chunk: &Chunk) -> Result<Result<(), (usize, DatabaseError)>, LoadError> {
        if self.loading.stop.is_requested() {
            return Err(LoadError::Stopped);
        }
        // What the last failure left open is ended in the same message: a failure costs one round trip.
        let is_ended_here = self.is_open && chunk.way != Way::Single;
        let (lead, led) = if is_ended_here { (END, 2) } else { ("", 0) };
        if is_ended_here {
            self.is_open = false;
        } else {
            self.end()?;
        }
        let Err(error) = self.database.execute(&format!("{lead}{}", chunk.message)) else {
            self.have_run(&chunk.items);
            return Ok(Ok(()));
        };
        let mut error = fatal(self.loading, error)?;
        // A message that can't be read is refused before any of it runs, also what stands before its BEGIN.
        if error.statements_done == 0 && chunk.way != Way::Single {
            self.is_open = is_ended_here;
            return Ok(Err((chunk.items.len(), error)));
        }
        let done = error.statements_done.saturating_sub(led);
        let place = match chunk.way {
            Way::Bold => done.saturating_sub(1),
            Way::Careful => done.saturating_sub(1) / 3,
            Way::Single => 0,
        };
        match chunk.way {
            Way::Single => {}
            Way::Careful if place < chunk.items.len() => {
                self.is_open = true;
                self.have_run(chunk.items.get(..place).unwrap_or_default());
            }
            Way::Careful | Way::Bold => self.database.execute("ROLLBACK").map_err(LoadError::Database)?,
        }
        let start = lead.len() + chunk.starts.get(place).copied().unwrap_or(0);
        error.offset = error.offset.and_then(|offset| offset.checked_sub(start));
        Ok(Err((place, error)))
    }

    /// Ends the transaction that a failure left open, and keeps what ran before it.
    fn end(&mut self) -> Result<(), LoadError> {
        if std::mem::take(&mut self.is_open) {
            self.database.execute(END).map_err(LoadError::Database)?;
        }
        Ok(())
    }

    /// Remembers the settings that are in force behind these statements.
    fn have_run(&mut self, items: &[usize]) {
        if let Some(item) = items.last().and_then(|place| self.loading.items.get(*place)) {
            self.applied = Some((item.text, item.settings + usize::from(item.manner == Manner::Setting)));
        }
    }

    /// Brings the session to where a text has it after so many of its settings.
    fn apply(&mut self, wanted: (usize, usize)) -> Result<(), LoadError> {
        let is_same =
            self.applied.is_some_and(|applied| applied == wanted || (applied.1 == 0 && wanted.1 == 0));
        if is_same {
            return Ok(());
        }
        self.end()?;
        let done = match self.applied {
            Some((text, done)) if text == wanted.0 && done <= wanted.1 => done,
            _ => {
                self.begin()?;
                0
            }
        };
        let loading = self.loading;
        let of_text = loading.items.iter().enumerate().filter(|(place, item)| {
            item.text == wanted.0
                && item.manner == Manner::Setting
                && (done..wanted.1).contains(&item.settings)
                && !self.left_out.contains(place)
        });
        let settings: Vec<&str> = of_text.map(|(_, item)| loading.text(item)).collect();
        if !settings.is_empty() {
            let message = settings.join("\n;\n");
            self.database.execute(&message).map_err(LoadError::Database)?;
        }
        self.applied = Some(wanted);
        Ok(())
    }

    fn begin(&mut self) -> Result<(), LoadError> {
        self.end()?;
        self.applied = None;
        self.database.execute(BEGIN).map_err(LoadError::Database)
    }

    /// Makes the role that a statement has missed, where that is allowed; returns whether it did.
    fn makes_role_of(&mut self, error: &DatabaseError) -> Result<bool, LoadError> {
        let name =
            error.message.strip_prefix("role \"").and_then(|rest| rest.strip_suffix("\" does not exist"));
        let Some(name) = name.filter(|_| self.makes_roles) else { return Ok(false) };
        if !self.roles.insert(name.to_owned()) {
            return Ok(false);
        }
        self.end()?;
        let statement = format!("CREATE ROLE {}", Dialect::Postgres.quote(name));
        self.database.execute(&statement).map_err(LoadError::Database)?;
        Ok(true)
    }

    /// Whether the statement is left out: a setting that failed before, or rights of a role that is not there.
    fn is_left_out(&mut self, place: usize) -> bool {
        if self.left_out.contains(&place) {
            return true;
        }
        let loading = self.loading;
        let Some(item) = loading.items.get(place).filter(|_| !self.makes_roles) else { return false };
        let Some(role) = roles::missing(loading.text(item), &self.roles) else { return false };
        self.left_out.insert(place);
        loading.warn(self.warnings, item, &format!("role \"{role}\" does not exist"));
        true
    }
}

impl Chunk {
    fn write(&mut self, texts: &[&str]) {
        let (begin, before, after, end) = match self.way {
            Way::Single => ("", "", "", ""),
            Way::Bold => ("BEGIN;\n", "", "", "COMMIT"),
            Way::Careful => ("BEGIN;\n", "SAVEPOINT aludel;\n", "RELEASE aludel;\n", "COMMIT"),
        };
        self.message += begin;
        for text in texts {
            self.message += before;
            self.starts.push(self.message.len());
            self.message += text;
            // On a line of its own: the statement may end in a comment.
            self.message += "\n;\n";
            self.message += after;
        }
        self.message += end;
    }
}

/// Whether a statement may fail for those it shared a transaction with.
fn is_of_company(error: &DatabaseError) -> bool {
    // It can't be in a transaction; a new value of an enum; locks ran out; deferred constraints.
    let code = error.code.as_deref().unwrap_or_default();
    matches!(code, "25001" | "55P04" | "53200") || code.starts_with("23")
}

/// Whether the schema is whole without the statement: rights, and comments on what belongs to an extension.
fn is_bearable(text: &str, error: &DatabaseError) -> bool {
    if !matches!(error.code.as_deref(), Some("42704" | "42501" | "0LP01")) {
        return false;
    }
    let words = words(text, 60);
    roles::is_about_rights(&words) || begins(&words, "COMMENT ON EXTENSION")
}
