//! Tries revisions out in scratch: up, down, and up again, as the runner would run them.
//!
//! After the way down the catalog must be the one before, after the second way up the one after the
//! first. A revision is undone there just as a database undoes one that is ahead of its release: by
//! the text that its log keeps.

use std::sync::Arc;

use aludel::database::Database;
use aludel::revision::{Direction, Revision};
use aludel::target::Target;
use aludel::{Ahead, MigrateError, Migrations, RevisionId, Runner, Settings, route};

use crate::catalog::Catalog;
use crate::plan::Plan;
use crate::workshop::{Schema, WorkError, Workshop, quiet};

/// What came of trying revisions out.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many were tried.
    pub revisions: usize,
    /// Those that can't be undone: they have no downgrade.
    pub irreversible: Vec<RevisionId>,
    /// What is wrong; empty: nothing.
    pub findings: Vec<Finding>,
}

/// What is wrong with a revision.
#[derive(Debug)]
#[non_exhaustive]
pub enum Finding {
    /// It fails on its way.
    Fails {
        /// Which.
        revision: RevisionId,
        /// Which way.
        direction: Direction,
        /// Whether it is the second time up, after it was undone.
        again: bool,
        /// Why.
        error: Box<MigrateError>,
    },
    /// After its downgrade the database is not what it was.
    NotRestored {
        /// Which.
        revision: RevisionId,
        /// What would bring it back.
        left: Left,
    },
    /// Its second upgrade, after a downgrade, makes another schema than its first.
    NotRepeated {
        /// Which.
        revision: RevisionId,
        /// What would bring it there.
        left: Left,
    },
    /// All revisions together do not make what the models say.
    NotModels {
        /// What would bring it there.
        left: Left,
    },
}

/// What is between a schema and the one it should be.
#[derive(Debug)]
pub enum Left {
    /// These statements.
    Plan(Plan),
    /// No statements lead there, and this is why.
    Unplanned(String),
}

/// How much of a rehearsal is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// The schema after each way.
    Every,
    /// Not the one after the second way up: statements that were planned do the same to the same schema, and
    /// that the second time begins where the first did has been read.
    Planned,
}

