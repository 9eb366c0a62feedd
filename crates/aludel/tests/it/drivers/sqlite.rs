//! SQLite: files, their errors, and where in a text they are.

use super::*;

#[test]
fn error_says_where() {
    let mut database = connect("sqlite::memory:");
    let text = "-- ä\nCREATE TABLE a (b);\n/* ü */ INSERT INTO a VALUES (1);\nINSERT INTO a VALEUS (2);";
    let error = database.execute(text).expect_err("a word is wrong");
    assert_eq!((error.kind, error.statements_done), (ErrorKind::Statement, 2), "{error:?}");
    assert_eq!(&text[error.offset.unwrap()..], "VALEUS (2);");
    assert_eq!(error.code.as_deref(), Some("SQLITE_ERROR"));
}

#[test]
fn error_of_a_row_points_at_its_statement() {
    let mut database = connect("sqlite::memory:");
    let text = "CREATE TABLE a (b UNIQUE);INSERT INTO a VALUES (1);\n\n-- twice\nINSERT INTO a VALUES (1); SELECT 1;";
    let error = database.execute(text).expect_err("it is there");
    assert_eq!((error.kind, error.statements_done), (ErrorKind::Statement, 2), "{error:?}");
    assert_eq!(&text[error.offset.unwrap()..], "INSERT INTO a VALUES (1); SELECT 1;");
    assert_eq!(error.code.as_deref(), Some("SQLITE_CONSTRAINT_UNIQUE"));
    assert_eq!(error.message, "UNIQUE constraint failed: a.b");
}

#[test]
fn error_without_a_place_points_at_its_statement() {
    let mut database = connect("sqlite::memory:");
    let text = "CREATE TABLE a (b);\n-- no such table\nCREATE INDEX i ON missing (b);";
    let error = database.execute(text).expect_err("there is no such table");
    assert_eq!(&text[error.offset.unwrap()..], "CREATE INDEX i ON missing (b);");
}

#[test]
fn text_after_a_nul_is_not_left_out() {
    let mut database = connect("sqlite::memory:");
    let error = database.execute("SELECT 1;\0 CREATE TABLE a (b)").expect_err("NUL");
    assert_eq!(error.offset, Some(9));
}

#[test]
fn parameters_are_refused() {
    let mut database = connect("sqlite::memory:");
    let error = database.execute("CREATE TABLE a (b); INSERT INTO a VALUES (?)").expect_err("no value");
    assert_eq!(
        (error.kind, error.statements_done, error.offset),
        (ErrorKind::Statement, 1, Some(20)),
        "{error:?}"
    );
}

#[test]
fn values_are_text() {
    let mut database = connect("sqlite:");
    let rows = database.query("SELECT 1, 1.0, 'ä', x'00ff', NULL, 0.1").unwrap();
    let row: Vec<_> = rows[0].iter().map(|value| value.as_deref().unwrap_or("NULL")).collect();
    assert_eq!(row, ["1", "1.0", "ä", "00ff", "NULL", "0.1"]);
}

#[test]
fn rows_are_stepped_through() {
    let mut database = connect("sqlite:");
    database.execute("CREATE TABLE a (b); INSERT INTO a VALUES (1), (2) RETURNING b; SELECT * FROM a; INSERT INTO a VALUES (3)").unwrap();
    assert_eq!(one(database.as_mut(), "SELECT count(*) FROM a"), "3");
}

#[test]
fn locked_is_said_at_once() {
    let Some(test) = testkit::sqlite() else { return };
    let (mut holder, mut other) = (connect(&test.url()), connect(&test.url()));
    holder.execute("BEGIN IMMEDIATE; CREATE TABLE a (b)").unwrap();
    let begun = Instant::now();
    let error = other.execute("BEGIN IMMEDIATE").expect_err("it is locked");
    assert_eq!(error.kind, ErrorKind::Locked, "{error:?}");
    assert!(begun.elapsed() < Duration::from_millis(100), "{:?}", begun.elapsed());
    holder.execute("COMMIT").unwrap();
    other.execute("BEGIN IMMEDIATE; COMMIT").unwrap();
    // Even a file that is locked for readers can be opened.
    holder.execute("BEGIN EXCLUSIVE").unwrap();
    connect(&test.url());
}

