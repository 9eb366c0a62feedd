//! Enums, <https://www.postgresql.org/docs/current/sql-createtype.html>.
//!
//! Values are added where they stand. A value can't be taken away and the order can't be changed:
//! there the type is made again under its name, and the columns are moved over.

use serde::Deserialize;

use super::swap::{Carried, Swap};
use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::plan::{Plan, Step, Verb};
use crate::statement::Statement;

/// An enum.
pub(super) struct Enum;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    values: Vec<String>,
}

impl PostgresKind for Enum {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1247/' || t.oid || '/0', NULL, json_build_array(n.nspname, t.typname), 0,
                    json_build_object('values', coalesce(e.labels, '[]'))
               FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
               LEFT JOIN (SELECT enumtypid, json_agg(enumlabel ORDER BY enumsortorder) AS labels
                            FROM pg_catalog.pg_enum GROUP BY enumtypid) e ON e.enumtypid = t.oid
              WHERE t.typtype = 'e' AND t.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_type WHERE typtype = 'e' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TYPE {}", quote::path(id.path()))
    }
}

impl Kind for Enum {
    fn name(&self) -> &'static str {
        "enum"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { values } = object.read()?;
        Ok(vec![create(object.id(), &values)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { values } = to;
        let mut kept = values.iter().filter(|value| from.values.contains(value));
        match from.values.iter().all(|value| kept.next() == Some(value)) {
            true => Ok(Alteration::InPlace(additions(pair.to.id(), &from.values, &values))),
            false => remake(pair, &from.values, &values),
        }
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }

    fn to_rename_part(&self, object: Entry<'_>, old: &str, new: &str) -> Option<Vec<Statement>> {
        let Definition { values } = object.read().ok()?;
        values.iter().any(|value| value == old).then(|| vec![rename_value(object.id(), old, new)])
    }

    fn to_rename_part_back(&self, object: Entry<'_>, old: &str, new: &str) -> Option<Vec<Statement>> {
        self.to_rename_part(object, old, new).map(|_| vec![rename_value(object.id(), new, old)])
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::type_claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }
}

fn create(id: &ObjectId, values: &[String]) -> Statement {
    let values: Vec<String> = values.iter().map(|value| quote::text(value)).collect();
    let lines = match values.iter().map(String::len).sum::<usize>() > 60 {
        true => format!("(\n    {}\n)", values.join(",\n    ")),
        false => format!("({})", values.join(", ")),
    };
    Statement::whole(format!("CREATE TYPE {} AS ENUM {lines}", quote::path(id.path())))
}

fn rename_value(id: &ObjectId, old: &str, new: &str) -> Statement {
    let (old, new) = (quote::text(old), quote::text(new));
    Statement::whole(format!("ALTER TYPE {} RENAME VALUE {old} TO {new}", quote::path(id.path())))
}

/// The new values, each beside one that is there by then.
fn additions(id: &ObjectId, old: &[String], new: &[String]) -> InPlace {
    let mut how = InPlace::default();
    let first = new.iter().find(|value| old.contains(value));
    let last = new.iter().rposition(|value| old.contains(value));
    for (place, value) in new.iter().enumerate().filter(|(_, value)| !old.contains(value)) {
        let beside = match (place.checked_sub(1), last) {
            (None, Some(_)) => first.map(|first| ("BEFORE", first)),
            (Some(before), Some(last)) if place < last => new.get(before).map(|before| ("AFTER", before)),
            _ => None,
        };
        let beside =
            beside.map_or_else(String::new, |(word, value)| format!(" {word} {}", quote::text(value)));
        let value = quote::text(value);
        how.add(
            format!("adds value {value}"),
            Statement::whole(format!("ALTER TYPE {} ADD VALUE {value}{beside}", quote::path(id.path()))),
        );
    }
    how
}

/// The plan with the new values before all else: each ends the transaction that it stands in, and so
/// nothing is half done at that time.
pub(super) fn values_first(plan: Plan) -> Plan {
    let adds_values = |step: &Step| {
        step.actions.iter().all(|action| action.verb == Verb::Alter && action.object.kind() == Enum.name())
            && step.statements.iter().all(|statement| statement.text().contains(" ADD VALUE "))
    };
    let (mut first, rest): (Vec<Step>, Vec<Step>) = plan.steps.into_iter().partition(adds_values);
    first.extend(rest);
    Plan { steps: first }
}

/// Makes the type again: rows keep their values, but those of values that go must be mapped.
fn remake(pair: Pair<'_>, old: &[String], new: &[String]) -> Result<Alteration, Refusal> {
    let removed: Vec<&String> = old.iter().filter(|value| !new.contains(value)).collect();
    let list = removed.iter().map(|value| quote::text(value)).collect::<Vec<_>>().join(", ");
    let by_way = ["text".to_owned(), "text[]".to_owned()];
    let mut swap = Swap::new(pair, create(pair.to.id(), new), by_way)?;
    if removed.is_empty() {
        return Ok(swap.finish("another order of values"));
    }
    for value in removed {
        swap.loses(format!("value {} of {}", quote::text(value), pair.from.id()));
    }
    swap.note("rows that hold what goes must hold something else before, as by:");
    swap.note_columns(|carried| {
        let Carried { table, column, array, .. } = carried;
        match array {
            false => format!("UPDATE {table} SET {column} = … WHERE {} IN ({list});", carried.compared()),
            true => format!("UPDATE {table} SET {column} = … WHERE {column}::text[] && ARRAY[{list}];"),
        }
    });
    Ok(swap.finish(format!("without {list}")))
}
