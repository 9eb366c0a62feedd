//! The diagram made ready: sorted, every reference led to the tables it joins.
//!
//! What an output needs to know is worked out here once, so that the three of them cannot disagree:
//! which columns are foreign keys, what a reference's ends are, which tables are only pointed to.

use std::collections::HashMap;

use super::{Column, Diagram, Reference, Shape, TableName};

/// A diagram whose references point to places in its list of entities.
pub(super) struct Model<'a> {
    pub(super) title: &'a str,
    /// By schema and name.
    pub(super) entities: Vec<Entity<'a>>,
    /// By child, parent and columns.
    pub(super) links: Vec<Link<'a>>,
    /// Whether names need their schema to be told apart by a reader.
    pub(super) several_schemas: bool,
}

/// A table, a view, or a table that is only pointed to.
pub(super) struct Entity<'a> {
    pub(super) name: &'a TableName,
    pub(super) kind: EntityKind,
    pub(super) comment: Option<&'a str>,
    pub(super) fields: Vec<Field<'a>>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum EntityKind {
    Table,
    View,
    /// Referred to, but not part of the diagram.
    Elsewhere,
}

/// A column, and what part it has in keys.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) type_: &'a str,
    pub(super) nullable: bool,
    pub(super) primary: bool,
    /// It refers to another table.
    pub(super) foreign: bool,
    /// Another table refers to it.
    pub(super) referenced: bool,
    pub(super) comment: Option<&'a str>,
}

/// A line of the diagram: the child holds the reference, the parent is referred to.
pub(super) struct Link<'a> {
    pub(super) child: usize,
    pub(super) parent: usize,
    /// Places among the child's fields.
    pub(super) child_fields: Vec<usize>,
    /// Places among the parent's fields.
    pub(super) parent_fields: Vec<usize>,
    pub(super) kind: LinkKind,
    pub(super) name: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum LinkKind {
    Foreign { unique: bool, optional: bool },
    Reads,
}

impl<'a> Model<'a> {
    pub(super) fn new(diagram: &'a Diagram) -> Self {
        let Diagram { title, tables, references, readings } = diagram;
        let mut entities: Vec<Entity<'a>> = tables.iter().map(entity).collect();
        add_elsewhere(&mut entities, diagram);
        entities.sort_by(|a, b| a.name.cmp(b.name));
        let places = places(&entities);
        let mut links: Vec<Link<'a>> =
            references.iter().filter_map(|reference| link(reference, &places, &mut entities)).collect();
        links.extend(readings.iter().filter_map(|reading| {
            let (child, parent) = (*places.get(&reading.view)?, *places.get(&reading.table)?);
            let (child_fields, parent_fields) = (Vec::new(), Vec::new());
            Some(Link { child, parent, child_fields, parent_fields, kind: LinkKind::Reads, name: None })
        }));
        links.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let several_schemas = entities.windows(2).any(|pair| pair[0].name.schema != pair[1].name.schema);
        Self { title, entities, links, several_schemas }
    }
}

impl Entity<'_> {
    /// Its name as a person says it.
    pub(super) fn label(&self, with_schema: bool) -> String {
        match &self.name.schema {
            Some(schema) if with_schema => format!("{schema}.{}", self.name.name),
            _ => self.name.name.clone(),
        }
    }
}

type SortKey<'k> = (usize, usize, &'k [usize], &'k [usize], LinkKind, Option<&'k str>);

fn sort_key<'k>(link: &'k Link<'_>) -> SortKey<'k> {
    (link.child, link.parent, &link.child_fields, &link.parent_fields, link.kind, link.name)
}

fn entity(table: &super::Table) -> Entity<'_> {
    let super::Table { name, shape, comment, columns } = table;
    let kind = match shape {
        Shape::Table => EntityKind::Table,
        Shape::View => EntityKind::View,
    };
    let fields = columns.iter().map(field).collect();
    Entity { name, kind, comment: comment.as_deref(), fields }
}

fn field(column: &Column) -> Field<'_> {
    let Column { name, type_, nullable, primary, comment } = column;
    Field {
        name,
        type_,
        nullable: *nullable,
        primary: *primary,
        foreign: false,
        referenced: false,
        comment: comment.as_deref(),
    }
}

/// Adds the tables that are named at an end of a line but are not among the tables.
fn add_elsewhere<'a>(entities: &mut Vec<Entity<'a>>, diagram: &'a Diagram) {
    let mut places = places(entities);
    let ends = diagram.references.iter().flat_map(|reference| [&reference.from, &reference.to]);
    let ends = ends.map(|end| (&end.table, end.columns.as_slice()));
    let readings = diagram.readings.iter().flat_map(|reading| [&reading.view, &reading.table]);
    for (name, columns) in ends.chain(readings.map(|name| (name, &[] as &[String]))) {
        let place = *places.entry(name).or_insert_with(|| {
            let kind = EntityKind::Elsewhere;
            entities.push(Entity { name, kind, comment: None, fields: Vec::new() });
            entities.len() - 1
        });
        if entities[place].kind == EntityKind::Elsewhere {
            add_fields(&mut entities[place].fields, columns);
        }
    }
}

fn add_fields<'a>(fields: &mut Vec<Field<'a>>, columns: &'a [String]) {
    for name in columns {
        if !fields.iter().any(|field| field.name == name) {
            fields.push(Field {
                name,
                type_: "",
                nullable: false,
                primary: false,
                foreign: false,
                referenced: false,
                comment: None,
            });
        }
    }
}

/// Where each name stands. Of two tables with one name, which no database has, the first is meant.
fn places<'a>(entities: &[Entity<'a>]) -> HashMap<&'a TableName, usize> {
    let mut places = HashMap::with_capacity(entities.len());
    for (place, entity) in entities.iter().enumerate() {
        places.entry(entity.name).or_insert(place);
    }
    places
}

fn link<'a>(
    reference: &'a Reference,
    places: &HashMap<&'a TableName, usize>,
    entities: &mut [Entity<'a>],
) -> Option<Link<'a>> {
    let Reference { name, from, to, unique, optional } = reference;
    let (child, parent) = (*places.get(&from.table)?, *places.get(&to.table)?);
    let child_fields = fields_of(&entities[child], &from.columns);
    let parent_fields = fields_of(&entities[parent], &to.columns);
    child_fields.iter().for_each(|&place| entities[child].fields[place].foreign = true);
    parent_fields.iter().for_each(|&place| entities[parent].fields[place].referenced = true);
    let kind = LinkKind::Foreign { unique: *unique, optional: *optional };
    Some(Link { child, parent, child_fields, parent_fields, kind, name: name.as_deref() })
}

fn fields_of(entity: &Entity<'_>, columns: &[String]) -> Vec<usize> {
    columns.iter().filter_map(|column| entity.fields.iter().position(|field| field.name == column)).collect()
}
