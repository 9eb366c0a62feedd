//! The statement that makes an object, with the lines of what is made inside it.

use std::collections::HashMap;

use super::node::Node;
use crate::object::Position;
use crate::statement::{Shape, Statement};

/// Whether the lines of what it owns can stand in it.
pub(super) fn takes_lines(statement: &Statement) -> bool {
    matches!(statement.shape, Shape::Container { .. } | Shape::Followed { .. })
}

/// What makes `home` together with those that share its node, and what follows.
pub(super) fn assemble<'a>(home: &Node<'a>, members: impl Iterator<Item = &'a Node<'a>>) -> Vec<Statement> {
    let mut parts = Parts::default();
    let mut shared: Vec<&Node<'_>> = Vec::new();
    for member in members {
        match member.is_part() {
            true => parts.take(member),
            false => shared.push(member),
        }
    }
    let mut statements = parts.written(home);
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    for statement in shared.into_iter().flat_map(|member| parts.written(member)) {
        match statement.shape {
            Shape::Member { line, .. } if line.is_empty() => {}
            Shape::Member { line, .. } => {
                lines.push(line);
                notes.extend(statement.notes);
            }
            Shape::Whole(_)
            | Shape::Clause { .. }
            | Shape::Part { .. }
            | Shape::Container { .. }
            | Shape::Followed { .. } => {
                statements.extend(Some(statement).filter(|statement| !statement.for_rows));
            }
        }
    }
    if let Some(container) = statements.iter_mut().find(|statement| takes_lines(statement)) {
        container.shape = Shape::Whole(match &container.shape {
            Shape::Container { open, close, .. } if !lines.is_empty() => {
                format!("{open} (\n    {}\n){close}", lines.join(",\n    "))
            }
            Shape::Followed { open } if !lines.is_empty() => format!("{open}\n    {}", lines.join("\n    ")),
            _ => container.text(),
        });
        container.notes.append(&mut notes);
    }
    statements
}

/// What drops an object; of what goes with it, that of its own kind is said to be lost, too.
pub(super) fn dropping<'a>(home: &Node<'a>, members: impl Iterator<Item = &'a Node<'a>>) -> Vec<Statement> {
    let mut statements = home.statements.clone();
    let like = members.filter(|member| member.entry.id().kind() == home.entry.id().kind());
    let lost = like.flat_map(|member| &member.statements).flat_map(|statement| &statement.destroys);
    if let Some(first) = statements.first_mut() {
        first.destroys.extend(lost.cloned());
    }
    statements
}

/// The words that stand in the lines of their owners.
#[derive(Default)]
struct Parts<'a> {
    words: HashMap<Position, Vec<&'a str>>,
}

impl<'a> Parts<'a> {
    fn take(&mut self, node: &'a Node<'_>) {
        let Some(owner) = node.entry.object().owner else { return };
        let words = node.statements.iter().filter_map(|statement| match &statement.shape {
            Shape::Part { part, .. } => Some(part.as_str()),
            _ => None,
        });
        self.words.entry(owner).or_default().extend(words);
    }

    /// The statements of a node with the words of its parts in its line.
    fn written(&self, node: &Node<'_>) -> Vec<Statement> {
        let mut statements = node.statements.clone();
        let words = self.words.get(&node.entry.position());
        if let Some(words) = words
            && let Some(Statement { shape: Shape::Member { line, clause, .. }, .. }) = statements.first_mut()
        {
            for word in words {
                line.push_str(&format!(" {word}"));
                clause.push_str(&format!(" {word}"));
            }
        }
        statements
    }
}
