//! Partitioned tables: what can't be built CONCURRENTLY there is built on each partition and then
//! attached, <https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE>.

use super::recipe::validate;
use super::{Item, Scene, Turn, name, schema};
use crate::catalog::Entry;
use crate::plan::Step;
use crate::postgres::{index, key, quote};
use crate::statement::Statement;

/// Whether it is a partitioned table.
pub(super) fn is_partitioned(table: Option<Entry<'_>>) -> bool {
    let definition = table.and_then(|table| table.read::<serde_json::Value>().ok());
    definition.is_some_and(|definition| definition.get("partition_by").is_some())
}

/// The index of the whole, which is valid when each partition has one that is attached to it.
pub(super) fn create_index(
    mut step: Step,
    entry: Entry<'_>,
    definition: &index::Definition,
    scene: &Scene<'_>,
) -> Vec<Item> {
    let Some(table) = entry.owner().filter(|table| !definition.invalid && !has_foreign(*table)) else {
        return vec![Item::new(Turn::Together, step)];
    };
    let mut tree = Tree::new(scene, scene.is_replaced(entry.id()));
    let only = |name: &str, table: Entry<'_>| {
        let on = format!("ONLY {}", quote::relation(table.id()));
        index::create(name, "INDEX", &on, definition)
    };
    let leaf = |name: &str, table: Entry<'_>, words: &str| {
        vec![index::create(name, words, &quote::relation(table.id()), definition)]
    };
    tree.grow(table, entry, entry.id().name(), &only, &leaf, &|_, _| None);
    let Tree { build, take, renames, .. } = tree;
    let mut first = Vec::new();
    if scene.is_replaced(entry.id()) {
        first.push(Statement::whole(format!("DROP INDEX {}", quote::path(entry.id().path()))));
    }
    step.statements.splice(..1, first.into_iter().chain(take).chain(renames));
    vec![Item::more(Turn::Build, build), Item::new(Turn::Take, step)]
}

/// A key of the whole, by way of keys of its partitions.
pub(super) fn create_key(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let replaces = scene.dropped.contains(entry.id());
    let parts = key::of_partitions(entry).filter(|_| match replaces {
        true => is_replaced_late(entry, scene),
        false => !keeps_partitions_not_null(entry, scene),
    });
    let table = entry.owner().filter(|table| !has_foreign(*table));
    let (Some(table), Some((definition, [word, rest]))) = (table, parts) else {
        // By then its columns can't be null.
        return vec![Item::new(Turn::Take, step)];
    };
    let mut tree = Tree::new(scene, replaces);
    let only = |name: &str, table: Entry<'_>| {
        let (table, name) = (quote::relation(table.id()), quote::name(name));
        Statement::whole(format!("ALTER TABLE ONLY {table} ADD CONSTRAINT {name} {word}{rest}"))
    };
    let leaf = |name: &str, table: Entry<'_>, words: &str| {
        vec![index::create(name, words, &quote::relation(table.id()), &definition)]
    };
    let using = |name: &str, table: Entry<'_>| {
        let (table, name) = (quote::relation(table.id()), quote::name(name));
        Some(Statement::whole(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {word} USING INDEX {name}")))
    };
    tree.grow(table, entry, entry.id().name(), &only, &leaf, &using);
    let Tree { build, take, renames, .. } = tree;
    let old = replaces.then(|| Statement::whole(super::key::dropping(entry.id())));
    step.statements = old.into_iter().chain(take).chain(renames).collect();
    vec![Item::more(Turn::Build, build), Item::new(Turn::Take, step)]
}

/// Whether a key of a partitioned table stays until what comes in its place is built.
pub(super) fn is_replaced_late(key: Entry<'_>, scene: &Scene<'_>) -> bool {
    let (old, new) = (scene.difference.from.find(key.id()), scene.difference.to.find(key.id()));
    let (Some(old), Some(new)) = (old, new) else { return false };
    is_partitioned(old.owner())
        && is_partitioned(new.owner())
        && scene.made.contains(new.id())
        && scene.may_go_late(old)
        && key::of_partitions(new).is_some()
        && !keeps_partitions_not_null(new, scene)
        && !new.owner().is_none_or(has_foreign)
}

