//! Defaults of columns, <https://www.postgresql.org/docs/current/ddl-default.html>.
//!
//! A default is an object of its own, as it may stand on what stands on the table: a function, or
//! the sequence of a serial column. What a partition or child has from its parent comes, changes and
//! goes with the parent's.

use serde::Deserialize;

use super::{Facts, PostgresKind, column, quote, table};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A column's default. Its path is the column's.
pub(super) struct Default;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    expression: String,
}

impl PostgresKind for Default {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(format!(
            // A default speaks of no column: without the table, the server need not open it.
            "SELECT '2604/' || d.oid || '/0', '1259/' || d.adrelid || '/' || d.adnum, '.', 0,
                    json_build_object('expression', pg_catalog.pg_get_expr(d.adbin, 0))
               FROM pg_catalog.pg_attrdef d
               JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE {} AND (SELECT a.attgenerated FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = d.adrelid AND a.attnum = d.adnum) = ''",
            table::LOOKED_AT
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("COLUMN {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for Default {
    fn name(&self) -> &'static str {
        "default"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { expression } = object.read()?;
        let (head, clause) = (head(object), set(object.id(), &expression));
        if object.owner().map(column::is_said_elsewhere).transpose()?.unwrap_or(false) {
            return Ok(vec![Statement::clause(head, clause)]);
        }
        let mut statements = vec![Statement::part(format!("DEFAULT {expression}"), head, clause)];
        statements.extend(counting_on(object, &expression));
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("ALTER COLUMN {} DROP DEFAULT", quote::name(object.id().name()));
        Ok(vec![Statement::clause(head(object), clause)])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let Definition { expression } = pair.to.read()?;
        let mut how = InPlace::default();
        if !follows(pair.to, pair.from.catalog()) {
            let statement = Statement::clause(head(pair.to), set(pair.to.id(), &expression));
            how.add(format!("to {expression}"), statement);
        }
        Ok(Alteration::InPlace(how))
    }

    fn stands_aside(&self, object: Entry<'_>, disturbed: Pair<'_>) -> bool {
        // The server converts a default by an assignment cast; what that can't do waits till after.
        object.owner().is_some_and(|owner| owner.id() == disturbed.from.id())
            && column::needs_expression(disturbed)
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        if column::serial_makes(object, before) {
            return true;
        }
        let Some(parent) = parents_default(object) else { return false };
        let Some(column) = object.owner() else { return false };
        let same = parent.object().definition == object.object().definition;
        match (before.find(&root(object)), before.find(column.id())) {
            // What is set on the parent alone comes after.
            (None, _) => same && !(before.find(&root(parent)).is_some() && deviates(parent)),
            // It was added with its parent's column, or to be attached as that one is.
            (Some(_), None) => same,
            (Some(_), Some(_)) => follows(object, before),
        }
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        let Some(parent) = parents_default(object) else { return false };
        let (Some(column), Some(above)) = (object.owner(), parent.owner()) else { return false };
        let definition = |id| after.find(id).map(|default| &default.object().definition);
        !deviates(parent)
            && definition(parent.id()) == definition(object.id())
            && after.find(column.id()).is_some_and(|column| column::inherits(column, above.id()))
    }
}

/// The table of a default.
fn root(default: Entry<'_>) -> ObjectId {
    ObjectId::new("table", default.id().path().iter().take(2).map(|name| &**name))
}

/// A default as the line of a column says it.
pub(super) fn words(default: Entry<'_>) -> Result<String, Refusal> {
    let Definition { expression } = default.read()?;
    Ok(format!("DEFAULT {expression}"))
}

fn set(id: &ObjectId, expression: &str) -> String {
    format!("ALTER COLUMN {} SET DEFAULT {expression}", quote::name(id.name()))
}

/// What begins its alteration: it goes down to partitions and children unless one has another.
fn head(default: Entry<'_>) -> String {
    let only = if deviates(default) { "ONLY " } else { "" };
    format!("ALTER TABLE {only}{}", quote::relation(default.id()))
}

/// The default of the column from which this one's is inherited.
fn parents_default<'a>(default: Entry<'a>) -> Option<Entry<'a>> {
    column::parents(default.owner()?).find_map(|parent| parent.owned_of("default").next())
}

/// Whether some column that inherits this one has another default, or none.
fn deviates(default: Entry<'_>) -> bool {
    let Some(column) = default.owner() else { return false };
    column::children(column).any(|child| match child.owned_of("default").next() {
        Some(own) => own.object().definition != default.object().definition || deviates(own),
        None => true,
    })
}

/// Whether an inherited default comes to be what it shall be by its parent's alteration.
fn follows(default: Entry<'_>, before: &Catalog) -> bool {
    let Some(parent) = parents_default(default) else { return false };
    let (Some(column), Some(above)) = (default.owner(), parent.owner()) else { return false };
    let attached = before.find(column.id()).is_some_and(|column| column::inherits(column, above.id()));
    let old = before.find(parent.id()).map(|old| &old.object().definition);
    attached
        && parent.object().definition == default.object().definition
        && old != Some(&parent.object().definition)
        && !deviates(parent)
}

/// Whether it is the next value of this sequence.
pub(super) fn is_next_of(default: Entry<'_>, sequence: Entry<'_>) -> bool {
    let next = quote::text(&quote::path(sequence.id().path()));
    default
        .read::<Definition>()
        .is_ok_and(|Definition { expression }| expression == format!("nextval({next}::regclass)"))
}

/// A sequence that comes to a column with values counts on from the greatest.
fn counting_on(default: Entry<'_>, expression: &str) -> Option<Statement> {
    let sequence = expression.strip_prefix("nextval('")?.strip_suffix("'::regclass)")?;
    default.owner()?.owned_of("sequence").next()?;
    let (column, table) = (quote::name(default.id().name()), quote::relation(default.id()));
    let text = format!("SELECT pg_catalog.setval('{sequence}', max({column})) FROM {table}");
    Some(Statement::whole(text).noting("the sequence counts on from the values that are there").for_rows())
}
