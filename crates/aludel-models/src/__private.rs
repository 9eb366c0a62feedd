//! What the derives call. It is no part of what this crate promises.

use aludel_table::{Column, ColumnType as Type, Part, Reference, Refinement};

use crate::{ColumnType, Columns, Member, Table};

/// A column of a field's type.
pub fn column<T: ColumnType + ?Sized>(column: Column, refinement: &Refinement) -> Column {
    let nullable = refinement.nullable.unwrap_or(T::NULLABLE);
    Column { column_type: refine::<T>(refinement), nullable, ..column }
}

/// A reference to a struct, by these of its fields.
pub fn reference<T: Table + ?Sized>(mut reference: Reference, fields: &[&str]) -> Reference {
    let members = members(T::MEMBERS);
    let column = |name: &&str| {
        let by_field = members.iter().find(|(field, _)| field == name);
        // The derives have checked that it is a column, where it is no field.
        by_field.map_or_else(|| (*name).to_owned(), |(_, column)| column.clone())
    };
    reference.tell(T::SCHEMA, T::NAME, fields.iter().map(column).collect());
    reference
}

/// The columns of a struct that stand in a table.
pub fn part<T: Columns + ?Sized>(at: usize) -> Part {
    Part { at, table: T::columns(), members: members(T::MEMBERS) }
}

/// Fields and their columns.
fn members(all: &[Member]) -> Vec<(String, String)> {
    let of = |member: &Member| match member {
        Member::Column { field, column } => vec![((*field).to_owned(), (*column).to_owned())],
        Member::Embedded(inner) => members(inner),
    };
    all.iter().flat_map(of).collect()
}

/// Whether there is a field or a column of this name.
pub const fn has(members: &[Member], name: &str) -> bool {
    let mut at = 0;
    while at < members.len() {
        let is_it = match members[at] {
            Member::Column { field, column } => is_same(field, name) || is_same(column, name),
            Member::Embedded(inner) => has(inner, name),
        };
        if is_it {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether there is a column of this name.
pub const fn has_column(members: &[Member], name: &str) -> bool {
    let mut at = 0;
    while at < members.len() {
        let is_it = match members[at] {
            Member::Column { column, .. } => is_same(column, name),
            Member::Embedded(inner) => has_column(inner, name),
        };
        if is_it {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a column of the one bears the name of one of the other's.
pub const fn overlap(one: &[Member], other: &[Member]) -> bool {
    let mut at = 0;
    while at < one.len() {
        let is_there = match one[at] {
            Member::Column { column, .. } => has_column(other, column),
            Member::Embedded(inner) => overlap(inner, other),
        };
        if is_there {
            return true;
        }
        at += 1;
    }
    false
}

/// `==`, which constants can't say of texts.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A type with what attributes say of it.
pub fn refine<T: ColumnType + ?Sized>(refinement: &Refinement) -> Type {
    known(refinement, T::column_type())
}

/// A type that attributes alone say.
pub fn written(refinement: &Refinement) -> Type {
    known(refinement, Type::Unknown(String::new()))
}

/// The derives have checked what they can; what an own implementation has wrong is said with the SQL.
fn known(refinement: &Refinement, column_type: Type) -> Type {
    refinement.apply(column_type).unwrap_or_else(|misfit| Type::Unknown(misfit.to_string()))
}
