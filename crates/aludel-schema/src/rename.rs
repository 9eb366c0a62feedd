//! Renames: what was asked for, and what looks like one.
//!
//! A rename is never guessed. It is made where it is asked for, in a copy of the schema as it is,
//! which is then inspected again: so the server itself says the new name wherever the old one stood.

use std::collections::HashMap;
use std::fmt;

use crate::catalog::{Catalog, Entry};
use crate::diff::{Change, Difference};
use crate::kind::{Refusal, Registry};
use crate::object::ObjectId;
use crate::plan::{Action, Step, Verb};

mod along;

pub use along::along;

/// A rename that was asked for: `public.users.fax=phone`, `index orders_idx=orders_by_day`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The kind, where it was said.
    pub kind: Option<String>,
    /// The names of the path as it is; outer names may be left away.
    pub old: Vec<String>,
    /// The new name.
    pub new: String,
}

impl Wish {
    /// Reads `[kind ]old.path=[old.path.]new`.
    ///
    /// # Errors
    /// The text is no rename.
    pub fn parse(text: &str, kinds: &Registry) -> Result<Self, WishError> {
        let wrong = || WishError::Form(text.to_owned());
        let (old, new) = split_outside_quotes(text, '=').ok_or_else(wrong)?;
        let kind = kinds
            .kinds()
            .iter()
            .map(|kind| kind.name())
            .filter(|kind| old.strip_prefix(*kind).is_some_and(|rest| rest.starts_with(' ')));
        let kind = kind.max_by_key(|kind| kind.len());
        let old = kind.map_or(old, |kind| &old[kind.len()..]);
        let (old, new) = (names(old.trim()), names(new.trim()));
        let (Some(_), Some((new, place))) = (old.last(), new.split_last()) else { return Err(wrong()) };
        let outer = &old[..old.len() - 1];
        if old.iter().chain([new]).any(String::is_empty) {
            return Err(wrong());
        }
        if !outer.ends_with(place) {
            return Err(WishError::Moves(text.to_owned()));
        }
        Ok(Self { kind: kind.map(str::to_owned), old, new: new.clone() })
    }
}

/// Why a rename can't be read or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WishError {
    /// It has not the form of one.
    #[error("\"{0}\" is no rename: it is written old=new, as in users.fax=phone")]
    Form(String),
    /// It moves the object to another place.
    #[error("\"{0}\" would move it: only the last name can change")]
    Moves(String),
    /// Nothing has that name.
    #[error("nothing is called {0}")]
    Unknown(String),
    /// Several things have that name.
    #[error("{} is the name of {}", .0, .1.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Ambiguous(String, Vec<ObjectId>),
    /// Its kind can't be renamed.
    #[error("{0} can't be renamed")]
    Impossible(ObjectId),
    /// Something would have to go and be made again, and can't.
    #[error("{renamed} can't be renamed: {other} would have to go and be made again{why}")]
    Hindered {
        /// What is to be renamed.
        renamed: ObjectId,
        /// What is in the way.
        other: ObjectId,
        /// Why it can't, with a colon before it; or nothing more is known.
        why: String,
    },
}

/// A rename as a step of a plan, forth and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// From the old name to the new.
    pub forth: Step,
    /// From the new name to the old.
    pub back: Step,
}