#[test]
fn a_look_waits_while_another_commits() {
    let Some(test) = testkit::sqlite() else { return };
    let (mut holder, mut reader) = (connect(&test.url()), connect(&test.url()));
    holder.execute("CREATE TABLE a (b); INSERT INTO a VALUES (7); BEGIN EXCLUSIVE").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            holder.execute("COMMIT").unwrap();
        });
        assert_eq!(one(reader.as_mut(), "SELECT b FROM a"), "7");
    });
}

#[test]
fn missing_things_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let error = refused(&format!("sqlite:{path}/none.db"));
    assert_eq!(error.kind, ErrorKind::UnknownDatabase);
    assert_eq!(error.message, format!("{path}/none.db: there is no such file"));
    let error = refused(&format!("sqlite:{path}/a/b.db"));
    assert_eq!(error.message, format!("{path}/a/b.db: there is no folder {path}/a"));
    assert_eq!(
        refused(&format!("sqlite:{path}")).message,
        format!("{path}: this is a folder, not a database file")
    );
    std::fs::write(
        folder.path().join("text.db"),
        "not a database, but more than a hundred bytes long ".repeat(99),
    )
    .unwrap();
    let error = refused(&format!("sqlite:{path}/text.db"));
    assert_eq!((error.kind, error.code.as_deref()), (ErrorKind::UnknownDatabase, Some("SQLITE_NOTADB")));
    assert_eq!(error.message, format!("{path}/text.db: file is not a database"));
}

#[test]
fn mode_of_the_url_decides() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a b?.db");
    let path = file.display().to_string().replace('?', "%3F");
    assert_eq!(refused(&format!("sqlite:{path}?mode=rw")).kind, ErrorKind::UnknownDatabase);
    connect(&format!("sqlite:{path}?mode=rwc")).execute("CREATE TABLE a (b)").unwrap();
    assert!(file.is_file());
    let mut database = connect(&format!("sqlite:{path}?mode=ro"));
    assert!(database.server().read_only);
    assert_eq!(database.execute("CREATE TABLE c (d)").expect_err("ro").kind, ErrorKind::ReadOnly);
    let mut database = connect(&format!("sqlite:{path}?mode=ro&immutable=1"));
    assert_eq!(one(database.as_mut(), "SELECT count(*) FROM a"), "0");
}

#[test]
fn three_slashes_mean_the_file_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.db");
    // Nothing here has that folder below the current one: it is the absolute path that is meant.
    let text = format!("sqlite://{}?mode=rwc", file.display());
    assert_eq!(connect(&text).server().database, file.display().to_string());
    assert!(file.is_file());
    assert_eq!(refused(&format!("sqlite+pysqlite://{}", file.display())).kind, ErrorKind::UnknownDatabase);
}

#[test]
fn full_disk() {
    let Some(disk) = testkit::small_disk(200_000) else { return };
    let mut database = connect(&format!("sqlite:{}?mode=rwc", disk.file("app.db").display()));
    database.execute("CREATE TABLE a (b)").unwrap();
    let fill = "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) SELECT randomblob(100) FROM n";
    let error = database.execute(fill).expect_err("it is full");
    assert_eq!((error.kind, error.code.as_deref()), (ErrorKind::DiskFull, Some("SQLITE_FULL")), "{error:?}");
}

#[test]
fn settings_stay() {
    let Some(test) = testkit::sqlite() else { return };
    test.run("PRAGMA journal_mode = wal");
    let mut database = connect(&test.url());
    assert_eq!(one(database.as_mut(), "PRAGMA journal_mode"), "wal");
    assert_eq!(one(database.as_mut(), "PRAGMA foreign_keys"), "0");
    assert_eq!(one(database.as_mut(), "PRAGMA busy_timeout"), "0");
}
