//! From some partitions to others without partitioning the whole table anew.
//!
//! Rows are kept where some partition to come takes them: a range that goes is given to the next
//! one. To throw rows away with their partition is a decision that is not ours.

use super::{Definition, Partition, counted, listed};
use crate::kind::InPlace;
use crate::mysql::quote;
use crate::object::ObjectId;
use crate::statement::Statement;

/// The steps; `None`: there are none but to partition the table anew.
pub(super) fn between(table: &ObjectId, from: &Definition, to: &Definition) -> Option<InPlace> {
    let mut how = InPlace::default();
    if from.partitions.is_empty() || to.partitions.is_empty() {
        return None;
    }
    if let (Some(old), Some(new)) = (counted(&from.partitions), counted(&to.partitions)) {
        let clause = match new > old {
            true => format!("ADD PARTITION PARTITIONS {}", new - old),
            false => format!("COALESCE PARTITION {}", old - new),
        };
        how.add(format!("{old} → {new} partitions"), alter(table, &clause));
        return Some(how);
    }
    match from.by.split([' ', '(']).next() {
        Some("RANGE") => ranges(table, &from.partitions, &to.partitions, &mut how),
        Some("LIST") => lists(table, &from.partitions, &to.partitions, &mut how),
        _ => return None,
    }
    Some(how)
}

fn alter(table: &ObjectId, clause: &str) -> Statement {
    Statement::whole(format!("{} {clause}", quote::head(table)))
}

/// What lies between the partitions that are alike at the beginning and those at the end.
fn ranges(table: &ObjectId, from: &[Partition], to: &[Partition], how: &mut InPlace) {
    let start = from.iter().zip(to).take_while(|(old, new)| old == new).count();
    let end = from[start..].iter().rev().zip(to[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&from[start..from.len() - end], &to[start..to.len() - end]);
    match (old, new, end) {
        ([], new, 0) => add(table, new, how),
        (old, [], 0) => drop(table, old, how),
        // What comes before a partition takes from it; what goes before it leaves it the rows.
        (old, new, 1..) if is_bound(old) != is_bound(new) => {
            let old = &from[start..=from.len() - end];
            reorganize(table, old, &to[start..=to.len() - end], how);
        }
        (old, new, _) => reorganize(table, old, new, how),
    }
}

/// Where the last of them ends.
fn is_bound(partitions: &[Partition]) -> Option<&str> {
    partitions.last().and_then(|partition| partition.values.as_deref())
}

fn lists(table: &ObjectId, from: &[Partition], to: &[Partition], how: &mut InPlace) {
    let not_in = |some: &[Partition], others: &[Partition]| -> Vec<Partition> {
        some.iter().filter(|one| !others.contains(one)).cloned().collect()
    };
    match (not_in(from, to).as_slice(), not_in(to, from).as_slice()) {
        ([], []) => {}
        ([], new) => add(table, new, how),
        (old, []) => drop(table, old, how),
        (old, new) => reorganize(table, old, new, how),
    }
}

fn names(partitions: &[Partition]) -> String {
    let names: Vec<String> = partitions.iter().map(|partition| quote::name(&partition.name)).collect();
    names.join(", ")
}

fn add(table: &ObjectId, new: &[Partition], how: &mut InPlace) {
    how.add(format!("adds {}", plain(new)), alter(table, &format!("ADD PARTITION {}", listed(new))));
}

fn drop(table: &ObjectId, old: &[Partition], how: &mut InPlace) {
    let mut statement = alter(table, &format!("DROP PARTITION {}", names(old)));
    for partition in old {
        statement = statement.destroying(format!("partition {}.{}", table.name(), partition.name));
    }
    how.add(format!("drops {}", plain(old)), statement);
}

fn reorganize(table: &ObjectId, old: &[Partition], new: &[Partition], how: &mut InPlace) {
    // What no new partition takes in.
    let fits = is_bound(old) == is_bound(new) || is_bound(new) == Some("LESS THAN MAXVALUE");
    let clause = format!("REORGANIZE PARTITION {} INTO {}", names(old), listed(new));
    let statement = match fits {
        true => alter(table, &clause),
        false => {
            alter(table, &clause).noting("rows that none of the new partitions takes stop this statement")
        }
    };
    how.add(format!("{} → {}", plain(old), plain(new)), statement);
}

fn plain(partitions: &[Partition]) -> String {
    let names: Vec<&str> = partitions.iter().map(|partition| partition.name.as_str()).collect();
    names.join(", ")
}
