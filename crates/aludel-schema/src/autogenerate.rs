//! A revision that leads from one schema to another, and back.

use aludel::database::Database;

use crate::catalog::Catalog;
use crate::kind::Refusal;
use crate::plan::{Plan, Step};
use crate::rename::{self, Proposal, Renamed, Wish};
use crate::render;
use crate::workshop::{Schema, WorkError, Workshop, run, way_and};

/// A revision in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What upgrades.
    pub up: Plan,
    /// What downgrades, or why nothing can.
    pub down: Result<Plan, Vec<Refusal>>,
    /// Drops and creations that look like renames; nothing was guessed.
    pub proposals: Vec<Proposal>,
}

impl Draft {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.up.is_empty()
    }

    /// The upgrade half as it stands in the file.
    pub fn upgrade_text(&self) -> String {
        half(&render::script(&self.up))
    }

    /// The downgrade half as it stands in the file; `None`: there is none.
    pub fn downgrade_text(&self) -> Option<String> {
        self.down.as_ref().ok().map(|plan| half(&render::script(plan)))
    }

    /// What it does, for the message in its header; one phrase an object.
    pub fn words(&self) -> Vec<String> {
        render::words(&self.up)
    }
}

/// A half ends with an empty line, so that the next marker stands apart.
fn half(script: &str) -> String {
    format!("{script}\n")
}

impl Workshop<'_> {
    /// Makes the renames that are wished in a database, and those that follow from them where it is to become `to`.
    pub(crate) fn rename(
        &self,
        database: &mut dyn Database,
        wishes: &[Wish],
        to: &Catalog,
    ) -> Result<(Catalog, Vec<Renamed>), WorkError> {
        let registry = self.registry();
        let mut now = self.catalog(database)?;
        let mut renames = Vec::new();
        let mut make = |wishes: &[Wish], now: &mut Catalog| {
            for wish in wishes {
                // Each on what the one before has left: the table first, then its columns.
                let renamed = rename::resolve(wish, now, registry)?;
                run(database, &Plan { steps: vec![renamed.forth.clone()] })?;
                *now = self.catalog(database)?;
                renames.push(renamed);
            }
            Ok::<(), WorkError>(())
        };
        make(wishes, &mut now)?;
        let along = rename::along(&now, to, wishes, registry);
        make(&along, &mut now)?;
        Ok((now, renames))
    }

    /// Drafts the revision that leads from one schema to the other, with the renames that are wished.
    ///
    /// # Errors
    /// There is no way by statements; a rename can't be made; no scratch database can be had.
    pub fn draft(&self, from: &Schema<'_>, to: &Catalog, wishes: &[Wish]) -> Result<Draft, WorkError> {
        let registry = self.registry();
        let untold = rename::along(&from.catalog, to, &[], registry);
        let (renamed, renames) = match (wishes, untold.is_empty()) {
            ([], true) => (None, Vec::new()),
            _ => {
                let (now, renames) =
                    self.copy(from, "trying the renames out", |database| self.rename(database, wishes, to))?;
                (Some(now), renames)
            }
        };
        let start: &Catalog = renamed.as_ref().unwrap_or(&from.catalog);
        let (up, proposals) = way_and(start, to, registry, &self.planning, |difference| {
            rename::proposals(difference, registry)
        })?;
        let back = renames.iter().rev().map(|renamed| renamed.back.clone()).collect();
        let down = match self.plan(to, start) {
            Ok(plan) => Ok(plan.between(Vec::new(), back)),
            Err(WorkError::Refused(refusals)) => Err(refusals),
            Err(error) => return Err(error),
        };
        let forth: Vec<Step> = renames.into_iter().map(|renamed| renamed.forth).collect();
        Ok(Draft { up: up.between(forth, Vec::new()), down, proposals })
    }
}
