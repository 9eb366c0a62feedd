//! Columns, <https://mariadb.com/kb/en/create-table/#column-definitions>.
//!
//! A column is altered by MODIFY, which says it whole and leaves it in its place. What a generated
//! column holds can be computed again, so one is dropped and made again where MODIFY can't change it.

use serde::{Deserialize, Serialize};

use super::inspect::{Reader, Values};
use super::online::Online;
use super::{MysqlKind, quote, table, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

mod narrowing;

/// A column of a table.
pub(super) struct Column;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    /// `int(10) unsigned`, `enum('a','b')`, `text COMPRESSED`.
    pub(super) r#type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) collation: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) not_null: bool,
    /// As SQL writes it; NULL is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on_update: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) auto_increment: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) generated: Option<Generated>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    invisible: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    without_versioning: bool,
    /// The spatial reference system of its values (MySQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    srid: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) comment: String,
    /// A check that is written with the column (MariaDB).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Generated {
    /// `ROW START` and `ROW END` are what the server writes into rows of a versioned table.
    pub(super) expression: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    stored: bool,
}

impl Generated {
    /// Whether it tells from when until when a row was current.
    pub(super) fn is_row_time(&self) -> bool {
        matches!(self.expression.as_str(), "ROW START" | "ROW END")
    }
}

const MARIADB: &str = "\
SELECT table_name, column_name, ordinal_position, column_type, collation_name, is_nullable,
       column_default, extra, generation_expression, column_comment, NULL
  FROM information_schema.columns WHERE table_schema = {database}";

/// MySQL alone knows reference systems.
const MYSQL: &str = "\
SELECT table_name, column_name, ordinal_position, column_type, collation_name, is_nullable,
       column_default, extra, generation_expression, column_comment, srs_id
  FROM information_schema.columns WHERE table_schema = {database}";

impl MysqlKind for Column {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let mut expressions = Vec::new();
        let (mut read, mut bytes) = (Vec::new(), Vec::new());
        for mut row in reader.query(if reader.facts.mariadb { MARIADB } else { MYSQL })? {
            let (table, name, place) = (row.text(), row.text(), row.number());
            // Views and sequences have columns, too.
            if reader.find("table", &[&table]).is_none() {
                continue;
            }
            let definition = definition(reader, &mut row);
            let of_bytes = !reader.facts.mariadb && definition.r#type.contains("binary");
            if of_bytes && definition.default.is_some() {
                bytes.push(table.clone());
            }
            read.push((table, name, place, definition));
        }
        // There MySQL cuts a default off at its first zero byte.
        reader.show_tables(bytes)?;
        for (table, name, place, mut definition) in read {
            if !reader.facts.mariadb && definition.r#type.contains("binary") && definition.default.is_some() {
                let shown = shown_default(reader.shown(&table), &name);
                definition.default = shown.or(definition.default);
            }
            definition.check = reader.column_check(&table, &name);
            if let Some(generated) = definition.generated.as_ref().filter(|one| one.is_row_time()) {
                let is_end = generated.expression == "ROW END";
                reader.row_times.push((table.clone(), name.clone(), is_end));
            }
            let written = [
                definition.generated.as_ref().map(|generated| generated.expression.clone()),
                definition.default.clone().filter(|default| default.contains('`')),
            ];
            let id = ObjectId::new(self.name(), [table.as_str(), name.as_str()]);
            let handle = reader.add(id, place, &definition)?;
            reader.own(handle, &table);
            expressions.extend(written.into_iter().flatten().map(|text| (handle, table.clone(), text)));
        }
        for (handle, table, expression) in expressions {
            reader.need_columns(handle, &table, text::columns(&expression));
            reader.need_mentions(handle, &expression);
        }
        Ok(())
    }

    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        let mariadb = quote::is_mariadb(from.or(to)?);
        let read = |entry: Entry<'_>| entry.read::<Definition>().ok();
        Some(match (from.and_then(read), to.and_then(read)) {
            (Some(from), Some(to)) => altered_online(&from, &to, mariadb),
            (None, Some(to)) => added_online(&to),
            (Some(_), None) if mariadb => Online::Instant,
            (Some(_), None) => Online::Rebuild,
            (None, None) => Online::Copy,
        })
    }
}

