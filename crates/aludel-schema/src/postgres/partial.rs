//! What the kinds of PostgreSQL are to models that can't say everything.

use super::quote;
use crate::catalog::{Catalog, Entry};
use crate::partial::{ColumnKeys, Relation, Role, Said, Words, is_unique, views_meant};

/// The words of models on PostgreSQL.
pub(super) struct ModelWords;

static COLUMN: ColumnKeys = ColumnKeys {
    of_type: &["type", "base", "collation", "storage", "usual_storage"],
    unsaid: &[
        "storage",
        "usual_storage",
        "compression",
        "statistics",
        "options",
        "foreign_options",
        "parents",
        "of_type",
        "not_null_name",
        "not_null_no_inherit",
        "not_null_not_valid",
    ],
    primary_key_may_be_null: false,
};

impl Words for ModelWords {
    fn role(&self, object: Entry<'_>) -> Role {
        match object.id().kind() {
            "table" => Role::Table,
            "column" => Role::Column,
            "default" => Role::Default,
            "sequence" if object.owner().is_some() => Role::Counter,
            "primary key" => Role::Relation(Relation::Primary),
            "unique constraint" => Role::Relation(Relation::Unique),
            "check constraint" => Role::Relation(Relation::Check),
            "foreign key" => Role::Relation(Relation::Foreign),
            "index" if is_unique(object) => Role::Relation(Relation::Unique),
            "index" => Role::Relation(Relation::Index),
            "comment" => Role::Comment,
            "enum" => Role::Enum,
            "attachment" | "inheritance" => Role::Attachment,
            _ => Role::Other,
        }
    }

    fn column_keys(&self) -> &'static ColumnKeys {
        &COLUMN
    }

    /// Its types, functions and extensions stay, so that the models can use them.
    fn to_clear(&self, base: &Catalog, said: &Said) -> Option<Vec<String>> {
        let tables = base.of_kind("table").map(|table| quote::path(table.id().path()));
        let drop_table = |table: String| format!("DROP TABLE IF EXISTS {table} CASCADE");
        let drop_type = |name: &String| format!("DROP TYPE IF EXISTS {name} CASCADE");
        let drop_view = |view: Entry<'_>| {
            let kind = view.id().kind().to_uppercase();
            format!("DROP {kind} IF EXISTS {} CASCADE", quote::path(view.id().path()))
        };
        let views = views_meant(base, said).map(drop_view);
        let drops = tables.map(drop_table).chain(views).chain(said.enums.iter().map(drop_type));
        // What goes along is nobody's loss here, and nobody need be told.
        let quiet = ["SET client_min_messages = warning".to_owned()];
        let loud = ["RESET client_min_messages".to_owned()];
        Some(quiet.into_iter().chain(drops).chain(loud).collect())
    }
}