/// Finds what a wish means in the schema as it is, and how it is done.
///
/// # Errors
/// Nothing, or too much, has that name; or it can't be renamed.
pub fn resolve(wish: &Wish, from: &Catalog, registry: &Registry) -> Result<Renamed, WishError> {
    let fits = |entry: &Entry<'_>, path: &[String]| {
        let names = entry.id().path();
        names.len() >= path.len()
            && names[names.len() - path.len()..].iter().zip(path).all(|(a, b)| is_called(a, b))
            && wish.kind.as_deref().is_none_or(|kind| kind == entry.id().kind())
    };
    let renamable = |entry: &Entry<'_>| {
        registry
            .find(entry.id().kind())
            .is_some_and(|(_, kind)| kind.to_rename(entry.id(), entry.id()).is_some())
    };
    let found: Vec<Entry<'_>> = from.entries().filter(|entry| fits(entry, &wish.old)).collect();
    let able: Vec<Entry<'_>> = found.iter().copied().filter(renamable).collect();
    let said = || wish.old.join(".");
    match (able.as_slice(), found.first()) {
        ([one], _) => whole(*one, &wish.new, registry),
        ([], Some(first)) => Err(WishError::Impossible(first.id().clone())),
        ([], None) => part(wish, from, registry, fits).unwrap_or_else(|| Err(WishError::Unknown(said()))),
        (several, _) => {
            Err(WishError::Ambiguous(said(), several.iter().map(|entry| entry.id().clone()).collect()))
        }
    }
}

fn whole(entry: Entry<'_>, new: &str, registry: &Registry) -> Result<Renamed, WishError> {
    let old = entry.id();
    let impossible = || WishError::Impossible(old.clone());
    let mut path: Vec<&str> = old.path().iter().map(|name| &**name).collect();
    // What takes arguments keeps them.
    let arguments = path.last().and_then(|last| Some(&last[last.find('(')?..]));
    let new = match arguments {
        Some(arguments) if !new.contains('(') => format!("{new}{arguments}"),
        _ => new.to_owned(),
    };
    if let Some(last) = path.last_mut() {
        *last = &new;
    }
    let new = ObjectId::new(old.kind(), path);
    let (_, kind) = registry.find(old.kind()).ok_or_else(impossible)?;
    let step = |from: &ObjectId, to: &ObjectId| {
        let action = Action { words: vec![format!("to {}", to.name())], ..acted(Verb::Rename, from) };
        Some(Step { actions: vec![action], statements: kind.to_rename(from, to)? })
    };
    let mut forth = step(old, &new).ok_or_else(impossible)?;
    let mut back = step(&new, old).ok_or_else(impossible)?;
    // What makes way is made again by the plan, as it shall be, and behind the way back as it was.
    for other in making_way(entry, registry)? {
        let hindered = |refusal: Refusal| WishError::Hindered {
            renamed: old.clone(),
            other: other.id().clone(),
            why: format!(": {}", refusal.why),
        };
        let (_, kind) = registry.of(other).map_err(hindered)?;
        forth.statements.splice(0..0, kind.to_drop(other).map_err(hindered)?);
        forth.actions.insert(0, acted(Verb::Drop, other.id()));
        back.statements.extend(kind.to_create(other).map_err(hindered)?);
        back.actions.push(acted(Verb::Create, other.id()));
    }
    Ok(Renamed { forth, back })
}

fn acted(verb: Verb, object: &ObjectId) -> Action {
    let gives_way = matches!(verb, Verb::Create | Verb::Drop);
    Action { verb, object: object.clone(), words: Vec::new(), gives_way, inside: false }
}

/// What must go while this gets another name, in an order in which it can be made again.
fn making_way<'a>(renamed: Entry<'a>, registry: &Registry) -> Result<Vec<Entry<'a>>, WishError> {
    let owner = renamed.owner();
    let beside = owner.into_iter().flat_map(|owner| owner.owned().chain(owner.dependents()));
    let mut found: Vec<Entry<'_>> = Vec::new();
    let mut due: Vec<Entry<'_>> = renamed.dependents().chain(beside).collect();
    due.retain(|other| {
        other.id() != renamed.id()
            && registry.find(other.id().kind()).is_some_and(|(_, kind)| kind.makes_way(*other, renamed))
    });
    while let Some(other) = due.pop() {
        if found.iter().any(|one| one.id() == other.id()) {
            continue;
        }
        let known = registry.find(other.id().kind());
        if known.is_some_and(|(_, kind)| kind.holds_data() && !kind.is_derived(other)) {
            let (renamed, other) = (renamed.id().clone(), other.id().clone());
            return Err(WishError::Hindered { renamed, other, why: String::new() });
        }
        // What stands on it goes with it, but for what can stand on nothing.
        due.extend(other.dependents().filter(|dependent| {
            registry.find(dependent.id().kind()).is_some_and(|(_, kind)| !kind.outlives(other))
        }));
        found.push(other);
    }
    let mut ordered: Vec<Entry<'_>> = Vec::new();
    while let Some(place) = found
        .iter()
        .position(|one| !one.needs().any(|needed| found.iter().any(|other| other.id() == needed.id())))
    {
        ordered.push(found.remove(place));
    }
    // Views can't stand on each other in a circle.
    ordered.append(&mut found);
    Ok(ordered)
}

