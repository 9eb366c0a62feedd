//! Whether code is there at all: `#[cfg(…)]` and `#[cfg_attr(…)]`.
//!
//! A model that stands behind a feature is a model only with that feature. What only the compiler
//! knows is taken as not set, and said.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident, LitBool, LitStr, Meta, Token};

/// What a predicate is decided by: the features of the crate that the file belongs to.
pub(crate) struct Configuration {
    /// The features that are set; `None`: there is no `Cargo.toml` to say it.
    pub(crate) features: Option<Vec<String>>,
}

/// What became known while attributes were decided.
#[derive(Default)]
pub(crate) struct Notes {
    /// Predicates that nobody here can decide.
    pub(crate) undecided: Vec<(Span, String)>,
    /// Predicates of a form that the compiler refuses too.
    pub(crate) faults: Vec<syn::Error>,
}

impl Configuration {
    /// Whether what bears these attributes is there; its `cfg_attr` are opened on the way.
    pub(crate) fn keeps(&self, attributes: &mut Vec<Attribute>, notes: &mut Notes) -> bool {
        if !is_conditional(attributes) {
            return true;
        }
        let mut opened = Vec::with_capacity(attributes.len());
        for attribute in std::mem::take(attributes) {
            self.open(attribute, &mut opened, notes);
        }
        *attributes = opened;
        let mut is_kept = true;
        for attribute in attributes.iter().filter(|a| a.path().is_ident("cfg")) {
            let Meta::List(list) = &attribute.meta else {
                notes.faults.push(syn::Error::new(attribute.span(), "cfg takes one predicate in brackets"));
                continue;
            };
            match parse_predicate.parse2(list.tokens.clone()) {
                Ok(predicate) => is_kept &= self.holds(&predicate, notes),
                Err(error) => notes.faults.push(error),
            }
        }
        is_kept
    }

    /// `#[cfg_attr(predicate, a, b)]` is `#[a] #[b]` where the predicate holds, which may be `cfg_attr` again.
    fn open(&self, attribute: Attribute, opened: &mut Vec<Attribute>, notes: &mut Notes) {
        let Meta::List(list) = &attribute.meta else { return opened.push(attribute) };
        if !attribute.path().is_ident("cfg_attr") {
            return opened.push(attribute);
        }
        match parse_conditional.parse2(list.tokens.clone()) {
            Ok((predicate, metas)) => {
                if self.holds(&predicate, notes) {
                    for meta in metas {
                        self.open(Attribute { meta, ..attribute.clone() }, opened, notes);
                    }
                }
            }
            Err(error) => notes.faults.push(error),
        }
    }

    fn holds(&self, predicate: &Predicate, notes: &mut Notes) -> bool {
        match predicate {
            Predicate::Literal(value) => *value,
            Predicate::All(all) => all.iter().all(|each| self.holds(each, notes)),
            Predicate::Any(any) => any.iter().any(|each| self.holds(each, notes)),
            Predicate::Not(inner) => !self.holds(inner, notes),
            Predicate::Option(span, name, value) => {
                self.decide(name, value.as_deref()).unwrap_or_else(|| {
                    let text = match value {
                        Some(value) => format!("{name} = \"{value}\""),
                        None => name.clone(),
                    };
                    notes.undecided.push((*span, text));
                    false
                })
            }
        }
    }

    /// Whether one option is set; `None`: only the compiler knows.
    fn decide(&self, name: &str, value: Option<&str>) -> Option<bool> {
        use std::env::consts::{ARCH, FAMILY, OS};
        Some(match (name, value) {
            ("feature", Some(feature)) => self.features.as_ref()?.iter().any(|set| set == feature),
            ("test" | "doc" | "doctest" | "miri" | "rust_analyzer" | "proc_macro", None) => false,
            ("unix" | "windows", None) => name == FAMILY,
            ("target_os", Some(os)) => os == OS,
            ("target_family", Some(family)) => family == FAMILY,
            ("target_arch", Some(arch)) => arch == ARCH,
            ("target_pointer_width", Some(width)) => width.parse() == Ok(usize::BITS),
            ("target_endian", Some(endian)) => (endian == "little") == cfg!(target_endian = "little"),
            _ => return None,
        })
    }
}

/// Whether it depends on anything whether what bears these attributes is there.
pub(crate) fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| a.path().is_ident("cfg") || a.path().is_ident("cfg_attr"))
}

