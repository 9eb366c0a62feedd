//! The expanded format: `struct Entity`, `enum Column` and their traits, as far as they are literal.

use aludel_table::{Index, Key, Table};
use heck::ToSnakeCase as _;
use syn::{
    Block, Expr, ExprLit, ExprMatch, ExprMethodCall, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Lit,
    Pat, Stmt,
};

use super::attributes::Items;
use super::relation::{BelongsTo, action_named};
use super::{Read, Setting, accept, column, complain, default, model};
use crate::names::name_of;
use crate::reader::Reader;
use crate::tree::ModuleId;
use crate::types::{self, derives};

/// Reads `#[derive(DeriveEntity)] struct Entity` with the enums and traits beside it.
pub(super) fn read(reader: &mut Reader, setting: Setting, item: &ItemStruct) -> Read {
    let module = setting.module;
    // A compact model in the same module says it all.
    let has_model = reader.tree.module(module).items.iter().any(|other| match other {
        Item::Struct(other) => derives(&other.attrs, "DeriveEntityModel"),
        _ => false,
    });
    if has_model {
        return None;
    }
    let Some((schema, name)) = entity_name(reader, module) else {
        complain(reader, module, item.ident.span(), "an entity needs a name: impl EntityName, or table_name");
        return None;
    };
    let mut table = Table { schema, name, ..Table::default() };
    table.place = Some(reader.tree.place(module, item.ident.span()));
    let columns = columns_named(reader, module);
    let keys = variants(reader, module, "DerivePrimaryKey");
    for (variant, definition) in arms(reader, module, "ColumnTrait", "def") {
        let Some((_, name)) = columns.iter().find(|(known, _)| *known == variant).cloned() else { continue };
        one(reader, setting, &mut table, &variant, name, &definition);
    }
    let keys: Vec<_> = keys
        .iter()
        .map(|(variant, name)| {
            columns
                .iter()
                .find(|(known, _)| known == variant)
                .map_or_else(|| name.clone(), |(_, name)| name.clone())
        })
        .collect();
    table.primary_key = (!keys.is_empty()).then(|| Key { columns: keys, ..Key::default() });
    if counts(reader, module) {
        model::count(&mut table, setting);
    }
    Some((table, columns))
}

/// What `impl EntityName for Entity`, or its attributes, call the table: schema and name.
pub(super) fn entity_name(reader: &Reader, module: ModuleId) -> Option<(Option<String>, String)> {
    let mut schema = None;
    let mut name = None;
    for item in &reader.tree.module(module).items {
        match item {
            Item::Struct(item) if derives(&item.attrs, "DeriveEntity") => {
                let items = Items::read(&item.attrs).ok()?;
                schema = schema.or(items.text("schema_name"));
                name = name.or(items.text("table_name"));
            }
            Item::Impl(item) if implements(item, "EntityName") => {
                schema = schema.or(returned(item, "schema_name").and_then(text));
                name = name.or(returned(item, "table_name").and_then(text));
            }
            _ => {}
        }
    }
    name.map(|name| (schema, name))
}

/// Whether an `impl` is of a trait of this name.
pub(super) fn implements(item: &ItemImpl, name: &str) -> bool {
    item.trait_.as_ref().is_some_and(|it| it.0.segments.last().is_some_and(|last| last.ident == name))
}

