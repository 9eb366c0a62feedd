//! All that is wrong, said at once; and what was probably meant.

use proc_macro2::Span;

use super::Places;
use crate::table::Place;

/// Complaints, which become one error; and where the things stand of which there are none yet.
#[derive(Default)]
pub(super) struct Complaints {
    error: Option<syn::Error>,
    places: Option<Places>,
}

impl Complaints {
    /// Of an input whose places are known.
    pub(super) fn with(places: &Places) -> Self {
        Self { error: None, places: Some(places.clone()) }
    }

    /// Where a span stands, for complaints that a database has later.
    pub(super) fn place(&self, span: Span) -> Option<Place> {
        self.places.as_ref().map(|places| places(span))
    }

    pub(super) fn say(&mut self, span: Span, what: impl std::fmt::Display) {
        self.add(syn::Error::new(span, what));
    }

    pub(super) fn add(&mut self, error: syn::Error) {
        match &mut self.error {
            Some(all) => all.combine(error),
            None => self.error = Some(error),
        }
    }

    /// The value, or what was complained of.
    pub(super) fn or<T>(self, value: T) -> syn::Result<T> {
        match self.error {
            Some(all) => Err(all),
            None => Ok(value),
        }
    }
}

/// ` (did you mean \`unique\`?)`, where one of the words is near enough.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known.into_iter().map(|it| (distance(word, it), it)).min();
    match near {
        Some((distance, it)) if distance <= 1 + it.len() / 4 => format!("; did you mean `{it}`?"),
        _ => String::new(),
    }
}

/// How many letters are to be added, left out or changed to make one word the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (place, its) in row.iter_mut().skip(1).zip(&other) {
            let change = diagonal + usize::from(letter != *its);
            diagonal = *place;
            left = change.min(diagonal + 1).min(left + 1);
            *place = left;
        }
        row[0] = at + 1;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["unique", "index", "primary_key", "default"];
        assert_eq!(did_you_mean("uniqe", known), "; did you mean `unique`?");
        assert_eq!(did_you_mean("primarykey", known), "; did you mean `primary_key`?");
        assert_eq!(did_you_mean("tablespace", known), "");
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
