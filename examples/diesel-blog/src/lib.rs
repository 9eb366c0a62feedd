//! A blog in Diesel, as its getting-started guide has it, whose database aludel keeps up to date.

use std::error::Error;

use aludel::Migrator;
use diesel::prelude::*;

pub mod models;
#[expect(missing_docs, reason = "`diesel print-schema` writes none")]
pub mod schema;

use models::{NewComment, NewPost, Post};
use schema::{comments, posts, users};

/// Brings the database of this URL up to date, and opens it.
///
/// # Errors
/// A revision fails; the file can't be opened.
pub fn open(url: &str) -> Result<SqliteConnection, Box<dyn Error>> {
    Migrator::new(aludel::embedded!()).upgrade_blocking(url)?;
    let mut connection = SqliteConnection::establish(url.trim_start_matches("sqlite:"))?;
    diesel::sql_query("PRAGMA foreign_keys = ON").execute(&mut connection)?;
    Ok(connection)
}

/// The number of the user of that name, who is made where there is none.
///
/// # Errors
/// As the database refuses.
pub fn user(connection: &mut SqliteConnection, name: &str) -> QueryResult<i32> {
    diesel::insert_or_ignore_into(users::table).values(users::name.eq(name)).execute(connection)?;
    users::table.filter(users::name.eq(name)).select(users::id).first(connection)
}

/// Writes a post, which nobody sees yet, and gives its number.
///
/// # Errors
/// As the database refuses.
pub fn write(connection: &mut SqliteConnection, name: &str, title: &str, body: &str) -> QueryResult<i32> {
    let user_id = user(connection, name)?;
    diesel::insert_into(posts::table)
        .values(&NewPost { user_id, title, body })
        .returning(posts::id)
        .get_result(connection)
}

/// Shows a post to readers.
///
/// # Errors
/// There is none of that number; as the database refuses.
pub fn publish(connection: &mut SqliteConnection, id: i32) -> QueryResult<Post> {
    diesel::update(posts::table.find(id))
        .set(posts::published.eq(true))
        .returning(Post::as_returning())
        .get_result(connection)
}

/// Says something about a post.
///
/// # Errors
/// There is none of that number; as the database refuses.
pub fn comment(connection: &mut SqliteConnection, name: &str, post_id: i32, body: &str) -> QueryResult<()> {
    let user_id = user(connection, name)?;
    let new = NewComment { post_id, user_id, body };
    diesel::insert_into(comments::table).values(&new).execute(connection).map(drop)
}

/// What readers see: each post with its writer's name and its comments.
///
/// # Errors
/// As the database refuses.
pub fn published(connection: &mut SqliteConnection) -> QueryResult<Vec<(Post, String, Vec<String>)>> {
    let found: Vec<(Post, String)> = posts::table
        .inner_join(users::table)
        .filter(posts::published.eq(true))
        .order(posts::id)
        .select((Post::as_select(), users::name))
        .load(connection)?;
    let with_comments = |(post, name): (Post, String)| {
        let said = comments::table
            .filter(comments::post_id.eq(post.id))
            .order((comments::written_at, comments::id))
            .select(comments::body)
            .load(connection)?;
        Ok((post, name, said))
    };
    found.into_iter().map(with_comments).collect()
}
