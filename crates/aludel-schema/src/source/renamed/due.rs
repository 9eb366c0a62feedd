//! Which of the notes about renames are due: the old name is there still, and the new one is not yet.
//!
//! A note may stay in the models for ever: once it is done, it means nothing.

use std::collections::HashMap;

use aludel::Dialect;

use super::super::words::{as_written, begins, words};
use super::RenamedFrom;
use crate::catalog::{Catalog, Entry};
use crate::kind::Registry;
use crate::object::ObjectId;
use crate::rename::Wish;

/// The renames that lead from one schema to the other as the notes say, in an order that works: an
/// object before its parts.
pub fn due(notes: &[RenamedFrom], from: &Catalog, to: &Catalog, registry: &Registry) -> Vec<Wish> {
    let mut due = Due { from, to, registry, renamed: HashMap::new(), wishes: Vec::new() };
    // Twice: what hangs on another object may stand before it.
    for note in notes.iter().chain(notes).filter(|note| note.is_about_the_object) {
        due.whole(note);
    }
    for note in notes.iter().filter(|note| !note.is_about_the_object) {
        due.part(note);
    }
    due.derived();
    due.wishes
}

struct Due<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    registry: &'a Registry,
    /// Paths of what has been renamed, new to old.
    renamed: HashMap<Vec<String>, Vec<String>>,
    wishes: Vec<Wish>,
}

/// What stands between CREATE and the kind.
const BEFORE_KIND: [&str; 14] = [
    "OR",
    "REPLACE",
    "UNIQUE",
    "TEMP",
    "TEMPORARY",
    "UNLOGGED",
    "GLOBAL",
    "LOCAL",
    "RECURSIVE",
    "FULLTEXT",
    "SPATIAL",
    "CONSTRAINT",
    "EVENT",
    "VIRTUAL",
];
/// What stands between the kind and the name.
const BEFORE_NAME: [&str; 5] = ["CONCURRENTLY", "IF", "NOT", "EXISTS", "ONLY"];

