//! What is kept of schemas is used while nothing has changed of all that it was made from, and not longer.

use std::cell::Cell;
use std::path::Path;

use aludel::Dialect;
use aludel::url::DatabaseUrl;
use aludel_schema::catalog::Catalog;
use aludel_schema::filter::Patterns;
use aludel_schema::partial::{Extent, Means, Said, SaidTable};
use aludel_schema::scratch::{self, Scratch};
use aludel_schema::source::SqlText;
use aludel_schema::workshop::{Keeping, WorkError};
use testkit::TestDatabase;

use crate::cases::script::connection;
use crate::partial::{load, workshop};

fn dialect(database: &TestDatabase) -> Dialect {
    match database.dialect() {
        testkit::Dialect::Postgres => Dialect::Postgres,
        testkit::Dialect::Mysql => Dialect::Mysql,
        testkit::Dialect::Sqlite => Dialect::Sqlite,
    }
}

fn scratch_beside<T>(database: &TestDatabase, folder: &Path, work: impl FnOnce(&Scratch) -> T) -> T {
    let mut settings = scratch::Settings::new(dialect(database), folder);
    settings.target = Some(DatabaseUrl::parse(&database.url()).unwrap());
    scratch::open(settings, work)
}

fn said(wanted: &str) -> Said {
    let columns = [("name".to_owned(), Means::new(wanted, |_| true))];
    let birds = SaidTable {
        schema: None,
        name: "birds".to_owned(),
        extent: Extent::Columns,
        named: [].into(),
        columns: columns.into(),
        unknown: [].into(),
        left: Default::default(),
    };
    Said { tables: vec![birds], enums: Vec::new(), unordered: Vec::new(), rest_is_said: false }
}

/// The schema that models mean beside a database, and how often they were made in scratch for that.
fn meant(database: &TestDatabase, folder: &Path, models: &str, said: &Said) -> (Vec<String>, usize) {
    let made = Cell::new(0);
    let schema = scratch_beside(database, folder, |scratch| {
        let workshop = workshop(scratch, dialect(database), Keeping::in_folder(folder.join("catalogs")));
        let base = workshop.live(&mut *connection(database).unwrap())?;
        let text = SqlText { path: "models".into(), text: models.to_owned() };
        let key = workshop.partial_key(&base, said, std::slice::from_ref(&text));
        workshop.partial(&base, said, Some(&key), |database| {
            made.set(made.get() + 1);
            load(models)(database)
        })
    });
    (objects(&schema.unwrap_or_else(|error: WorkError| panic!("{error}")).catalog), made.get())
}

fn objects(catalog: &Catalog) -> Vec<String> {
    catalog.entries().map(|one| format!("{} {}", one.id(), one.object().definition)).collect()
}

const MODELS: &str = "CREATE TABLE birds (name varchar(80), eggs integer);";

#[test]
fn models_that_say_a_part_are_made_again_when_something_has_changed() {
    for database in testkit::databases() {
        database.run("CREATE TABLE birds (name varchar(80));");
        let folder = tempfile::tempdir().unwrap();
        let meant = |models: &str, wanted| meant(&database, folder.path(), models, &said(wanted));
        let (first, made) = meant(MODELS, "text");
        assert!(made == 1 && first.iter().any(|one| one.contains("eggs")), "{first:?}");
        assert_eq!(meant(MODELS, "text"), (first, 0), "nothing has changed");
        let (more, made) = meant(&MODELS.replace("eggs", "nests"), "text");
        assert!(made == 1 && more.iter().any(|one| one.contains("nests")), "{more:?}");
        assert_eq!(meant(MODELS, "another").1, 1, "another type is meant");
        database.run("CREATE TABLE trees (id integer);");
        let (without, made) = meant(MODELS, "text");
        assert!(made == 1 && !without.iter().any(|one| one.contains("trees")), "{without:?}");
    }
}

#[test]
fn what_is_kept_needs_no_scratch_database() {
    let Some(server) = testkit::postgres() else { return };
    let (database, folder) = (server.database(), tempfile::tempdir().unwrap());
    let (first, _) = meant(&database, folder.path(), MODELS, &said("text"));
    let nowhere = DatabaseUrl::parse("postgres://nobody@localhost:1/none").unwrap();
    let mut settings = scratch::Settings::new(Dialect::Postgres, folder.path());
    settings.url = Some(nowhere);
    scratch::open(settings, |scratch| {
        let mut workshop =
            workshop(scratch, Dialect::Postgres, Keeping::in_folder(folder.path().join("catalogs")));
        let base = workshop.live(&mut *connection(&database).unwrap()).unwrap();
        let text = SqlText { path: "models".into(), text: MODELS.to_owned() };
        let key = workshop.partial_key(&base, &said("text"), std::slice::from_ref(&text));
        let kept = workshop.partial(&base, &said("text"), Some(&key), load(MODELS)).unwrap();
        assert_eq!(objects(&kept.catalog), first);
        workshop.filter.tables = Patterns::new(&["!trees"]);
        let other = workshop.partial_key(&base, &said("text"), std::slice::from_ref(&text));
        let told = workshop.partial(&base, &said("text"), Some(&other), load(MODELS)).unwrap_err();
        assert!(matches!(told, WorkError::Scratch(_)), "{told}");
    });
}

/// The same SQL means another schema where the search path, or the character set, is another.
#[test]
fn what_was_kept_of_another_sort_of_database_is_not_used() {
    for (one, other) in testkit::databases().into_iter().zip(testkit::databases()) {
        let change = match one.dialect() {
            testkit::Dialect::Postgres => {
                other.run("CREATE SCHEMA app;");
                format!("ALTER DATABASE {} SET search_path = app", other.name())
            }
            testkit::Dialect::Mysql => format!("ALTER DATABASE {} CHARACTER SET latin1", other.name()),
            testkit::Dialect::Sqlite => continue,
        };
        other.run(&change);
        let folder = tempfile::tempdir().unwrap();
        let models = match one.dialect() {
            testkit::Dialect::Postgres => "CREATE SCHEMA IF NOT EXISTS app; CREATE TABLE birds (name text);",
            _ => "CREATE TABLE birds (name text);",
        };
        let read = |database: &TestDatabase| {
            scratch_beside(database, folder.path(), |scratch| {
                let keeping = Keeping::in_folder(folder.path().join("catalogs"));
                let workshop = workshop(scratch, dialect(database), keeping);
                workshop.live(&mut *connection(database).unwrap()).unwrap();
                let schema = workshop.schema("the models", Some("models".to_owned()), load(models)).unwrap();
                objects(&schema.catalog)
            })
        };
        assert_ne!(read(&one), read(&other), "{}", one.dialect().name());
    }
}
