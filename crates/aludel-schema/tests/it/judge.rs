//! An independent judge: do two databases hold the same schema, by the product's own dump program?
//!
//! `pg_dump`, `mariadb-dump` and `sqlite3` know nothing of our catalogs, so what an inspection forgets
//! they show. A dump becomes a multiset of statements: their order is put aside, and so is the order
//! of columns in a table and of attributes in a composite type, since nothing can change it in place. All
//! else counts, to the letter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use testkit::{Dialect, TestDatabase};

mod mysql;
mod postgres;
mod split;
mod sqlite;

/// What is dumped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The schema, whoever owns it.
    Schema,
    /// The schema with its owners and privileges.
    WithPrivileges,
}

/// A schema as its dump tells it, in a form that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dump {
    statements: BTreeMap<Statement, usize>,
}

/// One statement of a dump: what stands before its members, the members sorted, what stands behind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Statement {
    head: String,
    members: Vec<String>,
    tail: String,
}

impl Statement {
    /// A statement of one piece.
    fn whole(text: &str) -> Statement {
        Statement { head: text.to_owned(), members: Vec::new(), tail: String::new() }
    }

    /// `head (member, member) tail`, its members sorted.
    fn of_members(text: &str) -> Statement {
        let Some((head, mut members, tail)) = split::members(text) else { return Statement::whole(text) };
        members.sort();
        Statement { head, members, tail }
    }
}

/// Cuts a dump into statements.
type Read = fn(&str) -> Vec<Statement>;

impl Dump {
    /// Dumps a database.
    ///
    /// # Panics
    ///
    /// When its product's program for dumps fails: then nothing can be judged.
    pub(crate) fn of(database: &TestDatabase, scope: Scope) -> Dump {
        let (arguments, read): (&[&str], Read) = match (database.dialect(), scope) {
            (Dialect::Postgres, Scope::Schema) => (&postgres::SCHEMA, postgres::statements),
            (Dialect::Postgres, Scope::WithPrivileges) => (&postgres::WITH_PRIVILEGES, postgres::statements),
            (Dialect::Mysql, _) => (&mysql::ARGUMENTS, mysql::statements),
            (Dialect::Sqlite, _) => (&sqlite::ARGUMENTS, sqlite::statements),
        };
        let text = database.dump(arguments).unwrap_or_else(|error| panic!("the judge can't dump: {error}"));
        let mut statements = BTreeMap::new();
        // Some texts name their database.
        for statement in read(&text.replace(database.name(), "this_database")) {
            *statements.entry(statement).or_default() += 1;
        }
        Dump { statements }
    }

    /// In words what differs between two dumps, by these names for them; `None` when nothing does.
    pub(crate) fn differences(&self, ours: &str, other: &Dump, theirs: &str) -> Option<String> {
        let only = |here: &Dump, there: &Dump| -> Vec<Statement> {
            let extra = |(statement, count): (&Statement, &usize)| {
                let twin = there.statements.get(statement).copied().unwrap_or(0);
                (*count > twin).then(|| statement.clone())
            };
            here.statements.iter().filter_map(extra).collect()
        };
        let (here, mut there) = (only(self, other), only(other, self));
        let mut words = String::new();
        for statement in here {
            // Of two statements with one beginning only the members that differ are worth a line.
            let twin = there.iter().position(|twin| twin.head == statement.head && !twin.members.is_empty());
            match twin.map(|index| there.remove(index)) {
                Some(twin) => tell_members(&mut words, (&statement, ours), (&twin, theirs)),
                None => tell(&mut words, ours, &statement),
            }
        }
        there.iter().for_each(|statement| tell(&mut words, theirs, statement));
        (!words.is_empty()).then_some(words)
    }
}

/// In words what differs between two databases, as [`Dump::differences`] tells it.
pub(crate) fn differences(
    (one, ours): (&TestDatabase, &str),
    (other, theirs): (&TestDatabase, &str),
    scope: Scope,
) -> Option<String> {
    Dump::of(one, scope).differences(ours, &Dump::of(other, scope), theirs)
}

fn tell(words: &mut String, place: &str, statement: &Statement) {
    let Statement { head, members, tail } = statement;
    let _ = writeln!(words, "only {place}: {head}");
    for member in members {
        let _ = writeln!(words, "    {member}");
    }
    if !tail.is_empty() {
        let _ = writeln!(words, "  {tail}");
    }
}

fn tell_members(words: &mut String, (one, ours): (&Statement, &str), (other, theirs): (&Statement, &str)) {
    let _ = writeln!(words, "{}", one.head);
    for (here, there, place) in [(one, other, ours), (other, one, theirs)] {
        for member in here.members.iter().filter(|member| !there.members.contains(member)) {
            let _ = writeln!(words, "    only {place}: {member}");
        }
        if here.tail != there.tail {
            let _ = writeln!(words, "    only {place}: {}", here.tail);
        }
    }
}
