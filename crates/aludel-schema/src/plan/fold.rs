//! Neighbours that alter one thing, as one statement.

use super::{Plan, Step};
use crate::statement::{Shape, Statement};

/// Joins clauses of one head that stand next to each other; a whole step that follows is taken into
/// the one before it.
pub(super) fn fold(plan: Plan) -> Plan {
    let mut steps: Vec<Step> = Vec::new();
    for Step { actions, statements } in plan.steps {
        let mut statements = joined(statements);
        let joins = steps.last().and_then(|last| last.statements.last()).zip(statements.first());
        let joins = joins.is_some_and(|(a, b)| head(a).is_some() && head(a) == head(b));
        match steps.last_mut() {
            Some(last) if joins => {
                last.statements.append(&mut statements);
                last.statements = joined(std::mem::take(&mut last.statements));
                last.actions.extend(actions);
            }
            _ => steps.push(Step { actions, statements }),
        }
    }
    Plan { steps }
}

fn joined(statements: Vec<Statement>) -> Vec<Statement> {
    let mut joined: Vec<Statement> = Vec::new();
    for statement in statements {
        match joined.last_mut() {
            Some(last) if head(last).is_some() && head(last) == head(&statement) => join(last, statement),
            _ => joined.push(statement),
        }
    }
    joined
}

fn head(statement: &Statement) -> Option<&str> {
    match &statement.shape {
        Shape::Clause { head, .. } | Shape::Member { head, .. } | Shape::Part { head, .. } => Some(head),
        Shape::Whole(_) | Shape::Container { .. } | Shape::Followed { .. } => None,
    }
}

fn join(last: &mut Statement, next: Statement) {
    let (Some(head), Some(a), Some(b)) = (head(last), clause(last), clause(&next)) else { return };
    let line = |clause: &str| match clause.starts_with('\n') {
        true => clause.to_owned(),
        false => format!("\n    {clause}"),
    };
    last.shape = Shape::Clause { head: head.to_owned(), clause: format!("{},{}", line(a), line(b)) };
    last.destroys.extend(next.destroys);
    last.notes.extend(next.notes);
}

fn clause(statement: &Statement) -> Option<&str> {
    match &statement.shape {
        Shape::Clause { clause, .. } | Shape::Member { clause, .. } | Shape::Part { clause, .. } => {
            Some(clause)
        }
        Shape::Whole(_) | Shape::Container { .. } | Shape::Followed { .. } => None,
    }
}
