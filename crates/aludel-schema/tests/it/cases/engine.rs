//! The one place where the proofs call what they prove.

use aludel::database::Database;
use aludel_schema::dialect::{self, InspectOptions, PlanOptions};
use aludel_schema::plan::Step;
use aludel_schema::rename;
use aludel_schema::{Catalog, PlanError, Refusal, render};

use super::wish::Wish;

/// Why there is no plan.
#[derive(Debug)]
pub(crate) enum Problem {
    /// It is said clearly what a person has to write by hand.
    Refused(String),
    /// Anything else, which is always wrong.
    Failed(String),
}

/// Reads what the database holds.
pub(crate) fn inspect(database: &mut dyn Database, wish: &Wish) -> Result<Catalog, String> {
    let options = InspectOptions { privileges: wish.privileges };
    dialect::inspect(database, &options).map_err(|error| error.to_string())
}

/// The plan from one catalog to another, with the steps of renames before and behind it, as it would
/// stand in a revision; empty where there is nothing to do.
pub(crate) fn plan(
    from: &Catalog,
    to: &Catalog,
    wish: &Wish,
    (first, last): (&[Step], &[Step]),
) -> Result<Planned, Problem> {
    let registry = dialect::registry(to.dialect());
    let difference = aludel_schema::diff(from, to, registry).map_err(|refusals| refused(&refusals))?;
    let plan = match aludel_schema::plan(&difference, registry) {
        Ok(plan) => plan,
        Err(PlanError::Refused(refusals)) => return Err(refused(&refusals)),
        Err(error) => return Err(Problem::Failed(error.to_string())),
    };
    let options = PlanOptions { offline: wish.offline };
    let plan = dialect::finished(plan, &difference, &options);
    if plan.is_empty() != difference.is_empty() {
        return Err(Problem::Failed(format!("the plan of {:#?} is\n{plan:#?}", difference.changes)));
    }
    let rest = plan.clone().between(Vec::new(), last.to_vec());
    let whole = plan.between(first.to_vec(), last.to_vec());
    Ok(Planned { rest: render::script(&rest), whole: render::script(&whole) })
}

/// A plan as text.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    /// Without the renames that come first.
    pub(crate) rest: String,
    /// With them.
    pub(crate) whole: String,
}

/// The renames of a wish, made in the database one after the other, and its catalog then.
pub(crate) fn rename(
    database: &mut dyn Database,
    catalog: &Catalog,
    goal: &Catalog,
    wish: &Wish,
) -> Result<Renames, Problem> {
    let failed = |error: &dyn std::fmt::Display| Problem::Failed(error.to_string());
    let registry = dialect::registry(catalog.dialect());
    let mut renames = Renames::none(catalog);
    let mut make = |asked: &rename::Wish, renames: &mut Renames| {
        let renamed = rename::resolve(asked, &renames.catalog, registry)
            .map_err(|error| Problem::Refused(format!("{error}\n")))?;
        for statement in &renamed.forth.statements {
            database.execute(&statement.text()).map_err(|error| failed(&error))?;
        }
        renames.catalog = inspect(database, wish).map_err(|error| failed(&error))?;
        renames.forth.push(renamed.forth);
        renames.back.insert(0, renamed.back);
        Ok(())
    };
    let asked = wish.renames.iter().map(|(old, new)| rename::Wish::parse(&format!("{old}={new}"), registry));
    let asked = asked.collect::<Result<Vec<_>, _>>().map_err(|error| failed(&error))?;
    for asked in &asked {
        make(asked, &mut renames)?;
    }
    for along in rename::along(&renames.catalog, goal, &asked, registry) {
        make(&along, &mut renames)?;
    }
    Ok(renames)
}

/// What renames do.
pub(crate) struct Renames {
    /// What the database holds when they are made.
    pub(crate) catalog: Catalog,
    /// How they are made.
    pub(crate) forth: Vec<Step>,
    /// How they are undone.
    pub(crate) back: Vec<Step>,
}

impl Renames {
    /// Where none is asked for.
    pub(crate) fn none(catalog: &Catalog) -> Renames {
        Renames { catalog: catalog.clone(), forth: Vec::new(), back: Vec::new() }
    }
}

fn refused(refusals: &[Refusal]) -> Problem {
    let line = |refusal: &Refusal| format!("{}: {}; {}\n", refusal.object, refusal.why, refusal.mend);
    Problem::Refused(refusals.iter().map(line).collect())
}

/// What an inspection says it does not look at.
pub(crate) fn warnings(catalog: &Catalog) -> String {
    catalog.warnings().join("\n")
}
