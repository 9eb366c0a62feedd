//! Range types, <https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-DEFINING>.
//!
//! A multirange type comes with each; nothing of either can be altered but their names.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A range type.
pub(super) struct Range;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    subtype: String,
    /// Where it is not the default one of its type.
    #[serde(default)]
    operator_class: Option<String>,
    #[serde(default)]
    collation: Option<String>,
    #[serde(default)]
    canonical: Option<String>,
    #[serde(default)]
    subtype_diff: Option<String>,
    /// The name of its multirange type, where it is not what the server would take.
    #[serde(default)]
    multirange: Option<String>,
}

impl PostgresKind for Range {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1247/' || t.oid || '/0', NULL, json_build_array(n.nspname, t.typname), 0,
                    json_strip_nulls(json_build_object(
                      'subtype', pg_catalog.format_type(r.rngsubtype, NULL),
                      'operator_class', CASE WHEN NOT c.opcdefault
                         THEN (SELECT quote_ident(cn.nspname) || '.' || quote_ident(c.opcname)
                                 FROM pg_catalog.pg_namespace cn WHERE cn.oid = c.opcnamespace) END,
                      'collation', CASE WHEN r.rngcollation <> s.typcollation
                         THEN (SELECT quote_ident(om.nspname) || '.' || quote_ident(o.collname)
                                 FROM pg_catalog.pg_collation o
                                 JOIN pg_catalog.pg_namespace om ON om.oid = o.collnamespace
                                WHERE o.oid = r.rngcollation) END,
                      'canonical', NULLIF(r.rngcanonical::text, '-'),
                      'subtype_diff', NULLIF(r.rngsubdiff::text, '-'),
                      'multirange', NULLIF(m.typname,
                         CASE WHEN t.typname ~ 'range' THEN regexp_replace(t.typname, 'range', 'multirange')
                              ELSE t.typname || '_multirange' END)))
               FROM pg_catalog.pg_range r
               JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
               JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
               JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid
               JOIN pg_catalog.pg_opclass c ON c.oid = r.rngsubopc
               JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
              WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_range WHERE rngtypid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TYPE {}", quote::path(id.path()))
    }
}

impl Kind for Range {
    fn name(&self) -> &'static str {
        "range type"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { subtype, operator_class, collation, canonical, subtype_diff, multirange } =
            object.read()?;
        if canonical.is_some() {
            let why = "its canonical function and the type stand on each other";
            return Err(Refusal::new(
                object.id(),
                why,
                "make the shell type, the function and the type by hand",
            ));
        }
        let schema = object.id().path().first().map_or("", |schema| schema);
        let options = [
            ("subtype", Some(subtype)),
            ("subtype_opclass", operator_class),
            ("collation", collation),
            ("subtype_diff", subtype_diff),
            ("multirange_type_name", multirange.map(|name| quote::path(&[schema, name.as_str()]))),
        ];
        let options: Vec<String> =
            options.into_iter().filter_map(|(name, value)| Some(format!("{name} = {}", value?))).collect();
        let create = format!("CREATE {} AS RANGE ({})", self.reference(object.id()), options.join(", "));
        Ok(vec![Statement::whole(create)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::type_claim(object.id())]
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }
}
