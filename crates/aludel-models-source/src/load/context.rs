//! Files that no root names, but that say what a name in a model means.
//!
//! `use crate::types::Money` in `src/models/order.rs` is answered by `src/types.rs`, which is read
//! for its names alone: a table in it is no model.

use std::path::PathBuf;

use super::Loader;
use crate::tree::{ModuleId, Name};

/// Reads what the imports of models name and no root has read, until nothing new is named.
pub(super) fn load(loader: &mut Loader<'_>) {
    let mut next = 0;
    while next < loader.tree.modules.len() {
        let id = ModuleId(next);
        next += 1;
        for path in named(loader, id) {
            follow(loader, id, &path);
        }
    }
}

/// Every path that a module imports.
fn named(loader: &Loader<'_>, id: ModuleId) -> Vec<Vec<String>> {
    let module = loader.tree.module(id);
    let mut paths: Vec<_> = module
        .scope
        .values()
        .filter_map(|name| match name {
            Name::Use(path) => Some(path.clone()),
            Name::Item(_) | Name::Module(_) => None,
        })
        .collect();
    paths.extend(module.globs.iter().cloned());
    paths.sort();
    paths
}

/// Walks a path; where it leaves what was read, reads the file that comes next.
fn follow(loader: &mut Loader<'_>, from: ModuleId, path: &[String]) {
    let mut at = match path.first().map(String::as_str) {
        Some("crate") => loader.tree.crates[loader.tree.module(from).of].root,
        Some("super") => match loader.tree.module(from).parent {
            Some(parent) => parent,
            None => return,
        },
        _ => return,
    };
    for segment in &path[1..] {
        if segment == "super" {
            match loader.tree.module(at).parent {
                Some(parent) => at = parent,
                None => return,
            }
            continue;
        }
        if !loader.tree.module(at).scope.contains_key(segment) && !loader.tree.module(at).is_read {
            read(loader, at, segment);
        }
        match loader.tree.module(at).scope.get(segment) {
            Some(Name::Module(child)) => at = *child,
            _ => return,
        }
    }
}

/// Reads the file of a module in an unread one, or that one's own file.
fn read(loader: &mut Loader<'_>, at: ModuleId, name: &str) {
    let Some(folder) = folder(loader, at) else { return };
    let of = loader.tree.module(at).of;
    for (file, owns_folder) in
        [(folder.join(format!("{name}.rs")), false), (folder.join(name).join("mod.rs"), true)]
    {
        if file.is_file() {
            let child = loader.child(at, name, of);
            return loader.file(&file, child, of, owns_folder, false);
        }
    }
}

/// Where the modules of an unread module lie.
fn folder(loader: &Loader<'_>, at: ModuleId) -> Option<PathBuf> {
    let module = loader.tree.module(at);
    let Some(parent) = module.parent else { return Some(loader.tree.crates[module.of].base.clone()) };
    let names = &loader.tree.module(parent).scope;
    let name = names.iter().find(|(_, name)| matches!(name, Name::Module(child) if *child == at))?.0;
    Some(folder(loader, parent)?.join(name))
}
