//! What a database refuses is told at the attribute that says it: `//~` marks the line, maybe with the databases.

use std::collections::BTreeSet;
use std::path::Path;

use aludel::Dialect;
use aludel::url::DatabaseUrl;
use aludel_models_source::{Options, read, tell};
use aludel_schema::scratch::{self, Settings};
use aludel_schema::source::{LoadError, SqlText, load};
use aludel_schema::workshop::WorkError;

/// The lines of the source at which the database's complaints are told.
fn lines(target: &testkit::TestDatabase, family: Dialect, source: &Path) -> BTreeSet<(usize, String)> {
    let found = read(&[source.to_owned()], family, &Options::default()).unwrap();
    let told = tell(found.models, family, false).unwrap_or_else(|problems| panic!("{problems}"));
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::new(family, folder.path());
    settings.target = Some(DatabaseUrl::parse(&target.url()).unwrap());
    let stop = settings.stop.clone();
    let text = SqlText { path: "models (as SQL)".into(), text: told.script.sql.clone() };
    let made: Result<(), WorkError> = scratch::open(settings, |scratch| {
        scratch.with("for a test", |database| {
            load(database, std::slice::from_ref(&text), &stop)
                .map_err(|error| told.traced(&text.path, error))?;
            Ok(())
        })
    });
    let Err(WorkError::Load(LoadError::Statements { failures, .. })) = made else { panic!("{made:?}") };
    let line = |failure: aludel_schema::source::LoadFailure| {
        assert_eq!(failure.path, source, "{failure}");
        (failure.place.0, failure.error.message)
    };
    failures.into_iter().map(line).collect()
}

#[test]
fn what_a_database_refuses_is_told_at_its_attribute() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused/models.rs");
    let text = std::fs::read_to_string(&source).unwrap();
    for target in testkit::databases() {
        let family: Dialect = target.dialect().name().parse().unwrap();
        let is_marked = |marked: &str| marked.is_empty() || marked.split(' ').any(|it| it == family.name());
        let marked = text.lines().enumerate().filter_map(|(at, line)| {
            let (_, marked) = line.split_once("//~")?;
            is_marked(marked.trim()).then_some(at + 1)
        });
        let told = lines(&target, family, &source);
        let at: BTreeSet<usize> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(at, marked.collect::<BTreeSet<_>>(), "{family}: {told:#?}");
    }
}
