//! From roots to a tree: finds the file of each module, as the compiler does.
//!
//! [The reference](https://doc.rust-lang.org/reference/items/modules.html) has the rules. One is
//! added: a folder that no `mod.rs` and no file beside it describes is read whole, for that is how
//! entities lie that are only named by a list elsewhere.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use aludel_table::syntax;
use proc_macro2::TokenStream;
use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta, UseTree};

use crate::Options;
use crate::cfg::{self, Configuration, Notes};
use crate::complaint::{Complaint, Fault};
use crate::derived;
use crate::manifest::{self, Manifest};
use crate::names::name_of;
use crate::tree::{Crate, Derived, Module, ModuleId, Name, Tree, place};

/// Reads every file below some roots.
pub(crate) fn load(roots: &[PathBuf], options: &Options) -> Tree {
    let mut loader = Loader { options, tree: Tree::default(), loaded: HashMap::new() };
    for root in roots {
        loader.root(root);
    }
    context::load(&mut loader);
    loader.tree
}

mod context;
mod skim;

pub(crate) struct Loader<'a> {
    options: &'a Options,
    tree: Tree,
    loaded: HashMap<PathBuf, ModuleId>,
}

/// Why a file can't be read, without Rust's `(os error 2)`.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there".to_owned(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
    }
}

/// What the parser says of a file, where it is not clear what of.
fn no_rust(error: &syn::Error) -> Fault {
    Fault::Syntax(match error.to_string().as_str() {
        // What can't even be cut is told without a reason.
        "cannot parse string into token stream" => {
            "this is not Rust: a bracket or a quote is not closed, or is closed and was not open".to_owned()
        }
        said => format!("this is not Rust: {said}"),
    })
}

/// What is around a module's items while they are taken.
struct Around {
    path: Rc<PathBuf>,
    /// Where `mod x;` looks for its file.
    children: PathBuf,
    /// Where `#[path]` looks for it.
    beside: PathBuf,
    of: usize,
    is_model: bool,
}

