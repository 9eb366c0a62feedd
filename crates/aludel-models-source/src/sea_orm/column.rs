//! A column of an entity, and what is said of it beside its type.

use aludel_table::{Check, Column, ColumnType, Generated, Sql};
use proc_macro2::Span;

use super::attributes::Items;
use super::{Setting, complain, default};
use crate::reader::Reader;
use crate::sea_orm::sea_type::SeaType;
use crate::types::Meaning;

/// A column of a type.
pub(super) fn new(
    reader: &mut Reader,
    setting: Setting,
    span: Span,
    described: &str,
    name: String,
    sea_type: &SeaType,
) -> Option<Column> {
    match sea_type.to_column_type(setting.dialect, setting.major) {
        Ok(column_type) => {
            let mut column = Column::new(name, column_type);
            column.place = Some(reader.tree.place(setting.module, span));
            if let SeaType::Enum { name, values } = sea_type
                && !values.is_empty()
            {
                make_enum(reader, setting, span, name, values);
            }
            Some(column)
        }
        Err(message) => {
            complain(reader, setting.module, span, format!("{described}: {message}"));
            None
        }
    }
}

/// An enum that is told where it is used.
fn make_enum(reader: &mut Reader, setting: Setting, span: Span, name: &str, values: &[String]) {
    if setting.dialect == aludel::Dialect::Sqlite || reader.models.enums.iter().any(|made| made.name == name)
    {
        return;
    }
    let value = |name: &String| aludel_table::EnumValue { name: name.clone(), renamed_from: None };
    reader.models.enums.push(aludel_table::EnumType {
        name: name.to_owned(),
        values: values.iter().map(value).collect(),
        origin: aludel_table::Origin::SeaOrm,
        place: Some(reader.tree.place(setting.module, span)),
        ..Default::default()
    });
}

/// An enum that a field's type declares.
pub(super) fn note_enum(reader: &mut Reader, meaning: &Meaning) {
    // SeaORM keeps enums as text on SQLite, with no check.
    if let Some(made) = &meaning.made
        && reader.dialect != aludel::Dialect::Sqlite
    {
        reader.models.enums.push(made.clone());
    }
}

/// What the attributes of a field say beside its type.
pub(super) fn describe(
    reader: &mut Reader,
    setting: Setting,
    column: &mut Column,
    attributes: &Items,
    described: &str,
) {
    column.comment = attributes.text("comment");
    column.renamed_from = attributes.text("renamed_from");
    if let Some(item) = attributes.get("default_value") {
        column.default = item.value.as_ref().and_then(default::literal).map(Sql::any);
    }
    if let Some(item) = attributes.get("default_expr") {
        match item.parse::<syn::Expr>().ok().and_then(|expression| default::expression(&expression)) {
            Some(text) => column.default = Some(Sql::any(text)),
            None => {
                let place = reader.tree.place(setting.module, item.span);
                let text = item.text().unwrap_or_default();
                let message = format!("{described}: the default {text} is left as the database has it");
                reader.tree.warn(place, message);
            }
        }
    }
    if let Some(item) = attributes.get("extra")
        && let Some(text) = item.text()
        && !extra(column, &text)
        && check(&text).is_none()
    {
        let place = reader.tree.place(setting.module, item.span);
        reader.tree.warn(place, format!("{described}: of extra = \"{text}\" nothing is compared"));
    }
}

/// The check that `extra = "CHECK (…)"` holds.
pub(super) fn check_of(attributes: &Items) -> Option<Check> {
    let expression = check(&attributes.text("extra")?)?;
    Some(Check { name: None, expression: Sql::any(expression) })
}

fn check(text: &str) -> Option<String> {
    within_brackets(after(text, "check")?)
}

/// `COLLATE x`, `DEFAULT x` and `GENERATED ALWAYS AS (x) STORED` in `extra`.
fn extra(column: &mut Column, text: &str) -> bool {
    if let Some(collation) = after(text, "collate") {
        column.collation = Some(Sql::any(collation.trim()));
    } else if let Some(default) = after(text, "default") {
        column.default = Some(Sql::any(default.trim()));
    } else if let Some(generated) = after(text, "generated always as") {
        let Some(expression) = within_brackets(generated) else { return false };
        let is_stored = generated.trim_end().to_lowercase().ends_with("stored");
        column.generated = Some(Generated { expression: Sql::any(expression), is_stored });
    } else {
        return false;
    }
    true
}

/// What follows some words, in any case of letters.
fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let text = text.trim();
    let head = text.get(..words.len())?;
    head.eq_ignore_ascii_case(words).then(|| &text[words.len()..])
}

/// `(a > (b))` at the start of a text.
fn within_brackets(text: &str) -> Option<String> {
    let text = text.trim();
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(text[1..at].trim().to_owned());
        }
    }
    None
}

/// Whether a database may count values of a type.
pub(super) fn is_integer(column_type: &ColumnType) -> bool {
    match column_type {
        ColumnType::TinyInt
        | ColumnType::SmallInt
        | ColumnType::Integer
        | ColumnType::BigInt
        | ColumnType::Unsigned(_) => true,
        ColumnType::Written { otherwise: Some(class), .. } => is_integer(class),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_extra_says_is_found() {
        assert_eq!(check("CHECK (price > (0))"), Some("price > (0)".to_owned()));
        assert_eq!(check("check(a)"), Some("a".to_owned()));
        assert_eq!(check("COLLATE x"), None);
        let mut column = Column::new("a", ColumnType::Text);
        assert!(extra(&mut column, "GENERATED ALWAYS AS (b || c) STORED"));
        assert_eq!(
            column.generated.map(|it| (it.expression, it.is_stored)),
            Some((Sql::any("b || c"), true))
        );
    }
}
