//! What happens to one object, as a node of the graph that is sorted.

use super::assemble::takes_lines;
use super::{Action, Verb};
use crate::catalog::Entry;
use crate::statement::{Shape, Statement};

/// One node: an object that is made (or altered), or one that goes.
pub(super) struct Node<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) verb: Verb,
    pub(super) statements: Vec<Statement>,
    pub(super) words: Vec<String>,
    pub(super) gives_way: bool,
    /// Whether it goes by no statement of its own as long as it shares its owner's node.
    pub(super) silent: bool,
}

impl Node<'_> {
    pub(super) fn shape(&self) -> Option<&Shape> {
        self.statements.first().map(|statement| &statement.shape)
    }

    pub(super) fn is_member(&self) -> bool {
        matches!(self.shape(), Some(Shape::Member { .. }))
    }

    pub(super) fn is_made_member(&self) -> bool {
        self.verb == Verb::Create && self.is_member()
    }

    pub(super) fn is_part(&self) -> bool {
        matches!(self.shape(), Some(Shape::Part { .. }))
    }

    /// Whether the CREATE of its owner says it: it can't stand elsewhere.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self.shape(), Some(Shape::Member { line, .. }) if line.is_empty())
    }

    pub(super) fn is_container(&self) -> bool {
        self.statements.iter().any(takes_lines)
    }

    pub(super) fn action(&self) -> Action {
        Action {
            verb: self.verb,
            object: self.entry.id().clone(),
            words: self.words.clone(),
            gives_way: self.gives_way,
            inside: false,
        }
    }
}
