//! Read from source or compiled: the same models.

use std::path::Path;

use aludel_models::Dialect;
use aludel_models::table::{ColumnType, Models, Place, Term};

use crate::zoo;

/// The models in an order of their own, and without the files' paths, which each calls otherwise.
fn comparable(mut models: Models) -> Models {
    let bare = |place: &mut Option<Place>| {
        if let Some(place) = place {
            place.path = "models.rs".into();
        }
    };
    for table in &mut models.tables {
        bare(&mut table.place);
        for column in &mut table.columns {
            bare(&mut column.place);
            let generated = column.generated.as_mut().map(|generated| &mut generated.expression);
            let written = match &mut column.column_type {
                ColumnType::Written { name, .. } => Some(name),
                _ => None,
            };
            let sqls = [column.default.as_mut(), column.collation.as_mut(), generated, written];
            sqls.into_iter().flatten().for_each(|sql| bare(&mut sql.place));
            column.references.iter_mut().for_each(|reference| bare(&mut reference.place));
        }
        let keys = table.primary_key.iter_mut().chain(&mut table.uniques);
        keys.for_each(|key| bare(&mut key.place));
        table.foreign_keys.iter_mut().for_each(|key| bare(&mut key.reference.place));
        table.checks.iter_mut().for_each(|check| bare(&mut check.expression.place));
        for index in &mut table.indexes {
            bare(&mut index.place);
            index.predicate.iter_mut().for_each(|predicate| bare(&mut predicate.place));
            for term in &mut index.terms {
                if let Term::Expression(sql) = term {
                    bare(&mut sql.place);
                }
            }
        }
    }
    models.enums.iter_mut().for_each(|found| bare(&mut found.place));
    models.tables.sort_by(|one, other| one.name.cmp(&other.name));
    models.enums.sort_by(|one, other| one.name.cmp(&other.name));
    models.enums.dedup();
    models
}

#[test]
fn what_is_read_from_source_is_what_is_compiled() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/zoo.rs");
    let options = aludel_models_source::Options::default();
    let read = aludel_models_source::read(&[file], Dialect::Postgres, &options);
    let read = comparable(read.unwrap_or_else(|complaints| panic!("{complaints:#?}")).models);
    let compiled = comparable(zoo::postgres().models().clone());
    assert_eq!(read.tables.len(), compiled.tables.len());
    for (read, compiled) in read.tables.iter().zip(&compiled.tables) {
        for (read, compiled) in read.columns.iter().zip(&compiled.columns) {
            assert_eq!(read, compiled);
        }
        assert_eq!(read, compiled);
    }
    assert_eq!(read.enums, compiled.enums);
}
