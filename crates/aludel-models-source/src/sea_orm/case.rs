//! `rename_all`, with all the words that SeaORM takes.

use heck::{
    ToKebabCase as _, ToLowerCamelCase as _, ToShoutySnakeCase as _, ToSnakeCase as _, ToTitleCase as _,
    ToUpperCamelCase as _,
};

use super::attributes::Item;

/// A name in the case that an attribute names.
pub(super) fn apply(style: &Item, name: &str) -> syn::Result<String> {
    let word = style.text().unwrap_or_default();
    Ok(match word.as_str() {
        "camel_case" | "PascalCase" => name.to_upper_camel_case(),
        "camelCase" | "mixed_case" => name.to_lower_camel_case(),
        "snake_case" | "snek_case" => name.to_snake_case(),
        "kebab_case" | "kebab-case" => name.to_kebab_case(),
        "SCREAMING-KEBAB-CASE" => name.to_kebab_case().to_uppercase(),
        "shouty_snake_case" | "shouty_snek_case" | "SCREAMING_SNAKE_CASE" => name.to_shouty_snake_case(),
        "title_case" => name.to_title_case(),
        "lowercase" => name.to_lowercase(),
        "UPPERCASE" => name.to_uppercase(),
        _ => return Err(syn::Error::new(style.span, format!("SeaORM knows no case {word}"))),
    })
}