impl Due<'_> {
    /// A note about what the statement makes.
    fn whole(&mut self, note: &RenamedFrom) {
        let (Some(path), Some(old)) = (self.made(note), self.names(&note.old).pop()) else { return };
        for id in self.ids(&path) {
            // An index of MySQL's is called by its table, too, which may have another name before.
            let after = self.before(&id);
            let before = with_last(&after, &old);
            let is_due = self.from.find(&after).is_none() && self.from.find(&before).is_some();
            if is_due && self.to.find(&with_last(&id, &old)).is_none() {
                self.renamed.insert(names(&id), names(&before));
                self.wish(&with_last(&id, &old), id.name());
            }
        }
    }

    /// A note about a column, a constraint, a value of an enum.
    fn part(&mut self, note: &RenamedFrom) {
        let (Some(path), Some(old)) = (self.made(note), self.names(&note.old).pop()) else { return };
        let line = as_written(&note.about, 3);
        let is_constraint = begins(&words(&note.about, 1), "CONSTRAINT");
        let Some(new) = line.get(usize::from(is_constraint)).and_then(|word| self.names(word).pop()) else {
            return;
        };
        let mut inner = path.clone();
        inner.push(new.clone());
        for id in self.ids(&inner) {
            let (after, before) = (self.before(&id), with_last(&self.before(&id), &old));
            let is_due = self.from.find(&after).is_none() && self.from.find(&before).is_some();
            if is_due && self.to.find(&with_last(&id, &old)).is_none() {
                self.renamed.insert(names(&id), names(&before));
                self.wish(&with_last(&id, &old), &new);
            }
        }
        for id in self.ids(&path) {
            let entry = self.from.find(&self.before(&id));
            let kind = self.registry.find(id.kind()).map(|(_, kind)| kind);
            let (Some(entry), Some(kind)) = (entry, kind) else { continue };
            let has = |name: &str, other: &str| kind.to_rename_part(entry, name, other).is_some();
            if has(&old, &new) && !has(&new, &old) {
                let mut value = names(&id);
                value.push(old.clone());
                self.wishes.push(Wish { kind: Some(id.kind().to_owned()), old: value, new: new.clone() });
            }
        }
    }

    /// What has the old names in its own, as the database makes names: `people_pkey` of a table that was `people`.
    fn derived(&mut self) {
        let renamed: Vec<(Vec<String>, Vec<String>)> = self.renamed.clone().into_iter().collect();
        for entry in self.to.entries() {
            let id = entry.id();
            let is_kind = self
                .registry
                .find(id.kind())
                .is_some_and(|(_, kind)| !kind.holds_data() && kind.to_rename(id, id).is_some());
            let mut name = id.name().to_owned();
            let owners = std::iter::successors(entry.owner().filter(|_| is_kind), Entry::owner);
            // Owners can't lead back in a sound catalog.
            for owner in owners.take(16) {
                let path = names(owner.id());
                for (new, old) in renamed.iter().filter(|(new, _)| new.starts_with(&path)) {
                    name = with_old(&name, new, old);
                }
            }
            let after = self.before(id);
            let before = with_last(&after, &name);
            let is_due =
                name != id.name() && self.from.find(&after).is_none() && self.from.find(&before).is_some();
            if is_due && self.to.find(&with_last(id, &name)).is_none() {
                self.wish(&with_last(id, &name), id.name());
            }
        }
    }

    fn wish(&mut self, old: &ObjectId, new: &str) {
        let wish = Wish { kind: Some(old.kind().to_owned()), old: names(old), new: new.to_owned() };
        if !self.wishes.contains(&wish) {
            self.wishes.push(wish);
        }
    }

    /// The names of what the statement makes, as far as it says them.
    fn made(&self, note: &RenamedFrom) -> Option<Vec<String>> {
        let capitals = words(&note.statement, 16);
        let written = as_written(&note.statement, 16);
        if capitals.first().map(String::as_str) != Some("CREATE") {
            return None;
        }
        let mut at = 1;
        while capitals.get(at).is_some_and(|word| BEFORE_KIND.contains(&word.as_str())) {
            at += 1;
        }
        at += match capitals.get(at).map(String::as_str) {
            Some("MATERIALIZED" | "FOREIGN") => 2,
            _ => 1,
        };
        while capitals.get(at).is_some_and(|word| BEFORE_NAME.contains(&word.as_str())) {
            at += 1;
        }
        let mut path = self.names(written.get(at)?);
        while written.get(at + 1) == Some(&".") {
            at += 2;
            path.extend(self.names(written.get(at)?));
        }
        Some(path)
    }

    /// What the models' database has at the end of this path, whatever its kind.
    fn ids(&self, path: &[String]) -> Vec<ObjectId> {
        let ends_so = |id: &ObjectId| {
            let names = id.path();
            names.len() >= path.len()
                && names[names.len() - path.len()..].iter().zip(path).all(|(name, wanted)| {
                    **name == **wanted || (self.folds() && name.eq_ignore_ascii_case(wanted))
                })
        };
        let renamable = |id: &ObjectId| {
            self.registry.find(id.kind()).is_some_and(|(_, kind)| kind.to_rename(id, id).is_some())
        };
        self.to.entries().map(|entry| entry.id().clone()).filter(ends_so).filter(renamable).collect()
    }

    /// The object as it is called before the renames of what it belongs to.
    fn before(&self, id: &ObjectId) -> ObjectId {
        let path = names(id);
        let outer = (1..=path.len()).rev().find_map(|end| Some((end, self.renamed.get(path.get(..end)?)?)));
        match outer {
            Some((end, old)) => {
                let inner = path.get(end..).unwrap_or_default();
                ObjectId::new(id.kind(), old.iter().chain(inner).map(String::as_str))
            }
            None => id.clone(),
        }
    }

    /// The names of a dotted path as the database keeps them.
    fn names(&self, text: &str) -> Vec<String> {
        let words = as_written(text, 9);
        let name = |word: &&str| {
            let quote = word.chars().next().filter(|first| matches!(first, '"' | '`' | '\''));
            match quote.and_then(|quote| word.strip_prefix(quote)?.strip_suffix(quote)) {
                Some(inside) => inside.to_owned(),
                None if self.to.dialect() == Dialect::Postgres => word.to_lowercase(),
                None => (*word).to_owned(),
            }
        };
        let is_name = |word: &&&str| !matches!(**word, "." | "," | "(" | ")" | ";");
        words.iter().filter(is_name).map(name).collect()
    }

    /// Whether two spellings of a name are one.
    fn folds(&self) -> bool {
        self.to.dialect() == Dialect::Sqlite
    }
}

/// The name with the last of the new names replaced where it stands between underscores.
fn with_old(name: &str, new: &[String], old: &[String]) -> String {
    let (Some(new), Some(old)) = (new.last(), old.last()) else { return name.to_owned() };
    let inside = format!("_{name}_").replace(&format!("_{new}_"), &format!("_{old}_"));
    inside.get(1..inside.len() - 1).unwrap_or(name).to_owned()
}

fn names(id: &ObjectId) -> Vec<String> {
    id.path().iter().map(ToString::to_string).collect()
}

fn with_last(id: &ObjectId, last: &str) -> ObjectId {
    let outer = id.path().split_last().map_or(&[][..], |(_, outer)| outer);
    ObjectId::new(id.kind(), outer.iter().map(|name| &**name).chain([last]))
}
