//! What stands within an attribute: words, values and lists of them, before anybody knows what they mean.

use proc_macro2::Span;
use syn::buffer::Cursor;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, Token};

use super::complaints::{Complaints, did_you_mean};
use crate::column::Sql;

/// `unique`, `name = "users"`, `index(email, method = "gin")`, or the bare text `"lower(email)"`.
#[derive(Clone)]
pub(super) struct Item {
    /// Its name, without `r#`.
    pub(super) word: Option<String>,
    pub(super) value: Value,
    pub(super) span: Span,
}

#[derive(Clone)]
pub(super) enum Value {
    None,
    Literal(Lit),
    /// `references = crate::models::Team`
    Path(syn::Path),
    List(Vec<Item>),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        if is_long_path(input) {
            let path = input.call(syn::Path::parse_mod_style)?;
            return Ok(Self { word: None, value: Value::Path(path), span });
        }
        let found = input.step(|cursor| match name(*cursor) {
            Some((name, rest)) => Ok((Some(name), rest)),
            None => Ok((None, *cursor)),
        })?;
        let Some(found) = found else {
            return Ok(Self { word: None, value: Value::Literal(input.parse()?), span });
        };
        let word = bare(&found);
        let value = if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            Value::List(content.call(Punctuated::<Self, Token![,]>::parse_terminated)?.into_iter().collect())
        } else if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            if name(input.cursor()).is_some() || is_long_path(input) {
                Value::Path(input.call(syn::Path::parse_mod_style)?)
            } else {
                let literal = input.parse();
                let what = |_| input.error(format!("expected a text: `{word} = \"…\"`"));
                Value::Literal(literal.map_err(what)?)
            }
        } else {
            Value::None
        };
        Ok(Self { word: Some(word), value, span })
    }
}

/// `true` is a literal; `type` and `where`, which are words of Rust's, are names here. Whoever peeks for a
/// literal reads it, and makes an error of what is none: most of what an attribute costs.
fn name(cursor: Cursor<'_>) -> Option<(Ident, Cursor<'_>)> {
    cursor.ident().filter(|(name, _)| name != "true" && name != "false")
}

/// `models::Team`, `::models::Team`: more than a name.
fn is_long_path(input: ParseStream<'_>) -> bool {
    let behind = input.cursor().ident().map_or(input.cursor(), |(_, rest)| rest);
    behind_colon(behind).and_then(behind_colon).is_some()
}

fn behind_colon(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.punct().filter(|(mark, _)| mark.as_char() == ':').map(|(_, rest)| rest)
}

/// All that stands in the attributes of a name, of which there may be several.
pub(super) fn items(attributes: &[Attribute], name: &str, complaints: &mut Complaints) -> Vec<Item> {
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match attribute.parse_args_with(Punctuated::<Item, Token![,]>::parse_terminated) {
            Ok(more) => items.extend(more),
            Err(error) => complaints.add(error),
        }
    }
    items
}

/// What stands in `#[sqlx(…)]`; what is wrong there sqlx itself complains of.
pub(super) fn sqlx(attributes: &[Attribute]) -> Vec<Item> {
    items(attributes, "sqlx", &mut Complaints::default())
}

/// The text of `name = "…"` among what sqlx is told.
pub(super) fn sqlx_text(items: &[Item], name: &str) -> Option<String> {
    items.iter().find(|item| item.is(name)).and_then(Item::quiet_text)
}

/// Complains of names that stand twice, and of those that nobody knows.
pub(super) fn check_names(items: &[Item], known: &[&str], repeated: &[&str], complaints: &mut Complaints) {
    for (at, item) in items.iter().enumerate() {
        let Some(name) = item.word() else {
            let what = if matches!(item.value, Value::Path(_)) { "path" } else { "text" };
            complaints.say(item.span, format!("a {what} stands here without a name before it"));
            continue;
        };
        if !known.contains(&name) {
            let near = did_you_mean(name, known.iter().copied());
            complaints.say(item.span, format!("there is no `{name}` here{near}"));
        } else if !repeated.contains(&name) && items[..at].iter().any(|other| other.is(name)) {
            complaints.say(item.span, format!("`{name}` is said twice"));
        }
    }
}

impl Item {
    /// Its name, without `r#`.
    pub(super) fn word(&self) -> Option<&str> {
        self.word.as_deref()
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.word() == Some(name)
    }

