//! Keys and indexes: one idea here, whose names are unique in their table.
//!
//! An index that changes is dropped and added in one statement, so that a foreign key which uses it
//! never lacks one. The server makes an index for a foreign key that finds none; it is an index like
//! any other, and is written down as such, for the server would not drop it with the foreign key.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::online::Online;
use super::{MysqlKind, column, quote, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An index of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Index {
    /// The primary key.
    Primary,
    /// Any other.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    /// `FULLTEXT`, `SPATIAL`, `HASH`; none: a tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    pub(super) parts: Vec<Part>,
    /// The period whose spans must not overlap (MariaDB).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    without_overlaps: Option<String>,
    /// What splits a text into words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parser: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    /// Whether queries pass it over: IGNORED in MariaDB, INVISIBLE in MySQL.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    ignored: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<String>,
    /// Instead of a column (MySQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
    /// Of how many letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    descending: bool,
}

const MARIADB: &str = "\
SELECT table_name, index_name, seq_in_index, non_unique, index_type, index_comment,
       CASE ignored WHEN 'YES' THEN 'yes' END, column_name, NULL, sub_part, collation
  FROM information_schema.statistics WHERE table_schema = {database}";

const MYSQL: &str = "\
SELECT table_name, index_name, seq_in_index, non_unique, index_type, index_comment,
       CASE is_visible WHEN 'NO' THEN 'yes' END, column_name, expression, sub_part, collation
  FROM information_schema.statistics WHERE table_schema = {database}";

/// One row: a part, and what it says of the whole.
struct Row {
    table: String,
    name: String,
    place: u32,
    whole: Definition,
}

impl MysqlKind for Index {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        // One query serves both.
        if *self == Index::Other {
            return Ok(());
        }
        let rows = reader.query(if reader.facts.mariadb { MARIADB } else { MYSQL })?;
        let mut rows: Vec<Row> = rows.into_iter().map(|row| read(reader, row)).collect();
        rows.sort_by(|a, b| (&a.table, &a.name, a.place).cmp(&(&b.table, &b.name, b.place)));
        let words = rows.iter().filter(|row| row.whole.method.as_deref() == Some("FULLTEXT"));
        let words = words.map(|row| row.table.clone()).collect();
        reader.show_tables(words)?;
        for parts in rows.chunk_by(|a, b| a.table == b.table && a.name == b.name) {
            let [Row { table, name, whole, .. }, ..] = parts else { continue };
            let mut definition = whole.clone();
            definition.parts = parts.iter().flat_map(|row| row.whole.parts.clone()).collect();
            add_shown(&mut definition, name, reader.shown(table));
            add(reader, table, name, &definition)?;
        }
        Ok(())
    }

    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        let read = |entry: Entry<'_>| entry.read::<Definition>().ok();
        let is_tree = |definition: &Definition| {
            definition.method.is_none() && definition.parts.iter().all(|part| part.expression.is_none())
        };
        let seen = if quote::is_mariadb(from.or(to)?) { Online::Instant } else { Online::Light };
        Some(match (from.and_then(read), to.and_then(read), self) {
            (Some(from), Some(to), _) if (Definition { ignored: to.ignored, ..from.clone() }) == to => seen,
            (_, Some(to), Index::Other) if is_tree(&to) && to.without_overlaps.is_none() => Online::Light,
            (_, Some(_), Index::Primary) => Online::Rebuild,
            (Some(_), None, Index::Other) => Online::Light,
            _ => Online::Copy,
        })
    }
}

fn read(reader: &Reader<'_>, mut row: super::inspect::Values) -> Row {
    let (table, name, place) = (row.text(), row.text(), row.number());
    let unique = row.is("0");
    let method = row.option().filter(|method| !matches!(method.as_str(), "BTREE" | "RTREE"));
    let (comment, ignored) = (row.text(), row.is("yes"));
    let (column, expression, length) = (row.option(), row.option(), row.option());
    // The server says 32 for a place on the globe, which may not be written.
    let has_length = !matches!(method.as_deref(), Some("SPATIAL" | "FULLTEXT"));
    let part = Part {
        column,
        expression: expression.map(|text| reader.expression(&text)),
        length: length.filter(|_| has_length),
        descending: row.is("D"),
    };
    let whole = Definition {
        unique,
        method,
        parts: vec![part],
        without_overlaps: None,
        parser: None,
        comment,
        ignored,
    };
    Row { table, name, place, whole }
}

