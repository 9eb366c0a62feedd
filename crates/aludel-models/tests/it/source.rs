//! Read from source or compiled: the same models.

use std::path::Path;

use aludel_models::Dialect;
use aludel_models::table::{Models, Place};

use crate::zoo;

/// The models in an order of their own, and without the file's path, which each calls otherwise.
fn comparable(mut models: Models) -> Models {
    let bare = |place: &mut Option<Place>| {
        if let Some(place) = place {
            place.path = "models.rs".into();
        }
    };
    for table in &mut models.tables {
        bare(&mut table.place);
        table.columns.iter_mut().for_each(|column| bare(&mut column.place));
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