enum Predicate {
    Literal(bool),
    Option(Span, String, Option<String>),
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
}

fn parse_conditional(input: ParseStream<'_>) -> syn::Result<(Predicate, Vec<Meta>)> {
    let predicate = parse_predicate(input)?;
    let mut metas = Vec::new();
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if !input.is_empty() {
            metas.push(input.parse()?);
        }
    }
    Ok((predicate, metas))
}

fn parse_predicate(input: ParseStream<'_>) -> syn::Result<Predicate> {
    let predicate = parse_one(input)?;
    // `cfg(feature = "a",)` is allowed.
    if input.peek(Token![,]) && input.peek2(syn::parse::End) {
        input.parse::<Token![,]>()?;
    }
    Ok(predicate)
}

fn parse_one(input: ParseStream<'_>) -> syn::Result<Predicate> {
    if input.peek(LitBool) {
        return Ok(Predicate::Literal(input.parse::<LitBool>()?.value));
    }
    let name = input.call(Ident::parse_any)?;
    if input.peek(syn::token::Paren) {
        let inner;
        syn::parenthesized!(inner in input);
        let mut parts: Vec<_> =
            Punctuated::<_, Token![,]>::parse_terminated_with(&inner, parse_one)?.into_iter().collect();
        return match (name.to_string().as_str(), parts.len()) {
            ("all", _) => Ok(Predicate::All(parts)),
            ("any", _) => Ok(Predicate::Any(parts)),
            ("not", 1) => Ok(Predicate::Not(Box::new(parts.remove(0)))),
            _ => Ok(Predicate::Option(name.span(), format!("{name}(…)"), None)),
        };
    }
    let mut value = None;
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        value = Some(input.parse::<LitStr>()?.value());
    }
    Ok(Predicate::Option(name.span(), name.unraw().to_string(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(text: &str) -> (bool, usize) {
        let configuration = Configuration { features: Some(vec!["users".to_owned()]) };
        let mut notes = Notes::default();
        let mut attributes = Attribute::parse_outer.parse_str(text).expect("attributes");
        let is_kept = configuration.keeps(&mut attributes, &mut notes);
        assert!(notes.faults.is_empty(), "{:?}", notes.faults);
        (is_kept, notes.undecided.len())
    }

    #[test]
    fn predicates_are_decided_as_the_compiler_does() {
        for (text, expected) in [
            ("#[doc = \"a\"]", (true, 0)),
            ("#[cfg(feature = \"users\")]", (true, 0)),
            ("#[cfg(feature = \"users\",)]", (true, 0)),
            ("#[cfg(feature = \"other\")]", (false, 0)),
            ("#[cfg(not(feature = \"other\"))]", (true, 0)),
            ("#[cfg(test)]", (false, 0)),
            ("#[cfg(not(test))]", (true, 0)),
            ("#[cfg(all())]", (true, 0)),
            ("#[cfg(any())]", (false, 0)),
            ("#[cfg(true)]", (true, 0)),
            ("#[cfg(any(unix, windows))]", (true, 0)),
            ("#[cfg(all(unix, windows))]", (false, 0)),
            ("#[cfg(any(test, feature = \"users\"))]", (true, 0)),
            ("#[cfg(all(feature = \"users\", not(test)))]", (true, 0)),
            ("#[cfg(feature = \"users\")] #[cfg(feature = \"other\")]", (false, 0)),
            ("#[cfg(tokio_unstable)]", (false, 1)),
            ("#[cfg(not(tokio_unstable))]", (true, 1)),
            ("#[cfg_attr(feature = \"users\", cfg(test))]", (false, 0)),
            ("#[cfg_attr(feature = \"other\", cfg(test))]", (true, 0)),
        ] {
            assert_eq!(keeps(text), expected, "{text}");
        }
    }

    #[test]
    fn a_conditional_attribute_is_opened() {
        let configuration = Configuration { features: Some(vec!["users".to_owned()]) };
        let text = "#[cfg_attr(feature = \"users\", derive(A), cfg_attr(not(test), b = \"c\"))] #[cfg_attr(test, d)]";
        let mut attributes = Attribute::parse_outer.parse_str(text).expect("attributes");
        assert!(configuration.keeps(&mut attributes, &mut Notes::default()));
        let names: Vec<_> =
            attributes.iter().map(|a| a.path().get_ident().map(ToString::to_string)).collect();
        assert_eq!(names, [Some("derive".to_owned()), Some("b".to_owned())]);
    }
}
