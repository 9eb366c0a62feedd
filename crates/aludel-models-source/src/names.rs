//! What a name means: imports, aliases, globs and modules followed to an item, or out of what was read.

use syn::{Item, Path};

use crate::known;
use crate::tree::{ModuleId, Name, Tree};

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An item that was read.
    Item(ModuleId, usize),
    /// A module.
    Module(ModuleId),
    /// Something of another crate, or of the language.
    Outside(Vec<String>),
    /// Several things of other crates that bear the name; which is meant, no import tells.
    Several(Vec<Vec<String>>),
    /// Nothing.
    Nothing,
}

/// More steps than any honest chain of imports has: imports may run in circles.
const DEEP: usize = 32;

impl Tree {
    pub(crate) fn item(&self, module: ModuleId, index: usize) -> &Item {
        &self.module(module).items[index]
    }

    /// What a path in a module means.
    pub(crate) fn resolve(&self, module: ModuleId, path: &Path) -> Target {
        let mut segments = Vec::with_capacity(path.segments.len() + 1);
        if path.leading_colon.is_some() {
            segments.push(String::new());
        }
        segments.extend(path.segments.iter().map(|segment| name_of(&segment.ident)));
        self.resolve_names(module, &segments, DEEP)
    }

    pub(crate) fn resolve_names(&self, module: ModuleId, path: &[String], depth: usize) -> Target {
        let Some((first, rest)) = path.split_first() else { return Target::Module(module) };
        let Some(depth) = depth.checked_sub(1) else { return Target::Nothing };
        let start = match first.as_str() {
            "" => return self.outside(rest, depth),
            "crate" | "$crate" => Target::Module(self.tree_root(module)),
            "self" => Target::Module(module),
            "super" => match self.module(module).parent {
                Some(parent) => Target::Module(parent),
                None => return Target::Nothing,
            },
            name => self.look_up(module, name, !rest.is_empty(), depth),
        };
        self.walk(start, rest, depth)
    }

    fn tree_root(&self, module: ModuleId) -> ModuleId {
        self.crates[self.module(module).of].root
    }

    /// Goes on from what the first segment of a path meant.
    fn walk(&self, start: Target, rest: &[String], depth: usize) -> Target {
        match start {
            Target::Module(module) => match rest.split_first() {
                None => Target::Module(module),
                Some((name, rest)) if name == "super" => match self.module(module).parent {
                    Some(parent) => self.walk(Target::Module(parent), rest, depth),
                    None => Target::Nothing,
                },
                Some((name, rest)) => {
                    let next = self.in_module(module, name, depth);
                    self.walk(next, rest, depth)
                }
            },
            Target::Outside(mut path) => {
                path.extend(rest.iter().cloned());
                Target::Outside(path)
            }
            other if rest.is_empty() => other,
            _ => Target::Nothing,
        }
    }

    /// A path that begins with a crate's name: one that was read too, or another.
    fn outside(&self, path: &[String], depth: usize) -> Target {
        let Some((first, rest)) = path.split_first() else { return Target::Nothing };
        match self.crates.iter().find(|known| known.name.as_ref() == Some(first)) {
            Some(known) => self.walk(Target::Module(known.root), rest, depth),
            None => Target::Outside(path.to_vec()),
        }
    }

    /// A name as code in a module sees it: what the module has, then the language, then crates.
    fn look_up(&self, module: ModuleId, name: &str, is_prefix: bool, depth: usize) -> Target {
        match self.in_module(module, name, depth) {
            Target::Nothing => {}
            found => return found,
        }
        if is_prefix {
            self.outside(&[name.to_owned()], depth)
        } else {
            Target::Outside(vec![name.to_owned()])
        }
    }

    /// What a module itself calls by a name.
    fn in_module(&self, module: ModuleId, name: &str, depth: usize) -> Target {
        let Some(depth) = depth.checked_sub(1) else { return Target::Nothing };
        match self.module(module).scope.get(name) {
            Some(Name::Item(index)) => return Target::Item(module, *index),
            Some(Name::Module(child)) => return Target::Module(*child),
            Some(Name::Use(path)) if path.first().is_some_and(|first| first == name) => {
                // `use uuid::Uuid as uuid;` and `use chrono;` name the crate, not themselves.
                return self.outside(path, depth);
            }
            Some(Name::Use(path)) => return self.resolve_names(module, path, depth),
            None => {}
        }
        let mut outside = Vec::new();
        for glob in &self.module(module).globs {
            match self.resolve_names(module, glob, depth) {
                Target::Module(other) if other != module => match self.in_module(other, name, depth) {
                    Target::Nothing => {}
                    Target::Outside(path) => push(&mut outside, path),
                    Target::Several(paths) => paths.into_iter().for_each(|path| push(&mut outside, path)),
                    found => return found,
                },
                Target::Outside(path) => {
                    if let Some(path) = known::in_glob(&path, name) {
                        push(&mut outside, path);
                    }
                }
                _ => {}
            }
        }
        match outside.len() {
            0 => Target::Nothing,
            1 => Target::Outside(outside.remove(0)),
            _ => Target::Several(outside),
        }
    }
}

/// Two globs may bring the same thing.
fn push(paths: &mut Vec<Vec<String>>, path: Vec<String>) {
    if !paths.iter().any(|there| known::is_same(there, &path)) {
        paths.push(path);
    }
}

/// A name without `r#`; `unraw` says the same at twice the price.
pub(crate) fn name_of(ident: &syn::Ident) -> String {
    let mut name = ident.to_string();
    if name.starts_with("r#") {
        name.drain(..2);
    }
    name
}
