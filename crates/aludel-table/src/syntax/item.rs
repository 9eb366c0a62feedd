//! What stands within an attribute: words, values and lists of them, before anybody knows what they mean.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, Token};

use super::complaints::{Complaints, did_you_mean};
use crate::column::Sql;

/// `unique`, `name = "users"`, `index(email, method = "gin")`, or the bare text `"lower(email)"`.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) name: Option<Ident>,
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
        if input.peek(Lit) || input.peek(Token![-]) {
            return Ok(Self { name: None, value: Value::Literal(input.parse()?), span });
        }
        if input.peek(Token![::]) || (input.peek(Ident::peek_any) && input.peek2(Token![::])) {
            let path = input.call(syn::Path::parse_mod_style)?;
            return Ok(Self { name: None, value: Value::Path(path), span });
        }
        // Also `type` and `where`, which are words of Rust's.
        let name = Ident::parse_any(input)?;
        let value = if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            Value::List(content.call(Punctuated::<Self, Token![,]>::parse_terminated)?.into_iter().collect())
        } else if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            if input.peek(Lit) || input.peek(Token![-]) {
                Value::Literal(input.parse()?)
            } else if input.peek(Token![::]) || input.peek(Ident::peek_any) {
                Value::Path(input.call(syn::Path::parse_mod_style)?)
            } else {
                return Err(input.error(format!("expected a text: `{name} = \"…\"`")));
            }
        } else {
            Value::None
        };
        Ok(Self { name: Some(name), value, span })
    }
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
        if !known.contains(&name.as_str()) {
            let near = did_you_mean(&name, known.iter().copied());
            complaints.say(item.span, format!("there is no `{name}` here{near}"));
        } else if !repeated.contains(&name.as_str()) && items[..at].iter().any(|other| other.is(&name)) {
            complaints.say(item.span, format!("`{name}` is said twice"));
        }
    }
}

impl Item {
    /// Its name, without `r#`.
    pub(super) fn word(&self) -> Option<String> {
        self.name.as_ref().map(|name| name.unraw().to_string())
    }

    pub(super) fn is(&self, name: &str) -> bool {
        // To take a name's `r#` away costs more than all the rest, and few names can have it.
        let may_be_raw = matches!(name, "type" | "where");
        self.name.as_ref().is_some_and(|its| its == name || (may_be_raw && its.unraw() == name))
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
        let (texts, named): (Vec<_>, Vec<_>) = items.iter().cloned().partition(|item| item.name.is_none());
        sql.any = texts.first().and_then(Self::quiet_text);
        check_names(&named, &["any", "postgres", "sqlite", "mysql"], &[], complaints);
        for item in &named {
            let text = match &item.value {
                Value::Literal(literal) => literal_sql(literal),
                _ => item.text(complaints),
            };
            match item.word().as_deref() {
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
    pub(super) fn list(&self, complaints: &mut Complaints) -> Vec<Self> {
        match &self.value {
            Value::List(items) => items.clone(),
            Value::None => Vec::new(),
            Value::Literal(_) | Value::Path(_) => {
                let name = self.word().unwrap_or_default();
                complaints.say(self.span, format!("expected a list: `{name}(…)`"));
                Vec::new()
            }
        }
    }
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
