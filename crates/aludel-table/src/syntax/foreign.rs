//! References: `references = "billing.orders(tenant, id)"` or `references(Order, tenant, id)`, and what
//! becomes of those who refer.

use syn::spanned::Spanned as _;

use crate::table::{Reference, ReferenceAction};

use super::StructReference;
use super::complaints::{Complaints, did_you_mean};
use super::item::{Item, Value};

const ACTIONS: [(&str, ReferenceAction); 5] = [
    ("cascade", ReferenceAction::Cascade),
    ("set null", ReferenceAction::SetNull),
    ("set default", ReferenceAction::SetDefault),
    ("restrict", ReferenceAction::Restrict),
    ("no action", ReferenceAction::NoAction),
];

/// A reference, and the struct that it is to, where it names one.
pub(super) type Referring = (Reference, Option<StructReference>);

/// What a foreign key says beside its columns.
pub(super) const OPTIONS: [&str; 4] = ["references", "on_delete", "on_update", "deferrable"];

/// The reference that these items make, where there is one.
///
/// What refers to a struct bears no names yet: those are the struct's to tell.
pub(super) fn reference(items: &[Item], complaints: &mut Complaints) -> Option<Referring> {
    let of = |name: &str| items.iter().find(|item| item.is(name));
    let Some(item) = of("references") else {
        for name in ["on_delete", "on_update"] {
            if let Some(item) = of(name) {
                complaints.say(item.span, format!("`{name}` stands beside `references = \"table(column)\"`"));
            }
        }
        return None;
    };
    let on_delete = of("on_delete").and_then(|item| action(item, complaints));
    let on_update = of("on_update").and_then(|item| action(item, complaints));
    let deferrable = of("deferrable").and_then(|item| deferrable(item, complaints));
    let place = complaints.place(item.span);
    let whole = |found| Reference { on_delete, on_update, deferrable, place, ..found };
    if let Value::Path(_) | Value::List(_) = &item.value {
        let to = struct_reference(item, complaints)?;
        return Some((whole(Reference { is_exact: true, ..Reference::default() }), Some(to)));
    }
    if let Value::None = &item.value {
        complaints
            .say(item.span, "expected a struct or a table: `references = Team`, `references = \"teams\"`");
        return None;
    }
    let text = item.text(complaints)?;
    match target(&text) {
        Some(found) => Some((whole(found), None)),
        None => {
            let what = "expected a table, maybe with its schema before and its columns behind it: \
                        `references = \"billing.orders(id)\"`";
            complaints.say(item.span, what);
            None
        }
    }
}

/// `references = Team`, or `references(crate::models::Team, id)`.
fn struct_reference(item: &Item, complaints: &mut Complaints) -> Option<StructReference> {
    let Value::List(items) = &item.value else {
        let Value::Path(path) = &item.value else { return None };
        let path = capital(path.clone(), complaints)?;
        return Some(StructReference { path, fields: Vec::new() });
    };
    let expected = "expected a struct, and maybe its fields: `references(Team, id)`";
    let path = match items.first() {
        Some(Item { word: None, value: Value::Path(path), .. }) => path.clone(),
        Some(Item { word: Some(word), value: Value::None, span }) => syn::Path::from(identifier(word, *span)),
        other => {
            complaints.say(other.map_or(item.span, |other| other.span), expected);
            return None;
        }
    };
    let mut fields = Vec::new();
    for item in items.get(1..).unwrap_or_default() {
        match (item.word(), &item.value) {
            (Some(word), Value::None) => fields.push(identifier(word, item.span)),
            (Some(word), _) if OPTIONS.contains(&word) => {
                complaints.say(item.span, format!("`{word}` stands beside `references(…)`, not in it"));
            }
            _ => complaints.say(item.span, expected),
        }
    }
    Some(StructReference { path: capital(path, complaints)?, fields })
}