impl Workshop<'_> {
    /// Tries every revision on the way to the targets, beginning with `first` where it is given.
    ///
    /// `told` hears of each revision before it is tried: its place, how many there are, and its id.
    ///
    /// # Errors
    /// No scratch database can be had or read; the targets mean nothing. What is wrong with a
    /// revision is no error but a finding; what comes after one that fails is not tried.
    pub fn verify(
        &self,
        migrations: &Migrations,
        targets: &[Target],
        first: Option<&RevisionId>,
        models: Option<&Catalog>,
        told: &mut dyn FnMut(usize, usize, &RevisionId),
    ) -> Result<Verified, WorkError> {
        let steps = route::upgrade(&migrations.graph, &[], targets).map_err(MigrateError::from)?;
        let order: Vec<&Revision> = steps
            .iter()
            .map(|step| migrations.revision(step.revision))
            .collect::<Result<_, _>>()
            .map_err(MigrateError::from)?;
        let start = first.and_then(|first| order.iter().position(|revision| &revision.header.id == first));
        let start = start.unwrap_or(0);
        self.scratch.with("trying the revisions out", |database| {
            let mut verified = Verified::default();
            if start > 0 {
                self.upgrade(database, &subset(&order[..start])?)?;
            }
            let mut before = self.catalog(database)?;
            for place in start..order.len() {
                let id = &order[place].header.id;
                told(place - start + 1, order.len() - start, id);
                let (without, with) = (subset(&order[..place])?, subset(&order[..=place])?);
                verified.revisions += 1;
                let ways = (&without, &with);
                match self.rehearse(database, &before, ways, order[place], Reading::Every, &mut verified)? {
                    Some(after) => before = after,
                    None => return Ok(verified),
                }
            }
            if let Some(left) = models.and_then(|models| self.left(&before, models)) {
                verified.findings.push(Finding::NotModels { left });
            }
            Ok(verified)
        })
    }

    /// Tries a revision that stands in no file yet, on a copy of a schema.
    ///
    /// Gives what is wrong; and how its upgrade's end differs from `to`, where it does.
    ///
    /// # Errors
    /// No scratch database can be had or read.
    pub fn verify_draft(
        &self,
        from: &Schema<'_>,
        migrations: &Migrations,
        draft: &Revision,
        to: &Catalog,
    ) -> Result<Verified, WorkError> {
        let before: Vec<&Revision> = migrations.revisions().map_err(MigrateError::from)?;
        let mut with: Vec<&Revision> = before.clone();
        with.push(draft);
        let (without, with) = (subset(&before)?, subset(&with)?);
        self.copy(from, "trying the new revision out", |database| {
            // A copy of a living database holds its objects and no version table.
            self.migrator(&without, Ahead::Fail).stamp(
                database,
                &[Target::heads()],
                aludel::route::Purge::Keep,
            )?;
            let mut verified = Verified { revisions: 1, ..Verified::default() };
            // A copy of a template is what was read of the template.
            let before = match from.is_template() {
                true => Arc::clone(&from.catalog),
                false => Arc::new(self.catalog(database)?),
            };
            let ways = (&without, &with);
            let after = self.rehearse(database, &before, ways, draft, Reading::Planned, &mut verified)?;
            if let Some(left) = after.and_then(|after| self.left(&after, to)) {
                verified.findings.push(Finding::NotModels { left });
            }
            Ok(verified)
        })
    }

    /// Up, down and up; gives what is there at the end, unless the way there failed.
    fn rehearse(
        &self,
        database: &mut dyn Database,
        before: &Catalog,
        (without, with): (&Migrations, &Migrations),
        revision: &Revision,
        reading: Reading,
        verified: &mut Verified,
    ) -> Result<Option<Catalog>, WorkError> {
        let id = &revision.header.id;
        let mut fails = |direction, again, error| {
            let error = Box::new(error);
            verified.findings.push(Finding::Fails { revision: id.clone(), direction, again, error });
            Ok(None)
        };
        if let Err(error) = self.upgrade(database, with) {
            return fails(Direction::Up, false, error);
        }
        let after = self.catalog(database)?;
        if revision.downgrade.is_empty() {
            verified.irreversible.push(id.clone());
            return Ok(Some(after));
        }
        if let Err(error) = self.back(database, without) {
            return fails(Direction::Down, false, error);
        }
        let restored = self.catalog(database)?;
        let again = self.upgrade(database, with);
        if let Some(left) = self.left(&restored, before) {
            verified.findings.push(Finding::NotRestored { revision: id.clone(), left });
            // What the downgrade has left may stand in the way of the second upgrade: one finding.
            return Ok(again.is_ok().then_some(after));
        }
        if let Err(error) = again {
            let error = Box::new(error);
            let (direction, again) = (Direction::Up, true);
            verified.findings.push(Finding::Fails { revision: id.clone(), direction, again, error });
            return Ok(None);
        }
        if reading == Reading::Planned {
            return Ok(Some(after));
        }
        let repeated = self.catalog(database)?;
        if let Some(left) = self.left(&repeated, &after) {
            verified.findings.push(Finding::NotRepeated { revision: id.clone(), left });
        }
        Ok(Some(after))
    }

    /// What is between two catalogs; `None`: nothing.
    pub fn left(&self, from: &Catalog, to: &Catalog) -> Option<Left> {
        match self.plan(from, to) {
            Ok(plan) if plan.is_empty() => None,
            Ok(plan) => Some(Left::Plan(plan)),
            Err(error) => Some(Left::Unplanned(error.to_string())),
        }
    }

    fn upgrade(&self, database: &mut dyn Database, migrations: &Migrations) -> Result<(), MigrateError> {
        self.migrator(migrations, Ahead::Fail).upgrade(database, &[Target::heads()]).map(|_| ())
    }

    /// Undoes what the database is ahead by.
    fn back(&self, database: &mut dyn Database, migrations: &Migrations) -> Result<(), MigrateError> {
        self.migrator(migrations, Ahead::Downgrade).upgrade(database, &[Target::heads()]).map(|_| ())
    }

    fn migrator<'m>(&self, migrations: &'m Migrations, ahead: Ahead) -> Runner<'m> {
        let settings = Settings { ahead, pass_over_functions: true, ..self.settings.clone() };
        Runner::new(migrations, settings, quiet(&self.observer), self.stop.clone())
    }
}

/// Some revisions as a graph of their own; they hold all their ancestors.
fn subset(revisions: &[&Revision]) -> Result<Migrations, WorkError> {
    let revisions = revisions.iter().map(|revision| (*revision).clone()).collect();
    Migrations::from_revisions(revisions).map_err(|complaints| {
        WorkError::Graph(complaints.into_iter().map(|complaint| complaint.to_string()).collect())
    })
}
