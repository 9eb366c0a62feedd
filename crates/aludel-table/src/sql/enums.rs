//! Types whose values are named one by one.

use aludel::Dialect;

use crate::EnumType;
use crate::column::ColumnType;

use super::notes::{Line, above, block};
use super::problems::Problem;
use super::script::Script;
use super::{Writer, name};

impl Writer<'_> {
    /// The statements that make the type: PostgreSQL alone has it, elsewhere it is part of its columns.
    pub(super) fn enum_type(&mut self, enum_type: &EnumType) -> Vec<Script> {
        let schema = self.schema(enum_type.schema.as_deref(), |what| Problem::of_enum(enum_type, what));
        if self.dialect != Dialect::Postgres {
            return Vec::new();
        }
        let full = name::qualified(self.dialect, schema, &enum_type.name);
        let lines: Vec<Line> = enum_type
            .values
            .iter()
            .map(|value| Line {
                text: self.dialect.literal(&value.name).into(),
                old: value.renamed_from.as_ref().map(|old| self.dialect.literal(old)),
            })
            .collect();
        let head = format!("CREATE TYPE {full} AS ENUM");
        let statement = if lines.iter().any(|line| line.old.is_some()) {
            block(&head, lines, "")
        } else {
            let values: Vec<&str> = lines.iter().map(|line| line.text.sql.as_str()).collect();
            format!("{head} ({});\n", values.join(", ")).into()
        };
        let old = enum_type.renamed_from.as_deref().map(|old| self.quote(old));
        let statement = statement.at(enum_type.place.as_ref());
        let mut statements = vec![above(old.as_deref()).into(), statement];
        if let Some(comment) = &enum_type.comment {
            statements.push(format!("COMMENT ON TYPE {full} IS {};\n", self.dialect.literal(comment)).into());
        }
        statements
    }

    /// The condition that makes text an enum on SQLite.
    pub(super) fn enum_check(&self, column: &str, column_type: &ColumnType) -> Option<String> {
        let column_type = match column_type {
            ColumnType::Written { name, otherwise: Some(otherwise) } if name.of(self.dialect).is_none() => {
                otherwise
            }
            other => other,
        };
        let ColumnType::Enum(schema, name) = column_type else { return None };
        if self.dialect != Dialect::Sqlite {
            return None;
        }
        let found = self.find_enum(schema.as_deref(), name)?;
        let values: Vec<String> =
            found.values.iter().map(|value| self.dialect.literal(&value.name)).collect();
        Some(format!("{} IN ({})", self.quote(column), values.join(", ")))
    }
}
