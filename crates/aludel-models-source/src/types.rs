//! What a field's Rust type stands for in a column.
//!
//! Aliases, imports, `Option`, `Box` and structs around one value are opened until something is
//! left that a column can hold, or that nobody knows.

use aludel_table::syntax::{self, TypeSyntax};
use aludel_table::{ColumnType, EnumType, Misfit, Sql};
use proc_macro2::{Span, TokenTree};
use syn::spanned::Spanned as _;
use syn::{
    Attribute, DeriveInput, Expr, Fields, GenericArgument, Ident, Item, Meta, PathArguments, Type, TypePath,
};

use crate::complaint::{Complaint, Fault};
use crate::known::{self, Known};
use crate::names::{Target, name_of};
use crate::sea_orm::sea_type::SeaType;
use crate::sea_orm::{active_enum, value_type};
use crate::tree::{ModuleId, Tree};

/// What a type stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) column_type: ColumnType,
    pub(crate) nullable: bool,
    /// What SeaORM makes of it, where a derive of SeaORM says that.
    pub(crate) sea_type: Option<SeaType>,
    /// The enum that must be there for it.
    pub(crate) made: Option<EnumType>,
}

impl Meaning {
    fn plain(column_type: ColumnType) -> Self {
        Self { column_type, nullable: false, sea_type: None, made: None }
    }

    fn of_sea_orm(sea_type: SeaType, made: Option<EnumType>) -> Self {
        let column_type = sea_type.class().unwrap_or(ColumnType::Text);
        Self { column_type, nullable: false, sea_type: Some(sea_type), made }
    }
}

/// Why a type stands for nothing.
pub(crate) enum Unclear {
    /// Nobody knows it.
    Unknown,
    /// It may be several.
    Ambiguous(Vec<String>),
    /// It is known, and wrong.
    Wrong(Span, ModuleId, String),
}

/// What a generic alias is given: `type Id<T> = …` by names, each with the type and the module it is written in.
type Arguments<'a> = Vec<(String, ModuleId, &'a Type)>;

/// More aliases than any honest type has: they may run in circles.
const DEEP: usize = 24;

/// What a type that is written in a module stands for.
pub(crate) fn meaning(tree: &Tree, module: ModuleId, ty: &Type) -> Result<Meaning, Unclear> {
    Types { tree }.meaning(module, ty, &Vec::new(), DEEP)
}

/// What SeaORM makes of a column's type that an expression tells: `Char(Some(2))`, `Tea::db_type()`.
pub(crate) fn told(tree: &Tree, module: ModuleId, expression: &Expr) -> Option<Meaning> {
    Types { tree }.told(module, expression, DEEP)
}

impl Unclear {
    /// The complaint, of a field of a module.
    pub(crate) fn complaint(
        self,
        tree: &Tree,
        module: ModuleId,
        field: String,
        ty: &Type,
        remedy: &'static str,
    ) -> Complaint {
        let written = written(ty);
        let (module, span, fault) = match self {
            Unclear::Unknown => (module, ty.span(), Fault::UnknownType { field, written, remedy }),
            Unclear::Ambiguous(candidates) => {
                (module, ty.span(), Fault::AmbiguousType { field, written, candidates })
            }
            Unclear::Wrong(span, module, message) => (module, span, Fault::Refused(message)),
        };
        Complaint { place: Some(tree.place(module, span)), fault }
    }
}

/// A type as it is written.
pub(crate) fn written(ty: &Type) -> String {
    ty.span().source_text().unwrap_or_else(|| "of no name".to_owned())
}

struct Types<'a> {
    tree: &'a Tree,
}

impl<'a> Types<'a> {
    fn meaning(
        &self,
        module: ModuleId,
        ty: &'a Type,
        given: &Arguments<'a>,
        depth: usize,
    ) -> Result<Meaning, Unclear> {
        let depth = depth.checked_sub(1).ok_or(Unclear::Unknown)?;
        match ty {
            Type::Path(path) if path.qself.is_none() => self.path(module, path, given, depth),
            Type::Reference(reference) => self.meaning(module, &reference.elem, given, depth),
            Type::Paren(inner) => self.meaning(module, &inner.elem, given, depth),
            Type::Group(inner) => self.meaning(module, &inner.elem, given, depth),
            Type::Array(list) => self.list(module, &list.elem, given, depth),
            Type::Slice(list) => self.list(module, &list.elem, given, depth),
            _ => Err(Unclear::Unknown),
        }
    }

