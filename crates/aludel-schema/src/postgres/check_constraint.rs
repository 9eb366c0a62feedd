//! Check constraints, <https://www.postgresql.org/docs/current/ddl-constraints.html>.
//!
//! One that a child table or a partition inherits is its parent's.

use serde::Deserialize;

use super::{Facts, PostgresKind, constraint, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

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
        Ok(vec![constraint::dropped(object.id())])
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
        vec![constraint::claim(object.id())]
    }
}

/// What gives a table the checks of a parent that it gets: it must have them by then.
pub(super) fn lacking(table: Pair<'_>, parent: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
    let own: Vec<&str> = table.from.owned_of("check constraint").map(|check| check.id().name()).collect();
    let mut statements = Vec::new();
    for check in parent.owned_of("check constraint").filter(|check| !own.contains(&check.id().name())) {
        if check.read::<Definition>()?.no_inherit {
            continue;
        }
        for statement in CheckConstraint.to_create(check)? {
            if let crate::statement::Shape::Member { line, .. } = statement.shape {
                let head = format!("ALTER TABLE {}", quote::relation(table.to.id()));
                statements.push(Statement::clause(head, format!("ADD {line}")));
            }
        }
    }
    Ok(statements)
}
