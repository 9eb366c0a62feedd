//! Options as `name = value`: storage parameters, and those of foreign objects.
//!
//! They are kept sorted by name: their order is no difference.

use std::collections::BTreeMap;

use super::quote;

/// Options by name.
pub(super) type Options = BTreeMap<String, String>;

/// The catalog's array of options as a JSON object; NULL where there is none.
pub(super) fn query(array: &str) -> String {
    format!(
        "(SELECT json_object_agg(o.option_name, coalesce(o.option_value, '') ORDER BY o.option_name)
            FROM pg_catalog.pg_options_to_table({array}) o)"
    )
}

/// `WITH (fillfactor='70')` with a space before it; nothing where there is no option.
pub(super) fn with(options: &Options) -> String {
    match options.is_empty() {
        true => String::new(),
        false => format!(" WITH ({})", assigned(options.iter())),
    }
}

/// The clauses that lead from one set of parameters to another: `SET (…)`, `RESET (…)`.
pub(super) fn set_and_reset(from: &Options, to: &Options) -> Vec<String> {
    let mut clauses = Vec::new();
    let set = assigned(to.iter().filter(|(name, value)| from.get(*name) != Some(*value)));
    if !set.is_empty() {
        clauses.push(format!("SET ({set})"));
    }
    let reset: Vec<String> =
        from.keys().filter(|name| !to.contains_key(*name)).map(|name| parameter(name)).collect();
    if !reset.is_empty() {
        clauses.push(format!("RESET ({})", reset.join(", ")));
    }
    clauses
}

fn assigned<'a>(options: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let assigned: Vec<String> =
        options.map(|(name, value)| format!("{}={}", parameter(name), value_of(value))).collect();
    assigned.join(", ")
}

/// That of a table's TOAST table stands with `toast.` before its name.
fn parameter(name: &str) -> String {
    quote::path(&name.split('.').collect::<Vec<_>>())
}

/// What a clause of [`set_and_reset`] does, in words: `fillfactor=70`, `no fillfactor`.
pub(super) fn words(clause: &str) -> String {
    let inside = |verb: &str| clause.strip_prefix(verb)?.strip_suffix(')');
    match (inside("SET ("), inside("RESET (")) {
        (Some(set), _) => set.to_owned(),
        (None, Some(reset)) => format!("no {reset}"),
        (None, None) => clause.to_owned(),
    }
}

/// A number or a plain word stands as it is; anything else is a text.
fn value_of(value: &str) -> String {
    let number = value.parse::<f64>().is_ok_and(f64::is_finite);
    let word = !value.is_empty() && value.chars().all(|c| c.is_ascii_lowercase());
    if number || word { value.to_owned() } else { quote::text(value) }
}

/// `OPTIONS (host 'a')` with a space before it; nothing where there is no option.
pub(super) fn foreign(options: &Options) -> String {
    let written: Vec<String> =
        options.iter().map(|(name, value)| format!("{} {}", label(name), quote::text(value))).collect();
    match written.is_empty() {
        true => String::new(),
        false => format!(" OPTIONS ({})", written.join(", ")),
    }
}

/// `OPTIONS (ADD a '1', SET b '2', DROP c)`; nothing where they are equal.
pub(super) fn foreign_change(from: &Options, to: &Options) -> Option<String> {
    let mut written = Vec::new();
    for (name, value) in to {
        match from.get(name) {
            None => written.push(format!("ADD {} {}", label(name), quote::text(value))),
            Some(old) if old != value => written.push(format!("SET {} {}", label(name), quote::text(value))),
            Some(_) => {}
        }
    }
    written.extend(
        from.keys().filter(|name| !to.contains_key(*name)).map(|name| format!("DROP {}", label(name))),
    );
    (!written.is_empty()).then(|| format!("OPTIONS ({})", written.join(", ")))
}

/// An option's name is any label, reserved words too, but it is kept with its case only in quotes.
fn label(name: &str) -> String {
    quote::name(name)
}

#[cfg(test)]
mod tests {
    use super::{Options, foreign_change, set_and_reset};

    fn options(pairs: &[(&str, &str)]) -> Options {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_goes_is_reset() {
        let clauses = set_and_reset(&options(&[("a", "1"), ("b", "x")]), &options(&[("a", "2")]));
        assert_eq!(clauses, ["SET (a=2)", "RESET (b)"]);
    }

    #[test]
    fn foreign_options_are_added_set_and_dropped() {
        let change = foreign_change(&options(&[("a", "1"), ("b", "x")]), &options(&[("a", "2"), ("c", "3")]));
        assert_eq!(change.as_deref(), Some("OPTIONS (SET a '2', ADD c '3', DROP b)"));
        assert_eq!(foreign_change(&options(&[("a", "1")]), &options(&[("a", "1")])), None);
    }
}
