//! An entity diagram: tables, their columns, and which refers to which, drawn for people.
//!
//! A dialect fills a [`Diagram`], which knows no kind and no database; from it come Mermaid text for
//! a README, an SVG picture, and an HTML page to search and to walk about in. All three are pure and
//! the same input gives the same bytes, so a picture can be kept in a repository and its difference
//! means something. Every name, type and comment in it may be hostile: each output escapes them in
//! its own way, and neither picture fetches anything or runs anything that a name could have brought.

mod card;
mod escape;
mod html;
mod layout;
mod measure;
mod mermaid;
mod model;
mod scene;
mod svg;

/// What is to be drawn.
///
/// The order of tables and references does not matter: they are sorted before anything is drawn.
/// A reference to a table that is not among the tables (one that a filter left out) is drawn all the
/// same, to a dashed box that bears only its name and the columns referred to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diagram {
    /// What stands above the picture: the database's name, say.
    pub title: String,
    /// The tables and views.
    pub tables: Vec<Table>,
    /// The foreign keys.
    pub references: Vec<Reference>,
    /// Which view reads which table, where that is known.
    pub readings: Vec<Reading>,
}

/// The name of a table or a view, as the database has it: without quotes.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TableName {
    /// Its schema; none in a database that has no schemas, or where naming it would tell nothing.
    pub schema: Option<String>,
    /// Its own name.
    pub name: String,
}

/// A table or a view.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: TableName,
    /// Whether it holds rows itself.
    pub shape: Shape,
    /// What the database's comment on it says.
    pub comment: Option<String>,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
}

/// How a table is drawn.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Shape {
    /// It holds rows: a solid box.
    #[default]
    Table,
    /// A query with a name, materialised or not: a dashed box.
    View,
}

/// A column of a table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, as the database writes it.
    pub type_: String,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is part of the primary key.
    pub primary: bool,
    /// What the database's comment on it says.
    pub comment: Option<String>,
}

/// A foreign key.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reference {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The columns that refer.
    pub from: End,
    /// The columns referred to, in the order of those that refer.
    pub to: End,
    /// Whether at most one row can refer to a row: the referring columns are a key of their table.
    pub unique: bool,
    /// Whether a row may refer to none: one of the referring columns may be null.
    pub optional: bool,
}

/// One end of a reference.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct End {
    /// The table.
    pub table: TableName,
    /// Its columns.
    pub columns: Vec<String>,
}

/// A view, and a table or view that it reads.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Reading {
    /// The view.
    pub view: TableName,
    /// What it reads.
    pub table: TableName,
}

impl Diagram {
    /// The diagram as Mermaid's `erDiagram`, for pages that draw Mermaid themselves.
    ///
    /// A name or type that Mermaid cannot write is written as near as it can be, the name as it is
    /// beside it. Views are entities without relations: Mermaid has no sign for what a view reads.
    pub fn to_mermaid(&self) -> String {
        mermaid::write(&model::Model::new(self))
    }

    /// The diagram as an SVG document that needs nothing else, light or dark as its reader prefers.
    ///
    /// Long tables are folded to their keys and first columns; the rest are counted.
    pub fn to_svg(&self) -> String {
        svg::document(&scene::Scene::new(&model::Model::new(self)))
    }

    /// The diagram as an HTML page that needs nothing else and works without a network.
    ///
    /// Beside the picture stands a list of tables to search; a table clicked shows its columns, its
    /// comments and what it refers to; folded tables unfold.
    pub fn to_html(&self) -> String {
        html::page(&scene::Scene::new(&model::Model::new(self)))
    }
}