/// The relations of `impl RelationTrait for Relation` that belong to another entity.
pub(super) fn relations(reader: &mut Reader, module: ModuleId, item: &ItemImpl) -> Vec<BelongsTo> {
    let mut found = Vec::new();
    let Some(arms) = returned(item, "def").and_then(as_match) else { return found };
    for arm in &arms.arms {
        let Some(described) = variant_of(&arm.pat) else { continue };
        let Some(chain) = Chain::read(&arm.body).filter(|chain| chain.is_call("belongs_to")) else {
            continue;
        };
        if chain.has("skip_fk") {
            continue;
        }
        let Some(entity) = chain.argument("belongs_to").and_then(|it| match it {
            Expr::Path(path) => Some(path.path.clone()),
            _ => None,
        }) else {
            continue;
        };
        let action = |name: &str| chain.argument(name).and_then(last).and_then(|name| action_named(&name));
        found.push(BelongsTo {
            span: chain.span,
            entity,
            from: chain.argument("from").map(columns).unwrap_or_default(),
            to: chain.argument("to").map(columns).unwrap_or_default(),
            on_delete: action("on_delete"),
            on_update: action("on_update"),
            name: chain.argument("fk_name").and_then(super::type_text::text),
            described,
        });
    }
    if found.iter().any(|relation| relation.from.is_empty() || relation.to.is_empty()) {
        let place = reader.tree.place(module, found[0].span);
        reader.tree.warn(place, "a relation without from and to is no foreign key".to_owned());
        found.retain(|relation| !relation.from.is_empty() && !relation.to.is_empty());
    }
    found
}

/// One column: `ColumnType::String(StringLen::None).def().unique().null()`.
fn one(
    reader: &mut Reader,
    setting: Setting,
    table: &mut Table,
    variant: &str,
    name: String,
    definition: &Expr,
) {
    let module = setting.module;
    let described = format!("{}.{variant}", table.name);
    let Some(chain) = Chain::read(definition) else {
        let span = syn::spanned::Spanned::span(definition);
        return complain(
            reader,
            module,
            span,
            format!("{described}: its definition is not told by its text"),
        );
    };
    let Some(meaning) = types::told(&reader.tree, module, chain.head) else {
        return complain(
            reader,
            module,
            chain.span,
            format!("{described}: its type is not told by its text"),
        );
    };
    column::note_enum(reader, &meaning);
    let Some(sea_type) = meaning.sea_type else { return };
    let Some(mut column) = column::new(reader, setting, chain.span, &described, name.clone(), &sea_type)
    else {
        return;
    };
    column.nullable = chain.has("null") || chain.has("nullable");
    column.comment = chain.argument("comment").and_then(super::type_text::text);
    column.default = chain
        .argument("default_value")
        .and_then(default::literal)
        .or_else(|| chain.argument("default").and_then(default::expression))
        .map(aludel_table::Sql::any);
    if chain.has("unique") {
        table.uniques.push(Key { columns: vec![name], ..Key::default() });
    } else if chain.has("indexed") {
        table.indexes.push(Index { terms: vec![model::term(&name)], ..Index::default() });
    }
    table.columns.push(column);
}

/// The arms of `impl ColumnTrait for Column { fn def(&self) -> ColumnDef { match self { … } } }`, and the like.
fn arms(reader: &Reader, module: ModuleId, of: &str, function: &str) -> Vec<(String, Expr)> {
    let items = reader.tree.module(module).items.iter();
    let arms = items.filter_map(|item| match item {
        Item::Impl(item) if implements(item, of) => as_match(returned(item, function)?),
        _ => None,
    });
    arms.flat_map(|it| &it.arms)
        .filter_map(|arm| Some((variant_of(&arm.pat)?, (*arm.body).clone())))
        .collect()
}

/// The columns; `DeriveCustomColumn` leaves some of their names to `impl IdenStatic for Column`.
fn columns_named(reader: &mut Reader, module: ModuleId) -> Vec<(String, String)> {
    let mut columns = variants(reader, module, "DeriveColumn");
    if columns.is_empty() {
        columns = variants(reader, module, "DeriveCustomColumn");
        for (variant, definition) in arms(reader, module, "IdenStatic", "as_str") {
            let column = columns.iter_mut().find(|(known, _)| *known == variant);
            if let (Some(column), Some(name)) = (column, text(&definition)) {
                column.1 = name;
            }
        }
    }
    columns
}

