//! How each change is made so that others can go on meanwhile.

use super::{Item, Scene, Turn, name, not_null, partitions};
use crate::catalog::Entry;
use crate::object::ObjectId;
use crate::plan::{Step, Verb};
use crate::postgres::{index, key, quote};
use crate::statement::{Shape, Statement};

/// A step in forms that lock little.
pub(super) fn rewritten(step: Step, scene: &Scene<'_>) -> Vec<Item> {
    let Some(action) = step.actions.first() else { return vec![Item::new(Turn::Together, step)] };
    let catalog = match action.verb {
        Verb::Drop => scene.difference.from,
        Verb::Create | Verb::Alter | Verb::Rename => scene.difference.to,
    };
    let Some(entry) = catalog.find(&action.object) else { return vec![Item::new(Turn::Together, step)] };
    match (action.verb, action.object.kind()) {
        (Verb::Create, _) if scene.is_of_new(entry) => vec![Item::new(Turn::Together, step)],
        (Verb::Create, "index") => create_index(step, entry, scene),
        (Verb::Drop, "index") => drop_index(step, entry, scene),
        (Verb::Create, "primary key" | "unique constraint") => create_key(step, entry, scene),
        (Verb::Drop, "primary key" | "unique constraint") => drop_key(step, entry, scene),
        (Verb::Create, "check constraint" | "foreign key") => create_constraint(step, entry, scene),
        (Verb::Drop, "foreign key") => drop_foreign_key(step, entry, scene),
        (Verb::Alter, "check constraint" | "foreign key") => alter_constraint(step),
        (Verb::Create | Verb::Alter, "column") => not_null::rewritten(step, entry, scene),
        _ => vec![Item::new(Turn::Together, step)],
    }
}

/// CREATE INDEX CONCURRENTLY; one that takes the place of another is built beside it first.
fn create_index(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let Ok(definition) = entry.read::<index::Definition>() else {
        return vec![Item::new(Turn::Together, step)];
    };
    if definition.partitioned {
        return partitions::create_index(step, entry, &definition, scene);
    }
    let table = index::table(entry);
    let own = entry.id().name();
    let old = match scene.is_replaced(entry.id()) {
        true => Some((Turn::Last, format!("DROP INDEX CONCURRENTLY {}", quote::path(entry.id().path())))),
        false => demoted_key(entry, scene).map(|key| (Turn::Take, drop_constraint(&key))),
    };
    let Some((turn, old)) = old else {
        step.statements[0] = index::create(own, "INDEX CONCURRENTLY", &table, &definition);
        return vec![Item::new(Turn::Build, step)];
    };
    let schema = schema(entry);
    let beside = name::free(scene.difference, schema, own, "_new");
    let rename = format!("ALTER INDEX {} RENAME TO {}", quote::path(&[schema, &beside]), quote::name(own));
    let build = index::create(&beside, "INDEX CONCURRENTLY", &table, &definition);
    step.statements.splice(..1, [Statement::whole(old), Statement::whole(rename)]);
    vec![Item::more(Turn::Build, vec![build]), Item::new(turn, step)]
}

/// DROP INDEX CONCURRENTLY, at the end unless others wait for it.
fn drop_index(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let is_partitioned = entry.read::<index::Definition>().is_ok_and(|definition| definition.partitioned);
    if is_partitioned || step.statements.is_empty() {
        return vec![Item::new(Turn::Together, step)];
    }
    if scene.is_replaced(entry.id()) || becomes_key(entry, scene) {
        // It is dropped when the new one is built; or it stays, as the index of a constraint.
        step.statements.clear();
        return vec![Item::new(Turn::Together, step)];
    }
    let drop = format!("DROP INDEX CONCURRENTLY {}", quote::path(entry.id().path()));
    step.statements = vec![Statement::whole(drop)];
    let waits = entry.dependents().any(|on_it| scene.dropped.contains(on_it.id()));
    let turn = match scene.may_go_late(entry) {
        true => Turn::Last,
        false if waits => Turn::Together,
        false => Turn::First,
    };
    vec![Item::new(turn, step)]
}

/// A key by way of an index that is built beside the traffic, or that is there already.
fn create_key(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let own = entry.id().name();
    if let Some((_, old)) = promoted_index(entry, scene)
        && let Some((_, take)) = key::by_index(entry, old.id().name())
    {
        step.statements = vec![take];
        return vec![Item::new(Turn::Take, step)];
    }
    let is_replaced = scene.is_replaced(entry.id());
    let beside = match is_replaced {
        true => name::free(scene.difference, schema(entry), own, "_new"),
        false => own.to_owned(),
    };
    let Some((definition, mut take)) = key::by_index(entry, &beside) else {
        return vec![Item::new(Turn::Together, step)];
    };
    if is_replaced && let Shape::Clause { clause, .. } = &mut take.shape {
        *clause = format!("DROP CONSTRAINT {},\n    {clause}", quote::name(own));
    }
    let table = quote::relation(entry.id());
    let build = index::create(&beside, "INDEX CONCURRENTLY", &table, &definition);
    step.statements = vec![take];
    vec![Item::more(Turn::Build, vec![build]), Item::new(Turn::Take, step)]
}

