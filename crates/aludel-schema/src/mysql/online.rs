//! How little a change of a table needs, and the words that make the server keep to it.
//!
//! `ALGORITHM` and `LOCK` are named only where the server keeps to them for every clause of the
//! statement: it refuses the statement otherwise. Left away, it does the best it can.
//! <https://mariadb.com/kb/en/innodb-online-ddl-overview/>,
//! <https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html>

use super::{KINDS, MysqlKind, column, index, quote, table};
use crate::catalog::{Catalog, Entry};
use crate::diff::Difference;
use crate::object::ObjectId;
use crate::plan::{Action, Plan, Verb};
use crate::statement::Shape;

/// What a change needs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Online {
    /// Only the dictionary is written.
    Instant,
    /// Something is built beside the table, which is read and written meanwhile.
    Light,
    /// The table is built anew while it is read and written.
    Rebuild,
    /// The table is copied, or must not be written meanwhile.
    Copy,
}

/// The plan with `ALGORITHM` and `LOCK` named where that is possible.
pub(super) fn named(mut plan: Plan, difference: &Difference<'_>) -> Plan {
    for step in &mut plan.steps {
        let Some(words) = words(&step.actions, difference) else { continue };
        for statement in &mut step.statements {
            if let Shape::Clause { clause, .. } = &mut statement.shape
                && !clause.contains("PARTITION")
            {
                let line = if clause.starts_with('\n') { ",\n    " } else { ", " };
                clause.push_str(&format!("{line}{words}"));
            }
        }
    }
    plan
}

fn words(actions: &[Action], difference: &Difference<'_>) -> Option<String> {
    let table = ObjectId::new("table", [quote::table(&actions.first()?.object)]);
    // What is made in this plan is empty.
    let (from, to) = (difference.from.find(&table)?, difference.to.find(&table)?);
    if !table::is_innodb(from) || !table::is_innodb(to) {
        return None;
    }
    let mut needed = Online::Instant;
    for action in actions {
        needed = needed.max(of(action, difference)?);
    }
    let needed = together(actions, needed, from, to)?;
    let mariadb = quote::is_mariadb(to);
    let words = match needed {
        // MySQL takes no LOCK beside it.
        Online::Instant => "ALGORITHM=INSTANT",
        Online::Light if mariadb => "ALGORITHM=NOCOPY, LOCK=NONE",
        Online::Light | Online::Rebuild => "ALGORITHM=INPLACE, LOCK=NONE",
        Online::Copy => return None,
    };
    Some(words.to_owned())
}

fn of(action: &Action, difference: &Difference<'_>) -> Option<Online> {
    let find = |catalog: &'_ Catalog| catalog.find(&action.object).map(|entry| entry.position());
    let (from, to) = match action.verb {
        Verb::Create => (None, find(difference.to)),
        Verb::Drop => (find(difference.from), None),
        Verb::Alter => (find(difference.from), find(difference.to)),
        Verb::Rename => return None,
    };
    let kind: &&dyn MysqlKind = KINDS.iter().find(|kind| kind.name() == action.object.kind())?;
    let (from, to) = (from.map(|at| difference.from.entry(at)), to.map(|at| difference.to.entry(at)));
    kind.online(from, to)
}

/// What several changes need together, in the table as it is.
fn together(actions: &[Action], needed: Online, from: Entry<'_>, to: Entry<'_>) -> Option<Online> {
    let any = |kinds: &[&str], verbs: &[Verb]| {
        actions.iter().any(|action| kinds.contains(&action.object.kind()) && verbs.contains(&action.verb))
    };
    let columns = any(&["column"], &[Verb::Create, Verb::Drop]);
    let built = any(&["index"], &[Verb::Create, Verb::Alter]);
    let keyed = any(&["primary key"], &[Verb::Create, Verb::Drop, Verb::Alter]);
    let needed = match () {
        // An index beside a column that is new, or gone, takes a new table.
        () if columns && built => needed.max(Online::Rebuild),
        // So does a column where rows are kept compressed.
        () if columns && is_compressed(from) => needed.max(Online::Rebuild),
        () => needed,
    };
    // The server takes a computed column by itself, and computes stored ones in a copy alone.
    let is_computed = |action: &Action| {
        let find = |table: Entry<'_>| table.catalog().find(&action.object).is_some_and(column::is_generated);
        action.verb != Verb::Alter && (find(from) || find(to))
    };
    let computed = actions.iter().filter(|action| is_computed(action)).count();
    if computed > 0 && computed < actions.len() {
        return None;
    }
    if needed == Online::Rebuild
        && from.owned_of("column").chain(to.owned_of("column")).any(column::is_generated)
    {
        return None;
    }
    let rebuilds = needed == Online::Rebuild || keyed;
    // A table with an index of words, or of computed values, is not rebuilt under writes.
    let mut indexes = from.owned_of("index").chain(to.owned_of("index"));
    if (columns || rebuilds) && indexes.any(index::hinders_rebuild) {
        return None;
    }
    Some(needed)
}

fn is_compressed(table: Entry<'_>) -> bool {
    table.read::<table::Definition>().is_ok_and(|definition| {
        let format = definition.options.get("row_format");
        format.is_some_and(|format| format.eq_ignore_ascii_case("compressed"))
            || definition.options.contains_key("key_block_size")
    })
}
