//! Rows, as Diesel reads and writes them.

use diesel::prelude::*;

use crate::schema::{comments, posts, users};

/// Who writes.
#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct User {
    /// Its number.
    pub id: i32,
    /// What it is called; there is one of each name.
    pub name: String,
}

/// What is written.
#[derive(Queryable, Selectable)]
#[diesel(table_name = posts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct Post {
    /// Its number.
    pub id: i32,
    /// Who wrote it.
    pub user_id: i32,
    /// The line above it.
    pub title: String,
    /// The text.
    pub body: String,
    /// Whether readers see it.
    pub published: bool,
}

/// A post to be.
#[derive(Insertable)]
#[diesel(table_name = posts)]
pub struct NewPost<'a> {
    /// Who writes it.
    pub user_id: i32,
    /// The line above it.
    pub title: &'a str,
    /// The text.
    pub body: &'a str,
}

/// A comment to be: the database knows the time.
#[derive(Insertable)]
#[diesel(table_name = comments)]
pub struct NewComment<'a> {
    /// What it is about.
    pub post_id: i32,
    /// Who writes it.
    pub user_id: i32,
    /// The text.
    pub body: &'a str,
}
