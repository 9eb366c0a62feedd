//! References to structs: `references = Team` is to the table that the struct is.

use aludel_table::syntax::{self, StructReference, TableSyntax};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Item, Path, Type};

use super::{Declared, Tables, embedded, is_table, refuse};
use crate::complaint::Fault;
use crate::names::{Target, name_of};
use crate::reader::Reader;
use crate::tree::{ModuleId, Tree};

/// More aliases than any honest name has: they may run in circles.
const DEEP: usize = 24;

/// Tells every table that a struct is referred to by.
pub(super) fn tell(reader: &mut Reader, declared: &mut [Declared], tables: &Tables) {
    for at in 0..declared.len() {
        let told = told(reader, declared, tables, &declared[at]);
        for one in told {
            one.apply(&mut declared[at].syntax);
        }
    }
}

/// A reference whose table is known.
pub(super) struct Told {
    at: Place,
    schema: Option<String>,
    table: String,
    columns: Vec<String>,
}

/// Which of a table's references.
#[derive(Clone, Copy)]
enum Place {
    Column(usize),
    ForeignKey(usize),
}

impl Told {
    pub(super) fn apply(self, syntax: &mut TableSyntax) {
        let reference = match self.at {
            Place::Column(at) => {
                syntax.table.columns.get_mut(at).and_then(|column| column.references.as_mut())
            }
            Place::ForeignKey(at) => syntax.table.foreign_keys.get_mut(at).map(|key| &mut key.reference),
        };
        if let Some(reference) = reference {
            reference.tell(self.schema.as_deref(), &self.table, self.columns);
        }
    }
}

/// What the references of a struct to other structs are to.
pub(super) fn told(reader: &mut Reader, all: &[Declared], tables: &Tables, from: &Declared) -> Vec<Told> {
    let fields = from.syntax.fields.iter().enumerate();
    let at_fields = fields.filter_map(|(at, field)| Some((Place::Column(at), field.references.as_deref()?)));
    let keys = from.syntax.foreign.iter().enumerate();
    let of_keys = keys.filter_map(|(at, to)| Some((Place::ForeignKey(at), to.as_ref()?)));
    at_fields
        .chain(of_keys)
        .filter_map(|(at, to)| {
            let (schema, table, columns) = find(reader, all, tables, from, to)?;
            Some(Told { at, schema, table, columns })
        })
        .collect()
}

/// Schema, table and columns of what is referred to.
fn find(
    reader: &mut Reader,
    all: &[Declared],
    tables: &Tables,
    from: &Declared,
    to: &StructReference,
) -> Option<(Option<String>, String, Vec<String>)> {
    let StructReference { path, fields } = to;
    let spelled = path.segments.iter().map(|segment| name_of(&segment.ident)).collect::<Vec<_>>().join("::");
    let refused = |reader: &mut Reader, span, what: String| {
        let place = reader.tree.place(from.module, span);
        reader.tree.complain(place, Fault::Refused(format!("{}: {what}", name_of(&from.name))));
    };
    let Some((module, index)) = item(&reader.tree, from.module, path) else {
        let what = format!(
            "`{spelled}` is no struct that was read; a table by its name is a text: `references = \"teams\"`"
        );
        refused(reader, path.span(), what);
        return None;
    };
    let elsewhere;
    let found = match tables.get(&(module, index)) {
        Some(at) => all.get((*at)?)?,
        // It is no model, and its table is somewhere else.
        None => match reader.tree.item(module, index) {
            Item::Struct(found) if is_table(&found.attrs) => {
                let name = found.ident.clone();
                let syntax =
                    match syntax::table(DeriveInput::from(found.clone()), &reader.tree.places(module)) {
                        Ok(syntax) => syntax,
                        Err(errors) => {
                            refuse(reader, module, &errors);
                            return None;
                        }
                    };
                elsewhere = Declared { module, name, syntax, parts: Vec::new() };
                &elsewhere
            }
            _ => {
                let what = format!("`{spelled}` is no table: a struct becomes one by #[derive(Table)]");
                refused(reader, path.span(), what);
                return None;
            }
        },
    };
    let mut columns = Vec::new();
    for field in fields {
        let name = name_of(field);
        match embedded::column(&reader.tree, found, &name) {
            Some(column) => columns.push(column),
            None => refused(reader, field.span(), format!("there is no field `{name}` in `{spelled}`")),
        }
    }
    let table = &found.syntax.table;
    Some((table.schema.clone(), table.name.clone(), columns))
}

/// The item that a path leads to, by whatever aliases.
pub(super) fn item(tree: &Tree, module: ModuleId, path: &Path) -> Option<(ModuleId, usize)> {
    let (mut module, mut path) = (module, path);
    for _ in 0..DEEP {
        let Target::Item(of, index) = tree.resolve(module, path) else { return None };
        match tree.item(of, index) {
            Item::Type(alias) => match &*alias.ty {
                Type::Path(meant) => (module, path) = (of, &meant.path),
                _ => return Some((of, index)),
            },
            _ => return Some((of, index)),
        }
    }
    None
}
