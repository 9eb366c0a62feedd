//! One column or one enum of two: the base's, where the models say nothing else.

use serde_json::{Map, Value};

use super::{Extent, SaidTable};
use crate::catalog::Entry;
use crate::object::DefinitionError;

/// Which properties of a column's definition models speak of.
pub(crate) struct ColumnKeys {
    /// Those that change with its type.
    pub(crate) of_type: &'static [&'static str],
    /// Those that no model has words for.
    pub(crate) unsaid: &'static [&'static str],
    /// Whether a column of the primary key may lack its NOT NULL.
    pub(crate) primary_key_may_be_null: bool,
}

/// The members of a definition.
pub(crate) fn members(object: Entry<'_>) -> Result<Map<String, Value>, DefinitionError> {
    object.read()
}

/// Whether an index holds each value once.
pub(crate) fn is_unique(index: Entry<'_>) -> bool {
    members(index).is_ok_and(|members| members.get("unique").is_some_and(|unique| *unique == true))
}

/// The columns of a primary key that is no object of its own.
pub(super) fn primary_key(table: Entry<'_>) -> impl Iterator<Item = String> {
    let read = members(table).unwrap_or_default();
    let columns =
        read.get("primary_key").and_then(|key| key.get("columns")).and_then(|columns| columns.as_array());
    let names: Vec<String> = columns
        .into_iter()
        .flatten()
        .filter_map(|column| Some(column.get("name")?.as_str()?.to_owned()))
        .collect();
    names.into_iter()
}

/// A column that both have; `None`: as it is in `base`.
pub(crate) fn merged_column(
    base: Entry<'_>,
    models: Entry<'_>,
    said: &SaidTable,
    keys: &ColumnKeys,
    is_primary: bool,
) -> Result<Option<String>, DefinitionError> {
    let (was, wanted) = (members(base)?, members(models)?);
    let merged = match said.extent {
        Extent::Whole => {
            let may_be_null = is_primary && keys.primary_key_may_be_null;
            to_the_letter(&was, wanted, keys, may_be_null)
        }
        Extent::Related | Extent::Columns => {
            let is_meant = match said.columns.get(base.id().name()) {
                // To Diesel and SeaORM a domain is the type that it is over.
                Some(means) => {
                    let base = was.get("base").and_then(Value::as_str);
                    means.takes(type_of(&was)) || base.is_some_and(|base| means.takes(base))
                }
                None => type_of(&was) == type_of(&wanted),
            };
            loosely(&was, &wanted, is_meant, keys, is_primary && keys.primary_key_may_be_null)
        }
    };
    Ok((merged != was).then(|| Value::Object(merged).to_string()))
}

/// An enum that both have, its values in the base's order where the models' is another; `None`: as it is in `base`.
pub(crate) fn merged_values(base: Entry<'_>, models: Entry<'_>) -> Result<Option<String>, DefinitionError> {
    let (was, mut wanted) = (members(base)?, members(models)?);
    let values =
        |of: &Map<String, Value>| of.get(VALUES).and_then(Value::as_array).cloned().unwrap_or_default();
    let merged = in_order_of(&values(&was), values(&wanted));
    wanted.insert(VALUES.to_owned(), Value::Array(merged));
    Ok((wanted != was).then(|| Value::Object(wanted).to_string()))
}

/// New values in the order of old ones, if they are in another; then what is new comes last.
fn in_order_of<T: Clone + PartialEq>(old: &[T], new: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = old.iter().filter(|value| new.contains(value)).cloned().collect();
    if kept.iter().eq(new.iter().filter(|value| old.contains(value))) {
        return new;
    }
    kept.extend(new.into_iter().filter(|value| !old.contains(value)));
    kept
}

/// The values of `enum('a','it''s')`, each with its quotes.
fn listed(written: &str) -> Option<Vec<String>> {
    let list = written.strip_prefix("enum(")?.strip_suffix(')')?;
    let mut values = vec![String::new()];
    let mut is_within = false;
    for letter in list.chars() {
        is_within ^= letter == '\'';
        match values.last_mut() {
            Some(last) if is_within || letter != ',' => last.push(letter),
            _ => values.push(String::new()),
        }
    }
    Some(values)
}

const VALUES: &str = "values";

fn type_of(definition: &Map<String, Value>) -> &str {
    definition.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn to_the_letter(
    was: &Map<String, Value>,
    mut wanted: Map<String, Value>,
    keys: &ColumnKeys,
    may_be_null: bool,
) -> Map<String, Value> {
    for key in keys.unsaid {
        put(&mut wanted, key, was.get(*key));
    }
    if may_be_null {
        put(&mut wanted, NOT_NULL, was.get(NOT_NULL));
    }
    wanted
}

fn loosely(
    was: &Map<String, Value>,
    wanted: &Map<String, Value>,
    is_meant: bool,
    keys: &ColumnKeys,
    may_be_null: bool,
) -> Map<String, Value> {
    let mut merged = was.clone();
    if !is_meant {
        for key in keys.of_type {
            // A text stays in its letters and order: what the models' has is the database's default.
            if *key != "collation" || !was.contains_key(*key) || !wanted.contains_key(*key) {
                put(&mut merged, key, wanted.get(*key));
            }
        }
        if let (Some(old), Some(new)) = (listed(type_of(was)), listed(type_of(wanted))) {
            let list = in_order_of(&old, new).join(",");
            merged.insert("type".to_owned(), Value::String(format!("enum({list})")));
        }
    }
    let is_set =
        |definition: &Map<String, Value>| definition.get(NOT_NULL).is_some_and(|value| *value != false);
    if !may_be_null && is_set(was) != is_set(wanted) {
        put(&mut merged, NOT_NULL, wanted.get(NOT_NULL));
    }
    merged
}

const NOT_NULL: &str = "not_null";

fn put(definition: &mut Map<String, Value>, key: &str, value: Option<&Value>) {
    match value {
        Some(value) => definition.insert(key.to_owned(), value.clone()),
        None => definition.remove(key),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_an_enum_are_listed() {
        let values = listed("enum('a,b','it''s','')").expect("an enum");
        assert_eq!(values, ["'a,b'", "'it''s'", "''"]);
        assert_eq!(
            in_order_of(&values, vec!["''".to_owned(), "'new'".to_owned(), "'a,b'".to_owned()]),
            ["'a,b'", "''", "'new'"]
        );
        assert_eq!(listed("varchar(3)"), None);
    }
}
