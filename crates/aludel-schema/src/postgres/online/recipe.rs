//! How each change is made so that others can go on meanwhile.

use super::{Item, Scene, Turn, key, name, not_null, partitions};
use crate::catalog::Entry;
use crate::object::ObjectId;
use crate::plan::{Step, Verb};
use crate::postgres::{index, quote};
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
        (Verb::Create, "primary key" | "unique constraint") => key::create(step, entry, scene),
        (Verb::Drop, "primary key" | "unique constraint") => key::drop(step, entry, scene),
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
    if is_left_invalid(entry, scene) {
        let drop = format!("DROP INDEX CONCURRENTLY {}", quote::path(entry.id().path()));
        let build = index::create(own, "INDEX CONCURRENTLY", &table, &definition);
        step.statements.splice(..1, [Statement::whole(drop), build]);
        return vec![Item::new(Turn::Build, step)];
    }
    let old = match scene.is_replaced(entry.id()) {
        true => Some((Turn::Last, format!("DROP INDEX CONCURRENTLY {}", quote::path(entry.id().path())))),
        false => key::demoted(entry, scene).map(|key| (Turn::Take, key::dropping(&key))),
    };
    let Some((turn, old)) = old else {
        step.statements[0] = index::create(own, "INDEX CONCURRENTLY", &table, &definition);
        return vec![Item::new(Turn::Build, step)];
    };
    let schema = super::schema(entry);
    let beside = name::free(scene.difference, schema, own, "_new");
    let rename = format!("ALTER INDEX {} RENAME TO {}", quote::path(&[schema, &beside]), quote::name(own));
    let build = index::create(&beside, "INDEX CONCURRENTLY", &table, &definition);
    step.statements.splice(..1, [Statement::whole(old), Statement::whole(rename)]);
    vec![Item::more(Turn::Build, vec![build]), Item::new(turn, step)]
}

/// Whether the index is there, and no query uses it: a build of it was cut.
fn is_left_invalid(index: Entry<'_>, scene: &Scene<'_>) -> bool {
    let old = scene.difference.from.find(index.id()).filter(|old| scene.is_replaced(old.id()));
    old.is_some_and(|old| old.read::<index::Definition>().is_ok_and(|definition| definition.invalid))
}

/// DROP INDEX CONCURRENTLY, at the end unless others wait for it.
fn drop_index(mut step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    let is_partitioned = entry.read::<index::Definition>().is_ok_and(|definition| definition.partitioned);
    if step.statements.is_empty() {
        return vec![Item::new(Turn::Together, step)];
    }
    if scene.is_replaced(entry.id()) || key::is_promoted(entry, scene) {
        // It is dropped when the new one is built; or it stays, as the index of a constraint.
        step.statements.clear();
        return vec![Item::new(Turn::Together, step)];
    }
    if is_partitioned {
        return vec![Item::new(Turn::Together, step)];
    }
    let drop = format!("DROP INDEX CONCURRENTLY {}", quote::path(entry.id().path()));
    step.statements = vec![Statement::whole(drop)];
    let waits = entry.dependents().any(|on_it| scene.dropped.contains(on_it.id()));
    // A partition gets one of its name from its parent.
    let name = ObjectId::new("partition index", entry.id().path().iter().map(|name| &**name));
    let turn = match scene.may_go_late(entry) {
        _ if scene.difference.to.find(&name).is_some() => Turn::First,
        true => Turn::Last,
        false if waits => Turn::Together,
        false => Turn::First,
    };
    vec![Item::new(turn, step)]
}

/// A foreign key that gives way to a key's replacement stays until then.
fn drop_foreign_key(step: Step, entry: Entry<'_>, scene: &Scene<'_>) -> Vec<Item> {
    // Only what is built beside the traffic is replaced late: a column that is made again goes at once.
    let goes_late = |on: Entry<'_>| match on.id().kind() {
        "index" => scene.is_replaced(on.id()),
        "primary key" | "unique constraint" => key::successor(on, scene).is_some(),
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
    if clause.ends_with(" NOT ENFORCED") {
        return vec![Item::new(Turn::Together, step)];
    }
    if on_partitioned {
        let clause = clause.clone();
        return partitions::create_foreign_key(step, entry, &clause, scene);
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
