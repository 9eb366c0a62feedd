//! Diesel's `table!`: columns, a class of types and the primary key; nothing else is said there.
//!
//! The crate `diesel_table_macro_syntax` reads the same, but by an older syn: two parsers in one
//! binary cost more than the forty lines of this grammar.

mod custom;
mod sql_type;
mod syntax;

use std::collections::{BTreeMap, HashMap};

use aludel::Dialect;
use aludel_table::{Column, ColumnType, ForeignKey, Key, Origin, Place, Reference, Table};
use syn::Item;

use crate::complaint::Fault;
use crate::names::name_of;
use crate::reader::Reader;
use crate::tree::ModuleId;
use syntax::{ColumnSyntax, Joinable, TableSyntax};

/// Where the tables of a module's names are in the models.
type Names = HashMap<(ModuleId, String), usize>;

/// Tables that only `joinable!` knows, each with where it is named.
type Missing = BTreeMap<String, Vec<Place>>;

/// Takes every `table!` of some modules, then what `joinable!` says of them.
pub(crate) fn read(reader: &mut Reader, modules: &[ModuleId]) {
    let mut names = Names::new();
    let mut joins = Vec::new();
    for &module in modules {
        for index in 0..reader.tree.module(module).items.len() {
            let Item::Macro(item) = reader.tree.item(module, index) else { continue };
            let Some(name) = item.mac.path.segments.last().map(|segment| name_of(&segment.ident)) else {
                continue;
            };
            let tokens = item.mac.tokens.clone();
            match name.as_str() {
                "table" => match syn::parse2::<TableSyntax>(tokens) {
                    Ok(syntax) => {
                        let table = to_table(reader, module, &syntax);
                        let index = add_table(reader, table);
                        names.insert((module, name_of(&syntax.ident)), index);
                    }
                    Err(error) => refuse(reader, module, &error),
                },
                "joinable" => match syn::parse2::<Joinable>(tokens) {
                    Ok(join) => joins.push((module, join)),
                    Err(error) => refuse(reader, module, &error),
                },
                _ => {}
            }
        }
    }
    let mut missing = Missing::new();
    for (module, join) in joins {
        match add_reference(reader, &names, module, &join) {
            Ok(()) => {}
            Err(name) => missing.entry(name).or_default().push(reader.tree.place(module, join.span)),
        }
    }
    for (name, places) in missing {
        let others = match places.len() - 1 {
            0 => String::new(),
            more => format!("; {more} more do"),
        };
        let message = format!("joinable! names {name}, and no one table of that name was read{others}");
        reader.tree.warn(places[0].clone(), message);
    }
}

fn refuse(reader: &mut Reader, module: ModuleId, error: &syn::Error) {
    let place = reader.tree.place(module, error.span());
    reader.tree.complain(place, Fault::Syntax(error.to_string()));
}

/// Adds a table; one that says the same as another is that one: each part of a program may have its own.
fn add_table(reader: &mut Reader, table: Table) -> usize {
    let tables = &mut reader.models.tables;
    tables.iter().position(|there| is_same(there, &table)).unwrap_or_else(|| {
        tables.push(table);
        tables.len() - 1
    })
}

/// The order of columns in one of them is only that.
fn is_same(one: &Table, other: &Table) -> bool {
    let has = |wanted: &Column| {
        let found = other.columns.iter().find(|column| column.name == wanted.name);
        found.is_some_and(|found| Column { place: wanted.place.clone(), ..found.clone() } == *wanted)
    };
    one.origin == Origin::Diesel
        && (&one.schema, &one.name, &one.primary_key) == (&other.schema, &other.name, &other.primary_key)
        && one.columns.len() == other.columns.len()
        && one.columns.iter().all(has)
}

fn to_table(reader: &mut Reader, module: ModuleId, syntax: &TableSyntax) -> Table {
    let imports = custom::Imports::new(module, &syntax.uses);
    let mut columns = Vec::with_capacity(syntax.columns.len());
    for column in &syntax.columns {
        if is_there(reader, module, column) {
            columns.push(to_column(reader, module, &imports, syntax, column));
        }
    }
    // Without brackets it is `id`.
    let keys = syntax.primary_key.clone().unwrap_or_else(|| vec!["id".to_owned()]);
    let keys: Vec<_> = keys.iter().map(|key| sql_name(syntax, key)).collect();
    for column in columns.iter_mut().filter(|column| keys.contains(&column.name)) {
        // `print-schema` finds the row's number to be one that may be empty, which it never is.
        column.nullable = false;
    }
    if let ([only], Dialect::Sqlite) = (keys.as_slice(), reader.dialect)
        && let Some(column) = columns.iter_mut().find(|column| column.name == *only)
        && let ColumnType::Written { otherwise: Some(class), .. } = &column.column_type
    {
        // Only `integer` is the row's number, which `bigint` would not be.
        column.column_type = (**class).clone();
    }
    for column in columns.iter_mut().filter(|column| keys.contains(&column.name)) {
        sql_type::to_key(reader.dialect, &mut column.column_type);
    }
    Table {
        schema: syntax.schema.as_ref().map(name_of),
        name: syntax.name.clone(),
        columns,
        primary_key: Some(Key { columns: keys, ..Key::default() }),
        origin: Origin::Diesel,
        place: Some(reader.tree.place(module, syntax.ident.span())),
        ..Table::default()
    }
}

