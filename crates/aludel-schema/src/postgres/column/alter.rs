//! What turns one column into another.

use super::super::conversion::Conversion;
use super::super::{check_constraint, default, options, quote};
use super::casts::{Casts, casts, convert};
use super::{Definition, family, head, line};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// How a column comes from one definition to another.
pub(super) fn alter(pair: Pair<'_>) -> Result<Alteration, Refusal> {
    let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
    let settled = settled(pair, &from, &to)?;
    let retyped = (&from.r#type, &from.collation) != (&to.r#type, &to.collation);
    if let Some(key) = Some(pair.from).filter(|_| retyped).and_then(is_of_partition_key) {
        let mend =
            "make a table with the new key beside it, copy the rows, drop the old one, and rename the new";
        return Err(Refusal::new(key, "a table is partitioned by it, and its type can't change", mend));
    }
    let mut alteration =
        Change { id: pair.to.id(), from: &settled, to: &to, server: server(pair.to), casts: casts(pair) }
            .alteration()?;
    if let Alteration::InPlace(how) = &mut alteration
        && !how.disturbs.is_empty()
    {
        let below = family::descendants(pair.from);
        how.disturbs.extend(below.into_iter().map(|column| column.id().clone()));
    }
    if let Alteration::InPlace(how) = &mut alteration
        && settled.not_null
        && !to.not_null
        && server(pair.to) < 18
    {
        how.statements.extend(still_not_null(pair));
    }
    Ok(alteration)
}

/// What makes the columns below NOT NULL again that stay so: before PostgreSQL 18 what drops that of a
/// parent drops theirs, too.
fn still_not_null(pair: Pair<'_>) -> Vec<Statement> {
    let before = pair.from.catalog();
    let is_equal = |column: &Entry<'_>| {
        // What changes otherwise is altered by itself.
        let old = before.find(column.id()).filter(|old| family::inherits(*old, pair.from.id()));
        old.is_some_and(|old| old.object().definition == column.object().definition)
    };
    let is_not_null = |column: &Entry<'_>| column.read::<Definition>().is_ok_and(|column| column.not_null);
    let below = family::children(pair.to).filter(is_equal).filter(is_not_null);
    below
        .map(|column| {
            Statement::clause(
                head(column.id()),
                set_not_null(&quote::name(column.id().name()), &Definition::default()),
            )
        })
        .collect()
}