/// A foreign key of the whole: it adopts those that its partitions have. Before PostgreSQL 18 that of
/// a partitioned table can't be NOT VALID.
pub(super) fn create_foreign_key(step: Step, entry: Entry<'_>, clause: &str, scene: &Scene<'_>) -> Vec<Item> {
    let Some(table) = entry.owner().filter(|table| !has_foreign(*table)) else {
        return vec![Item::new(Turn::Together, step)];
    };
    let mut leaves = Vec::new();
    leaves_of(table, &mut leaves);
    let filled = || leaves.iter().filter(|leaf| !scene.made.contains(leaf.id()));
    let head = |leaf: &Entry<'_>| format!("ALTER TABLE {}", quote::relation(leaf.id()));
    let add = filled().map(|leaf| Statement::clause(head(leaf), format!("{clause} NOT VALID"))).collect();
    let validate = filled().map(|leaf| validate(&head(leaf), entry.id().name())).collect();
    vec![Item::more(Turn::Together, add), Item::more(Turn::Validate, validate), Item::new(Turn::Take, step)]
}

/// Whether a partition's own primary key would leave its columns NOT NULL when the parent's are no
/// longer (PostgreSQL 18).
fn keeps_partitions_not_null(key: Entry<'_>, scene: &Scene<'_>) -> bool {
    scene.major() >= 18
        && key.id().kind() == "primary key"
        && key.needs().any(|column| {
            let old = scene.difference.from.find(column.id());
            old.is_some_and(|old| old.object().definition != column.object().definition)
        })
}

fn leaves_of<'a>(table: Entry<'a>, leaves: &mut Vec<Entry<'a>>) {
    for partition in table.owned_of("table") {
        match is_partitioned(Some(partition)) {
            true => leaves_of(partition, leaves),
            false => leaves.push(partition),
        }
    }
}

/// Whether a partition lives on another server: it has no index and no key.
fn has_foreign(table: Entry<'_>) -> bool {
    table.owned_of("foreign table").next().is_some() || table.owned_of("table").any(has_foreign)
}

/// An index over a table and its partitions.
struct Tree<'s, 'a> {
    scene: &'s Scene<'a>,
    /// Whether another stands there until it is made.
    replaces: bool,
    build: Vec<Statement>,
    take: Vec<Statement>,
    /// What gives names to those that could not have them at first.
    renames: Vec<Statement>,
}

type Only<'f> = &'f dyn Fn(&str, Entry<'_>) -> Statement;
type Leaf<'f> = &'f dyn Fn(&str, Entry<'_>, &str) -> Vec<Statement>;
type Using<'f> = &'f dyn Fn(&str, Entry<'_>) -> Option<Statement>;

impl<'s, 'a> Tree<'s, 'a> {
    fn new(scene: &'s Scene<'a>, replaces: bool) -> Self {
        Self { scene, replaces, build: Vec::new(), take: Vec::new(), renames: Vec::new() }
    }

    /// The statements for a partitioned table, where its index is to be `index` and is made as `made`,
    /// and all below it.
    fn grow(
        &mut self,
        table: Entry<'_>,
        index: Entry<'_>,
        made: &str,
        only: Only<'_>,
        leaf: Leaf<'_>,
        using: Using<'_>,
    ) {
        self.take.push(only(made, table));
        for partition in table.owned_of("table") {
            let is_its = |own: &Entry<'_>| own.needs().any(|on| on.id() == index.id());
            // Both catalogs come from a server, which gives each partition one.
            let Some(own) = partition.owned_of("partition index").find(is_its) else { continue };
            let name = self.name(own, partition);
            if is_partitioned(Some(partition)) {
                self.grow(partition, own, &name, only, leaf, using);
            } else if self.scene.made.contains(partition.id()) {
                self.take.extend(leaf(&name, partition, "INDEX"));
                self.take.extend(using(&name, partition));
            } else {
                self.build.extend(leaf(&name, partition, "INDEX CONCURRENTLY"));
                self.take.extend(using(&name, partition));
            }
            let parent = quote::path(&[schema(table), made]);
            let child = quote::path(&[schema(partition), &name]);
            self.take.push(Statement::whole(format!("ALTER INDEX {parent} ATTACH PARTITION {child}")));
        }
    }

    /// The name under which an index is made: another has its own until it is dropped.
    fn name(&mut self, index: Entry<'_>, table: Entry<'_>) -> String {
        let (schema, own) = (schema(index), index.id().name());
        let before = self.scene.difference.from;
        // What is attached before has got one for the other, by a name that the server chose.
        let is_attached = |table: &Entry<'_>| {
            let old = before.find(table.id());
            old.is_some_and(|old| old.owner().map(|it| it.id()) != table.owner().map(|it| it.id()))
        };
        let is_attached = self.replaces
            && std::iter::successors(Some(table), Entry::owner).take(16).any(|it| is_attached(&it));
        if before.find(index.id()).is_none() && !is_attached {
            return own.to_owned();
        }
        let beside = name::free(self.scene.difference, schema, own, "_new");
        let text = format!("ALTER INDEX {} RENAME TO {}", quote::path(&[schema, &beside]), quote::name(own));
        self.renames.push(Statement::whole(text));
        beside
    }
}
