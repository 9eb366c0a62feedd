//! How a table is partitioned, <https://mariadb.com/kb/en/partitioning-overview/>.
//!
//! An object of its own that is written with its table's CREATE. Partitions of ranges and lists are
//! added, reorganized and dropped by themselves; anything else partitions the table anew.

use serde::{Deserialize, Serialize};

use super::inspect::{Reader, Values};
use super::online::Online;
use super::{MysqlKind, quote, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

mod steps;

/// How a table is partitioned.
pub(super) struct Partitioning;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    /// ``RANGE COLUMNS (`day`)``; or all of it, as the server prints it.
    by: String,
    /// ``HASH (`id`)``, and into how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sub: Option<(String, usize)>,
    /// None: what `by` says is all.
    partitions: Vec<Partition>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partition {
    name: String,
    /// `LESS THAN (10)`, `IN (1,2)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    /// Only where they are not called as the server would call them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    subpartitions: Vec<String>,
}

const QUERY: &str = "\
SELECT table_name, partition_ordinal_position, subpartition_ordinal_position, partition_name,
       subpartition_name, partition_method, partition_expression, subpartition_method,
       subpartition_expression, partition_description, partition_comment
  FROM information_schema.partitions WHERE table_schema = {database} AND partition_name IS NOT NULL";

#[derive(Debug)]
struct Row {
    table: String,
    place: (u32, u32),
    name: String,
    sub_name: Option<String>,
    method: String,
    expression: String,
    sub: Option<(String, String)>,
    description: Option<String>,
    comment: String,
}

impl MysqlKind for Partitioning {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let mut rows: Vec<Row> = reader.query(QUERY)?.into_iter().map(|row| read(reader, row)).collect();
        rows.sort_by(|a, b| (&a.table, a.place).cmp(&(&b.table, b.place)));
        let timed = rows.iter().filter(|row| row.method == "SYSTEM_TIME").map(|row| row.table.clone());
        reader.show_tables(timed.collect())?;
        for rows in rows.chunk_by(|a, b| a.table == b.table) {
            let [first, ..] = rows else { continue };
            let definition = match first.method.as_str() {
                "SYSTEM_TIME" => shown(reader.shown(&first.table)),
                _ => definition(rows),
            };
            let expressions = [Some(&first.expression), first.sub.as_ref().map(|(_, text)| text)];
            let handle = reader.add(ObjectId::new(self.name(), [first.table.as_str()]), 0, &definition)?;
            reader.own(handle, &first.table);
            for expression in expressions.into_iter().flatten() {
                reader.need_columns(handle, &first.table, text::columns(expression));
            }
        }
        Ok(())
    }

    fn online(&self, _from: Option<Entry<'_>>, _to: Option<Entry<'_>>) -> Option<Online> {
        Some(Online::Copy)
    }
}

fn read(reader: &Reader<'_>, mut row: Values) -> Row {
    Row {
        table: row.text(),
        place: (row.number(), row.number()),
        name: row.text(),
        sub_name: row.option(),
        method: row.text(),
        expression: reader.expression(&row.text()),
        sub: row.option().zip(row.option()).map(|(method, text)| (method, reader.expression(&text))),
        description: row.option(),
        comment: row.text(),
    }
}

/// What is partitioned by time is told by SHOW CREATE TABLE alone.
fn shown(text: &str) -> Definition {
    let by = text.split_once("\n PARTITION BY ").map_or("", |(_, rest)| rest);
    Definition { by: by.trim().to_owned(), sub: None, partitions: Vec::new() }
}

fn definition(rows: &[Row]) -> Definition {
    let first = &rows[0];
    let mut partitions = Vec::new();
    let mut most = 0;
    for parts in rows.chunk_by(|a, b| a.place.0 == b.place.0) {
        let [one, ..] = parts else { continue };
        let names: Vec<String> = parts.iter().filter_map(|part| part.sub_name.clone()).collect();
        most = most.max(names.len());
        let usual = |(place, name): (usize, &String)| *name == format!("{}sp{place}", one.name);
        partitions.push(Partition {
            name: one.name.clone(),
            values: one.description.as_ref().map(|text| values(&first.method, text)),
            comment: one.comment.clone(),
            subpartitions: if names.iter().enumerate().all(usual) { Vec::new() } else { names },
        });
    }
    // Lists have no order.
    if first.method.starts_with("LIST") {
        partitions.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Definition {
        by: format!("{} ({})", first.method, first.expression),
        sub: first.sub.as_ref().map(|(method, text)| (format!("{method} ({text})"), most)),
        partitions,
    }
}

fn values(method: &str, description: &str) -> String {
    match (method, description) {
        ("RANGE", "MAXVALUE") => "LESS THAN MAXVALUE".to_owned(),
        (method, text) if method.starts_with("RANGE") => format!("LESS THAN ({text})"),
        (_, text) => format!("IN ({text})"),
    }
}

impl Kind for Partitioning {
    fn name(&self) -> &'static str {
        "partitioning"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::member("", quote::head(object.id()), clause(object)?)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::clause(quote::head(object.id()), "REMOVE PARTITIONING")])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        if from.by == to.by
            && from.sub == to.sub
            && let Some(how) = steps::between(pair.to.id(), &from, &to)
        {
            return Ok(Alteration::InPlace(how));
        }
        let mut how = InPlace::default();
        how.add(to.by, Statement::clause(quote::head(pair.to.id()), clause(pair.to)?));
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

/// `PARTITION BY …`, as it stands behind a table.
pub(super) fn clause(object: Entry<'_>) -> Result<String, Refusal> {
    let Definition { by, sub, partitions } = object.read()?;
    let mut text = format!("PARTITION BY {by}");
    if let Some((by, count)) = &sub {
        text.push_str(&format!("\nSUBPARTITION BY {by}\nSUBPARTITIONS {count}"));
    }
    match counted(&partitions) {
        _ if partitions.is_empty() => {}
        Some(count) => text.push_str(&format!("\nPARTITIONS {count}")),
        None => text.push_str(&format!("\n{}", listed(&partitions))),
    }
    Ok(text)
}

/// Into how many, where nothing else is said of them.
fn counted(partitions: &[Partition]) -> Option<usize> {
    let usual = |(place, partition): (usize, &Partition)| {
        let Partition { name, values, comment, subpartitions } = partition;
        *name == format!("p{place}") && values.is_none() && comment.is_empty() && subpartitions.is_empty()
    };
    partitions.iter().enumerate().all(usual).then_some(partitions.len())
}

/// `(PARTITION p0 VALUES LESS THAN (10), …)`.
fn listed(partitions: &[Partition]) -> String {
    let lines: Vec<String> = partitions.iter().map(written).collect();
    format!("(\n    {}\n)", lines.join(",\n    "))
}

fn written(partition: &Partition) -> String {
    let Partition { name, values, comment, subpartitions } = partition;
    let mut text = format!("PARTITION {}", quote::name(name));
    if let Some(values) = values {
        text.push_str(&format!(" VALUES {values}"));
    }
    if !comment.is_empty() {
        text.push_str(&format!(" COMMENT = {}", quote::literal(comment)));
    }
    if !subpartitions.is_empty() {
        let names: Vec<String> =
            subpartitions.iter().map(|name| format!("SUBPARTITION {}", quote::name(name))).collect();
        text.push_str(&format!(" ({})", names.join(", ")));
    }
    text
}
