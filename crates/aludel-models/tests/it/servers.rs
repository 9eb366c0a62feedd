//! What the zoo becomes on real servers: the same as the SQL that a person wrote for it.

use aludel::Dialect;
use aludel::url::DatabaseUrl;
use aludel_schema::scratch::{self, Settings};
use aludel_schema::source::{SqlText, load};
use aludel_schema::workshop::WorkError;
use aludel_schema::{Catalog, dialect, diff, plan, render};
use testkit::TestDatabase;

use crate::zoo;

/// What a scratch database beside the target holds after this SQL.
pub(crate) fn made(target: &TestDatabase, sql: &str) -> Catalog {
    let folder = tempfile::tempdir().unwrap();
    let family: Dialect = target.dialect().name().parse().unwrap();
    let mut settings = Settings::new(family, folder.path());
    settings.target = Some(DatabaseUrl::parse(&target.url()).unwrap());
    let stop = settings.stop.clone();
    let text = SqlText { path: "models.sql".into(), text: sql.to_owned() };
    let made: Result<Catalog, WorkError> = scratch::open(settings, |scratch| {
        scratch.with("for a test", |database| {
            load(database, &[text], &stop)?;
            Ok(dialect::inspect(database, &dialect::InspectOptions::default()).unwrap())
        })
    });
    made.unwrap_or_else(|fault| panic!("{fault}\n{sql}"))
}

#[test]
fn the_zoo_is_what_a_person_wrote() {
    for target in testkit::databases() {
        let family: Dialect = target.dialect().name().parse().unwrap();
        let (metadata, written) = match family {
            Dialect::Postgres => (zoo::postgres(), include_str!("zoo/postgres.sql")),
            Dialect::Sqlite => (zoo::all(), include_str!("zoo/sqlite.sql")),
            Dialect::Mysql => (zoo::all(), include_str!("zoo/mysql.sql")),
        };
        let sql = metadata.to_sql(family).unwrap_or_else(|problems| panic!("{problems}"));
        let (ours, theirs) = (made(&target, &sql), made(&target, written));
        let difference = diff(&theirs, &ours, dialect::registry(family)).unwrap();
        let plan = plan(&difference, dialect::registry(family)).unwrap();
        assert!(difference.is_empty(), "{}\n{sql}", render::script(&plan));
    }
}
