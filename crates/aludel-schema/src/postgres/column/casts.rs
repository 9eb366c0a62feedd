//! Which casts a column can take to another type: the server's, and those that the schema defines.

use super::super::conversion::{Conversion, Type, by_cast, conversion};
use super::Definition;
use crate::catalog::Catalog;
use crate::kind::Pair;
use crate::object::ObjectId;

/// Whether a column changes its type so that values need an expression, and defaults can't follow.
pub(in super::super) fn needs_expression(pair: Pair<'_>) -> bool {
    let (Ok(from), Ok(to)) = (pair.from.read::<Definition>(), pair.to.read::<Definition>()) else {
        return false;
    };
    convert("", &from, &to, casts(pair)).is_none_or(|conversion| conversion.using.is_some())
}

/// Where the casts are found that are there before and after: others are not there meanwhile.
pub(super) type Casts<'a> = [&'a Catalog; 2];

pub(super) fn casts(pair: Pair<'_>) -> Casts<'_> {
    [pair.from.catalog(), pair.to.catalog()]
}

/// How the values of a column, which SQL calls by this name, become those of another definition.
pub(super) fn convert(
    name: &str,
    from: &Definition,
    to: &Definition,
    casts: Casts<'_>,
) -> Option<Conversion> {
    let named = |definition: &Definition| -> (String, Option<String>) {
        (definition.r#type.clone(), definition.base.clone())
    };
    let ((from, from_base), (to, to_base)) = (named(from), named(to));
    let from = Type { name: &from, base: from_base.as_deref() };
    let to = Type { name: &to, base: to_base.as_deref() };
    let is_cast = |source: &str, target: &str| {
        let id = ObjectId::new("cast", [source, target]);
        casts.iter().all(|catalog| catalog.find(&id).is_some())
    };
    by_cast(name, from, to, is_cast).or_else(|| conversion(name, from, to))
}
