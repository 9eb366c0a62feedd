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
                Some(means) => means.takes(type_of(&was)),
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
    let (old, new) = (values(&was), values(&wanted));
    let mut kept: Vec<Value> = old.iter().filter(|value| new.contains(value)).cloned().collect();
    if !kept.iter().eq(new.iter().filter(|value| old.contains(value))) {
        kept.extend(new.iter().filter(|value| !old.contains(value)).cloned());
        wanted.insert(VALUES.to_owned(), Value::Array(kept));
    }
    Ok((wanted != was).then(|| Value::Object(wanted).to_string()))
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
            put(&mut merged, key, wanted.get(*key));
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
