//! Relations: those that belong to another entity are foreign keys.

use aludel_table::{ForeignKey, Reference, ReferenceAction};
use heck::ToUpperCamelCase as _;
use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, Field, GenericArgument, Item, ItemEnum, Path, PathArguments, Token, Type};

use super::attributes::{Item as Attribute, Items};
use super::{Entity, accept, complain, expanded};
use crate::complaint::Fault;
use crate::names::{Target, name_of};
use crate::reader::Reader;
use crate::types::derives;

/// A relation by which one entity belongs to another.
pub(super) struct BelongsTo {
    /// Entity and relation, for complaints.
    pub(super) described: String,
    pub(super) span: Span,
    /// The path to the other entity.
    pub(super) entity: Path,
    /// Columns as `Column` calls them.
    pub(super) from: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) on_delete: Option<ReferenceAction>,
    pub(super) on_update: Option<ReferenceAction>,
    pub(super) name: Option<String>,
}

/// Adds the foreign keys of all entities among the models.
pub(super) fn read(reader: &mut Reader, entities: &[Entity]) {
    for entity in entities.iter().filter(|entity| entity.index.is_some()) {
        for index in 0..reader.tree.module(entity.module).items.len() {
            let relations = match reader.tree.item(entity.module, index) {
                Item::Enum(item) if derives(&item.attrs, "DeriveRelation") => {
                    let item = item.clone();
                    of_enum(reader, entity, &item)
                }
                Item::Impl(item) if expanded::implements(item, "RelationTrait") => {
                    let item = item.clone();
                    expanded::relations(reader, entity.module, &item)
                }
                Item::Struct(item) if derives(&item.attrs, "DeriveEntityModel") => {
                    let fields = item.fields.iter().filter(|field| entity_within(&field.ty).is_some());
                    let fields: Vec<_> = fields.cloned().collect();
                    of_fields(reader, entity, &fields)
                }
                _ => continue,
            };
            for relation in relations {
                add(reader, entities, entity, relation);
            }
        }
    }
}

/// `#[sea_orm(belongs_to = "super::cake::Entity", from = "Column::CakeId", to = "super::cake::Column::Id")]`
fn of_enum(reader: &mut Reader, entity: &Entity, item: &ItemEnum) -> Vec<BelongsTo> {
    let mut found = Vec::new();
    for variant in &item.variants {
        let Some(items) = accept(reader, entity.module, Items::read(&variant.attrs)) else { continue };
        let Some(belongs_to) = items.get("belongs_to").filter(|_| !items.has("skip_fk")) else { continue };
        let described = format!("{}.{}", entity.name, variant.ident);
        let Some(to) = accept(reader, entity.module, belongs_to.parse::<Path>()) else { continue };
        found.extend(belonging(reader, entity, &items, described, variant.ident.span(), to));
    }
    found
}

/// `#[sea_orm(belongs_to, from = "cake_id", to = "id")] pub cake: HasOne<super::cake::Entity>`
fn of_fields(reader: &mut Reader, entity: &Entity, fields: &[Field]) -> Vec<BelongsTo> {
    let mut found = Vec::new();
    for field in fields {
        let Some(to) = entity_within(&field.ty) else { continue };
        let Some(items) = accept(reader, entity.module, Items::read(&field.attrs)) else { continue };
        // A relation to itself says only where it goes from and to.
        let is_owner = items.has("belongs_to")
            || (items.has("self_ref") && !items.has("via") && items.has("from") && items.has("to"));
        if !is_owner || items.has("skip_fk") {
            continue;
        }
        let name = field.ident.as_ref().map(name_of).unwrap_or_default();
        let span = field.ident.as_ref().map_or_else(Span::call_site, syn::Ident::span);
        found.extend(belonging(reader, entity, &items, format!("{}.{name}", entity.name), span, to));
    }
    found
}

fn belonging(
    reader: &mut Reader,
    entity: &Entity,
    items: &Items,
    described: String,
    span: Span,
    to: Path,
) -> Option<BelongsTo> {
    let (Some(from), Some(into)) = (items.get("from"), items.get("to")) else {
        complain(
            reader,
            entity.module,
            span,
            format!("{described}: belongs_to needs from = \"…\" and to = \"…\""),
        );
        return None;
    };
    let from = accept(reader, entity.module, columns(from))?;
    let into = accept(reader, entity.module, columns(into))?;
    let on_delete = accept(reader, entity.module, items.get("on_delete").map(action).transpose())?;
    let on_update = accept(reader, entity.module, items.get("on_update").map(action).transpose())?;
    let name = items.text("fk_name");
    Some(BelongsTo { described, span, entity: to, from, to: into, on_delete, on_update, name })
}

