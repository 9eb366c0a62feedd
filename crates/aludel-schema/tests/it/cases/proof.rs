//! The proof of one pair of schemas, on a real server.
//!
//! One database is made by `from`, a second by `to`. The plan between their catalogs runs in the first:
//! then it must be as the second, by our own diff and by the independent judge, and no row may be lost
//! that had a place to stay. The plan back runs, and all must be as it was.

use aludel_schema::Catalog;
use aludel_schema::plan::Step;

use super::engine::{self, Problem, Renames};
use super::pool::{Bench, Place};
use super::rows::Rows;
use super::script;
use super::wish::{Way, Wish};
use crate::judge::{Dump, Scope};

/// Two schemas, and what stands in the tables of the first.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) rows: Option<&'a str>,
    /// A question that is asked after the way up.
    pub(crate) check: Option<&'a str>,
    pub(crate) wish: &'a Wish,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proved {
    /// The plan up, where there is one.
    pub(crate) up: Option<String>,
    /// The plan down, where there is one.
    pub(crate) down: Option<String>,
    /// What was said on the way on which there is none.
    pub(crate) refused: Option<(Way, String)>,
    /// The answer to the question.
    pub(crate) answer: Option<String>,
}

/// What is wrong, and what had been planned until then.
#[derive(Clone, Debug)]
pub(crate) struct Disproved {
    /// In words for a person.
    pub(crate) why: String,
    /// Whether the given SQL itself does not run: then nothing was proved.
    pub(crate) unusable: bool,
    /// The plan that was run last.
    pub(crate) plan: Option<String>,
}

/// Proves the pair in two empty databases.
pub(crate) fn prove(bench: &mut Bench, pair: &Pair<'_>) -> Result<Proved, Disproved> {
    let Bench { one, other } = bench;
    let unusable =
        |name: &str, why: String| Disproved { why: format!("{name}: {why}"), unusable: true, plan: None };
    run(one, pair.from).map_err(|why| unusable("from.sql", why))?;
    run(other, pair.to).map_err(|why| unusable("to.sql", why))?;
    run(one, pair.rows.unwrap_or_default()).map_err(|why| unusable("rows.sql", why))?;
    let wish = pair.wish;
    let (before, goal) = (State::of(one, wish)?, State::of(other, wish)?);
    let mut proved = Proved::default();
    let renames = match renamed(one, &before, &goal, wish) {
        Ok(renames) => renames,
        Err(Problem::Failed(why)) => return Err(failure(format!("the renames fail: {why}"))),
        Err(Problem::Refused(message)) => {
            proved.refused = Some((Way::Up, message));
            return Ok(proved);
        }
    };
    let up = Walk {
        from: &renames.catalog,
        to: &goal.catalog,
        goal: &goal,
        here: &before,
        wish,
        steps: (&renames.forth, &[]),
        names: ("migrated", "fresh"),
    };
    let after = match up.walk(one)? {
        Walked::Refused(message) => {
            proved.refused = Some((Way::Up, message));
            return Ok(proved);
        }
        Walked::To(plan, state) => {
            proved.up = Some(plan);
            state
        }
    };
    let answer = pair.check.map(|question| one.write(|connection| script::ask(connection, question)));
    proved.answer = answer.transpose().map_err(failure)?;
    let down = Walk {
        from: &after.catalog,
        to: &renames.catalog,
        goal: &before,
        here: &after,
        wish: &wish.back(),
        steps: (&[], &renames.back),
        names: ("brought back", "as it was"),
    };
    match down.walk(one)? {
        Walked::To(plan, _) => proved.down = Some(plan),
        Walked::Refused(message) => proved.refused = Some((Way::Down, message)),
    }
    Ok(proved)
}

/// Runs a script to its end.
fn run(place: &mut Place, text: &str) -> Result<(), String> {
    if text.trim().is_empty() { Ok(()) } else { place.write(|connection| script::run(connection, text)) }
}

/// Makes the renames that are asked for.
fn renamed(place: &mut Place, before: &State, goal: &State, wish: &Wish) -> Result<Renames, Problem> {
    if wish.renames.is_empty() {
        return Ok(Renames::none(&before.catalog));
    }
    let renamed =
        place.write(|connection| Ok(engine::rename(connection, &before.catalog, &goal.catalog, wish)));
    renamed.map_err(Problem::Failed)?
}

/// What a database is at one moment.
struct State {
    catalog: Catalog,
    dump: Dump,
    rows: Rows,
}

impl State {
    fn of(place: &mut Place, wish: &Wish) -> Result<State, Disproved> {
        let catalog = engine::inspect(&mut *place.reader, wish).map_err(failure)?;
        let rows = Rows::of(&mut *place.reader).map_err(|error| failure(error.to_string()))?;
        let scope = if wish.privileges { Scope::WithPrivileges } else { Scope::Schema };
        Ok(State { catalog, dump: Dump::of(&place.database, scope), rows })
    }
}

enum Walked {
    To(String, Box<State>),
    Refused(String),
}

/// The way from one state to another.
struct Walk<'a> {
    /// The catalogs between which is planned.
    from: &'a Catalog,
    to: &'a Catalog,
    /// What the database held before all, and what it shall hold in the end.
    here: &'a State,
    goal: &'a State,
    wish: &'a Wish,
    /// Renames that have been made, and those that are still to be undone.
    steps: (&'a [Step], &'a [Step]),
    /// What a person calls the database then, and what it is compared with.
    names: (&'a str, &'a str),
}

impl Walk<'_> {
    /// Plans and runs the way, and sees whether it leads there.
    fn walk(&self, place: &mut Place) -> Result<Walked, Disproved> {
        let (ours, theirs) = self.names;
        let planned = match engine::plan(self.from, self.to, self.wish, self.steps) {
            Ok(planned) => planned,
            Err(Problem::Refused(message)) => return Ok(Walked::Refused(message)),
            Err(Problem::Failed(why)) => return Err(failure(format!("there is no plan ({ours}): {why}"))),
        };
        let wrong = |why: String| Disproved { why, unusable: false, plan: Some(planned.whole.clone()) };
        run(place, &planned.rest).map_err(|why| wrong(format!("the plan ({ours}) does not run: {why}")))?;
        let state = State::of(place, self.wish)?;
        let mut wrongs = Vec::new();
        match engine::plan(&state.catalog, &self.goal.catalog, self.wish, (&[], &[])) {
            Ok(rest) if rest.whole.is_empty() => {}
            Ok(rest) => wrongs.push(format!("after the plan ({ours}) there is still to do:\n{}", rest.whole)),
            Err(Problem::Refused(why) | Problem::Failed(why)) => {
                wrongs.push(format!("after the plan ({ours}) nothing should differ, but: {why}"));
            }
        }
        if let Some(words) = state.dump.differences(ours, &self.goal.dump, theirs) {
            let unseen = engine::warnings(&self.goal.catalog);
            wrongs.push(format!("the judge sees a difference:\n{words}{unseen}"));
        }
        wrongs.extend(self.here.rows.lost(&state.rows, self.wish));
        match wrongs.is_empty() {
            true => Ok(Walked::To(planned.whole, Box::new(state))),
            false => Err(wrong(wrongs.join("\n"))),
        }
    }
}

fn failure(why: String) -> Disproved {
    Disproved { why, unusable: false, plan: None }
}