/// What a column that comes from a parent, or from its table's type, has beyond that.
pub(super) fn beyond_parents(object: Entry<'_>, to: &Definition) -> Result<Vec<Statement>, Refusal> {
    let given = match family::parents(object).next() {
        Some(parent) => {
            let given: Definition = parent.read()?;
            Definition { not_null_name: inherited_name(parent, &given, object.id()), ..given }
        }
        None => Definition { r#type: to.r#type.clone(), ..Definition::default() },
    };
    let given = Definition { parents: to.parents.clone(), identity: to.identity.clone(), ..given };
    let change =
        Change { id: object.id(), from: &given, to, server: server(object), casts: [object.catalog(); 2] };
    match change.alteration()? {
        // No row is there yet of which anything should be known.
        Alteration::InPlace(mut how) => {
            how.statements.iter_mut().for_each(|statement| statement.notes.clear());
            Ok(how.statements)
        }
        Alteration::Recreate | Alteration::Replace => Err(Refusal::new(
            object.id(),
            "it is computed otherwise than its parent's",
            "write the table with an expression of its own by hand",
        )),
    }
}

/// What makes the columns of a table those of a parent that it gets, before it does.
///
/// The parent is taken as it is, where it is there already: what changes in it comes after.
pub(in super::super) fn fit(table: Pair<'_>, parent: &str) -> Result<Vec<Statement>, Refusal> {
    let mut needs = table.to.needs().filter(|needed| needed.id().kind() == "table");
    let Some(parent) = needs.find(|needed| quote::path(needed.id().path()) == parent) else {
        return Ok(Vec::new());
    };
    let model = table.from.catalog().find(parent.id()).unwrap_or(parent);
    let mut statements = superfluous(table, model)?;
    for column in model.owned_of("column") {
        let path = table.to.id().path().iter().map(|name| &**name).chain([column.id().name()]);
        let id = ObjectId::new(column.id().kind(), path);
        let given: Definition = column.read()?;
        // A column that its parent loses in the end must be there all the same.
        let to = table.to.catalog().find(&id).map(|to| to.read()).transpose()?;
        let to: Definition = to.unwrap_or_else(|| Definition { not_null_name: None, ..given.clone() });
        let Some(own) = table.from.catalog().find(&id) else {
            let given = Definition { not_null_name: to.not_null_name, ..given };
            statements.extend(added(&id, column, given)?);
            continue;
        };
        let own: Definition = own.read()?;
        let fitted = fitted(&own, &given, &to);
        let change =
            Change { id: &id, from: &own, to: &fitted, server: server(table.to), casts: casts(table) };
        match change.alteration()? {
            Alteration::InPlace(how) => statements.extend(how.statements),
            Alteration::Recreate | Alteration::Replace => {
                return Err(Refusal::new(
                    &id,
                    "it is not computed as its parent's is",
                    "make it so by a revision of its own",
                ));
            }
        }
    }
    statements.extend(check_constraint::lacking(table, model)?);
    Ok(statements)
}

/// What drops the columns that a partition may not have beyond its parent's.
fn superfluous(table: Pair<'_>, parent: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
    if table.to.owned_of("attachment").next().is_none() {
        return Ok(Vec::new());
    }
    let known: Vec<&str> = parent.owned_of("column").map(|column| column.id().name()).collect();
    let beyond = table.from.owned_of("column").filter(|column| !known.contains(&column.id().name()));
    let dropped = beyond.map(|column| super::Column.to_drop(column));
    Ok(dropped.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// What adds a column as its parent has it, with the parent's default.
fn added(id: &ObjectId, parent: Entry<'_>, given: Definition) -> Result<Vec<Statement>, Refusal> {
    let (head, name) = (head(id), quote::name(id.name()));
    let default = parent.owned_of("default").next().map(default::words).transpose()?;
    let given = Definition { identity: None, ..given };
    let clause = format!("ADD COLUMN {}", line(&name, &given));
    let not_null = super::not_null(&given);
    Ok(match (given.not_null, default) {
        (true, Some(default)) => vec![Statement::clause(head, format!("{clause}{not_null} {default}"))],
        (false, Some(default)) => vec![Statement::clause(head, format!("{clause} {default}"))],
        (false, None) => vec![Statement::clause(head, clause)],
        (true, None) => {
            let text = format!("{head} {}", set_not_null(&name, &given));
            vec![Statement::clause(head, clause), Statement::whole(text).noting(fill(id))]
        }
    })
}

/// A column as it must be for its table to get this parent; its NOT NULL is named as it shall be then.
fn fitted(own: &Definition, given: &Definition, to: &Definition) -> Definition {
    Definition {
        r#type: given.r#type.clone(),
        base: given.base.clone(),
        collation: given.collation.clone(),
        not_null: own.not_null || given.not_null,
        not_null_name: to.not_null_name.clone(),
        parents: Vec::new(),
        ..own.clone()
    }
}

/// What a NOT NULL that is inherited is called, where that is not usual: as the parent's is. It has
/// no name before PostgreSQL 18.
fn inherited_name(parent: Entry<'_>, given: &Definition, column: &ObjectId) -> Option<String> {
    if server(parent) < 18 || !given.not_null {
        return None;
    }
    let name = given.not_null_name.clone().unwrap_or_else(|| usual_not_null(parent.id()));
    (name != usual_not_null(column)).then_some(name)
}

/// A column as it is once all that happens to its parents has happened.
fn settled(pair: Pair<'_>, from: &Definition, to: &Definition) -> Result<Definition, Refusal> {
    let mut settled = from.clone();
    let of_type = from.of_type && to.of_type;
    settled.parents = to.parents.clone();
    settled.of_type = to.of_type;
    if of_type {
        settled.r#type = to.r#type.clone();
        settled.base = to.base.clone();
        settled.collation = to.collation.clone();
    }
    for parent in family::parents(pair.to) {
        let after: Definition = parent.read()?;
        let Some(before) = pair.from.catalog().find(parent.id()) else {
            settled = Definition { parents: to.parents.clone(), ..fitted(&settled, &after, to) };
            continue;
        };
        let before: Definition = before.read()?;
        if !family::inherits(pair.from, parent.id()) {
            settled = Definition { parents: to.parents.clone(), ..fitted(&settled, &before, to) };
        }
        // Its own stays when the parent's goes (PostgreSQL 18).
        let is_own = server(pair.from) >= 18
            && from.not_null
            && from.not_null_name != inherited_name(parent, &before, pair.to.id());
        let differs = (before.not_null, &before.not_null_name) != (after.not_null, &after.not_null_name);
        if differs && (after.not_null || !is_own) {
            settled.not_null = after.not_null;
            settled.not_null_name = inherited_name(parent, &after, pair.to.id());
        }
        follow(&mut settled, &before, &after);
    }
    Ok(settled)
}

/// Does to a column what a change of its parent's does to it.
fn follow(settled: &mut Definition, before: &Definition, after: &Definition) {
    if (&before.r#type, &before.collation) != (&after.r#type, &after.collation) {
        settled.r#type = after.r#type.clone();
        settled.base = after.base.clone();
        settled.collation = after.collation.clone();
        (settled.storage, settled.usual_storage, settled.compression) = (None, None, None);
    }
    if before.not_null_not_valid != after.not_null_not_valid {
        settled.not_null_not_valid = after.not_null_not_valid;
    }
    if (&before.generated, before.r#virtual) != (&after.generated, after.r#virtual) {
        settled.generated = after.generated.clone();
        settled.r#virtual = after.r#virtual;
    }
    if before.storage != after.storage {
        settled.storage = after.storage.clone();
        settled.usual_storage = after.usual_storage.clone();
    }
    if before.statistics != after.statistics {
        settled.statistics = after.statistics;
    }
}

/// The column, or one that is inherited from it, by which its table is partitioned: a key's columns
/// stand on their table.
fn is_of_partition_key(column: Entry<'_>) -> Option<&ObjectId> {
    let family = std::iter::once(column).chain(family::descendants(column));
    let mut of_key = family.filter(|column| {
        let owner = column.object().owner;
        column.needs().any(|needed| Some(needed.position()) == owner)
    });
    of_key.next().map(|column| column.id())
}

fn server(entry: Entry<'_>) -> u32 {
    entry.catalog().version().0
}

/// What must be done to rows before a column is NOT NULL.
pub(super) fn fill(column: &ObjectId) -> String {
    let (table, name) = (quote::relation(column), quote::name(column.name()));
    format!("fill the rows that are there first: UPDATE {table} SET {name} = … WHERE {name} IS NULL;")
}

/// `ALTER COLUMN note SET NOT NULL`, by name where it has one of its own.
pub(super) fn set_not_null(name: &str, definition: &Definition) -> String {
    let Definition { not_null_name, not_null_no_inherit, not_null_not_valid, .. } = definition;
    if not_null_name.is_none() && !not_null_no_inherit && !not_null_not_valid {
        return format!("ALTER COLUMN {name} SET NOT NULL");
    }
    let own = not_null_name.as_ref().map(|name| format!("CONSTRAINT {} ", quote::name(name)));
    let no_inherit = if *not_null_no_inherit { " NO INHERIT" } else { "" };
    let not_valid = if *not_null_not_valid { " NOT VALID" } else { "" };
    format!("ADD {}NOT NULL {name}{no_inherit}{not_valid}", own.unwrap_or_default())
}

/// One column from one definition to another, whatever its table is.
struct Change<'a> {
    id: &'a ObjectId,
    from: &'a Definition,
    to: &'a Definition,
    server: u32,
    casts: Casts<'a>,
}

impl Change<'_> {
    fn alteration(&self) -> Result<Alteration, Refusal> {
        let Definition {
            r#type,
            base: _,
            collation,
            not_null,
            not_null_name,
            not_null_no_inherit,
            not_null_not_valid,
            identity,
            generated,
            r#virtual,
            storage,
            usual_storage: _,
            compression,
            statistics,
            options: parameters,
            foreign_options,
            // Both are altered with the table.
            parents: _,
            of_type: _,
        } = self.to;
        let mut how = InPlace::default();
        let mut from = self.from.clone();
        let retyped = (&from.r#type, &from.collation) != (r#type, collation);
        let recomputed = (&from.generated, from.r#virtual) != (generated, *r#virtual);
        if recomputed {
            if let Some(alteration) = self.remade(retyped) {
                return Ok(alteration);
            }
            let (words, clause) = match generated {
                Some(generated) => {
                    ("expression", format!("SET EXPRESSION AS {}", super::bracketed(generated)))
                }
                None => ("not computed any more", "DROP EXPRESSION".to_owned()),
            };
            how.add(words, self.clause(clause));
        }
        if from.identity.is_some() && identity.is_none() {
            how.add("no identity", self.clause("DROP IDENTITY".to_owned()));
        }
        if retyped {
            let Some(statement) = self.retype()? else { return Ok(Alteration::Recreate) };
            how.add(self.type_words(), statement);
            how.disturbs.push(self.id.clone());
            // The server sets both back with the type.
            (from.storage, from.compression) = (None, None);
        }
        let constraint = (&from.not_null_name, from.not_null_no_inherit, from.not_null_not_valid);
        match (from.not_null, *not_null) {
            (false, true) => {
                let clause = set_not_null(&self.name(), self.to);
                let mut statement = Statement::clause(head(self.id), clause);
                if !not_null_not_valid && generated.is_none() {
                    statement = statement.noting(fill(self.id));
                }
                how.add("not null", statement);
            }
            (true, false) => how.add("null allowed", self.clause("DROP NOT NULL".to_owned())),
            // The name of an inherited one is its parent's affair.
            (true, true) if !self.to.parents.is_empty() => {}
            (true, true) if constraint != (not_null_name, *not_null_no_inherit, *not_null_not_valid) => {
                self.constrain(&mut how);
            }
            (true, true) | (false, false) => {}
        }
        self.identify(&mut how);
        if from.storage != *storage {
            let word = storage.as_deref().or(from.usual_storage.as_deref()).unwrap_or("DEFAULT");
            how.add(format!("storage {}", word.to_lowercase()), self.clause(format!("SET STORAGE {word}")));
        }
        if from.compression != *compression {
            let word = compression.as_deref().unwrap_or("default");
            how.add(format!("compression {word}"), self.clause(format!("SET COMPRESSION {word}")));
        }
        if from.statistics != *statistics {
            let target = statistics.unwrap_or(-1);
            let words = statistics
                .map_or_else(|| "usual statistics".to_owned(), |target| format!("statistics {target}"));
            how.add(words, self.clause(format!("SET STATISTICS {target}")));
        }
        for clause in options::set_and_reset(&from.options, parameters) {
            how.add(options::words(&clause), self.clause(clause));
        }
        if let Some(change) = options::foreign_change(&from.foreign_options, foreign_options) {
            how.add(change.to_lowercase(), self.clause(change));
        }
        Ok(Alteration::InPlace(how))
    }

    fn name(&self) -> String {
        quote::name(self.id.name())
    }

    fn clause(&self, clause: String) -> Statement {
        Statement::clause(head(self.id), format!("ALTER COLUMN {} {clause}", self.name()))
    }

    /// Whether another expression wants the column to be dropped and made again; see
    /// <https://www.postgresql.org/docs/current/ddl-generated-columns.html>.
    fn remade(&self, retyped: bool) -> Option<Alteration> {
        let (from, to) = (self.from, self.to);
        match (&from.generated, &to.generated) {
            // Values are given up for computed ones.
            (None, Some(_)) => Some(Alteration::Replace),
            (Some(_), None) => from.r#virtual.then_some(Alteration::Recreate),
            (Some(_), Some(_)) => {
                let in_place = self.server >= 17 && !retyped && from.r#virtual == to.r#virtual;
                (!in_place).then_some(Alteration::Recreate)
            }
            (None, None) => None,
        }
    }

    fn type_words(&self) -> String {
        let collated = |definition: &Definition| match &definition.collation {
            Some(collation) => format!("{} collate {collation}", definition.r#type),
            None => definition.r#type.clone(),
        };
        format!("type {} → {}", collated(self.from), collated(self.to))
    }

    /// `None`: it is computed, and can as well be computed again.
    fn retype(&self) -> Result<Option<Statement>, Refusal> {
        let (from, to, name) = (self.from, self.to, self.name());
        let Some(Conversion { using, note, loses }) = convert(&name, from, to, self.casts) else {
            let (table, old, new) = (quote::relation(self.id), &from.r#type, &to.r#type);
            return match from.generated {
                Some(_) => Ok(None),
                None => Err(Refusal::new(
                    self.id,
                    format!("no cast leads from {old} to {new}"),
                    format!(
                        "say yourself how the values are made: ALTER TABLE {table} ALTER COLUMN {name} TYPE {new} \
                         USING …;"
                    ),
                )),
            };
        };
        if using.is_some() && from.generated.is_some() {
            return Ok(None);
        }
        let collation =
            to.collation.as_ref().map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
        let using = using.map(|expression| format!(" USING {expression}")).unwrap_or_default();
        let mut statement = self.clause(format!("TYPE {}{collation}{using}", to.r#type));
        if let Some(note) = note {
            statement = statement.noting(format!("{}: {note}", self.id));
        }
        if let Some(loses) = loses.filter(|_| from.generated.is_none()) {
            statement = statement.destroying(format!("{loses} in {}", self.id));
        }
        Ok(Some(statement))
    }

    /// Alters a NOT NULL that stays, which is a constraint with a name since PostgreSQL 18.
    fn constrain(&self, how: &mut InPlace) {
        let (from, to, head) = (self.from, self.to, head(self.id));
        let named = |definition: &Definition| {
            quote::name(&definition.not_null_name.clone().unwrap_or_else(|| usual_not_null(self.id)))
        };
        let (old, new) = (named(from), named(to));
        if !from.not_null_not_valid && to.not_null_not_valid {
            how.add("not null unchecked", Statement::clause(&head, format!("DROP CONSTRAINT {old}")));
            how.statements.push(Statement::clause(&head, set_not_null(&self.name(), to)));
            return;
        }
        if old != new {
            let text = format!("{head} RENAME CONSTRAINT {old} TO {new}");
            how.add(format!("not null named {new}"), Statement::whole(text));
        }
        if from.not_null_no_inherit != to.not_null_no_inherit {
            let verb = if to.not_null_no_inherit { "NO INHERIT" } else { "INHERIT" };
            let clause = format!("ALTER CONSTRAINT {new} {verb}");
            how.add(format!("not null {}", verb.to_lowercase()), Statement::clause(&head, clause));
        }
        if from.not_null_not_valid && !to.not_null_not_valid {
            let statement = Statement::clause(&head, format!("VALIDATE CONSTRAINT {new}"));
            how.add("not null checked", statement.noting(fill(self.id)));
        }
    }

    /// Gives it an identity or alters the one it has.
    fn identify(&self, how: &mut InPlace) {
        match (&self.from.identity, &self.to.identity) {
            (None, Some(identity)) => {
                how.add("identity", self.clause(format!("ADD {}", identity.words())));
                let (table, name) = (quote::relation(self.id), self.name());
                let furthest = if identity.is_downwards() { "min" } else { "max" };
                let sequence = format!(
                    "pg_catalog.pg_get_serial_sequence({}, {})",
                    quote::text(&table),
                    quote::text(self.id.name())
                );
                let text = format!("SELECT pg_catalog.setval({sequence}, {furthest}({name})) FROM {table}");
                let note = "the identity counts on from the values that are there";
                how.statements.push(Statement::whole(text).noting(note).for_rows());
            }
            (Some(from), Some(to)) if from != to => {
                let changes = from.changes(to);
                if !changes.is_empty() {
                    how.add(changes.to_lowercase(), self.clause(changes));
                }
                if let Some((old, new)) = from.renamed(to, self.id) {
                    let name = new.rsplit_once('.').map_or(new.as_str(), |(_, name)| name);
                    let text = format!("ALTER SEQUENCE {old} RENAME TO {name}");
                    how.add(format!("sequence named {name}"), Statement::whole(text));
                }
            }
            (Some(_) | None, _) => {}
        }
    }
}

fn usual_not_null(column: &ObjectId) -> String {
    let [_, table, name] = column.path() else { return String::new() };
    format!("{table}_{name}_not_null")
}