/// Adds what SHOW CREATE TABLE alone says of an index.
fn add_shown(definition: &mut Definition, name: &str, shown: &str) {
    let beginning = format!("KEY {} (", quote::name(name));
    let Some((_, line)) = shown.lines().find_map(|line| line.split_once(beginning.as_str())) else { return };
    let after = |word: &str| line.split_once(word).map(|(_, rest)| text::mentions(rest));
    let parser = after(" WITH PARSER ").unwrap_or_default();
    definition.parser = parser.first().map(|one| one.name().to_owned());
    if let Some((parts, _)) = line.split_once(" WITHOUT OVERLAPS") {
        definition.without_overlaps = text::mentions(parts).last().map(|one| one.name().to_owned());
        // The columns of the period stand at the end.
        definition.parts.truncate(definition.parts.len().saturating_sub(2));
    }
}

fn add(
    reader: &mut Reader<'_>,
    table: &str,
    name: &str,
    definition: &Definition,
) -> Result<(), InspectError> {
    if reader.find("table", &[table]).is_none() {
        return Ok(());
    }
    let kind = if name == "PRIMARY" { Index::Primary } else { Index::Other };
    let handle = reader.add(ObjectId::new(kind.name(), [table, name]), 0, definition)?;
    reader.own(handle, table);
    let columns: Vec<String> = definition.parts.iter().filter_map(|part| part.column.clone()).collect();
    reader.need_columns(handle, table, &columns);
    for part in &definition.parts {
        let mentioned = part.expression.as_deref().map(text::columns).unwrap_or_default();
        reader.need_columns(handle, table, mentioned);
    }
    if definition.method.is_none() {
        reader.indexes.entry(table.to_owned()).or_default().push((handle, columns));
    }
    Ok(())
}

