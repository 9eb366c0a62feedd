//! What the derives call. It is no part of what this crate promises.

use aludel_table::{Column, ColumnType as Type, Refinement};

use crate::ColumnType;

/// A column of a field's type.
pub fn column<T: ColumnType + ?Sized>(column: Column, refinement: &Refinement) -> Column {
    let nullable = refinement.nullable.unwrap_or(T::NULLABLE);
    Column { column_type: refine::<T>(refinement), nullable, ..column }
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
