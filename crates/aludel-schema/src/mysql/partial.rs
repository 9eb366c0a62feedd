//! What the kinds of MySQL and MariaDB are to models that can't say everything.

use serde_json::Value;

use crate::catalog::Entry;
use crate::object::DefinitionError;
use crate::partial::{ColumnKeys, Relation, Role, SaidTable, Words, is_unique, members};

/// The words of models on MySQL and MariaDB.
pub(super) struct ModelWords;

static COLUMN: ColumnKeys = ColumnKeys {
    of_type: &["type", "collation"],
    unsaid: &["on_update", "invisible", "without_versioning", "srid"],
    primary_key_may_be_null: false,
};

impl Words for ModelWords {
    fn role(&self, object: Entry<'_>) -> Role {
        match object.id().kind() {
            "table" => Role::Table,
            "column" => Role::Column,
            "primary key" => Role::Relation(Relation::Primary),
            "check constraint" => Role::Relation(Relation::Check),
            "foreign key" => Role::Relation(Relation::Foreign),
            "index" if is_unique(object) => Role::Relation(Relation::Unique),
            "index" => Role::Relation(Relation::Index),
            _ => Role::Other,
        }
    }

    fn column_keys(&self) -> &'static ColumnKeys {
        &COLUMN
    }

    /// Engine, charset and the like are no model's; a comment is.
    fn table(
        &self,
        base: Entry<'_>,
        models: Entry<'_>,
        said: &SaidTable,
    ) -> Result<Option<String>, DefinitionError> {
        let (mut was, wanted) = (members(base)?, members(models)?);
        if said.extent.is_loose() || was.get("comment") == wanted.get("comment") {
            return Ok(None);
        }
        match wanted.get("comment") {
            Some(comment) => was.insert("comment".to_owned(), comment.clone()),
            None => was.remove("comment"),
        };
        Ok(Some(Value::Object(was).to_string()))
    }
}
