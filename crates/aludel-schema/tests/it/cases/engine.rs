//! The one place where the proofs call what they prove.

use aludel::database::Database;
use aludel_schema::dialect::{self, InspectOptions, PlanOptions};
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

/// The plan from one catalog to another, as it would stand in a revision; empty where there is nothing
/// to do.
pub(crate) fn plan(from: &Catalog, to: &Catalog, wish: &Wish) -> Result<String, Problem> {
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
    Ok(render::script(&plan))
}

fn refused(refusals: &[Refusal]) -> Problem {
    let line = |refusal: &Refusal| format!("{}: {}; {}\n", refusal.object, refusal.why, refusal.mend);
    Problem::Refused(refusals.iter().map(line).collect())
}

/// What an inspection says it does not look at.
pub(crate) fn warnings(catalog: &Catalog) -> String {
    catalog.warnings().join("\n")
}