/// Whether a name is the one that was said; the arguments of a function may be left away.
fn is_called(name: &str, said: &str) -> bool {
    name == said || name.split_once('(').is_some_and(|(name, _)| name == said)
}

/// A wish for something that is no object of its own: an enum's value, a type's attribute.
fn part(
    wish: &Wish,
    from: &Catalog,
    registry: &Registry,
    fits: impl Fn(&Entry<'_>, &[String]) -> bool,
) -> Option<Result<Renamed, WishError>> {
    let (old, path) = wish.old.split_last()?;
    if path.is_empty() {
        return None;
    }
    let whole = from.entries().filter(|entry| fits(entry, path));
    let mut found = whole.filter_map(|entry| {
        let (_, kind) = registry.find(entry.id().kind())?;
        let forth = kind.to_rename_part(entry, old, &wish.new)?;
        let back = kind.to_rename_part_back(entry, old, &wish.new)?;
        let step = |old: &str, new: &str, statements| {
            let words = vec![format!("{old} to {new}")];
            let action = Action {
                verb: Verb::Rename,
                object: entry.id().clone(),
                words,
                gives_way: false,
                inside: false,
            };
            Step { actions: vec![action], statements }
        };
        Some((entry.id(), Renamed { forth: step(old, &wish.new, forth), back: step(&wish.new, old, back) }))
    });
    let (first, renamed) = found.next()?;
    let others: Vec<ObjectId> = found.map(|(id, _)| id.clone()).collect();
    Some(match others.is_empty() {
        true => Ok(renamed),
        false => {
            let all = std::iter::once(first.clone()).chain(others).collect();
            Err(WishError::Ambiguous(wish.old.join("."), all))
        }
    })
}

/// A drop and a creation that look like one object under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What would be dropped.
    pub old: ObjectId,
    /// What would be made.
    pub new: ObjectId,
    /// Whether data is lost unless it is a rename.
    pub holds_data: bool,
}

impl Proposal {
    /// The proposal as a wish.
    pub fn wish(&self) -> Wish {
        Wish {
            kind: Some(self.old.kind().to_owned()),
            old: self.old.path().iter().map(|name| name.to_string()).collect(),
            new: self.new.name().to_owned(),
        }
    }
}

/// `public.users.fax=phone`, as it is typed.
impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.old.dotted(), self.new.name())
    }
}

