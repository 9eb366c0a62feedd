//! What a test says that gets no database: what is wrong, and what mends it.

use aludel_testing::{Databases, Error};

use crate::history;

fn shown(error: &Error) -> String {
    format!("{error:?}")
}

#[test]
fn nobody_said_where() {
    let variables = [("TEST_DATABASE_URL", None), ("DATABASE_URL", Some(" ".to_owned()))];
    let error = Databases::of_surroundings("migrations", &variables, "tmp".into()).unwrap_err();
    assert_eq!(
        shown(&error),
        "nobody said where databases for tests can be made: TEST_DATABASE_URL and DATABASE_URL are not set\n\
         hint: set DATABASE_URL to a database on a server for development, as \
         postgres://me:secret@localhost/postgres (nothing in it is changed), or to sqlite:"
    );
    let error = Databases::new("migrations", "sqlite::memory:").unwrap_err();
    assert!(shown(&error).contains("hint: name a file"), "{error:?}");
    let variables = [("DATABASE_URL", Some("sqlite:".to_owned()))];
    assert!(Databases::of_surroundings("migrations", &variables, "tmp".into()).is_ok());
}

#[test]
fn a_role_without_the_right() {
    if let Some(server) = testkit::postgres() {
        let role = server.role("");
        let database = server.database();
        let url = database.url_as(&role.name, &role.password);
        let error = Databases::new(history::birds("right"), &url).unwrap().fresh().unwrap_err();
        let shown = shown(&error);
        assert!(
            shown.contains(&format!("role \"{}\" has no right to create databases", role.name)),
            "{shown}"
        );
        assert!(
            shown.ends_with(&format!("\nhint: as a superuser: ALTER ROLE \"{}\" CREATEDB", role.name)),
            "{shown}"
        );
        assert!(!shown.contains(&role.password), "{shown}");
        server.query(&format!("alter role {} createdb", role.name));
        Databases::new(history::birds("right"), &url).unwrap().fresh().unwrap().close().unwrap();
    }
    if let Some(server) = testkit::mariadb() {
        let database = server.database();
        let name = database.name().to_owned();
        database.run(&format!("create user {name}@'%' identified by 'an-0ther'"));
        database.run(&format!("grant all on {name}.* to {name}@'%'"));
        let url = database.url_as(&name, "an-0ther");
        let error = Databases::new(history::birds("right"), &url).unwrap().fresh().unwrap_err();
        let shown = shown(&error);
        let (_, grants) = shown.rsplit_once("hint: as root: ").expect(&shown);
        database.run(grants);
        Databases::new(history::birds("right"), &url).unwrap().fresh().unwrap().close().unwrap();
        database.run(&format!("drop user {name}@'%'"));
    }
}

#[test]
fn a_server_that_is_not_there() {
    let databases =
        Databases::new(history::birds("nowhere"), "postgres://me:s3cret@127.0.0.1:1/app").unwrap();
    let shown = shown(&databases.fresh().unwrap_err());
    assert!(shown.contains("127.0.0.1:1") && shown.contains("hint: start the server"), "{shown}");
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[test]
fn a_revision_that_fails() {
    for server in testkit::databases() {
        let migrations = history::of("fails", &["CREATE TABLE a (b int)", "INSERT INTO nowhere VALUES (1)"]);
        let databases = Databases::new(migrations, &server.url()).unwrap();
        let error = databases.fresh().unwrap_err();
        let shown = shown(&error);
        assert!(shown.starts_with("revision r1 failed at its first statement"), "{shown}");
        assert!(shown.contains("\n  --> fails/migrations/r1.sql:5:"), "{shown}");
        assert!(shown.contains("INSERT INTO nowhere"), "{shown}");
    }
}