    /// The text of `name = "…"`.
    pub(super) fn text(&self, complaints: &mut Complaints) -> Option<String> {
        let text = self.quiet_text();
        let name = self.word().unwrap_or_default();
        match &text {
            None => complaints.say(self.span, format!("expected a text: `{name} = \"…\"`")),
            Some(text) if text.trim().is_empty() => complaints.say(self.span, format!("`{name}` is empty")),
            Some(_) => {}
        }
        text
    }

    /// The text of `name = "…"`, or of a text that stands alone.
    pub(super) fn quiet_text(&self) -> Option<String> {
        match &self.value {
            Value::Literal(Lit::Str(text)) => Some(text.value()),
            _ => None,
        }
    }

    /// That it stands alone.
    pub(super) fn flag(&self, complaints: &mut Complaints) -> bool {
        if !matches!(self.value, Value::None) {
            let name = self.word().unwrap_or_default();
            complaints.say(self.span, format!("`{name}` stands alone, without a value"));
        }
        true
    }

    /// The number of `name = 12`.
    pub(super) fn number(&self, complaints: &mut Complaints) -> Option<u32> {
        if let Value::Literal(Lit::Int(number)) = &self.value {
            match number.base10_parse() {
                Ok(number) => return Some(number),
                Err(error) => complaints.add(error),
            }
        } else {
            let name = self.word().unwrap_or_default();
            complaints.say(self.span, format!("expected a number: `{name} = 12`"));
        }
        None
    }

    /// The SQL of `name = "…"`, `name = 0`, `name = true`, or `name(postgres = "…", sqlite = "…")`.
    pub(super) fn sql(&self, complaints: &mut Complaints) -> Option<Sql> {
        let name = self.word().unwrap_or_default();
        match &self.value {
            Value::Literal(literal) => match literal_sql(literal) {
                Some(text) if !text.trim().is_empty() => {
                    return Some(Sql { place: complaints.place(self.span), ..Sql::any(text) });
                }
                Some(_) => complaints.say(self.span, format!("`{name}` is empty")),
                None => complaints.say(self.span, format!("expected SQL: `{name} = \"…\"`")),
            },
            Value::List(items) => return self.sql_of_each(items, complaints),
            Value::None | Value::Path(_) => {
                complaints.say(self.span, format!("expected SQL: `{name} = \"…\"`"));
            }
        }
        None
    }

    fn sql_of_each(&self, items: &[Self], complaints: &mut Complaints) -> Option<Sql> {
        let mut sql = Sql::default();
        // `check("…", …)` and `predicate("…")` may say it without a name.
        let (texts, named): (Vec<_>, Vec<_>) = items.iter().cloned().partition(|item| item.word.is_none());
        sql.any = texts.first().and_then(Self::quiet_text);
        check_names(&named, &["any", "postgres", "sqlite", "mysql"], &[], complaints);
        for item in &named {
            let text = match &item.value {
                Value::Literal(literal) => literal_sql(literal),
                _ => item.text(complaints),
            };
            match item.word() {
                Some("any") => sql.any = text,
                Some("postgres") => sql.postgres = text,
                Some("sqlite") => sql.sqlite = text,
                Some("mysql") => sql.mysql = text,
                _ => {}
            }
        }
        if sql == Sql::default() && texts.is_empty() && named.is_empty() {
            complaints.say(self.span, "expected SQL: `postgres = \"…\"`, `sqlite = \"…\"`, `mysql = \"…\"`");
            return None;
        }
        sql.place = complaints.place(self.span);
        Some(sql)
    }

    /// What stands in `name(…)`; of a name alone, nothing.
    pub(super) fn list(&self, complaints: &mut Complaints) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::None => &[],
            Value::Literal(_) | Value::Path(_) => {
                let name = self.word().unwrap_or_default();
                complaints.say(self.span, format!("expected a list: `{name}(…)`"));
                &[]
            }
        }
    }
}

/// A name without `r#`; `unraw` says the same at three times the price.
pub(super) fn bare(name: &Ident) -> String {
    let mut text = name.to_string();
    if text.starts_with("r#") {
        text.drain(..2);
    }
    text
}

fn literal_sql(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Str(text) => Some(text.value()),
        Lit::Int(number) => Some(number.base10_digits().to_owned()),
        Lit::Float(number) => Some(number.base10_digits().to_owned()),
        Lit::Bool(value) => Some(value.value.to_string()),
        _ => None,
    }
}
