//! SQL loaded into scratch databases on real servers.

use std::path::PathBuf;

use aludel::Dialect;
use aludel::database::Database;
use aludel::url::DatabaseUrl;
use aludel_schema::scratch::{self, ScratchError, Settings};
use aludel_schema::source::{LoadError, LoadFailure, Loaded, SqlText, load};
use testkit::TestDatabase;

mod dumps;
mod order;
mod renamed;

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    #[error(transparent)]
    Load(#[from] LoadError),
}

/// Texts of one file each: `a.sql`, `b.sql`, …
fn texts(all: &[&str]) -> Vec<SqlText> {
    let name =
        |index: usize| PathBuf::from(format!("{}.sql", char::from(b'a' + u8::try_from(index).unwrap())));
    all.iter().enumerate().map(|(at, text)| SqlText { path: name(at), text: (*text).to_owned() }).collect()
}

/// Loads the texts into a scratch database beside the target, and asks what `work` asks.
fn loaded<T>(
    target: &TestDatabase,
    texts: &[SqlText],
    work: impl FnOnce(&mut dyn Database, Loaded) -> T,
) -> Result<T, Fault> {
    let folder = tempfile::tempdir().unwrap();
    let dialect: Dialect = target.dialect().name().parse().unwrap();
    let mut settings = Settings::new(dialect, folder.path());
    settings.target = Some(DatabaseUrl::parse(&target.url()).unwrap());
    let stop = settings.stop.clone();
    scratch::open(settings, |scratch| {
        scratch.with("for a test", |made| {
            let loaded = load(made, texts, &stop)?;
            Ok(work(made, loaded))
        })
    })
}

fn failures(result: Result<Loaded, Fault>) -> (Vec<LoadFailure>, bool) {
    match result {
        Err(Fault::Load(LoadError::Statements { failures, is_circle, .. })) => (failures, is_circle),
        other => panic!("{other:?}"),
    }
}

fn values(database: &mut dyn Database, sql: &str) -> Vec<String> {
    database
        .query(sql)
        .unwrap()
        .into_iter()
        .flatten()
        .map(|value| value.unwrap_or("NULL".to_owned()))
        .collect()
}

fn postgres() -> Option<TestDatabase> {
    testkit::postgres().map(testkit::Postgres::database)
}