/// A column may stand behind a feature.
fn is_there(reader: &mut Reader, module: ModuleId, column: &ColumnSyntax) -> bool {
    let configuration = reader.tree.crates[reader.tree.module(module).of].configuration.clone();
    let mut notes = crate::cfg::Notes::default();
    let is_there = configuration.keeps(&mut column.attributes.clone(), &mut notes);
    let path = reader.tree.module(module).path.clone();
    reader.tree.note(&path, notes);
    is_there
}

fn to_column(
    reader: &mut Reader,
    module: ModuleId,
    imports: &custom::Imports,
    table: &TableSyntax,
    syntax: &ColumnSyntax,
) -> Column {
    let meaning = sql_type::meaning(&reader.tree, reader.dialect, imports, &syntax.ty, syntax.max_length);
    let place = reader.tree.place(module, syntax.ident.span());
    if let Some(written) = sql_type::of_nobody(&meaning.column_type, imports, &syntax.ty) {
        let fault = Fault::UnknownType {
            field: format!("{}.{}", table.name, syntax.name),
            written,
            remedy: "if it is no slip of the pen, name it in a `use` within the table!",
        };
        reader.tree.complain(place.clone(), fault);
    }
    let mut column = Column::new(&syntax.name, meaning.column_type);
    column.nullable = meaning.nullable;
    column.place = Some(place);
    column
}

/// What the database calls a column that Rust calls otherwise.
fn sql_name(syntax: &TableSyntax, name: &str) -> String {
    let column = syntax.columns.iter().find(|column| name_of(&column.ident) == name);
    column.map_or_else(|| name.to_owned(), |column| column.name.clone())
}

/// `joinable!(posts -> users (user_id))`: the column refers to the other's primary key; nothing more is known. Else the
/// table that was not read.
fn add_reference(
    reader: &mut Reader,
    names: &Names,
    module: ModuleId,
    join: &Joinable,
) -> Result<(), String> {
    let find = |name: &str| {
        names.get(&(module, name.to_owned())).copied().or_else(|| {
            let mut all = names.iter().filter(|((_, known), _)| known == name).map(|(_, index)| *index);
            let first = all.next()?;
            all.all(|other| other == first).then_some(first)
        })
    };
    let child = find(&join.child).ok_or_else(|| join.child.clone())?;
    let parent = find(&join.parent).ok_or_else(|| join.parent.clone())?;
    let parent = &reader.models.tables[parent];
    let reference =
        Reference { schema: parent.schema.clone(), table: parent.name.clone(), ..Reference::default() };
    let keys = parent.primary_key.as_ref().map(|key| key.columns.as_slice());
    let referred = parent.columns.iter().find(|column| keys == Some(std::slice::from_ref(&column.name)));
    let referred = referred.map_or(ColumnType::Unknown(String::new()), |column| column.column_type.clone());
    let column = sql_column(reader, child, &join.column);
    let key = ForeignKey { name: None, columns: vec![column], reference };
    let dialect = reader.dialect;
    let child = &mut reader.models.tables[child];
    if let Some(column) = child.columns.iter_mut().find(|column| column.name == key.columns[0]) {
        sql_type::to_reference(dialect, &mut column.column_type, &referred);
    }
    if !child.foreign_keys.contains(&key) {
        child.foreign_keys.push(key);
    }
    Ok(())
}

/// A column's name in the database, by its name in Rust: they differ only by `#[sql_name]`, and are found by
/// their place.
fn sql_column(reader: &Reader, table: usize, name: &str) -> String {
    let columns = &reader.models.tables[table].columns;
    match columns.iter().find(|column| column.name == name) {
        Some(column) => column.name.clone(),
        None => name.trim_end_matches('_').to_owned(),
    }
}