/// A struct's path: a small letter is a table's name that lacks its quotes.
fn capital(path: syn::Path, complaints: &mut Complaints) -> Option<syn::Path> {
    let last = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    if !last.starts_with(char::is_lowercase) {
        return Some(path);
    }
    let what =
        format!("`{last}` is no struct's name; a table by its name is a text: `references = \"{last}\"`");
    complaints.say(path.span(), what);
    None
}

/// A name of Rust's again, which may have had its `r#`.
fn identifier(word: &str, span: proc_macro2::Span) -> syn::Ident {
    let is_plain =
        ["Self", "self", "super", "crate"].contains(&word) || syn::parse_str::<syn::Ident>(word).is_ok();
    if is_plain { syn::Ident::new(word, span) } else { syn::Ident::new_raw(word, span) }
}

fn action(item: &Item, complaints: &mut Complaints) -> Option<ReferenceAction> {
    let text = item.text(complaints)?;
    let word = text.trim().to_lowercase().replace('_', " ");
    let found = ACTIONS.iter().find(|(name, _)| *name == word).map(|(_, action)| *action);
    if found.is_none() {
        let known = ACTIONS.iter().map(|(name, _)| *name);
        let near = did_you_mean(&word, known.clone());
        let all = known.collect::<Vec<_>>().join(", ");
        complaints.say(item.span, format!("there is no action `{text}`{near} (there are: {all})"));
    }
    found
}

/// `deferrable`, and `deferrable = "deferred"` for one that is so from the beginning.
pub(super) fn deferrable(item: &Item, complaints: &mut Complaints) -> Option<bool> {
    if matches!(item.value, Value::None) {
        return Some(false);
    }
    match item.quiet_text().as_deref() {
        Some("deferred") => Some(true),
        Some("immediate") => Some(false),
        _ => {
            let what = "expected `deferrable`, `deferrable = \"immediate\"` or `deferrable = \"deferred\"`";
            complaints.say(item.span, what);
            None
        }
    }
}

/// `schema.table(column, column)`, each name maybe quoted.
fn target(text: &str) -> Option<Reference> {
    let mut rest = text.trim();
    let mut names = vec![name(&mut rest)?];
    while let Some(behind) = rest.strip_prefix('.') {
        rest = behind.trim_start();
        names.push(name(&mut rest)?);
    }
    let mut columns = Vec::new();
    if let Some(behind) = rest.strip_prefix('(') {
        rest = behind.trim_start();
        columns.push(name(&mut rest)?);
        while let Some(behind) = rest.strip_prefix(',') {
            rest = behind.trim_start();
            columns.push(name(&mut rest)?);
        }
        rest = rest.strip_prefix(')')?.trim_start();
    }
    let table = names.pop()?;
    let schema = names.pop();
    let is_whole = rest.is_empty() && names.is_empty();
    is_whole.then(|| Reference { schema, table, columns, ..Reference::default() })
}

/// Takes a name from the beginning of a text.
fn name(rest: &mut &str) -> Option<String> {
    let (name, behind) = if let Some(inside) = rest.strip_prefix('"') {
        let end = inside.find('"')?;
        (inside.get(..end)?, inside.get(end + 1..)?)
    } else {
        let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '$'));
        rest.split_at(end.unwrap_or(rest.len()))
    };
    *rest = behind.trim_start();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_table_with_its_schema_and_columns() {
        let told = |text| target(text).map(|it| (it.schema, it.table, it.columns));
        let some = |schema: Option<&str>, table: &str, columns: &[&str]| {
            let columns = columns.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
            Some((schema.map(str::to_owned), table.to_owned(), columns))
        };
        assert_eq!(told("teams"), some(None, "teams", &[]));
        assert_eq!(told("teams(id)"), some(None, "teams", &["id"]));
        assert_eq!(
            told(" app . \"My Teams\" ( tenant , \"I d\" ) "),
            some(Some("app"), "My Teams", &["tenant", "I d"])
        );
        for wrong in ["", "(id)", "teams()", "teams(id", "a.b.c", "teams(id) x", "teams id"] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }
}
