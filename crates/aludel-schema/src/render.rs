//! A plan as text: the half of a revision, and what it does in words.

use std::collections::HashSet;

use crate::object::ObjectId;
use crate::plan::{Action, Plan, Verb};
use crate::statement::{Shape, Statement};

/// The statements as they stand in a revision, each with what should be known of it above it.
pub fn script(plan: &Plan) -> String {
    plan.statements().map(|statement| format!("{}\n", rendered(statement))).collect()
}

/// One statement with its comments and its end.
fn rendered(statement: &Statement) -> String {
    let mut text = String::new();
    for lost in &statement.destroys {
        text.push_str(&format!("-- destroys data: {}\n", one_line(lost)));
    }
    for note in &statement.notes {
        for line in note.lines() {
            text.push_str(&format!("-- {line}\n"));
        }
    }
    text.push_str(&written(statement));
    // A comment at the end would swallow what ends the statement.
    let open_comment = text.rsplit('\n').next().is_some_and(|line| line.contains("--"));
    text.push_str(if open_comment { "\n;" } else { ";" });
    text
}

/// A statement as it stands in a revision, without its comments and its end.
pub fn written(statement: &Statement) -> String {
    match &statement.shape {
        Shape::Clause { head, clause } if clause.starts_with('\n') => format!("{head}{clause}"),
        _ => statement.text(),
    }
}

/// A name may hold a line break; a comment must not.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// What the plan does, one phrase an object: `adds column orders.note`.
///
/// What comes and goes with its owner is not said by itself, nor what only gives way.
pub fn words(plan: &Plan) -> Vec<String> {
    let actions = || plan.steps.iter().flat_map(|step| &step.actions);
    let said: HashSet<(Verb, &ObjectId)> = actions().map(|action| (action.verb, &action.object)).collect();
    let paths: HashSet<(Verb, &[Box<str>])> =
        actions().map(|action| (action.verb, action.object.path())).collect();
    let made = |object: &ObjectId, verb| said.contains(&(verb, object));
    // What hangs on something comes and goes with it.
    let comes_along = |action: &Action| {
        let bearer = action.object.bearer().unwrap_or_default();
        let around = (1..=bearer.len()).any(|length| paths.contains(&(action.verb, &bearer[..length])));
        around && matches!(action.verb, Verb::Create | Verb::Drop)
    };
    let mut words = Vec::new();
    for step in &plan.steps {
        for (place, action) in step.actions.iter().enumerate() {
            let mut owners = step.actions.iter().enumerate();
            let inside = owners.any(|(other, owner)| is_inside(action, owner, other < place));
            if action.inside || inside || comes_along(action) {
                continue;
            }
            words.extend(phrase(action, &made));
        }
    }
    words
}

/// A default has the path of its column, which stands before it.
fn is_inside(action: &Action, owner: &Action, stands_before: bool) -> bool {
    let (depth, owners_depth) = (action.object.path().len(), owner.object.path().len());
    action.verb == owner.verb
        && matches!(action.verb, Verb::Create | Verb::Drop)
        && (depth > owners_depth || depth == owners_depth && stands_before)
        && action.object.path().starts_with(owner.object.path())
}

fn phrase(action: &Action, made: &dyn Fn(&ObjectId, Verb) -> bool) -> Option<String> {
    let object = &action.object;
    let said = object.said();
    match action.verb {
        Verb::Create if made(object, Verb::Drop) => match action.gives_way {
            true => Some(format!("makes {said} again")),
            false => Some(format!("changes {said}")),
        },
        // It is carried along with its owner.
        Verb::Create if action.gives_way => None,
        Verb::Drop if made(object, Verb::Create) => None,
        Verb::Create => Some(format!("adds {said}")),
        Verb::Drop => Some(format!("drops {said}")),
        Verb::Rename => Some(format!("renames {said}{}", listed(&action.words))),
        Verb::Alter => Some(format!("changes {said}{}", listed(&action.words))),
    }
}

fn listed(words: &[String]) -> String {
    match words.is_empty() {
        true => String::new(),
        false => format!(": {}", words.join(", ")),
    }
}
