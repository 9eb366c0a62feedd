//! What a verb is given: where the database is.

use std::pin::Pin;

use super::Error;
use crate::Dialect;
use crate::database::{DatabaseError, Linked, Row};
use crate::url::DatabaseUrl;

/// Where a database is: a URL; a pool or a connection of sqlx, where the feature for it is on.
///
/// | given | what migrates |
/// |---|---|
/// | `&str`, `String`, `DatabaseUrl` | a connection of our own |
/// | `&sqlx::PgPool`, `&sqlx::MySqlPool` | a connection of our own, to where the pool's options lead |
/// | `&sqlx::SqlitePool` | a connection of the pool: a database in memory is in no other place |
/// | `&mut` a connection of sqlx | this connection, which must not be in a transaction |
///
/// A connection of our own can be cancelled, knows of a pooler in between, and, unless it is made by
/// sqlx's driver (`sqlx-postgres` without `postgres`), tells the server's notices. One of sqlx's has the settings that sqlx gives its sessions (on PostgreSQL and MySQL: the
/// time zone is UTC), and a verb's future that is dropped leaves it locked until it is closed.
pub trait Connect: Send {
    /// The way to it.
    ///
    /// # Errors
    /// When a text is no URL.
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c;
}

/// The way to a database.
pub struct Link<'c>(pub(super) Way<'c>);

pub(super) enum Way<'c> {
    Url(Box<DatabaseUrl>, Linked),
    #[cfg_attr(
        not(any(feature = "sqlx-postgres", feature = "sqlx-sqlite", feature = "sqlx-mysql")),
        expect(dead_code, reason = "without sqlx nobody serves")
    )]
    Served(Box<dyn Serve + 'c>),
}

/// A connection that only the awaiting side can use: statements are brought to it.
pub(crate) trait Serve: Send {
    fn dialect(&self) -> Dialect;

    /// Runs a text of one or more statements; gives the rows.
    fn serve<'s>(&'s mut self, text: &'s str) -> Served<'s>;

    /// The work came to its end: nothing stands open.
    fn finish(&mut self) {}
}

/// An answer that is under way.
pub(crate) type Served<'s> = Pin<Box<dyn Future<Output = Result<Vec<Row>, DatabaseError>> + Send + 's>>;

impl std::fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Way::Url(url, _) => write!(f, "Link({url})"),
            Way::Served(served) => write!(f, "Link({})", served.dialect()),
        }
    }
}

impl Connect for &str {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        DatabaseUrl::parse(self)?.link()
    }
}

impl Connect for &String {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        self.as_str().link()
    }
}

impl Connect for String {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        DatabaseUrl::parse(&self)?.link()
    }
}

impl Connect for DatabaseUrl {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        Ok(Link(Way::Url(Box::new(self), Linked::here())))
    }
}

impl Connect for &DatabaseUrl {
    #[inline]
    fn link<'c>(self) -> Result<Link<'c>, Error>
    where
        Self: 'c,
    {
        self.clone().link()
    }
}
