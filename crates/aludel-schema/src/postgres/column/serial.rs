//! Serial columns, <https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL>.
//!
//! One word makes a column, its sequence and its default; all three are objects of their own, and
//! change and go like any other.

use super::Definition;
use crate::catalog::{Catalog, Entry};

/// The word that makes the column with its sequence and its default; `None` where they are not what
/// it would make.
pub(super) fn word(column: Entry<'_>, definition: &Definition) -> Option<&'static str> {
    let Definition { r#type, not_null, not_null_name, not_null_no_inherit, not_null_not_valid, .. } =
        definition;
    let word = match r#type.as_str() {
        "smallint" => "smallserial",
        "integer" => "serial",
        "bigint" => "bigserial",
        _ => return None,
    };
    let plain = *not_null && not_null_name.is_none() && !not_null_no_inherit && !not_null_not_valid;
    let sequence = column.owned_of("sequence").next()?;
    let default = column.owned_of("default").next()?;
    let [schema, table, name] = column.id().path() else { return None };
    let usual = sequence.id().path() == [schema.clone(), format!("{table}_{name}_seq").into()];
    let counts = super::super::sequence::counts_usually(sequence, r#type);
    (plain && usual && counts && super::super::default::is_next_of(default, sequence)).then_some(word)
}

/// Whether a default or sequence is made by the word that makes its column.
pub(in super::super) fn makes(object: Entry<'_>, before: &Catalog) -> bool {
    let Some(column) = object.owner().filter(|owner| owner.id().kind() == "column") else { return false };
    before.find(column.id()).is_none()
        && column.read::<Definition>().is_ok_and(|definition| {
            definition.parents.is_empty() && !definition.of_type && word(column, &definition).is_some()
        })
}
