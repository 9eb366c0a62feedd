//! `--sql`: a script that psql, sqlite3 or mariadb runs as it is, in place of a run.

use super::Runner;
use super::error::MigrateError;
use super::way::Book;
use super::work::{self, Work};
use crate::Dialect;
use crate::revision::RevisionId;
use crate::route::{self, Purge, Step};
use crate::script::SegmentKind;
use crate::settings::TransactionMode;
use crate::store::{Held, Store};
use crate::target::Target;

impl Runner<'_> {
    /// The script of an upgrade from some rows (none: an empty database) to targets.
    ///
    /// # Errors
    /// Those of `upgrade`, as far as they show without a database.
    pub fn script_upgrade(
        &self,
        dialect: Dialect,
        from: &[RevisionId],
        targets: &[Target],
    ) -> Result<String, MigrateError> {
        let steps = route::upgrade(&self.migrations.graph, from, targets)?;
        self.script(dialect, from, &steps)
    }

    /// The script of a downgrade from some rows to a target.
    ///
    /// # Errors
    /// Those of `downgrade`, as far as they show without a database.
    pub fn script_downgrade(
        &self,
        dialect: Dialect,
        from: &[RevisionId],
        target: &Target,
    ) -> Result<String, MigrateError> {
        let steps = route::downgrade(&self.migrations.graph, from, target)?;
        self.script(dialect, from, &steps)
    }

    /// The script of a stamp from some rows to targets.
    ///
    /// # Errors
    /// Those of `stamp`, as far as they show without a database.
    pub fn script_stamp(
        &self,
        dialect: Dialect,
        from: &[RevisionId],
        targets: &[Target],
    ) -> Result<String, MigrateError> {
        let steps = route::stamp(&self.migrations.graph, from, targets, Purge::Keep)?;
        let store = Store::offline(dialect, &self.settings.version_table);
        let held = Held { rows: from.to_vec(), ..Held::default() };
        let mut script = Script::new(dialect);
        script.create_tables(&store, from.is_empty());
        script.begin();
        script.statements(&self.to_stamp(&store, &held, &steps, Purge::Keep)?);
        script.commit();
        Ok(script.text)
    }

    fn script(&self, dialect: Dialect, from: &[RevisionId], steps: &[Step]) -> Result<String, MigrateError> {
        let store = Store::offline(dialect, &self.settings.version_table);
        let book = Book::Files(self.migrations);
        let works = work::prepare(&book, steps, dialect, &self.settings)?;
        self.refuse_functions(&works)?;
        let whole = self.settings.transaction == TransactionMode::All && dialect != Dialect::Mysql;
        let mut script = Script::new(dialect);
        script.create_tables(&store, from.is_empty());
        for work in &works {
            script.step(&store, work, self, whole);
        }
        if whole {
            script.commit();
        }
        Ok(script.text)
    }
}

struct Script {
    dialect: Dialect,
    text: String,
    open: bool,
}

impl Script {
    fn new(dialect: Dialect) -> Self {
        let head = match dialect {
            Dialect::Postgres => "\\set ON_ERROR_STOP on\n\n",
            Dialect::Sqlite => ".bail on\n\n",
            // The mariadb and mysql clients stop at the first error when they read a file.
            Dialect::Mysql => "",
        };
        Self { dialect, text: head.to_owned(), open: false }
    }

    fn create_tables(&mut self, store: &Store, from_base: bool) {
        if !from_base {
            return;
        }
        for statement in store.to_create() {
            self.statement(&statement);
        }
        self.text.push('\n');
    }

    fn step(&mut self, store: &Store, work: &Work<'_>, migrator: &Runner<'_>, whole: bool) {
        let step = work.step;
        self.text.push_str(&format!(
            "-- {} {}: {}\n",
            step.direction.name(),
            work.id(),
            work.revision.header.title()
        ));
        let mut record = store.to_change_rows(&step.removes, &step.adds);
        let mut entry = work.entry(&migrator.settings);
        entry.segments_done = work.segments.len();
        entry.finished = true;
        record.push(store.to_insert_entry(&entry));
        let last = work.segments.len().saturating_sub(1);
        let mut recorded = false;
        for (number, segment) in work.segments.iter().enumerate() {
            let text = &work.section.text;
            let statements: Vec<String> =
                segment.statements.iter().map(|statement| text[statement.span.clone()].to_owned()).collect();
            if segment.kind == SegmentKind::Transaction {
                self.begin();
                self.statements(&statements);
                if number == last {
                    self.statements(&record);
                    recorded = true;
                }
                if !whole {
                    self.commit();
                }
            } else {
                self.commit();
                self.statements(&statements);
            }
        }
        if !recorded {
            self.begin();
            self.statements(&record);
            if !whole {
                self.commit();
            }
        }
        self.text.push('\n');
    }

    fn begin(&mut self) {
        if !self.open {
            self.open = true;
            let word = match self.dialect {
                Dialect::Postgres => "BEGIN",
                Dialect::Sqlite => "BEGIN IMMEDIATE",
                Dialect::Mysql => "START TRANSACTION",
            };
            self.statement(word);
        }
    }

    fn commit(&mut self) {
        if self.open {
            self.open = false;
            self.statement("COMMIT");
        }
    }

    fn statements(&mut self, statements: &[String]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &str) {
        // The client cuts at each `;`: a body that holds one needs another delimiter.
        if self.dialect == Dialect::Mysql && statement.contains(';') {
            let delimiter = ["//", "$$", "@@@@"]
                .into_iter()
                .find(|delimiter| !statement.contains(delimiter))
                .unwrap_or("@@@@");
            self.text.push_str(&format!("DELIMITER {delimiter}\n{statement}\n{delimiter}\nDELIMITER ;\n"));
            return;
        }
        self.text.push_str(statement);
        // A comment at the end would swallow the semicolon.
        let last_line = statement.lines().last().unwrap_or("");
        self.text.push_str(if last_line.contains("--") { "\n;\n" } else { ";\n" });
    }
}
