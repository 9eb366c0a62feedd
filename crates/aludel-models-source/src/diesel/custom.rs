//! SQL types that a project declares itself: `#[diesel(postgres_type(name = "mood"))] struct Mood;`.

use aludel::Dialect;
use aludel_table::ColumnType;
use syn::{Item, ItemUse, LitStr, Path, UseTree};

use super::sql_type::postgres;
use crate::names::{Target, name_of};
use crate::tree::{ModuleId, Tree};

/// The imports at the head of a `table!`: they stand in a module of its own, below the one around it.
pub(super) struct Imports {
    around: ModuleId,
    named: Vec<(String, Vec<String>)>,
    globs: Vec<Vec<String>>,
}

impl Imports {
    pub(super) fn new(around: ModuleId, uses: &[ItemUse]) -> Self {
        let mut imports = Self { around, named: Vec::new(), globs: Vec::new() };
        for import in uses {
            imports.add(&import.tree, Vec::new());
        }
        imports
    }

    fn add(&mut self, tree: &UseTree, mut prefix: Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(name_of(&path.ident));
                self.add(&path.tree, prefix);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree, prefix.clone())),
            UseTree::Glob(_) => self.globs.push(prefix),
            UseTree::Name(name) => {
                prefix.push(name_of(&name.ident));
                self.named.push((name_of(&name.ident), prefix));
            }
            UseTree::Rename(renamed) => {
                prefix.push(name_of(&renamed.ident));
                self.named.push((name_of(&renamed.rename), prefix));
            }
        }
    }

    /// Whether a type that is none of those of Diesel's that are known here may be there all the same. Without an
    /// import, only Diesel's own are.
    pub(super) fn may_bring(&self, path: &Path) -> bool {
        let Some(only) = path.get_ident().map(name_of) else { return true };
        let is_diesels = |glob: &Vec<String>| glob.first().is_some_and(|first| first == "diesel");
        self.named.iter().any(|(name, _)| *name == only) || self.globs.iter().any(|glob| !is_diesels(glob))
    }

    /// What a path in the `table!` means.
    fn resolve(&self, tree: &Tree, path: &Path) -> Target {
        let path: Vec<_> = path.segments.iter().map(|segment| name_of(&segment.ident)).collect();
        let Some((first, rest)) = path.split_first() else { return Target::Nothing };
        if let Some((_, import)) = self.named.iter().find(|(name, _)| name == first) {
            let whole: Vec<_> = import.iter().chain(rest).cloned().collect();
            return self.resolve_within(tree, &whole);
        }
        for glob in &self.globs {
            let whole: Vec<_> = glob.iter().chain(&path).cloned().collect();
            if let found @ Target::Item(..) = self.resolve_within(tree, &whole) {
                return found;
            }
        }
        if path.len() > 1 { self.resolve_within(tree, &path) } else { Target::Nothing }
    }

    /// `super` is the module around the `table!`, which itself is a module.
    fn resolve_within(&self, tree: &Tree, path: &[String]) -> Target {
        match path.split_first() {
            Some((first, rest)) if first == "super" => {
                let from_around: Vec<_> =
                    std::iter::once("self".to_owned()).chain(rest.iter().cloned()).collect();
                tree.resolve_names(self.around, &from_around, 16)
            }
            _ => tree.resolve_names(self.around, path, 16),
        }
    }
}

/// The type of a struct that says what a database calls it; `None`: the path leads to no such struct.
pub(super) fn named(tree: &Tree, dialect: Dialect, imports: &Imports, path: &Path) -> Option<ColumnType> {
    let Target::Item(module, index) = imports.resolve(tree, path) else { return None };
    let Item::Struct(declared) = tree.item(module, index) else { return None };
    let mut found = None;
    for attribute in declared.attrs.iter().filter(|attribute| attribute.path().is_ident("diesel")) {
        let wanted = match dialect {
            Dialect::Postgres => "postgres_type",
            Dialect::Sqlite => "sqlite_type",
            Dialect::Mysql => "mysql_type",
        };
        let read = attribute.parse_nested_meta(|meta| {
            let is_wanted = meta.path.is_ident(wanted);
            let (mut name, mut schema) = (None, None);
            if meta.input.peek(syn::token::Paren) {
                meta.parse_nested_meta(|meta| {
                    let value = meta.value()?;
                    if meta.path.is_ident("name") {
                        name = Some(value.parse::<LitStr>()?.value());
                    } else if meta.path.is_ident("schema") {
                        schema = Some(value.parse::<LitStr>()?.value());
                    } else {
                        value.parse::<syn::Expr>()?;
                    }
                    Ok(())
                })?;
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            }
            if is_wanted {
                found = name.map(|name| (schema, name));
            }
            Ok(())
        });
        if read.is_err() {
            return None;
        }
    }
    let ident = name_of(&declared.ident);
    let Some((schema, name)) = found else { return Some(ColumnType::Unknown(ident)) };
    Some(match dialect {
        Dialect::Postgres => postgres(&qualified(schema, &name)),
        Dialect::Sqlite => sqlite(&name).unwrap_or(ColumnType::Unknown(ident)),
        Dialect::Mysql => mysql(&name).unwrap_or(ColumnType::Unknown(ident)),
    })
}

fn qualified(schema: Option<String>, name: &str) -> String {
    let quote = |name: &str| {
        let is_plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    match schema {
        Some(schema) => format!("{}.{}", quote(&schema), quote(name)),
        None => quote(name),
    }
}

/// The variants of `diesel::sqlite::SqliteType`.
fn sqlite(name: &str) -> Option<ColumnType> {
    Some(match name {
        "Binary" => ColumnType::Bytes,
        "Text" => ColumnType::Text,
        "Float" => ColumnType::Real,
        "Double" => ColumnType::Double,
        "SmallInt" => ColumnType::SmallInt,
        "Integer" => ColumnType::Integer,
        "Long" => ColumnType::BigInt,
        _ => return None,
    })
}

/// The variants of `diesel::mysql::MysqlType`; an `Enum` or a `Set` has values that no source tells.
fn mysql(name: &str) -> Option<ColumnType> {
    let unsigned = |column_type| ColumnType::Unsigned(Box::new(column_type));
    Some(match name {
        "Tiny" => ColumnType::TinyInt,
        "UnsignedTiny" => unsigned(ColumnType::TinyInt),
        "Short" => ColumnType::SmallInt,
        "UnsignedShort" => unsigned(ColumnType::SmallInt),
        "Long" => ColumnType::Integer,
        "UnsignedLong" => unsigned(ColumnType::Integer),
        "LongLong" => ColumnType::BigInt,
        "UnsignedLongLong" => unsigned(ColumnType::BigInt),
        "Float" => ColumnType::Real,
        "Double" => ColumnType::Double,
        "Numeric" => ColumnType::Numeric(None),
        "Time" => ColumnType::Time,
        "Date" => ColumnType::Date,
        "DateTime" => ColumnType::Timestamp,
        "Timestamp" => ColumnType::Timestamp,
        "String" => ColumnType::Text,
        "Blob" | "Bit" => ColumnType::Bytes,
        _ => return None,
    })
}
