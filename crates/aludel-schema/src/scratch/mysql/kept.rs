//! Templates on a server that copies no databases: a filled one is kept, and the statements that copy it.
//!
//! A table in it says that it is whole, for what it is kept, when it was last used, and the statements.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use aludel::Dialect;
use aludel::database::{Database, ErrorKind};

use super::super::age::{Template, old};
use super::super::{ScratchError, Settings, connect, name};
use super::{Server, refused};

/// The table in a template of MySQL by which it is known; the last thing that is made there.
pub const MARKER: &str = "aludel_template";

/// Row 0 is the template's own, the others are the statements.
const CREATE_MARKER: &str = "\
CREATE TABLE aludel_template (number int NOT NULL PRIMARY KEY, used datetime NULL, words longtext NOT NULL)";

/// The turn to fill a template; dropping it lets the next one look.
pub(in super::super) struct Turn<'s> {
    server: &'s Server,
    template: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let release = format!("SELECT RELEASE_LOCK({})", Dialect::Mysql.literal(&self.template));
        let _ = self.server.lock().query(&release);
        self.server.turns.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.template);
    }
}

impl Server {
    /// The name of the template for this key.
    pub(in super::super) fn template(&self, settings: &Settings, key: &str) -> Option<String> {
        let parts = [key, "mysql", self.charset.as_str(), self.collation.as_str()];
        settings.keeps_templates.then(|| name::template(&parts))
    }

    /// The statements that copy a template; `None`: it is not there, or not whole.
    pub(in super::super) fn steps(&self, template: &str) -> Result<Option<Vec<String>>, ScratchError> {
        let marker = format!("{}.{MARKER}", Dialect::Mysql.quote(template));
        let asked = self.lock().query(&format!("SELECT words FROM {marker} ORDER BY number"));
        let rows = match asked {
            Ok(rows) => rows,
            // https://mariadb.com/kb/en/mariadb-error-code-reference/
            Err(error) if is_missing(error.code.as_deref()) => return Ok(None),
            // Whoever may not read there may not make one either: that is told then.
            Err(error) if error.kind == ErrorKind::Privilege => return Ok(None),
            Err(error) => return Err(refused("can't be looked for", template, error)),
        };
        let mut words = rows.into_iter().flatten().flatten();
        if words.next().is_none() {
            return Ok(None);
        }
        self.mark_as_used(template, &marker);
        Ok(Some(words.collect()))
    }

    fn mark_as_used(&self, template: &str, marker: &str) {
        const OFTEN: Duration = Duration::from_secs(10 * 60);
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        if marked.get(template).is_none_or(|at| at.elapsed() >= OFTEN) {
            marked.insert(template.to_owned(), Instant::now());
            drop(marked);
            let mark = format!(
                "UPDATE {marker} SET used = UTC_TIMESTAMP() \
                 WHERE number = 0 AND used < UTC_TIMESTAMP() - INTERVAL 10 MINUTE"
            );
            // What can't be marked is filled again one day.
            let _ = self.lock().execute(&mark);
        }
    }

    /// Takes the turn to fill a template, if nobody has it.
    pub(in super::super) fn try_turn(&self, template: &str) -> Result<Option<Turn<'_>>, ScratchError> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.contains(template) {
            return Ok(None);
        }
        let rows = self
            .lock()
            .query(&format!("SELECT GET_LOCK({}, 0)", Dialect::Mysql.literal(template)))
            .map_err(|error| refused("can't be locked", template, error))?;
        let taken = rows.into_iter().flatten().flatten().next().as_deref() == Some("1");
        Ok(taken.then(|| {
            turns.insert(template.to_owned());
            Turn { server: self, template: template.to_owned() }
        }))
    }

    /// Makes a template, still empty, and connects to it; what a killed process left of one goes.
    pub(in super::super) fn begin_template(
        &self,
        settings: &Settings,
        template: &str,
    ) -> Result<Box<dyn Database>, ScratchError> {
        let failed = |error| refused("can't be made", template, error);
        let mut maintenance = self.lock();
        let quoted = Dialect::Mysql.quote(template);
        let made = maintenance
            .execute(&format!("DROP DATABASE IF EXISTS {quoted}"))
            .and_then(|()| maintenance.execute(&self.creation(template)));
        if let Err(error) = made {
            return Err(match error.kind {
                ErrorKind::Privilege => super::no_right(&maintenance.server().user, &self.url),
                _ => failed(error),
            });
        }
        drop(maintenance);
        connect(settings, &self.url.with_database(template)).map_err(failed)
    }

    /// Writes down how the template is copied: from then on it is whole.
    pub(in super::super) fn keep_steps(
        &self,
        database: &mut dyn Database,
        steps: &[String],
    ) -> Result<(), ScratchError> {
        let failed = |error| refused("can't be kept", MARKER, error);
        database.execute(CREATE_MARKER).map_err(failed)?;
        let literal = |text: &str| Dialect::Mysql.literal(text);
        let mut rows = vec![format!("(0, UTC_TIMESTAMP(), {})", literal(&self.kept_for))];
        rows.extend(
            steps.iter().enumerate().map(|(at, step)| format!("({}, NULL, {})", at + 1, literal(step))),
        );
        // In one transaction, or a reader would find a part of them.
        database.execute("START TRANSACTION").map_err(failed)?;
        for rows in rows.chunks(50) {
            let values = rows.join(", ");
            database.execute(&format!("INSERT INTO {MARKER} VALUES {values}")).map_err(failed)?;
        }
        database.execute("COMMIT").map_err(failed)
    }
}

/// No such database, or no such table in it.
fn is_missing(code: Option<&str>) -> bool {
    code.is_some_and(|code| code.starts_with("1049") || code.starts_with("1146"))
}

const TEMPLATES: &str = "\
SELECT s.schema_name, IS_FREE_LOCK(s.schema_name), t.table_name IS NOT NULL
  FROM information_schema.schemata s
  LEFT JOIN information_schema.tables t ON t.table_schema = s.schema_name AND t.table_name = 'aludel_template'
 WHERE s.schema_name LIKE 'aludel\\_template\\_%'";

/// Drops templates that are old, and what is left of those that were never whole.
pub(super) fn sweep(settings: &Settings, database: &mut dyn Database) {
    let Ok(rows) = database.query(TEMPLATES) else { return };
    let mut dead = Vec::new();
    let mut templates = Vec::new();
    for row in rows {
        let Ok([Some(template), free, whole]) = <[_; 3]>::try_from(row) else { continue };
        let is_used = free.as_deref() != Some("1");
        if whole.as_deref() != Some("1") {
            dead.extend((!is_used).then_some(template));
            continue;
        }
        let ask = format!(
            "SELECT words, GREATEST(0, TIMESTAMPDIFF(MINUTE, used, UTC_TIMESTAMP())) FROM {}.{MARKER} \
             WHERE number = 0",
            Dialect::Mysql.quote(&template)
        );
        let age = database.query(&ask).ok().and_then(|rows| rows.into_iter().next());
        // A row of the template's own is missing where it was never whole.
        match age.map(<[_; 2]>::try_from) {
            Some(Ok([Some(of), minutes])) => {
                let minutes = minutes.and_then(|minutes| minutes.parse().ok());
                templates.push(Template { name: template, is_used, of, minutes });
            }
            _ => dead.extend((!is_used).then_some(template)),
        }
    }
    dead.extend(old(templates));
    for template in dead {
        if !settings.stop.is_requested() {
            let _ = database.execute(&format!("DROP DATABASE IF EXISTS {}", Dialect::Mysql.quote(&template)));
        }
    }
}
