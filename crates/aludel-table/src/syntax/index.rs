//! Keys, indexes and checks: what stands in `unique(…)`, `index(…)` and `check(…)`.

use std::cell::RefCell;

use proc_macro2::{Ident, Span};

use crate::column::Sql;
use crate::table::{Check, Databases, Index, Key, Term};

use super::complaints::{Complaints, did_you_mean};
use super::foreign::deferrable;
use super::item::{Item, Value, check_names};

/// The columns of a struct: what each field is called, and its column.
pub(super) struct Columns<'a> {
    pairs: &'a [(String, String)],
    /// Names that others must have, where other structs are embedded in this one.
    awaited: Option<RefCell<Vec<Ident>>>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(pairs: &'a [(String, String)], has_embedded: bool) -> Self {
        Self { pairs, awaited: has_embedded.then(RefCell::default) }
    }

    pub(super) fn has_embedded(&self) -> bool {
        self.awaited.is_some()
    }

    /// The names that were asked for and are no field here.
    pub(super) fn awaited(self) -> Vec<Ident> {
        self.awaited.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The column of this field, or of this name.
    fn find(&self, name: &str) -> Option<&str> {
        let by_field = self.pairs.iter().find(|(field, _)| field == name);
        by_field
            .or_else(|| self.pairs.iter().find(|(_, column)| column == name))
            .map(|(_, column)| column.as_str())
    }

    /// The column that an item names; else a complaint.
    pub(super) fn of(&self, item: &Item, complaints: &mut Complaints) -> Option<String> {
        let name = match &item.value {
            Value::None => item.word()?.to_owned(),
            Value::Literal(_) if item.word.is_none() => item.quiet_text()?,
            _ => {
                complaints.say(item.span, "expected the name of a field");
                return None;
            }
        };
        self.named(&name, item.span, &[], complaints)
    }

    fn named(&self, name: &str, span: Span, words: &[&str], complaints: &mut Complaints) -> Option<String> {
        let found = self.find(name).map(str::to_owned);
        if let (None, Some(awaited), Ok(ident)) = (&found, &self.awaited, syn::parse_str::<Ident>(name)) {
            awaited.borrow_mut().push(Ident::new(&ident.to_string(), span));
            return Some(name.to_owned());
        }
        if found.is_none() {
            let fields = self.pairs.iter().map(|(field, _)| field.as_str());
            let near = did_you_mean(name, fields.chain(words.iter().copied()));
            complaints.say(span, format!("there is no field `{name}`{near}"));
        }
        found
    }

    /// The columns that these items name.
    pub(super) fn all(&self, items: &[Item], complaints: &mut Complaints) -> Vec<String> {
        items.iter().filter_map(|item| self.of(item, complaints)).collect()
    }
}

/// `primary_key(…)` or `unique(…)`: columns, and what else is said of the key.
pub(super) fn key(item: &Item, own: Option<&str>, columns: &Columns<'_>, complaints: &mut Complaints) -> Key {
    let columns_here = own.map(str::to_owned).into_iter().collect();
    let mut key = Key { columns: columns_here, place: complaints.place(item.span), ..Key::default() };
    let mut listed = Vec::new();
    for item in item.list(complaints) {
        let is_alone = matches!(item.value, Value::None);
        match item.word() {
            Some("name") if !is_alone => key.name = item.text(complaints),
            Some("nulls_not_distinct") => key.nulls_not_distinct = item.flag(complaints),
            Some("deferrable") => key.deferrable = deferrable(item, complaints),
            Some("columns") if !is_alone => listed.extend(item.list(complaints)),
            _ => listed.push(item),
        }
    }
    extend(&mut key.columns, item, own, &listed, columns, complaints);
    key
}

fn extend(
    into: &mut Vec<String>,
    item: &Item,
    own: Option<&str>,
    listed: &[&Item],
    columns: &Columns<'_>,
    complaints: &mut Complaints,
) {
    let name = item.word().unwrap_or_default();
    match own {
        Some(_) => {
            for extra in listed {
                let what =
                    format!("at a field `{name}` is of that field; of several: `#[table({name}(a, b))]`");
                complaints.say(extra.span, what);
            }
        }
        None => {
            let mut named = Vec::new();
            for it in listed {
                let Some(column) = columns.of(it, complaints) else { continue };
                if named.contains(&column) {
                    complaints.say(it.span, format!("`{column}` stands here twice"));
                }
                named.push(column);
            }
            if listed.is_empty() {
                complaints.say(item.span, format!("`{name}` names no field: `{name}(a, b)`"));
            }
            into.extend(named);
        }
    }
}

