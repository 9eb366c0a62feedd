//! Files and modules as they hang together, with nothing in them yet understood.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::rc::Rc;

use aludel_table::Place;
use aludel_table::syntax::{Places, TableSyntax};
use proc_macro2::Span;
use syn::{Ident, Item};

use crate::cfg::{Configuration, Notes};
use crate::complaint::{Complaint, Fault, Warning};

/// All that was read.
#[derive(Default)]
pub(crate) struct Tree {
    /// Each file once, in the order in which they were read.
    pub(crate) files: Vec<PathBuf>,
    /// Each module; a file is one, and so is each `mod x { … }` in it.
    pub(crate) modules: Vec<Module>,
    /// Each crate that a root belongs to.
    pub(crate) crates: Vec<Crate>,
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) warnings: Vec<Warning>,
    /// Features that are not set, and that something in the models waits for.
    pub(crate) unset_features: BTreeSet<String>,
}

/// A module's place in [`Tree::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ModuleId(pub(crate) usize);

/// A module, without what its `cfg` takes away.
pub(crate) struct Module {
    /// The file that it stands in.
    pub(crate) path: Rc<PathBuf>,
    /// The module around it; `None`: it is a crate's root.
    pub(crate) parent: Option<ModuleId>,
    /// Its place in [`Tree::crates`].
    pub(crate) of: usize,
    /// What is declared in it; functions and the like are left out.
    pub(crate) items: Vec<Item>,
    /// The structs with aludel's `#[derive(Table)]`, of which the items hold only the places.
    pub(crate) tables: Vec<Derived>,
    /// What its names mean.
    pub(crate) scope: HashMap<String, Name>,
    /// `use a::b::*`
    pub(crate) globs: Vec<Vec<String>>,
    /// Whether it was read at all: a folder above a root was not.
    pub(crate) is_read: bool,
    /// Whether its tables are models, or it only says what names mean.
    pub(crate) is_model: bool,
}

/// A struct with aludel's `#[derive(Table)]`, understood as soon as it is read: its syntax takes the most room.
pub(crate) struct Derived {
    /// Its place among the module's items.
    pub(crate) at: usize,
    pub(crate) ident: Ident,
    pub(crate) read: syn::Result<TableSyntax>,
}

/// What a name in a module stands for.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    /// An item of the module.
    Item(usize),
    /// A module in it.
    Module(ModuleId),
    /// What a `use` brings; the first segment is empty where it begins with `::`.
    Use(Vec<String>),
}

/// A crate.
pub(crate) struct Crate {
    /// The folder of its root's file.
    pub(crate) base: PathBuf,
    /// Its root.
    pub(crate) root: ModuleId,
    /// Its name as Rust writes it.
    pub(crate) name: Option<String>,
    /// The major version of SeaORM that it asks for.
    pub(crate) sea_orm: Option<u32>,
    /// What its `cfg` are decided by.
    pub(crate) configuration: Rc<Configuration>,
}

impl Tree {
    pub(crate) fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }

    /// Where something in a module is written.
    pub(crate) fn place(&self, module: ModuleId, span: Span) -> Place {
        place(&self.module(module).path, span)
    }

    /// Where the spans of a module are.
    pub(crate) fn places(&self, module: ModuleId) -> Places {
        let path = Rc::clone(&self.module(module).path);
        Rc::new(move |span| place(&path, span))
    }

    pub(crate) fn complain(&mut self, place: Place, fault: Fault) {
        self.complaints.push(Complaint { place: Some(place), fault });
    }

    /// Tells what deciding the attributes in a file brought to light.
    pub(crate) fn note(&mut self, path: &std::path::Path, notes: Notes) {
        self.unset_features.extend(notes.unset);
        for fault in notes.faults {
            self.complain(place(path, fault.span()), Fault::Syntax(fault.to_string()));
        }
        for (span, text) in notes.undecided {
            let message = format!("cfg({text}) is taken as not set: only the compiler knows");
            self.warn(place(path, span), message);
        }
    }

    pub(crate) fn warn(&mut self, place: Place, message: String) {
        self.warnings.push(Warning { place, message });
    }
}

/// Where a span of a file is.
pub(crate) fn place(path: &std::path::Path, span: Span) -> Place {
    let start = span.start();
    Place { path: path.to_path_buf(), line: start.line, column: start.column + 1 }
}