/// `Column::CakeId`, `cake_id`, or several in brackets: each as `Column` calls it.
fn columns(item: &Attribute) -> syn::Result<Vec<String>> {
    let text = item.text().unwrap_or_default();
    let last = |path: &Path| path.segments.last().map(|last| name_of(&last.ident).to_upper_camel_case());
    if !text.trim_start().starts_with('(') {
        return Ok(last(&item.parse::<Path>()?).into_iter().collect());
    }
    let parser = |input: ParseStream<'_>| {
        let inner;
        syn::parenthesized!(inner in input);
        Punctuated::<Path, Token![,]>::parse_terminated_with(&inner, Path::parse_mod_style)
    };
    let Some(Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) = &item.value else {
        return Ok(Vec::new());
    };
    Ok(text.parse_with(parser)?.iter().filter_map(last).collect())
}

fn action(item: &Attribute) -> syn::Result<ReferenceAction> {
    let text = item.text().unwrap_or_default();
    action_named(&text).ok_or_else(|| {
        syn::Error::new(item.span, format!("{text} is nothing that becomes of a referring row"))
    })
}

pub(super) fn action_named(name: &str) -> Option<ReferenceAction> {
    Some(match name {
        "Restrict" => ReferenceAction::Restrict,
        "Cascade" => ReferenceAction::Cascade,
        "SetNull" => ReferenceAction::SetNull,
        "NoAction" => ReferenceAction::NoAction,
        "SetDefault" => ReferenceAction::SetDefault,
        _ => return None,
    })
}

/// The entity in `HasOne<super::cake::Entity>` or `BelongsTo<Option<super::cake::Entity>>`.
fn entity_within(ty: &Type) -> Option<Path> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if !matches!(last.ident.to_string().as_str(), "HasOne" | "BelongsTo" | "Option") {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let Some(GenericArgument::Type(inner)) = arguments.args.first() else { return None };
    match inner {
        Type::Path(inner) if inner.path.segments.last()?.ident != "Option" => Some(inner.path.clone()),
        other => entity_within(other),
    }
}

fn add(reader: &mut Reader, entities: &[Entity], entity: &Entity, relation: BelongsTo) {
    let place = reader.tree.place(entity.module, relation.span);
    let target = match reader.tree.resolve(entity.module, &relation.entity) {
        Target::Item(module, _) | Target::Module(module) => {
            entities.iter().find(|other| other.module == module)
        }
        _ => None,
    };
    let Some(target) = target else {
        let segments = relation.entity.segments.iter().map(|segment| name_of(&segment.ident));
        let written = segments.collect::<Vec<_>>().join("::");
        return reader.tree.complain(place, Fault::NoEntity { relation: relation.described, written });
    };
    let find = |of: &Entity, name: &String| {
        of.columns.iter().find(|(variant, _)| variant == name).map(|it| it.1.clone())
    };
    let mut lost = Vec::new();
    let mut all = |of: &Entity, names: &[String]| -> Vec<String> {
        let mut found = Vec::new();
        for name in names {
            match find(of, name) {
                Some(column) => found.push(column),
                None => lost.push((name.clone(), of.name.clone())),
            }
        }
        found
    };
    let columns = all(entity, &relation.from);
    let referred = all(target, &relation.to);
    for (column, table) in lost {
        let fault = Fault::NoColumn { relation: relation.described.clone(), column, table };
        reader.tree.complain(place.clone(), fault);
    }
    let reference = Reference {
        schema: target.schema.clone(),
        is_exact: true,
        table: target.name.clone(),
        columns: if referred == target.primary_key { Vec::new() } else { referred },
        on_delete: relation.on_delete,
        on_update: relation.on_update,
        ..Reference::default()
    };
    let key = ForeignKey { name: relation.name, columns, reference };
    let Some(table) = entity.index.and_then(|index| reader.models.tables.get_mut(index)) else { return };
    if !table.foreign_keys.contains(&key) {
        table.foreign_keys.push(key);
    }
}