const WORDS: [&str; 10] = [
    "columns",
    "name",
    "unique",
    "method",
    "include",
    "predicate",
    "where",
    "nulls_not_distinct",
    "only",
    "expression",
];

/// `index(…)`: columns and expressions, and what else is said of the index.
pub(super) fn index(
    item: &Item,
    own: Option<&str>,
    columns: &Columns<'_>,
    complaints: &mut Complaints,
) -> Index {
    let mut index = Index { place: complaints.place(item.span), ..Index::default() };
    let mut options = String::new();
    let mut listed = Vec::new();
    for item in item.list(complaints) {
        let is_alone = matches!(item.value, Value::None);
        match item.word() {
            Some("name") if !is_alone => index.name = item.text(complaints),
            Some("unique") => index.is_unique = item.flag(complaints),
            Some("method") if !is_alone => index.method = item.text(complaints),
            Some("include") if !is_alone => index.include = columns.all(item.list(complaints), complaints),
            Some("predicate" | "where") if !is_alone => index.predicate = item.sql(complaints),
            Some("nulls_not_distinct") => index.nulls_not_distinct = item.flag(complaints),
            Some("only") if !is_alone => index.only = Some(databases(item, complaints)),
            Some("columns") if !is_alone => listed.extend(item.list(complaints)),
            Some("options") if own.is_some() && !is_alone => {
                options = item.text(complaints).unwrap_or_default()
            }
            _ => listed.push(item),
        }
    }
    match own {
        Some(own) => {
            index.terms.push(Term::Column { name: own.to_owned(), options });
            for extra in listed {
                let what = "at a field the index is of that field; of several, or of an expression: \
                            `#[table(index(a, \"lower(b)\"))]`";
                complaints.say(extra.span, what);
            }
        }
        None => {
            index.terms = listed.iter().filter_map(|item| term(item, columns, complaints)).collect();
            if listed.is_empty() {
                complaints
                    .say(item.span, "the index is over nothing: `index(a, \"lower(b)\", c = \"desc\")`");
            }
        }
    }
    index
}

/// `only(postgres, sqlite)`
fn databases(item: &Item, complaints: &mut Complaints) -> Databases {
    let mut databases = Databases::default();
    let words = item.list(complaints);
    check_names(words, &["postgres", "sqlite", "mysql"], &[], complaints);
    if words.is_empty() {
        complaints.say(item.span, "expected the databases that have it: `only(postgres, sqlite)`");
    }
    for word in words {
        match word.word() {
            Some("postgres") => databases.postgres = word.flag(complaints),
            Some("sqlite") => databases.sqlite = word.flag(complaints),
            Some("mysql") => databases.mysql = word.flag(complaints),
            _ => {}
        }
    }
    databases
}

/// `a`, `"lower(b)"`, `c = "desc nulls last"`, or `expression(postgres = "…")`.
fn term(item: &Item, columns: &Columns<'_>, complaints: &mut Complaints) -> Option<Term> {
    let Some(name) = item.word() else {
        let Some(text) = item.quiet_text().filter(|text| !text.trim().is_empty()) else {
            complaints.say(item.span, "expected an expression: `\"lower(email)\"`");
            return None;
        };
        let place = complaints.place(item.span);
        return Some(Term::Expression(Sql { place, ..Sql::any(text) }));
    };
    if item.is("expression") && !matches!(item.value, Value::None) {
        return item.sql(complaints).map(Term::Expression);
    }
    let column = columns.named(name, item.span, &WORDS, complaints)?;
    let options = match &item.value {
        Value::None => String::new(),
        _ => item.text(complaints)?,
    };
    Some(Term::Column { name: column, options })
}

/// `check = "…"`, `check("…", name = "…")`, or `check(name = "…", postgres = "…")`.
pub(super) fn check(item: &Item, complaints: &mut Complaints) -> Option<Check> {
    let Value::List(items) = &item.value else {
        return item.sql(complaints).map(|expression| Check { name: None, expression });
    };
    let (names, rest): (Vec<_>, Vec<_>) = items.iter().cloned().partition(|item| item.is("name"));
    let name = names.first().and_then(|item| item.text(complaints));
    if let Some(second) = rest.iter().filter(|item| item.word.is_none()).nth(1) {
        complaints.say(second.span, "a check is one condition");
    }
    let without = Item { value: Value::List(rest), ..item.clone() };
    without.sql(complaints).map(|expression| Check { name, expression })
}
