//! Tables, <https://www.postgresql.org/docs/current/sql-createtable.html>.
//!
//! A table is what is left when its columns, constraints, indexes and triggers, objects of their
//! own, are taken away.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A table.
pub(super) struct Table;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `p`: permanent; `u`: unlogged.
    persistence: String,
}

impl PostgresKind for Table {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1259/' || c.oid || '/0', NULL, json_build_array(n.nspname, c.relname), 0,
                    json_strip_nulls(json_build_object('persistence', c.relpersistence))
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence <> 't'
                AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::path(id.path()))
    }
}

impl Kind for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { persistence } = object.read()?;
        let unlogged = if persistence == "u" { "UNLOGGED " } else { "" };
        Ok(vec![Statement::shaped(Shape::Container {
            open: format!("CREATE {unlogged}{}", self.reference(object.id())),
            close: String::new(),
            bare_when_empty: false,
        })])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let statement = Statement::whole(format!("DROP {}", self.reference(object.id())));
        Ok(vec![statement.destroying(format!("table {}", object.id().dotted()))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { persistence } = to;
        let mut how = InPlace::default();
        if from.persistence != persistence {
            let word = if persistence == "u" { "UNLOGGED" } else { "LOGGED" };
            let head = format!("ALTER {}", self.reference(pair.to.id()));
            how.add(word.to_lowercase(), Statement::clause(head, format!("SET {word}")));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id()), quote::type_claim(object.id())]
    }
}
