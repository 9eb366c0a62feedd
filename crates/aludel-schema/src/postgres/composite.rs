//! Composite types, <https://www.postgresql.org/docs/current/sql-createtype.html>.
//!
//! A type is what is left when its attributes, objects of their own, are taken away.

use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A composite type.
pub(super) struct Composite;

impl PostgresKind for Composite {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1247/' || t.oid || '/0', NULL, json_build_array(n.nspname, t.typname), 0, '{}'
               FROM pg_catalog.pg_type t
               JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
               JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
              WHERE t.typtype = 'c' AND t.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_class WHERE relkind = 'c' AND oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TYPE {}", quote::path(id.path()))
    }
}

impl Kind for Composite {
    fn name(&self) -> &'static str {
        "composite type"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::shaped(Shape::Container {
            open: format!("CREATE {} AS", self.reference(object.id())),
            close: String::new(),
            bare_when_empty: false,
        })])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::InPlace(InPlace::default()))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::type_claim(object.id()), quote::relation_claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }
}
