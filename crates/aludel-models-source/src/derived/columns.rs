//! What the fields of a struct stand for, in the columns of its table.

use aludel_table::syntax::{Field, Want};
use aludel_table::{Column, ColumnType, Table};

use super::Declared;
use crate::complaint::Fault;
use crate::names::name_of;
use crate::reader::Reader;
use crate::tree::ModuleId;
use crate::types::{self, Meaning};

const REMEDY: &str =
    "derive ColumnType for it, or say it at the field, as in #[column(type = \"citext\")] or #[column(json)]";

/// The table of a struct, with what is embedded in it.
pub(super) fn table(reader: &mut Reader, declared: Declared) -> Table {
    let Declared { module, name, syntax, parts } = declared;
    let mut table = syntax.table;
    table.place = Some(reader.tree.place(module, name.span()));
    let name = name_of(&name);
    for (column, field) in table.columns.iter_mut().zip(&syntax.fields) {
        column.place = Some(reader.tree.place(module, field.ident.span()));
        type_of(reader, module, &name, column, field);
    }
    table.embed(parts);
    table
}

/// Gives a column what its field's type stands for.
fn type_of(reader: &mut Reader, module: ModuleId, name: &str, column: &mut Column, field: &Field) {
    if !field.needs_type {
        if let ColumnType::Unknown(_) = column.column_type
            && let Ok(column_type) = field.refinement.apply(ColumnType::Text)
        {
            column.column_type = column_type;
        }
        return;
    }
    let described = format!("{name}.{}", name_of(&field.ident));
    let meaning = match types::meaning(&reader.tree, module, &field.ty) {
        Ok(meaning) => meaning,
        Err(unclear) => {
            let complaint = unclear.complaint(&reader.tree, module, described, &field.ty, REMEDY);
            return reader.tree.complaints.push(complaint);
        }
    };
    let unmet: Vec<_> =
        field.wants.iter().filter_map(|(want, span)| Some((unmet(*want, &meaning)?, *span))).collect();
    for (message, span) in &unmet {
        let place = reader.tree.place(module, *span);
        reader.tree.complain(place, Fault::Refused(format!("{described}: {message}")));
    }
    if !unmet.is_empty() {
        return;
    }
    let Meaning { column_type, nullable, made, .. } = meaning;
    reader.models.enums.extend(made);
    if let Err(misfit) = field.resolve(column, column_type, nullable) {
        let place = reader.tree.place(module, field.ident.span());
        reader.tree.complain(place, Fault::Refused(format!("{described}: {misfit}")));
    }
}

/// What an attribute wants and the type is not.
fn unmet(want: Want, meaning: &Meaning) -> Option<&'static str> {
    use ColumnType::{BigInt, Char, Integer, Numeric, SmallInt, String, Text, TinyInt, Unsigned, Varchar};
    let is_met = match want {
        Want::Integer => {
            matches!(meaning.column_type, TinyInt | SmallInt | Integer | BigInt | Unsigned(_))
        }
        Want::Text => matches!(meaning.column_type, String | Text | Varchar(_) | Char(_)),
        Want::Decimal => matches!(meaning.column_type, Numeric(_)),
        Want::NotEmpty => !meaning.nullable,
    };
    let message = match want {
        Want::Integer => "an identity counts integers",
        Want::Text => "a length and a collation are for text",
        Want::Decimal => "digits are for decimal numbers",
        Want::NotEmpty => "a primary key is never empty",
    };
    (!is_met).then_some(message)
}
