//! The blog, each test with a database of its own, and its revisions.

use aludel_testing::{Databases, Error};
use diesel::prelude::*;
use diesel_blog::schema::users;

/// Code that the guide to tests has, word for word.
macro_rules! as_documented {
    ($code:expr) => {{
        let page = include_str!("../../../../docs/testing.md");
        assert!(page.contains(concat!("`", stringify!($code), "`")), "docs/testing.md has it otherwise");
        $code
    }};
}

/// The blog's own databases stand on no server: `sqlite:` is all that has to be said.
fn databases() -> Result<Databases, Error> {
    let folder = std::env::temp_dir().join("aludel-tests");
    Ok(Databases::new("migrations", "sqlite:blog.db")?.folder(folder))
}

#[test]
fn readers_see_what_is_published() -> Result<(), Box<dyn std::error::Error>> {
    let database = databases()?.fresh()?;
    let mut connection = diesel_blog::open(&format!("sqlite:{}", database.name()))?;

    let id = diesel_blog::write(&mut connection, "ada", "Notes", "On the engine.")?;
    assert!(diesel_blog::published(&mut connection)?.is_empty());

    diesel_blog::publish(&mut connection, id)?;
    diesel_blog::comment(&mut connection, "charles", id, "Indeed.")?;
    let (post, name, comments) = diesel_blog::published(&mut connection)?.remove(0);
    assert_eq!((post.title.as_str(), name.as_str(), comments), ("Notes", "ada", vec!["Indeed.".to_owned()]));
    Ok(())
}

#[test]
fn nobody_comments_on_what_is_not_there() -> Result<(), Box<dyn std::error::Error>> {
    let database = databases()?.fresh()?;
    let mut connection = diesel_blog::open(&format!("sqlite:{}", database.name()))?;
    assert!(diesel_blog::comment(&mut connection, "ada", 7, "Hello?").is_err());
    Ok(())
}

#[test]
fn diesel_takes_the_url_as_it_is() -> Result<(), Box<dyn std::error::Error>> {
    let database = databases()?.fresh()?;
    let mut connection = as_documented!(SqliteConnection::establish(database.url())?);
    diesel::insert_into(users::table).values(users::name.eq("ada")).execute(&mut connection)?;
    let rows = database.connect()?.query("SELECT name FROM users")?;
    assert_eq!(rows, [[Some("ada".to_owned())]]);
    Ok(())
}

#[test]
fn revisions_are_sound_and_make_what_the_schema_says() -> Result<(), Error> {
    databases()?.check().models("rust:src/schema.rs").run()
}

#[test]
fn a_line_of_the_schema_becomes_a_column_as_the_readme_says() {
    let Some(database) = testkit::sqlite() else { return };
    let url = database.url();
    let edit = r"s/        published -> Bool,/&\n        subtitle -> Nullable<Text>,/";
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = testkit::run_readme(project, "## From the schema to the database", edit, |command| {
        command.env("DATABASE_URL", url);
    });
    assert!(said.success().stdout.contains("ADD COLUMN subtitle TEXT"));
    assert_eq!(database.query("SELECT subtitle FROM posts"), [[""; 0]; 0]);
}