    fn path(
        &self,
        module: ModuleId,
        path: &'a TypePath,
        given: &Arguments<'a>,
        depth: usize,
    ) -> Result<Meaning, Unclear> {
        if !given.is_empty()
            && let Some(only) = path.path.get_ident()
        {
            let name = name_of(only);
            if let Some((_, module, ty)) = given.iter().find(|(parameter, ..)| *parameter == name) {
                return self.meaning(*module, ty, &Vec::new(), depth);
            }
        }
        let arguments = arguments(path);
        match self.tree.resolve(module, &path.path) {
            Target::Item(of, index) => self.item(of, index, module, &arguments, depth),
            Target::Outside(outside) => {
                let known = known::known(&outside).map_or_else(|| by_name(&outside), Ok)?;
                self.known(known, module, &arguments, given, depth)
            }
            Target::Several(paths) => Err(ambiguous(&paths)),
            Target::Module(_) | Target::Nothing => Err(Unclear::Unknown),
        }
    }

    fn known(
        &self,
        known: Known,
        module: ModuleId,
        arguments: &[&'a Type],
        given: &Arguments<'a>,
        depth: usize,
    ) -> Result<Meaning, Unclear> {
        let first = || arguments.first().copied().ok_or(Unclear::Unknown);
        let plain = |column_type| Ok(Meaning::plain(column_type));
        match known {
            Known::Scalar(column_type) => plain(column_type),
            Known::Moment => plain(ColumnType::TimestampTz),
            Known::JsonOf => plain(ColumnType::JsonBinary),
            Known::Named(name) => {
                let name = Sql { postgres: Some(name.to_owned()), ..Sql::default() };
                plain(ColumnType::Written { name, otherwise: None })
            }
            Known::Option => Ok(Meaning { nullable: true, ..self.meaning(module, first()?, given, depth)? }),
            Known::Wrapper => self.meaning(module, first()?, given, depth),
            Known::List => self.list(module, first()?, given, depth),
        }
    }

    /// Bytes, or several of one type.
    fn list(
        &self,
        module: ModuleId,
        ty: &'a Type,
        given: &Arguments<'a>,
        depth: usize,
    ) -> Result<Meaning, Unclear> {
        let inner = self.meaning(module, ty, given, depth)?;
        let is_bytes = inner.column_type == ColumnType::Unsigned(Box::new(ColumnType::TinyInt));
        if is_bytes {
            return Ok(Meaning::plain(ColumnType::Bytes));
        }
        let column_type = ColumnType::Array(Box::new(inner.column_type));
        let sea_type = inner.sea_type.map(|of| SeaType::Array(Box::new(of)));
        Ok(Meaning { column_type, nullable: false, sea_type, made: inner.made })
    }

    /// A type that the sources declare.
    fn item(
        &self,
        module: ModuleId,
        index: usize,
        used_in: ModuleId,
        arguments: &[&'a Type],
        depth: usize,
    ) -> Result<Meaning, Unclear> {
        let item = self.tree.item(module, index);
        let input = match item {
            Item::Type(alias) => {
                let parameters = alias.generics.type_params().map(|parameter| name_of(&parameter.ident));
                let given = parameters.zip(arguments).map(|(name, ty)| (name, used_in, *ty)).collect();
                return self.meaning(module, &alias.ty, &given, depth);
            }
            Item::Struct(declared) => DeriveInput::from(declared.clone()),
            Item::Enum(declared) => DeriveInput::from(declared.clone()),
            _ => return Err(Unclear::Unknown),
        };
        let plain = |column_type| Ok(Meaning::plain(column_type));
        if derives(&input.attrs, "DeriveActiveEnum") {
            let made = active_enum::read(&input).map_err(|error| wrong(module, &error))?;
            let enumeration = made
                .made
                .map(|it| EnumType { place: Some(self.tree.place(module, input.ident.span())), ..it });
            return Ok(Meaning::of_sea_orm(made.sea_type, enumeration));
        }
        if derives(&input.attrs, "DeriveValueType") {
            if let Some(sea_type) = value_type::read(&input).map_err(|error| wrong(module, &error))? {
                return Ok(Meaning::of_sea_orm(sea_type, None));
            }
            return self.newtype(module, item, depth);
        }
        // SeaORM keeps whatever bears it as JSON.
        if derives(&input.attrs, "FromJsonQueryResult") {
            return plain(ColumnType::JsonBinary);
        }
        if derives(&input.attrs, "ColumnType") || derives_of_sqlx(&input.attrs) {
            return match syntax::column_type(&input).map_err(|error| wrong(module, &error))? {
                TypeSyntax::Enum(mut made) => {
                    made.place = Some(self.tree.place(module, input.ident.span()));
                    let column_type = ColumnType::Enum(made.schema.clone(), made.name.clone());
                    Ok(Meaning { made: Some(made), ..Meaning::plain(column_type) })
                }
                TypeSyntax::Alias { ty, needs_type, refinement } => {
                    let inner = if needs_type {
                        Types { tree: self.tree }.meaning(module, &ty, &Vec::new(), depth)?
                    } else {
                        Meaning::plain(ColumnType::Unknown(String::new()))
                    };
                    let nullable = refinement.nullable.unwrap_or(inner.nullable);
                    let applied = refinement.apply(inner.column_type);
                    let column_type = applied.map_err(|misfit| misfitting(module, item, misfit))?;
                    Ok(Meaning { column_type, nullable, sea_type: None, made: inner.made })
                }
            };
        }
        let by_hand = value_type::by_hand(&self.tree.module(module).items, &name_of(&input.ident));
        by_hand.and_then(|told| self.told(module, told, depth)).ok_or(Unclear::Unknown)
    }

    /// A column's type in SeaORM's words, or the one that another type says of itself.
    fn told(&self, module: ModuleId, expression: &Expr, depth: usize) -> Option<Meaning> {
        let depth = depth.checked_sub(1)?;
        if let Some(sea_type) = SeaType::parse(expression) {
            return Some(Meaning::of_sea_orm(sea_type, None));
        }
        match expression {
            // `.get_column_type().to_owned()`
            Expr::MethodCall(call) => self.told(module, &call.receiver, depth),
            Expr::Reference(inner) => self.told(module, &inner.expr, depth),
            Expr::Call(call) => {
                if let Some(ty) = value_type::asked(call) {
                    let meaning = Types { tree: self.tree }.meaning(module, &ty, &Vec::new(), depth).ok()?;
                    let sea_type = meaning.sea_type.or_else(|| SeaType::of(&meaning.column_type))?;
                    return Some(Meaning::of_sea_orm(sea_type, meaning.made));
                }
                let meaning = self.told(module, SeaType::element(call)?, depth)?;
                Some(Meaning::of_sea_orm(SeaType::Array(Box::new(meaning.sea_type?)), meaning.made))
            }
            _ => None,
        }
    }

    /// A struct around one value.
    fn newtype(&self, module: ModuleId, item: &'a Item, depth: usize) -> Result<Meaning, Unclear> {
        let Item::Struct(declared) = item else { return Err(Unclear::Unknown) };
        let fields = match &declared.fields {
            Fields::Named(fields) => &fields.named,
            Fields::Unnamed(fields) => &fields.unnamed,
            Fields::Unit => return Err(Unclear::Unknown),
        };
        match fields.first() {
            Some(only) if fields.len() == 1 => self.meaning(module, &only.ty, &Vec::new(), depth),
            _ => Err(Unclear::Unknown),
        }
    }
}

/// What a name that nothing explains most likely is.
fn by_name(outside: &[String]) -> Result<Known, Unclear> {
    let [name] = outside else { return Err(Unclear::Unknown) };
    match known::by_name(name).as_slice() {
        [] => Err(Unclear::Unknown),
        [only] => known::known(only).ok_or(Unclear::Unknown),
        several => Err(ambiguous(several)),
    }
}

fn ambiguous(paths: &[Vec<String>]) -> Unclear {
    Unclear::Ambiguous(paths.iter().map(|path| path.join("::")).collect())
}

fn wrong(module: ModuleId, error: &syn::Error) -> Unclear {
    Unclear::Wrong(error.span(), module, error.to_string())
}

fn misfitting(module: ModuleId, item: &Item, misfit: Misfit) -> Unclear {
    Unclear::Wrong(item.span(), module, misfit.to_string())
}

fn arguments(path: &TypePath) -> Vec<&Type> {
    match path.path.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether something derives a trait of this name, by whatever path.
pub(crate) fn derives(attributes: &[Attribute], name: &str) -> bool {
    // Asked of each item several times: to look through the words is enough, for a path ends in its name.
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(
        |attribute| match &attribute.meta {
            Meta::List(list) => {
                let mut words = list.tokens.clone().into_iter().peekable();
                while let Some(word) = words.next() {
                    let is_named = matches!(&word, TokenTree::Ident(ident) if ident == name);
                    let is_last =
                        !matches!(words.peek(), Some(TokenTree::Punct(point)) if point.as_char() == ':');
                    if is_named && is_last {
                        return true;
                    }
                }
                false
            }
            _ => false,
        },
    )
}

/// `#[derive(sqlx::Type)]`; `Type` alone is sqlx's where an attribute of sqlx stands beside it.
fn derives_of_sqlx(attributes: &[Attribute]) -> bool {
    derives(attributes, "Type")
        && derived(attributes).iter().any(|path| match path.as_slice() {
            [of, name] => of == "sqlx" && name == "Type",
            [name] => name == "Type" && attributes.iter().any(|attribute| attribute.path().is_ident("sqlx")),
            _ => false,
        })
}

/// The paths of `#[derive(…)]`, each as its names.
pub(crate) fn derived(attributes: &[Attribute]) -> Vec<Vec<Ident>> {
    let mut paths = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let Meta::List(list) = &attribute.meta else { continue };
        let mut path = Vec::new();
        for token in list.tokens.clone() {
            match token {
                TokenTree::Ident(name) => path.push(name),
                TokenTree::Punct(point) if point.as_char() == ',' => paths.push(std::mem::take(&mut path)),
                _ => {}
            }
        }
        paths.push(path);
    }
    paths
}