/// The pairs of one shape, one place and one kind, where nothing else has that shape.
pub fn proposals(difference: &Difference<'_>, registry: &Registry) -> Vec<Proposal> {
    let mut shapes: HashMap<String, (Vec<Entry<'_>>, Vec<Entry<'_>>)> = HashMap::new();
    for change in &difference.changes {
        match change {
            Change::Drop { from, with_owner: false } => {
                let entry = difference.from.entry(*from);
                shapes.entry(shape(entry, registry)).or_default().0.push(entry);
            }
            Change::Create { to } => {
                let entry = difference.to.entry(*to);
                // What is new together with its owner replaces nothing.
                if entry.owner().is_none_or(|owner| difference.from.find(owner.id()).is_some()) {
                    shapes.entry(shape(entry, registry)).or_default().1.push(entry);
                }
            }
            Change::Drop { .. } | Change::Alter { .. } | Change::Recreate { .. } | Change::Restore { .. } => {
            }
        }
    }
    let mut proposals: Vec<Proposal> = shapes
        .into_values()
        .filter_map(|pair| match (pair.0.as_slice(), pair.1.as_slice()) {
            ([old], [new]) => proposal(*old, *new, registry),
            _ => None,
        })
        .collect();
    proposals.sort_by(|a, b| (&a.old, &a.new).cmp(&(&b.old, &b.new)));
    proposals
}

fn proposal(old: Entry<'_>, new: Entry<'_>, registry: &Registry) -> Option<Proposal> {
    let (_, kind) = registry.find(old.id().kind())?;
    kind.to_rename(old.id(), new.id())?;
    Some(Proposal { old: old.id().clone(), new: new.id().clone(), holds_data: kind.holds_data() })
}

/// What an object is without its name: its kind, its place, its definition, the data it holds.
fn shape(entry: Entry<'_>, registry: &Registry) -> String {
    let id = entry.id();
    let place = &id.path()[..id.path().len().saturating_sub(1)];
    let mut parts: Vec<String> = entry
        .owned()
        .filter(|owned| registry.find(owned.id().kind()).is_some_and(|(_, kind)| kind.holds_data()))
        .map(|owned| format!("{}\u{1}{}", owned.id().name(), owned.object().definition))
        .collect();
    parts.sort_unstable();
    format!(
        "{}\u{1}{}\u{1}{}\u{1}{}",
        id.kind(),
        place.join("\u{2}"),
        entry.object().definition,
        parts.join("\u{1}")
    )
}

/// The first place of a character that stands in no double quotes and no brackets, and what is on both
/// sides of it.
fn split_outside_quotes(text: &str, at: char) -> Option<(&str, &str)> {
    let (mut quoted, mut depth) = (false, 0_usize);
    for (place, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            c if c == at && !quoted && depth == 0 => {
                return Some((&text[..place], &text[place + c.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}

/// The names of a dotted path; a name in double quotes may hold anything, and so may the arguments of
/// a function, which are kept as they are.
fn names(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let (mut quoted, mut depth) = (false, 0_usize);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        match c {
            c if depth > 0 => push(&mut names, c),
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                push(&mut names, '"');
            }
            '"' => quoted = !quoted,
            '.' if !quoted => names.push(String::new()),
            c => push(&mut names, c),
        }
    }
    names
}

fn push(names: &mut [String], c: char) {
    if let Some(last) = names.last_mut() {
        last.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{Wish, WishError};
    use crate::kind::Registry;

    fn parse(text: &str) -> Result<(Vec<String>, String), WishError> {
        Wish::parse(text, &Registry::new([])).map(|wish| (wish.old, wish.new))
    }

    #[test]
    fn old_and_new_names() {
        let read =
            |old: &[&str], new: &str| Ok((old.iter().map(|s| (*s).to_owned()).collect(), new.to_owned()));
        assert_eq!(parse("users.fax=phone"), read(&["users", "fax"], "phone"));
        assert_eq!(parse("users.fax=users.phone"), read(&["users", "fax"], "phone"));
        assert_eq!(parse("\"a=b.c\".x = \"y\"\"\""), read(&["a=b.c", "x"], "y\""));
        assert_eq!(parse("s.f(s.mood)=g"), read(&["s", "f(s.mood)"], "g"));
        assert!(matches!(parse("users.fax=people.fax"), Err(WishError::Moves(_))));
        for wrong in ["", "a", "=", "a=", "=b", "a.=b", ".a=b"] {
            assert!(matches!(parse(wrong), Err(WishError::Form(_))), "{wrong}");
        }
    }
}
