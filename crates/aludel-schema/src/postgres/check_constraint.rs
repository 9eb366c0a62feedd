//! Check constraints, <https://www.postgresql.org/docs/current/ddl-constraints.html>.
//!
//! One that a child table or a partition inherits is its parent's, even where the child says it, too:
//! no statement takes that back. But then it stays when the parent's goes, and must go by itself.

use serde::Deserialize;

use super::{Facts, PostgresKind, constraint, inherited_constraint, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A check constraint of a table.
pub(super) struct CheckConstraint;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    expression: String,
    #[serde(default)]
    no_inherit: bool,
    /// Rows that were there before it need not satisfy it.
    #[serde(default)]
    not_valid: bool,
    #[serde(default)]
    not_enforced: bool,
}

impl PostgresKind for CheckConstraint {
    fn query(&self, server: &Facts) -> Option<String> {
        let enforced = if server.major >= 18 { "o.conenforced" } else { "true" };
        Some(constraint::query(
            "c",
            &format!(
                "'expression', pg_catalog.pg_get_expr(o.conbin, o.conrelid),
                 'no_inherit', nullif(o.connoinherit, false),
                 'not_valid', CASE WHEN {enforced} AND NOT o.convalidated THEN true END,
                 'not_enforced', CASE WHEN NOT {enforced} THEN true END"
            ),
            "",
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_constraint WHERE contype = 'c' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        constraint::reference(id)
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for CheckConstraint {
    fn name(&self) -> &'static str {
        "check constraint"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { expression, no_inherit, not_valid, not_enforced } = object.read()?;
        let mut body = format!("CHECK {}", quote::in_brackets(&expression));
        if no_inherit {
            body.push_str(" NO INHERIT");
        }
        if not_enforced {
            body.push_str(" NOT ENFORCED");
        }
        Ok(vec![match not_valid {
            // In CREATE TABLE the words are read, and the constraint is valid all the same.
            true => constraint::added(object.id(), &format!("{body} NOT VALID")),
            false => constraint::member(object.id(), &body),
        }])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let below = inherited_constraint::declared_below(object).into_iter();
        let below = below.map(|id| constraint::dropped_if_there(&id));
        Ok(std::iter::once(constraint::dropped(object.id())).chain(below).collect())
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { expression, no_inherit, not_valid, not_enforced } = to;
        let is_same = from.expression == expression
            && from.no_inherit == no_inherit
            && from.not_enforced == not_enforced;
        if !is_same || not_valid {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        how.add("validated", constraint::validated(pair.to.id()));
        Ok(Alteration::InPlace(how))
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        partition::is_released(object, before)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        partition::is_absorbed(object, after)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(constraint::renamed(from, to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        let below = inherited_constraint::declared_below(object);
        std::iter::once(object.id()).chain(&below).map(constraint::claim).collect()
    }
}

/// What gives a table the checks of a parent that it gets: it must have them by then.
pub(super) fn lacking(table: Pair<'_>, parent: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
    let own = |check: Entry<'_>| {
        table.from.owned_of("check constraint").find(|own| own.id().name() == check.id().name())
    };
    let mut statements = Vec::new();
    for check in parent.owned_of("check constraint") {
        let own = own(check);
        let is_same = own.is_some_and(|own| own.object().definition == check.object().definition);
        if is_same || check.read::<Definition>()?.no_inherit {
            continue;
        }
        statements.extend(own.map(|own| constraint::dropped(own.id())));
        for statement in CheckConstraint.to_create(check)? {
            if let Shape::Member { line, .. } = statement.shape {
                let head = format!("ALTER TABLE {}", quote::relation(table.to.id()));
                statements.push(Statement::clause(head, format!("ADD {line}")));
            }
        }
    }
    Ok(statements)
}
