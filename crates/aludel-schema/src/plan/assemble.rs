//! What is made inside the statement that makes its owner.

use super::Node;
use crate::statement::{Shape, Statement};

/// Whether the lines of what it owns can stand in it.
pub(super) fn takes_lines(statement: &Statement) -> bool {
    matches!(statement.shape, Shape::Container { .. } | Shape::Followed { .. })
}

/// The statement that makes an object with the lines of what is made inside it, and what follows.
pub(super) fn assemble<'a>(own: &[Statement], members: impl Iterator<Item = &'a Node<'a>>) -> Vec<Statement> {
    let mut lines = Vec::new();
    let mut following = Vec::new();
    let mut notes = Vec::new();
    for statement in members.flat_map(|member| &member.statements) {
        match &statement.shape {
            Shape::Member { line, .. } => {
                lines.push(line.as_str());
                notes.extend(statement.notes.iter().cloned());
            }
            Shape::Whole(_) | Shape::Clause { .. } | Shape::Container { .. } | Shape::Followed { .. } => {
                following.push(statement.clone())
            }
        }
    }
    let mut statements = own.to_vec();
    if let Some(container) = statements.iter_mut().find(|statement| takes_lines(statement)) {
        container.shape = Shape::Whole(match &container.shape {
            Shape::Container { open, close, .. } if !lines.is_empty() => {
                format!("{open} (\n    {}\n){close}", lines.join(",\n    "))
            }
            Shape::Followed { open } if !lines.is_empty() => format!("{open}\n    {}", lines.join("\n    ")),
            _ => container.text(),
        });
        container.notes.extend(notes);
    }
    statements.extend(following);
    statements
}
