//! What hangs on another object and has no name of its own: a comment, a label, an owner, privileges.
//!
//! The path of such an object is the kind of what it hangs on, and that one's path.

use super::{KINDS, quote};
use crate::object::ObjectId;

/// What an object hangs on, as SQL names it: `TABLE public.orders`.
pub(super) fn reference(id: &ObjectId) -> String {
    let Some((kind, path)) = id.path().split_first() else { return String::new() };
    match KINDS.iter().find(|known| known.name() == &**kind) {
        Some(known) => known.reference(&bearer(known.name(), path)),
        None => format!("{} {}", kind.to_uppercase(), quote::path(path)),
    }
}

/// The kind and the names of what an object hangs on.
pub(super) fn bearer(kind: &'static str, path: &[Box<str>]) -> ObjectId {
    ObjectId::new(kind, path.iter().map(|name| &**name))
}