impl Kind for Index {
    fn name(&self) -> &'static str {
        match self {
            Index::Primary => "primary key",
            Index::Other => "index",
        }
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let line = line(object)?;
        Ok(vec![Statement::member(&line, quote::head(object.id()), format!("ADD {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::clause(quote::head(object.id()), dropped(object))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let head = quote::head(pair.to.id());
        let mut how = InPlace::default();
        if (Definition { ignored: to.ignored, ..from.clone() }) == to {
            let word = match (quote::is_mariadb(pair.to), to.ignored) {
                (true, true) => "IGNORED",
                (true, false) => "NOT IGNORED",
                (false, true) => "INVISIBLE",
                (false, false) => "VISIBLE",
            };
            let clause = format!("ALTER INDEX {} {word}", quote::name(pair.to.id().name()));
            how.add(word.to_lowercase(), Statement::clause(head, clause));
            return Ok(Alteration::InPlace(how));
        }
        how.add(written_parts(&to), Statement::clause(&head, dropped(pair.from)));
        let added = Statement::clause(&head, format!("ADD {}", line(pair.to)?));
        how.statements.push(match to.unique && !from.unique {
            true => added.noting(format!("rows that are equal in index {} stop this", pair.to.id().dotted())),
            false => added,
        });
        how.disturbs.push(pair.from.id().clone());
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        if *self == Index::Primary {
            return None;
        }
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME INDEX {old} TO {new}", quote::head(from)))])
    }

    /// MySQL refuses a new name of a column that an index computes with.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        let Ok(definition) = object.read::<Definition>() else { return false };
        let mut computed = definition.parts.iter().filter_map(|part| part.expression.as_deref());
        let is_named = |expression| text::columns(expression).iter().any(|one| one == renamed.id().name());
        renamed.id().kind() == "column" && computed.any(is_named)
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

fn dropped(object: Entry<'_>) -> String {
    match object.id().kind() {
        "primary key" => "DROP PRIMARY KEY".to_owned(),
        _ => format!("DROP INDEX {}", quote::name(object.id().name())),
    }
}

/// ``UNIQUE INDEX `name` (`a`, `b`(5) DESC) COMMENT 'x'``.
fn line(object: Entry<'_>) -> Result<String, Refusal> {
    let definition: Definition = object.read()?;
    let parts = written_parts(&definition);
    let Definition { unique, method, parts: _, without_overlaps: _, parser, comment, ignored } = definition;
    let name = quote::name(object.id().name());
    let mut line = match (object.id().kind(), method.as_deref(), unique) {
        ("primary key", _, _) => "PRIMARY KEY".to_owned(),
        (_, Some(method @ ("FULLTEXT" | "SPATIAL")), _) => format!("{method} INDEX {name}"),
        (_, _, true) => format!("UNIQUE INDEX {name}"),
        (_, _, false) => format!("INDEX {name}"),
    };
    line.push_str(&format!(" {parts}"));
    if method.as_deref() == Some("HASH") {
        line.push_str(" USING HASH");
    }
    if let Some(parser) = parser {
        line.push_str(&format!(" WITH PARSER {}", quote::name(&parser)));
    }
    if !comment.is_empty() {
        line.push_str(&format!(" COMMENT {}", quote::literal(&comment)));
    }
    if ignored {
        line.push_str(if quote::is_mariadb(object) { " IGNORED" } else { " INVISIBLE" });
    }
    Ok(line)
}

fn written_parts(definition: &Definition) -> String {
    let mut parts: Vec<String> = definition.parts.iter().map(written_part).collect();
    if let Some(period) = &definition.without_overlaps {
        parts.push(format!("{} WITHOUT OVERLAPS", quote::name(period)));
    }
    format!("({})", parts.join(", "))
}

fn written_part(part: &Part) -> String {
    let Part { column, expression, length, descending } = part;
    let mut text = match (column, expression) {
        (Some(column), _) => quote::name(column),
        (None, Some(expression)) => format!("({expression})"),
        (None, None) => String::new(),
    };
    if let Some(length) = length {
        text.push_str(&format!("({length})"));
    }
    if *descending {
        text.push_str(" DESC");
    }
    text
}

/// The columns of an index, without expressions.
pub(super) fn columns(index: Entry<'_>) -> Vec<String> {
    let parts = index.read::<Definition>().map(|definition| definition.parts).unwrap_or_default();
    parts.into_iter().filter_map(|part| part.column).collect()
}

/// Whether no two rows are equal in it.
pub(super) fn is_unique(index: Entry<'_>) -> bool {
    index.read::<Definition>().is_ok_and(|definition| definition.unique)
}

/// Whether a foreign key over these columns can use the index.
pub(super) fn serves(index: Entry<'_>, columns: &[String]) -> bool {
    let Ok(definition) = index.read::<Definition>() else { return false };
    let begins = definition.parts.iter().map(|part| part.column.as_ref()).take(columns.len());
    definition.method.is_none() && begins.eq(columns.iter().map(Some))
}

/// Whether a table with this index can't be rebuilt while it is written.
pub(super) fn hinders_rebuild(index: Entry<'_>) -> bool {
    let Ok(definition) = index.read::<Definition>() else { return true };
    let is_computed = |entry: Entry<'_>| {
        entry.read::<column::Definition>().is_ok_and(|definition| definition.generated.is_some())
    };
    definition.method.is_some() || index.needs().any(is_computed)
}

/// Whether it has the name that the server gives to the index of a foreign key: the key's, or that
/// of its first column.
pub(super) fn is_made_for_key(index: Entry<'_>) -> bool {
    let Ok(definition) = index.read::<Definition>() else { return false };
    let first = definition.parts.first().and_then(|part| part.column.as_deref());
    let keys = index.dependents().filter(|dependent| dependent.id().kind() == "foreign key");
    let mut keys = keys.filter(|key| quote::table(key.id()) == quote::table(index.id()));
    keys.any(|key| key.id().name() == index.id().name() || first == Some(index.id().name()))
}

/// Whether an index begins with all that another has, and goes on.
pub(super) fn extends(index: Entry<'_>, other: Entry<'_>) -> bool {
    let (Ok(long), Ok(short)) = (index.read::<Definition>(), other.read::<Definition>()) else {
        return false;
    };
    index.id() != other.id() && long.method.is_none() && long.parts.starts_with(&short.parts)
}

/// What drops it and makes it again.
pub(super) fn again(index: Entry<'_>) -> Vec<String> {
    let line = line(index).map(|line| format!("ADD {line}"));
    line.map_or(Vec::new(), |line| vec![dropped(index), line])
}