impl Loader<'_> {
    fn root(&mut self, root: &Path) {
        let is_there = if root.is_dir() { self.folder_root(root) } else { self.file_root(root) };
        if let Err(error) = is_there {
            let fault = Fault::Unreadable { path: root.to_path_buf(), reason: reason(&error) };
            self.tree.complaints.push(Complaint { place: None, fault });
        }
    }

    fn folder_root(&mut self, root: &Path) -> std::io::Result<()> {
        if let Some(manifest) = manifest::read(root, self.options) {
            return self.package_root(root, manifest);
        }
        let beside = root.with_extension("rs");
        for file in [root.join("mod.rs"), root.join("lib.rs"), root.join("main.rs"), beside] {
            if file.is_file() {
                return self.file_root(&file);
            }
        }
        let (of, parent) = self.locate(root);
        self.whole_folder(root, of, parent)
    }

    /// A folder with a `Cargo.toml`: its library, else its program.
    fn package_root(&mut self, root: &Path, manifest: Manifest) -> std::io::Result<()> {
        let candidates = [manifest.library, Some(root.join("src/lib.rs")), Some(root.join("src/main.rs"))];
        match candidates.into_iter().flatten().find(|file| file.is_file()) {
            Some(file) => self.file_root(&file),
            None => {
                Err(std::io::Error::other("its Cargo.toml has neither src/lib.rs nor src/main.rs beside it"))
            }
        }
    }

    fn file_root(&mut self, file: &Path) -> std::io::Result<()> {
        std::fs::metadata(file)?;
        if self.loaded.contains_key(&canonical(file)) {
            return Ok(());
        }
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (of, parent) = match stem.as_str() {
            "lib" | "main" => self.locate(&file.with_file_name("")),
            "mod" => self.locate(file.parent().unwrap_or(file)),
            _ => self.locate(&file.with_extension("")),
        };
        let owns_folder = matches!(stem.as_str(), "lib" | "main" | "mod");
        self.file(file, parent, of, owns_folder, true);
        Ok(())
    }

    /// Every file of a folder that nothing describes, and of the folders in it.
    fn whole_folder(&mut self, folder: &Path, of: usize, module: ModuleId) -> std::io::Result<()> {
        let mut entries: Vec<_> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        entries.sort();
        self.tree.modules[module.0].is_read = true;
        for entry in entries {
            let Some(name) = entry.file_stem().map(|name| name.to_string_lossy().into_owned()) else {
                continue;
            };
            if entry.is_dir() {
                if entry.with_extension("rs").is_file() {
                    continue;
                }
                let described = entry.join("mod.rs");
                let child = self.child(module, &name, of);
                if described.is_file() {
                    self.file(&described, child, of, true, true);
                } else {
                    self.whole_folder(&entry, of, child)?;
                }
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let child = self.child(module, &name, of);
                self.file(&entry, child, of, false, true);
            }
        }
        Ok(())
    }

    /// The crate that a module's path (without `.rs`) belongs to, and the module; those above it stay unread.
    fn locate(&mut self, path: &Path) -> (usize, ModuleId) {
        let manifest = manifest::nearest(&absolute(path), self.options);
        let whole = absolute(path);
        let source = |manifest: &Manifest| manifest.folder.join("src");
        let base = match &manifest {
            Some(manifest) if whole.starts_with(source(manifest)) => source(manifest),
            _ => whole
                .ancestors()
                .find(|above| above.ends_with("src"))
                .or_else(|| whole.parent())
                .unwrap_or(&whole)
                .to_path_buf(),
        };
        let of = self.crate_of(&base, manifest);
        let mut module = self.tree.crates[of].root;
        for part in whole.strip_prefix(&base).unwrap_or(Path::new("")).components() {
            module = self.child(module, &part.as_os_str().to_string_lossy(), of);
        }
        (of, module)
    }

    fn crate_of(&mut self, base: &Path, manifest: Option<Manifest>) -> usize {
        if let Some(of) = self.tree.crates.iter().position(|known| known.base == base) {
            return of;
        }
        let of = self.tree.crates.len();
        let features = manifest.as_ref().map(|manifest| manifest.features.clone());
        let configuration = Rc::new(Configuration { features });
        let root = self.add(Rc::new(base.to_path_buf()), None, of);
        let Manifest { crate_name: name, sea_orm, .. } = manifest.unwrap_or_default();
        self.tree.crates.push(Crate { base: base.to_path_buf(), root, name, sea_orm, configuration });
        of
    }

    /// The module of a name in another, made unread if it is not there.
    fn child(&mut self, parent: ModuleId, name: &str, of: usize) -> ModuleId {
        if let Some(Name::Module(child)) = self.tree.module(parent).scope.get(name) {
            return *child;
        }
        let path = self.tree.module(parent).path.clone();
        let child = self.add(path, Some(parent), of);
        self.tree.modules[parent.0].scope.insert(name.to_owned(), Name::Module(child));
        child
    }

    fn add(&mut self, path: Rc<PathBuf>, parent: Option<ModuleId>, of: usize) -> ModuleId {
        self.tree.modules.push(Module {
            path,
            parent,
            of,
            items: Vec::new(),
            tables: Vec::new(),
            scope: HashMap::new(),
            globs: Vec::new(),
            is_read: false,
            is_model: false,
        });
        ModuleId(self.tree.modules.len() - 1)
    }

    /// Reads a file into a module.
    fn file(&mut self, file: &Path, module: ModuleId, of: usize, owns_folder: bool, is_model: bool) {
        let known = canonical(file);
        if self.loaded.contains_key(&known) {
            return;
        }
        self.loaded.insert(known, module);
        self.tree.files.push(file.to_path_buf());
        let path = Rc::new(file.to_path_buf());
        self.tree.modules[module.0].path = path.clone();
        self.tree.modules[module.0].is_read = true;
        self.tree.modules[module.0].is_model = is_model;
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(_) if !is_model => return,
            Err(error) => {
                let fault = Fault::Unreadable { path: file.to_path_buf(), reason: reason(&error) };
                return self.tree.complaints.push(Complaint { place: None, fault });
            }
        };
        let items = match syn::parse_str::<syn::File>(&skim::skim(&text)) {
            Ok(file) => file.items,
            Err(_) if !is_model => return,
            Err(error) => {
                return self.tree.complain(place(file, error.span()), no_rust(&error));
            }
        };
        let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
        let children = if owns_folder { folder.clone() } else { file.with_extension("") };
        let around = Around { path, children, beside: folder, of, is_model };
        self.items(items, module, &around);
    }

    fn items(&mut self, items: Vec<Item>, module: ModuleId, around: &Around) {
        let configuration = self.tree.crates[around.of].configuration.clone();
        let mut notes = Notes::default();
        for mut item in items {
            if !prune(&mut item, &configuration, &mut notes) {
                continue;
            }
            let name = match item {
                Item::Mod(child) => {
                    self.module(child, module, around);
                    continue;
                }
                Item::Use(import) => {
                    let mut prefix = Vec::new();
                    if import.leading_colon.is_some() {
                        prefix.push(String::new());
                    }
                    self.import(&import.tree, prefix, module);
                    continue;
                }
                Item::ExternCrate(import) => {
                    let name = import.rename.as_ref().map_or(&import.ident, |(_, name)| name);
                    let path = vec![String::new(), import.ident.to_string()];
                    self.tree.modules[module.0].scope.insert(name.to_string(), Name::Use(path));
                    continue;
                }
                Item::Struct(declared) if around.is_model && derived::is_table(&declared.attrs) => {
                    let ident = declared.ident.clone();
                    let name = ident.to_string();
                    let read = syntax::table(declared.into(), &self.tree.places(module));
                    let into = &mut self.tree.modules[module.0];
                    let at = into.items.len();
                    into.tables.push(Derived { at, ident, read });
                    // What refers to it finds it among the tables: a table is no column's type.
                    item = Item::Verbatim(TokenStream::new());
                    Some(name)
                }
                Item::Struct(ref declared) => Some(declared.ident.to_string()),
                Item::Enum(ref declared) => Some(declared.ident.to_string()),
                Item::Type(ref declared) => Some(declared.ident.to_string()),
                Item::Macro(_) | Item::Impl(_) => None,
                _ => continue,
            };
            let into = &mut self.tree.modules[module.0];
            if let Some(name) = name {
                into.scope.insert(name, Name::Item(into.items.len()));
            }
            into.items.push(item);
        }
        if around.is_model {
            self.tree.note(&around.path, notes);
        }
    }

    /// `mod x { … }` or `mod x;`
    fn module(&mut self, child: ItemMod, parent: ModuleId, around: &Around) {
        // Beside models only what they name is read.
        if !around.is_model && child.content.is_none() {
            return;
        }
        let name = name_of(&child.ident);
        let elsewhere = path_attribute(&child.attrs);
        let id = self.child(parent, &name, around.of);
        if let Some((_, items)) = child.content {
            let folder = match &elsewhere {
                Some(path) => around.beside.join(path),
                None => around.children.join(&name),
            };
            self.tree.modules[id.0].path = around.path.clone();
            self.tree.modules[id.0].is_read = true;
            self.tree.modules[id.0].is_model = around.is_model;
            let inner = Around {
                path: around.path.clone(),
                children: folder.clone(),
                beside: folder,
                of: around.of,
                is_model: around.is_model,
            };
            return self.items(items, id, &inner);
        }
        if let Some(path) = elsewhere {
            let file = around.beside.join(path);
            // A file that `#[path]` names is looked at as if it were a `mod.rs`.
            return self.module_file(&child.ident, &[(file, true)], id, parent, around);
        }
        let beside = around.children.join(format!("{name}.rs"));
        let inside = around.children.join(&name).join("mod.rs");
        self.module_file(&child.ident, &[(beside, false), (inside, true)], id, parent, around);
    }

    fn module_file(
        &mut self,
        name: &syn::Ident,
        files: &[(PathBuf, bool)],
        id: ModuleId,
        parent: ModuleId,
        around: &Around,
    ) {
        let Some((file, owns_folder)) = files.iter().find(|(file, _)| file.is_file()) else {
            let [(first, _), .., (second, _)] = files else {
                let (path, reason) = (files[0].0.clone(), "it is not there".to_owned());
                let fault = Fault::Unreadable { path, reason };
                return self.tree.complain(place(&around.path, name.span()), fault);
            };
            let fault =
                Fault::NoModule { name: name.to_string(), first: first.clone(), second: second.clone() };
            return self.tree.complain(place(&around.path, name.span()), fault);
        };
        // Another root has read it already.
        if let Some(there) = self.loaded.get(&canonical(file)).copied() {
            self.tree.modules[parent.0].scope.insert(name.to_string(), Name::Module(there));
            return;
        }
        self.file(file, id, around.of, *owns_folder, around.is_model);
    }

    fn import(&mut self, tree: &UseTree, mut prefix: Vec<String>, module: ModuleId) {
        let into = &mut self.tree.modules[module.0];
        match tree {
            UseTree::Path(path) => {
                prefix.push(name_of(&path.ident));
                self.import(&path.tree, prefix, module);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, prefix.clone(), module);
                }
            }
            UseTree::Glob(_) => into.globs.push(prefix),
            UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = prefix.last().cloned() {
                    into.scope.entry(last).or_insert(Name::Use(prefix));
                }
            }
            UseTree::Name(name) => {
                let name = name_of(&name.ident);
                prefix.push(name.clone());
                // A macro or a function of the name may be imported beside a type that is declared here.
                into.scope.entry(name).or_insert(Name::Use(prefix));
            }
            UseTree::Rename(renamed) => {
                if renamed.ident != "self" {
                    prefix.push(name_of(&renamed.ident));
                }
                into.scope.entry(name_of(&renamed.rename)).or_insert(Name::Use(prefix));
            }
        }
    }
}

