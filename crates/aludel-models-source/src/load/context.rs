//! Files that no root names, but that say what a name in a model means.
//!
//! `use crate::types::Money` in `src/models/order.rs` is answered by `src/types.rs`, which is read
//! for its names alone: a table in it is no model.

use std::path::PathBuf;

use syn::{Fields, GenericArgument, Item, PathArguments, Type};

use super::Loader;
use crate::names::name_of;
use crate::tree::{Module, ModuleId, Name};

/// Reads what models name and no root has read, until nothing new is named.
pub(super) fn load(loader: &mut Loader<'_>) {
    loop {
        let known = loader.tree.files.len();
        for id in (0..loader.tree.modules.len()).map(ModuleId) {
            for path in named(loader.tree.module(id)) {
                follow(loader, id, &path);
            }
        }
        if loader.tree.files.len() == known {
            return;
        }
    }
}

/// Every path that a module imports, or that a type in it begins with where it was found.
fn named(module: &Module) -> Vec<Vec<String>> {
    let mut paths: Vec<_> = module
        .scope
        .values()
        .filter_map(|name| match name {
            Name::Use(path) => Some(path),
            Name::Item(_) | Name::Module(_) => None,
        })
        .chain(&module.globs)
        .filter(|path| matches!(path.first().map(String::as_str), Some("crate" | "super")))
        .cloned()
        .collect();
    for table in module.tables.iter().filter_map(|table| table.read.as_ref().ok()) {
        table.fields.iter().for_each(|field| in_type(&field.ty, &mut paths));
        table.embedded.iter().for_each(|embedded| in_type(&embedded.ty, &mut paths));
        let at_fields = table.fields.iter().filter_map(|field| field.references.as_deref());
        at_fields.chain(table.foreign.iter().flatten()).for_each(|to| in_path(&to.path, &mut paths));
    }
    for item in &module.items {
        match item {
            Item::Struct(item) => match &item.fields {
                Fields::Named(fields) => fields.named.iter().for_each(|field| in_type(&field.ty, &mut paths)),
                Fields::Unnamed(fields) => {
                    fields.unnamed.iter().for_each(|field| in_type(&field.ty, &mut paths))
                }
                Fields::Unit => {}
            },
            Item::Type(item) => in_type(&item.ty, &mut paths),
            _ => {}
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

fn in_type(ty: &Type, paths: &mut Vec<Vec<String>>) {
    let Type::Path(path) = ty else { return };
    in_path(&path.path, paths);
    let Some(PathArguments::AngleBracketed(arguments)) =
        path.path.segments.last().map(|last| &last.arguments)
    else {
        return;
    };
    for argument in &arguments.args {
        if let GenericArgument::Type(inner) = argument {
            in_type(inner, paths);
        }
    }
}

fn in_path(path: &syn::Path, paths: &mut Vec<Vec<String>>) {
    // A name alone is no way to another module.
    if path.segments.len() > 1
        && path.segments.first().is_some_and(|first| first.ident == "crate" || first.ident == "super")
    {
        paths.push(path.segments.iter().map(|segment| name_of(&segment.ident)).collect());
    }
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
        // What a root reads is whole: there a name that is missing is missing.
        if !loader.tree.module(at).scope.contains_key(segment) && !loader.tree.module(at).is_model {
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
    // It may stand in the crate's own file.
    if loader.tree.module(at).parent.is_some() || loader.tree.module(at).is_read {
        return;
    }
    if let Some(file) = ["lib.rs", "main.rs"].iter().map(|name| folder.join(name)).find(|file| file.is_file())
    {
        loader.file(&file, at, of, true, false);
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
