//! Models in words: a line for each thing, so that a diff shows what changed.

use std::fmt::Write as _;

use aludel_table::{Column, ColumnType, ForeignKey, Key, Models, Reference, Sql, Table, Term};

/// Models in words.
pub(crate) fn dump(models: &Models) -> String {
    let mut out = String::new();
    for made in &models.enums {
        let values: Vec<_> = made.values.iter().map(|value| value.name.as_str()).collect();
        let _ =
            writeln!(out, "enum {} ({})", qualified(made.schema.as_deref(), &made.name), values.join(", "));
    }
    for table in &models.tables {
        if !out.is_empty() {
            out.push('\n');
        }
        table_lines(&mut out, table);
    }
    out
}

fn table_lines(out: &mut String, table: &Table) {
    let _ = write!(out, "table {} {:?}", qualified(table.schema.as_deref(), &table.name), table.origin);
    let _ = note(out, "renamed_from", table.renamed_from.as_ref());
    let _ = note(out, "comment", table.comment.as_ref());
    out.push('\n');
    for column in &table.columns {
        column_line(out, column);
    }
    if let Some(key) = &table.primary_key {
        key_line(out, "primary key", key);
    }
    for key in &table.uniques {
        key_line(out, "unique", key);
    }
    for index in &table.indexes {
        let terms: Vec<_> = index
            .terms
            .iter()
            .map(|term| match term {
                Term::Column { name, options } => format!("{name} {options}").trim_end().to_owned(),
                Term::Expression(text) => format!("({})", sql(text)),
            })
            .collect();
        let kind = if index.is_unique { "unique index" } else { "index" };
        let _ = write!(out, "  {kind} ({})", terms.join(", "));
        let _ = note(out, "name", index.name.as_ref());
        let _ = note(out, "method", index.method.as_ref());
        let _ = note(out, "where", index.predicate.as_ref().map(sql).as_ref());
        out.push('\n');
    }
    for key in &table.foreign_keys {
        foreign_key_line(out, key);
    }
    for check in &table.checks {
        let _ = write!(out, "  check ({})", sql(&check.expression));
        let _ = note(out, "name", check.name.as_ref());
        out.push('\n');
    }
}

fn column_line(out: &mut String, column: &Column) {
    let _ = write!(out, "  {} {}", column.name, type_text(&column.column_type));
    out.push_str(if column.nullable { " null" } else { "" });
    let _ = note(out, "default", column.default.as_ref().map(sql).as_ref());
    let _ = note(out, "identity", column.identity.map(|identity| format!("{identity:?}")).as_ref());
    let _ = note(
        out,
        "generated",
        column.generated.as_ref().map(|generated| sql(&generated.expression)).as_ref(),
    );
    let _ = note(out, "references", column.references.as_ref().map(reference).as_ref());
    let _ = note(out, "renamed_from", column.renamed_from.as_ref());
    let _ = note(out, "comment", column.comment.as_ref());
    out.push('\n');
}

fn key_line(out: &mut String, kind: &str, key: &Key) {
    let _ = write!(out, "  {kind} ({})", key.columns.join(", "));
    let _ = note(out, "name", key.name.as_ref());
    out.push('\n');
}

fn foreign_key_line(out: &mut String, key: &ForeignKey) {
    let _ = write!(out, "  foreign key ({}) {}", key.columns.join(", "), reference(&key.reference));
    let _ = note(out, "name", key.name.as_ref());
    out.push('\n');
}

fn reference(reference: &Reference) -> String {
    let mut text = format!("-> {}", qualified(reference.schema.as_deref(), &reference.table));
    if !reference.columns.is_empty() {
        let _ = write!(text, " ({})", reference.columns.join(", "));
    }
    if let Some(action) = reference.on_delete {
        let _ = write!(text, " delete {action:?}");
    }
    if let Some(action) = reference.on_update {
        let _ = write!(text, " update {action:?}");
    }
    text
}

fn note(out: &mut String, name: &str, value: Option<&String>) -> std::fmt::Result {
    match value {
        Some(value) => write!(out, " {name}={value}"),
        None => Ok(()),
    }
}

fn type_text(column_type: &ColumnType) -> String {
    match column_type {
        ColumnType::Written { name, otherwise: None } => format!("`{}`", sql(name)),
        ColumnType::Written { name, otherwise: Some(class) } => {
            format!("`{}` {}", sql(name), type_text(class))
        }
        ColumnType::Enum(schema, name) => format!("Enum({})", qualified(schema.as_deref(), name)),
        ColumnType::Array(inner) => format!("Array({})", type_text(inner)),
        other => format!("{other:?}"),
    }
}

fn sql(text: &Sql) -> String {
    let Sql { any, postgres, sqlite, mysql, place: _ } = text;
    let each = [("", any), ("postgres: ", postgres), ("sqlite: ", sqlite), ("mysql: ", mysql)];
    let each = each.iter().filter_map(|(name, text)| text.as_ref().map(|text| format!("{name}{text}")));
    each.collect::<Vec<_>>().join("; ")
}

fn qualified(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{schema}.{name}"),
        None => name.to_owned(),
    }
}