/// Whether an item is there; its fields and variants that are not are taken out.
fn prune(item: &mut Item, configuration: &Configuration, notes: &mut Notes) -> bool {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        Item::ExternCrate(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return false,
    };
    if !configuration.keeps(attributes, notes) {
        return false;
    }
    match item {
        Item::Struct(item) => keep_fields(&mut item.fields, configuration, notes),
        Item::Enum(item) => {
            let all = std::mem::take(&mut item.variants);
            item.variants = all
                .into_iter()
                .filter_map(|mut variant| configuration.keeps(&mut variant.attrs, notes).then_some(variant))
                .collect();
        }
        _ => {}
    }
    true
}

fn keep_fields(fields: &mut syn::Fields, configuration: &Configuration, notes: &mut Notes) {
    let all = match fields {
        syn::Fields::Named(named) => &mut named.named,
        syn::Fields::Unnamed(unnamed) => &mut unnamed.unnamed,
        syn::Fields::Unit => return,
    };
    if !all.iter().any(|field| cfg::is_conditional(&field.attrs)) {
        return;
    }
    *all = std::mem::take(all)
        .into_iter()
        .filter_map(|mut field| configuration.keeps(&mut field.attrs, notes).then_some(field))
        .collect();
}

/// `#[path = "…"]`
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

fn canonical(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_path_buf())
}

fn absolute(path: &Path) -> PathBuf {
    let path = path.components().collect::<PathBuf>();
    std::path::absolute(&path).unwrap_or(path)
}