/// <https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-instant-alter-algorithm/>
fn added_online(to: &Definition) -> Online {
    let plain_default = to.default.as_ref().is_none_or(|default| !default.contains('('));
    let is_constant = plain_default || to.default.as_ref().is_some_and(|default| is_now(default));
    match &to.generated {
        Some(generated) if generated.stored || generated.is_row_time() => Online::Copy,
        _ if to.auto_increment || to.check.is_some() || !is_constant => Online::Copy,
        _ => Online::Instant,
    }
}

fn altered_online(from: &Definition, to: &Definition, mariadb: bool) -> Online {
    let alike = Definition {
        comment: to.comment.clone(),
        default: to.default.clone(),
        on_update: to.on_update.clone(),
        r#type: to.r#type.clone(),
        not_null: to.not_null,
        ..from.clone()
    };
    if alike != *to || to.generated.is_some() || to.auto_increment {
        return Online::Copy;
    }
    let by_type = narrowing::online(from, to, mariadb);
    let is_constant = to.default.as_ref().is_none_or(|default| !default.contains('('));
    match (from.not_null, to.not_null) {
        // Rows get the default where they had none, if it is the same for all.
        (false, true) if !is_constant => Online::Copy,
        (old, new) if old != new => by_type.max(Online::Rebuild),
        _ => by_type,
    }
}

/// Whether a default is the time at which the row is written.
fn is_now(default: &str) -> bool {
    default.to_lowercase().starts_with("current_timestamp")
}

