//! A file's items that may say something of models; the others are stepped over, not parsed.
//!
//! What stands in functions is most of a file, and no model is in there.

use proc_macro2::{Delimiter, TokenTree};
use syn::buffer::Cursor;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Item};

/// A file without functions, constants, and implementations of traits that nobody asks for.
pub(super) struct Skimmed(pub(super) Vec<Item>);

/// The traits of SeaORM's expanded format, and those by which a type says what it is kept as.
const TRAITS: [&str; 7] = [
    "EntityName",
    "ColumnTrait",
    "RelationTrait",
    "PrimaryKeyTrait",
    "IdenStatic",
    "ValueType",
    "ActiveEnum",
];

impl Parse for Skimmed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_inner)?;
        let mut items = Vec::new();
        while !input.is_empty() {
            let has_passed = input.step(|cursor| {
                Ok(match past(*cursor) {
                    Some(rest) => (true, rest),
                    None => (false, *cursor),
                })
            })?;
            if !has_passed {
                items.push(input.parse()?);
            }
        }
        Ok(Self(items))
    }
}

/// A file's text as Rust reads it: a byte order mark counts for nothing, nor does `#!/usr/bin/env …`.
pub(super) fn without_shebang(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.find('\n') {
        // The end of the line stays, so that lines keep their numbers.
        Some(end) if text.starts_with("#!") && !text[2..].trim_start().starts_with('[') => &text[end..],
        _ => text,
    }
}

/// Where the next item begins, if this one is to be stepped over.
fn past(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut at = cursor;
    while let Some((_, rest)) = at.punct().filter(|(punct, _)| punct.as_char() == '#') {
        at = rest.group(Delimiter::Bracket)?.2;
    }
    let kind = loop {
        let (word, rest) = at.ident()?;
        at = rest;
        match word.to_string().as_str() {
            "pub" => {
                if let Some((_, _, rest)) = at.group(Delimiter::Parenthesis) {
                    at = rest;
                }
            }
            "async" | "unsafe" | "default" => {}
            "extern" => {
                // `extern crate` imports.
                if let Some((_, rest)) = at.literal() {
                    at = rest;
                }
            }
            word @ ("fn" | "impl" | "trait") => break word.to_owned(),
            // `const fn`, or a constant.
            "const" => {
                if !at.ident().is_some_and(|(next, _)| next == "fn" || next == "unsafe" || next == "async") {
                    break "const".to_owned();
                }
            }
            "static" => break "const".to_owned(),
            _ => return None,
        }
    };
    match kind.as_str() {
        "const" => past_semicolon(at),
        kind => past_block(at, kind == "impl"),
    }
}

fn past_semicolon(mut at: Cursor<'_>) -> Option<Cursor<'_>> {
    loop {
        let (token, rest) = at.token_tree()?;
        at = rest;
        if matches!(token, TokenTree::Punct(point) if point.as_char() == ';') {
            return Some(at);
        }
    }
}

/// Where the item behind its block, or its `;`, goes on; nowhere if it implements a trait that is asked for.
fn past_block(mut at: Cursor<'_>, is_impl: bool) -> Option<Cursor<'_>> {
    loop {
        if let Some((_, _, rest)) = at.group(Delimiter::Brace) {
            return Some(rest);
        }
        if let Some((word, _)) = at.ident().filter(|_| is_impl)
            && TRAITS.iter().any(|name| word == name)
        {
            return None;
        }
        let is_end = at.punct().is_some_and(|(point, _)| point.as_char() == ';');
        at = at.token_tree()?.1;
        if is_end {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_models_is_stepped_over() {
        let text = "
            //! A file.
            #![allow(unused)]
            use a::b;
            #[test] fn one() { let x = { 1 }; }
            pub(crate) const fn two<T>() -> [u8; 3] where T: Copy { [1; 3] }
            pub async unsafe extern \"C\" fn three();
            const FOUR: [u8; { 3 }] = [1; 3];
            const _: () = { };
            static FIVE: &str = \"}\";
            trait Six { fn a(); }
            impl Seven { fn a() {} }
            impl<T> Iterator for Eight<T> where T: Copy { type Item = T; }
            impl sea_orm::EntityName for Entity { }
            #[derive(A)] pub struct Nine { a: u8 }
            enum Ten { A }
            mod eleven { fn a() {} struct Twelve; }
            table! { a (b) { } }
            type Thirteen = u8;
        ";
        let Skimmed(items) = syn::parse_str(text).expect("a file");
        let kinds: Vec<_> = items
            .iter()
            .map(|item| match item {
                Item::Use(_) => "use",
                Item::Impl(_) => "impl",
                Item::Struct(_) => "struct",
                Item::Enum(_) => "enum",
                Item::Mod(_) => "mod",
                Item::Macro(_) => "macro",
                Item::Type(_) => "type",
                _ => "another",
            })
            .collect();
        assert_eq!(kinds, ["use", "impl", "struct", "enum", "mod", "macro", "type"]);
    }
}