/// The drop of a key that is replaced is said together with what comes instead.
fn drop_key(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let index = ObjectId::new("index", [schema(entry), entry.id().name()]);
    let index = scene.difference.to.find(&index).filter(|index| scene.made.contains(index.id()));
    let becomes_index = index.is_some_and(|index| demoted_key(index, scene).is_some());
    if is_replaced_key(entry, scene) || becomes_index {
        step.statements.clear();
        return vec![Item::new(Turn::Together, step)];
    }
    vec![Item::new(Turn::Together, step)]
}

/// Whether the key goes only when its successor has been built.
pub(super) fn is_replaced_key(key: Entry<'_>, scene: &Scene<'_>) -> bool {
    let new = scene.difference.to.find(key.id());
    scene.is_replaced(key.id()) && new.is_some_and(|new| key::by_index(new, "").is_some())
}

/// The unique index that goes, and is what the new key would be.
fn promoted_index<'a>(key: Entry<'a>, scene: &Scene<'a>) -> Option<(index::Definition, Entry<'a>)> {
    let (wanted, _) = key::by_index(key, "")?;
    let table = scene.difference.from.find(key.owner()?.id())?;
    table
        .owned_of("index")
        .filter(|old| scene.dropped.contains(old.id()) && !scene.made.contains(old.id()))
        .filter(|old| scene.may_go_late(*old))
        .find_map(|old| Some((old.read::<index::Definition>().ok()?, old)))
        .filter(|(definition, _)| *definition == wanted)
}

/// Whether an index that goes stays as the index of a constraint.
fn becomes_key(index: Entry<'_>, scene: &Scene<'_>) -> bool {
    let table = index.owner().and_then(|table| scene.difference.to.find(table.id()));
    table.is_some_and(|table| {
        table
            .owned()
            .filter(|key| matches!(key.id().kind(), "primary key" | "unique constraint"))
            .filter(|key| scene.made.contains(key.id()))
            .any(|key| promoted_index(key, scene).is_some_and(|(_, old)| old.id() == index.id()))
    })
}

/// The key that goes and whose name a new index of the same table takes.
fn demoted_key(index: Entry<'_>, scene: &Scene<'_>) -> Option<ObjectId> {
    let table = index.owner()?.id();
    ["primary key", "unique constraint"].into_iter().find_map(|kind| {
        let path = table.path().iter().map(|name| &**name).chain([index.id().name()]);
        let old = scene.difference.from.find(&ObjectId::new(kind, path))?;
        let goes = scene.dropped.contains(old.id()) && !scene.made.contains(old.id());
        (goes && scene.may_go_late(old)).then(|| old.id().clone())
    })
}

fn drop_constraint(id: &ObjectId) -> String {
    format!("ALTER TABLE {} DROP CONSTRAINT {}", quote::relation(id), quote::name(id.name()))
}

fn schema<'a>(entry: Entry<'a>) -> &'a str {
    entry.id().path().first().map_or("", |schema| schema)
}

/// A foreign key that gives way to a key's replacement stays until then.
fn drop_foreign_key(step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    // Only what is built beside the traffic is replaced late: a column that is made again goes at once.
    let goes_late = |on: Entry<'_>| match on.id().kind() {
        "index" => scene.is_replaced(on.id()),
        "primary key" | "unique constraint" => is_replaced_key(on, scene),
        _ => false,
    };
    let lost: Vec<Entry<'_>> = entry.needs().filter(|on| scene.dropped.contains(on.id())).collect();
    let is_late = !lost.is_empty() && lost.into_iter().all(goes_late);
    let disturbed = entry.needs().any(|on| scene.disturbed.contains(on.id()));
    let turn = if is_late && !disturbed { Turn::Take } else { Turn::Together };
    vec![Item::new(turn, step)]
}

/// NOT VALID, which looks at no row; then the rows that are there, under a weak lock.
fn create_constraint(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let on_partitioned =
        entry.id().kind() == "foreign key" && scene.major() < 18 && partitions::is_partitioned(entry.owner());
    let Some(Statement { shape: Shape::Member { head, clause, .. }, .. }) = step.statements.first() else {
        return vec![Item::new(Turn::Together, step)];
    };
    if on_partitioned || clause.ends_with(" NOT ENFORCED") {
        return vec![Item::new(Turn::Together, step)];
    }
    let validate = validate(head, entry.id().name());
    let added = Statement::clause(head, format!("{clause} NOT VALID"));
    step.statements[0].shape = added.shape;
    vec![Item::new(Turn::Together, step), Item::more(Turn::Validate, vec![validate])]
}

/// VALIDATE CONSTRAINT in a transaction of its own.
fn alter_constraint(mut step: Step) -> Vec<Item> {
    let is_validation = |statement: &Statement| matches!(&statement.shape, Shape::Clause { clause, .. } if clause.starts_with("VALIDATE CONSTRAINT "));
    let (long, short): (Vec<_>, Vec<_>) = step.statements.drain(..).partition(is_validation);
    let long: Vec<Statement> = long.iter().map(|statement| Statement::whole(statement.text())).collect();
    if short.is_empty() {
        return vec![Item::new(Turn::Validate, Step { statements: long, ..step })];
    }
    let short = Item::new(Turn::Together, Step { statements: short, ..step });
    vec![short, Item::more(Turn::Validate, long)]
}

/// VALIDATE CONSTRAINT, alone in its statement: so it has a transaction of its own.
pub(super) fn validate(head: &str, name: &str) -> Statement {
    Statement::whole(format!("{head} VALIDATE CONSTRAINT {}", quote::name(name)))
}