fn definition(reader: &Reader<'_>, row: &mut Values) -> Definition {
    let (r#type, collation) = (row.text(), row.option());
    let not_null = row.is("NO");
    let default = row.option();
    let extra = row.text();
    let expression = row.filled();
    let comment = row.text();
    let srid = row.option();
    let lower = extra.to_lowercase();
    let generated = expression.map(|expression| Generated {
        stored: !lower.contains("virtual generated"),
        expression: reader.expression(&expression),
    });
    let default = match reader.facts.mariadb {
        true => default.filter(|default| default != "NULL").map(|default| reader.unqualified(&default)),
        false => default.map(|default| mysql_default(reader, &r#type, default, &lower)),
    };
    let on_update = lower.split_once("on update ").map(|(_, rest)| rest.trim().to_owned());
    let on_update = on_update.map(|text| text.split(' ').next().unwrap_or_default().to_owned());
    Definition {
        // The server hides the word from those that don't know it.
        r#type: r#type.replace("/*M!100301 COMPRESSED*/", "COMPRESSED").trim().to_owned(),
        collation,
        not_null: not_null && generated.as_ref().is_none_or(|_| !reader.facts.mariadb),
        default: default.filter(|_| generated.is_none()),
        on_update,
        auto_increment: lower.contains("auto_increment"),
        generated,
        invisible: lower.contains("invisible"),
        without_versioning: lower.contains("without system versioning"),
        srid,
        comment,
        check: None,
    }
}

/// The bytes of a default as SHOW CREATE TABLE writes them; none where it is computed.
fn shown_default(shown: &str, name: &str) -> Option<String> {
    let beginning = format!("  {} ", quote::name(name));
    let line = shown.lines().find_map(|line| line.strip_prefix(beginning.as_str()))?;
    let (_, rest) = line.split_once(" DEFAULT ")?;
    let end = match rest.strip_prefix('\'') {
        Some(inner) => text::string_end(inner) + 1,
        None => rest.find([' ', ',']).unwrap_or(rest.len()),
    };
    rest.get(..end).filter(|text| text.starts_with(['\'', '0'])).map(str::to_owned)
}

/// MySQL says a default without its quotes, and marks what is an expression.
// https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html
fn mysql_default(reader: &Reader<'_>, r#type: &str, default: String, extra: &str) -> String {
    let is_expression = extra.contains("default_generated");
    let is_literal = r#type.starts_with("bit") || r#type.contains("binary");
    if is_expression && is_now(&default) || !is_expression && is_literal {
        return default;
    }
    if is_expression {
        return format!("({})", reader.expression(&default));
    }
    match narrowing::is_number(r#type) {
        true => default,
        false => quote::literal(&default),
    }
}

impl Kind for Column {
    fn name(&self) -> &'static str {
        "column"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let line = line(object, Naming::Different)?;
        Ok(vec![Statement::member(&line, quote::head(object.id()), format!("ADD COLUMN {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("DROP COLUMN {}", quote::name(object.id().name()));
        let statement = Statement::clause(quote::head(object.id()), clause);
        Ok(vec![match is_generated(object) {
            true => statement,
            false => statement.destroying(format!("column {}", object.id().dotted())),
        }])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        if let Some(alteration) = change_of_sort(pair, &from, &to)? {
            return Ok(alteration);
        }
        // MODIFY without a word on it would take the new collation of the table.
        let naming = match table::collation(pair.from.owner()) == table::collation(pair.to.owner()) {
            true => Naming::Different,
            false => Naming::Always,
        };
        let clause = format!("MODIFY COLUMN {}", line(pair.to, naming)?);
        let mut statement = Statement::clause(quote::head(pair.to.id()), clause);
        let column = pair.to.id().dotted();
        for danger in narrowing::dangers(&from, &to) {
            statement = statement.noting(format!("column {column}: {danger}"));
        }
        let mut how = InPlace { words: words(&from, &to), ..InPlace::default() };
        how.statements.push(statement);
        if narrowing::rewrites(&from, &to) {
            how.disturbs.push(pair.from.id().clone());
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (old, new) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("{} RENAME COLUMN {old} TO {new}", quote::head(from)))])
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn is_derived(&self, object: Entry<'_>) -> bool {
        is_generated(object)
    }

    /// MySQL refuses a new name of a column from which another is computed; MariaDB follows it.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        let is_computed = is_generated(object) && object.needs().any(|needed| needed.id() == renamed.id());
        is_computed && !quote::is_mariadb(object)
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

/// Whether what it holds is computed.
pub(super) fn is_generated(object: Entry<'_>) -> bool {
    object.read::<Definition>().is_ok_and(|definition| definition.generated.is_some())
}

/// What MODIFY can't do: a column that is computed anew when it is read becomes another sort of
/// column, or another becomes one.
// https://mariadb.com/kb/en/generated-columns/
fn change_of_sort(pair: Pair<'_>, from: &Definition, to: &Definition) -> Result<Option<Alteration>, Refusal> {
    let sort = |definition: &Definition| {
        definition.generated.as_ref().map(|generated| (generated.stored, generated.is_row_time()))
    };
    Ok(match (sort(from), sort(to)) {
        (one, other) if one == other => None,
        // What was computed is kept, or all rows are computed.
        (Some((true, false)), None) | (None, Some((true, false))) => None,
        (Some(_), Some(_)) => Some(Alteration::Recreate),
        (None, None) => None,
        (None, Some(_)) => Some(Alteration::Replace),
        (Some(_), None) => {
            return Err(Refusal::new(
                pair.to.id(),
                "a column that is computed when it is read can't become one that holds values",
                "add a column, fill it by UPDATE, drop the generated one and rename the new one",
            ));
        }
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// The collation is named where it is not the table's.
    Different,
    Always,
}

/// `` `name` varchar(20) NOT NULL DEFAULT 'x' ``.
fn line(object: Entry<'_>, naming: Naming) -> Result<String, Refusal> {
    let Definition {
        r#type,
        collation,
        not_null,
        default,
        on_update,
        auto_increment,
        generated,
        invisible,
        without_versioning,
        srid,
        comment,
        check,
    } = object.read()?;
    // What MariaDB's word JSON stands for.
    let is_json = r#type == "longtext"
        && collation.as_deref() == Some("utf8mb4_bin")
        && check == Some(format!("json_valid({})", quote::name(object.id().name())));
    let (r#type, collation, check) = match is_json {
        true => ("json".to_owned(), None, None),
        false => (r#type, collation, check),
    };
    let (r#type, compressed) = match r#type.strip_suffix(" COMPRESSED") {
        Some(plain) => (plain.to_owned(), " COMPRESSED"),
        None => (r#type, ""),
    };
    let mut line = format!("{} {type}{compressed}", quote::name(object.id().name()));
    let is_timestamp = r#type.starts_with("timestamp");
    if let Some(collation) = &collation
        && (naming == Naming::Always || table::collation(object.owner()).as_ref() != Some(collation))
    {
        line.push_str(&format!(" CHARACTER SET {} COLLATE {collation}", table::charset_of(collation)));
    }
    if let Some(Generated { expression, stored }) = &generated {
        match expression.as_str() {
            "ROW START" | "ROW END" => line.push_str(&format!(" GENERATED ALWAYS AS {expression}")),
            expression => {
                let kept = if *stored { "STORED" } else { "VIRTUAL" };
                line.push_str(&format!(" GENERATED ALWAYS AS ({expression}) {kept}"));
            }
        }
    }
    match (not_null, is_timestamp && generated.is_none()) {
        (true, _) => line.push_str(" NOT NULL"),
        // A timestamp may be NOT NULL unless the contrary is said.
        (false, true) => line.push_str(" NULL"),
        (false, false) => {}
    }
    if let Some(srid) = srid {
        line.push_str(&format!(" SRID {srid}"));
    }
    if invisible {
        line.push_str(" INVISIBLE");
    }
    if without_versioning {
        line.push_str(" WITHOUT SYSTEM VERSIONING");
    }
    if let Some(default) = default {
        line.push_str(&format!(" DEFAULT {default}"));
    }
    if let Some(on_update) = on_update {
        line.push_str(&format!(" ON UPDATE {on_update}"));
    }
    if auto_increment {
        line.push_str(" AUTO_INCREMENT");
    }
    if !comment.is_empty() {
        line.push_str(&format!(" COMMENT {}", quote::literal(&comment)));
    }
    if let Some(check) = check {
        line.push_str(&format!(" CHECK ({check})"));
    }
    Ok(line)
}

/// What is altered, in words.
fn words(from: &Definition, to: &Definition) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |differs: bool, word: String| words.extend(Some(word).filter(|_| differs));
    add(from.r#type != to.r#type, format!("type {} → {}", from.r#type, to.r#type));
    if let (Some(old), Some(new)) = (&from.collation, &to.collation) {
        add(old != new, format!("collation {old} → {new}"));
    }
    let null = if to.not_null { "not null" } else { "null allowed" };
    add(from.not_null != to.not_null, null.to_owned());
    let default = to.default.as_ref().map_or("no default".to_owned(), |default| format!("default {default}"));
    add(from.default != to.default, default);
    add(from.on_update != to.on_update, "on update".to_owned());
    add(from.auto_increment != to.auto_increment, "auto_increment".to_owned());
    add(from.generated != to.generated, "generated".to_owned());
    add(from.invisible != to.invisible, if to.invisible { "invisible" } else { "visible" }.to_owned());
    add(from.without_versioning != to.without_versioning, "system versioning".to_owned());
    add(from.srid != to.srid, "reference system".to_owned());
    add(from.comment != to.comment, "comment".to_owned());
    add(from.check != to.check, "check".to_owned());
    words
}