/// The variants of an enum with a derive: as they are called, and as the database calls them.
fn variants(reader: &mut Reader, module: ModuleId, derive: &str) -> Vec<(String, String)> {
    let found = reader.tree.module(module).items.iter().find_map(|item| match item {
        Item::Enum(item) if derives(&item.attrs, derive) => Some(item.clone()),
        _ => None,
    });
    let Some(ItemEnum { variants, .. }) = found else { return Vec::new() };
    let mut names = Vec::new();
    for variant in &variants {
        let Some(items) = accept(reader, module, Items::read(&variant.attrs)) else { continue };
        let ident = name_of(&variant.ident);
        let name = items.text("column_name").unwrap_or_else(|| ident.to_snake_case());
        names.push((ident, name));
    }
    names
}

/// Whether `impl PrimaryKeyTrait for PrimaryKey` says that values are counted.
fn counts(reader: &Reader, module: ModuleId) -> bool {
    reader.tree.module(module).items.iter().any(|item| match item {
        Item::Impl(item) if implements(item, "PrimaryKeyTrait") => {
            matches!(returned(item, "auto_increment"),
                Some(Expr::Lit(ExprLit { lit: Lit::Bool(value), .. })) if value.value)
        }
        _ => false,
    })
}

/// What a function of an `impl` returns, where that is one expression.
pub(super) fn returned<'a>(item: &'a ItemImpl, name: &str) -> Option<&'a Expr> {
    item.items.iter().find_map(|it| match it {
        ImplItem::Fn(function) if function.sig.ident == name => only(&function.block),
        _ => None,
    })
}

fn only(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(Expr::Return(it), _)] => it.expr.as_deref(),
        [Stmt::Expr(expression, _)] => Some(expression),
        _ => None,
    }
}

fn as_match(expression: &Expr) -> Option<&ExprMatch> {
    match expression {
        Expr::Match(it) => Some(it),
        _ => None,
    }
}

/// `Self::Id` and `Column::Id` are `Id`.
fn variant_of(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Path(path) => path.path.segments.last().map(|last| name_of(&last.ident)),
        Pat::Ident(ident) => Some(name_of(&ident.ident)),
        _ => None,
    }
}

/// `"cake"`, `Some("app")`, `"cake".to_owned()`
fn text(expression: &Expr) -> Option<String> {
    super::type_text::text(expression)
}

fn last(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.segments.last().map(|last| name_of(&last.ident)),
        _ => None,
    }
}

/// `Column::A`, or several in brackets.
fn columns(expression: &Expr) -> Vec<String> {
    match expression {
        Expr::Tuple(tuple) => tuple.elems.iter().filter_map(last).collect(),
        other => last(other).into_iter().collect(),
    }
}

/// `head.a(x).b()`; for a call `Entity::belongs_to(x)` at its head that is a link too.
struct Chain<'a> {
    head: &'a Expr,
    span: proc_macro2::Span,
    links: Vec<(String, Option<&'a Expr>)>,
}

impl<'a> Chain<'a> {
    fn read(expression: &'a Expr) -> Option<Self> {
        let span = syn::spanned::Spanned::span(expression);
        let mut links = Vec::new();
        let mut head = match expression {
            Expr::Block(block) => only(&block.block)?,
            other => other,
        };
        while let Expr::MethodCall(ExprMethodCall { receiver, method, args, .. }) = head {
            links.push((method.to_string(), args.first()));
            head = receiver;
        }
        if let Expr::Call(call) = head
            && let Expr::Path(path) = &*call.func
            && let Some(name) = path.path.segments.last()
        {
            links.push((name_of(&name.ident), call.args.first()));
        }
        Some(Self { head, span, links })
    }

    fn has(&self, name: &str) -> bool {
        self.links.iter().any(|(link, _)| link == name)
    }

    fn is_call(&self, name: &str) -> bool {
        self.links.last().is_some_and(|(link, _)| link == name)
    }

    fn argument(&self, name: &str) -> Option<&'a Expr> {
        self.links.iter().find(|(link, _)| link == name).and_then(|(_, argument)| *argument)
    }
}
