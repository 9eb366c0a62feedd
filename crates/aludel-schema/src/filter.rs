//! What is left out of a comparison: by pattern, and the tables in which tools keep their books.
//!
//! A filter works on a catalog that was read whole, the same on both sides, so that what is left
//! out on one side can't show as missing on the other.

use std::fmt;

use crate::catalog::{Catalog, Entry};
use crate::kind::Registry;

/// Which objects are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Patterns of schemas.
    pub schemas: Patterns,
    /// Patterns of tables: `orders`, `tmp_*`, `audit.*`; views and sequences are no tables.
    pub tables: Patterns,
    /// Patterns of kinds: `policy`, `*trigger`.
    pub kinds: Patterns,
    /// Tables that are never looked at, by schema (where it is known) and name.
    pub books: Vec<(Option<String>, String)>,
}

/// The tables in which other tools keep what they have applied.
const OTHER_BOOKS: &[&str] = &[
    "alembic_version",
    "_sqlx_migrations",
    "__diesel_schema_migrations",
    "seaql_migrations",
    "refinery_schema_history",
    "schema_migrations",
    "ar_internal_metadata",
    "flyway_schema_history",
    "databasechangelog",
    "databasechangeloglock",
    "django_migrations",
    "goose_db_version",
    "atlas_schema_revisions",
    "_prisma_migrations",
    "__drizzle_migrations",
    "knex_migrations",
    "knex_migrations_lock",
    "__EFMigrationsHistory",
];

/// aludel's own tables beside the version table.
const OWN_BOOKS: &[&str] = &["aludel_version", "aludel_log", "aludel_lease"];

impl Filter {
    /// The catalog without what is left out, and without what belongs to that.
    ///
    /// aludel's own tables and those of other tools are left out always.
    pub fn apply(&self, catalog: Catalog, registry: &Registry) -> Catalog {
        catalog.retain(|entry| self.keeps(entry, registry))
    }

    fn keeps(&self, entry: Entry<'_>, registry: &Registry) -> bool {
        let id = entry.id();
        if !self.kinds.takes(&[id.kind()]) {
            return false;
        }
        let Some((_, kind)) = registry.find(id.kind()) else { return true };
        let schema = match (kind.is_in_schema(), id.kind()) {
            (true, _) if id.path().len() > 1 => Some(&*id.path()[0]),
            (_, "schema") => Some(id.name()),
            _ => None,
        };
        if schema.is_some_and(|schema| !self.schemas.takes(&[schema])) {
            return false;
        }
        // What belongs to a table goes with it: only the table itself is looked at.
        if !id.kind().ends_with("table") {
            return true;
        }
        !self.is_book(id.path()) && self.tables.takes(&[id.name(), &id.dotted()])
    }

    fn is_book(&self, path: &[Box<str>]) -> bool {
        let Some((name, schema)) = path.split_last() else { return false };
        let schema = schema.last().map(|schema| &**schema);
        OTHER_BOOKS.contains(&&**name)
            || OWN_BOOKS.contains(&&**name)
            || self.books.iter().any(|(wanted, book)| {
                **name == **book && wanted.as_deref().is_none_or(|wanted| Some(wanted) == schema)
            })
    }
}

/// Patterns of names with `*` and `?`; one that begins with `!` leaves out.
///
/// Without a pattern that takes in, all is taken in that no other leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    takes: Vec<String>,
    leaves: Vec<String>,
}

impl Patterns {
    /// Reads patterns.
    pub fn new<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Self {
        let mut read = Self::default();
        for pattern in patterns {
            match pattern.as_ref().strip_prefix('!') {
                Some(pattern) => read.leaves.push(pattern.trim().to_owned()),
                None => read.takes.push(pattern.as_ref().trim().to_owned()),
            }
        }
        read
    }

    /// Whether a thing of these names is taken in.
    fn takes(&self, names: &[&str]) -> bool {
        let any = |patterns: &[String]| {
            patterns.iter().any(|pattern| names.iter().any(|name| matches(pattern, name)))
        };
        !any(&self.leaves) && (self.takes.is_empty() || any(&self.takes))
    }
}

impl fmt::Display for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leaves = self.leaves.iter().map(|pattern| format!("!{pattern}"));
        f.write_str(&self.takes.iter().cloned().chain(leaves).collect::<Vec<_>>().join(", "))
    }
}

/// Whether a name fits a pattern: `*` is any text, `?` any one character.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while place < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(c) if *c == '?' || *c == name[place] => {
                at += 1;
                place += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    at = after + 1;
                    place = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::{Patterns, matches};

    #[test]
    fn stars_and_question_marks() {
        assert!(matches("tmp_*", "tmp_1") && matches("*", "") && matches("a?c*e", "abcde"));
        assert!(!matches("tmp_*", "tm") && !matches("a", "ab") && !matches("", "a"));
        assert!(matches("*a*b", "xaxbxb"));
    }

    #[test]
    fn what_is_left_out_wins() {
        let patterns = Patterns::new(["app*", "!app_old"]);
        assert!(patterns.takes(&["app_new"]) && !patterns.takes(&["app_old"]) && !patterns.takes(&["x"]));
        assert!(Patterns::new(["!x"]).takes(&["y"]) && Patterns::default().takes(&["y"]));
    }
}
