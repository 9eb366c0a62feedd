//! Reads what CREATE TABLE says, <https://www.sqlite.org/lang_createtable.html>.
//!
//! No pragma tells checks, names of constraints, what is done on a conflict, when a foreign key is
//! checked. A constraint means the same behind its column and behind all columns, so both are read
//! into one list: what SQLite does not tell apart is no difference.

use super::canonical::{Names, canonical};
use super::column::{Generated, NotNull};
use super::part::{Cursor, Part, between_commas};
use super::shape::mentioned;
use super::table::{Check, ForeignKey, PrimaryKey, Term, Unique};
use super::{column, quote, table};

/// What a CREATE TABLE says.
#[derive(Debug)]
pub(super) struct CreateTable {
    pub(super) table: table::Definition,
    pub(super) columns: Vec<ReadColumn>,
}

/// One column.
#[derive(Debug)]
pub(super) struct ReadColumn {
    pub(super) name: String,
    pub(super) definition: column::Definition,
    /// Whether something that is not written behind it speaks of it: then it can't be dropped in place.
    pub(super) tied: bool,
}

/// Where a constraint stands: behind a column, or behind all.
type Place<'a> = Option<&'a str>;

/// Reads a CREATE TABLE; `None`: it is none that SQLite could have kept.
pub(super) fn read(parts: &[Part]) -> Option<CreateTable> {
    let mut cursor = Cursor::new(parts);
    // SQLite keeps no TEMP, and no schema: both are gone from its text.
    if !cursor.take(&["CREATE", "TABLE"]) {
        return None;
    }
    let name = cursor.name()?;
    let body = cursor.brackets()?;
    let mut reader = Reader {
        own: name.to_ascii_lowercase(),
        names: column_names(body),
        table: table::Definition::default(),
        columns: Vec::new(),
        tied: Names::new(),
    };
    reader.body(body)?;
    for option in between_commas(cursor.rest()) {
        match option {
            [strict] if strict.is("STRICT") => reader.table.strict = true,
            [without, rowid] if without.is("WITHOUT") && rowid.is("ROWID") => {
                reader.table.without_rowid = true
            }
            _ => return None,
        }
    }
    Some(reader.finish())
}

/// The names of the columns: the first part of each item that begins no constraint.
fn column_names(body: &[Part]) -> Names {
    let items = between_commas(body).into_iter().filter_map(|item| item.first());
    let columns = items.filter(|first| !begins_constraint(first));
    columns.filter_map(Part::name).map(|name| name.to_ascii_lowercase()).collect()
}

fn begins_constraint(part: &Part) -> bool {
    part.is_any(&["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"])
}

struct Reader {
    /// The table's own name, in small letters.
    own: String,
    names: Names,
    table: table::Definition,
    columns: Vec<ReadColumn>,
    /// The columns of which something speaks that is not written behind them.
    tied: Names,
}

impl Reader {
    fn body(&mut self, body: &[Part]) -> Option<()> {
        let mut cursor = Cursor::new(body);
        while let Some(first) = cursor.peek() {
            if begins_constraint(first) {
                self.constraint(&mut cursor)?;
            } else {
                self.column(&mut cursor)?;
            }
            // SQLite takes constraints of a table without a comma between them.
            let _ = cursor.take_symbol(",");
        }
        (!self.columns.is_empty()).then_some(())
    }

    fn column(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        let name = cursor.name()?;
        let mut definition = column::Definition { r#type: read_type(cursor)?, ..Default::default() };
        while cursor.peek().is_some_and(|part| !part.is_symbol(",")) {
            let named = if cursor.take(&["CONSTRAINT"]) { Some(cursor.name()?) } else { None };
            if cursor.peek().is_none_or(|part| part.is_symbol(",") || part.is("CONSTRAINT")) {
                // SQLite takes a name for no constraint at all.
                continue;
            }
            if !self.column_property(cursor, &mut definition, &named)? {
                self.shared(cursor, named, Some(&name))?;
            }
        }
        if let Some(generated) = &definition.generated {
            self.tie(&mentioned(&generated.expression), Some(&name));
        }
        self.columns.push(ReadColumn { name, definition, tied: false });
        Some(())
    }

    /// What only a column can have; `false`: something else stands here.
    fn column_property(
        &self,
        cursor: &mut Cursor<'_>,
        definition: &mut column::Definition,
        named: &Option<String>,
    ) -> Option<bool> {
        if cursor.take(&["DEFAULT"]) {
            definition.default = Some(self.default(cursor)?);
        } else if cursor.take(&["NOT", "NULL"]) {
            definition.not_null = Some(NotNull { name: named.clone(), conflict: conflict(cursor)? });
        } else if cursor.take(&["NULL"]) {
            let _ = conflict(cursor)?;
        } else if cursor.take(&["COLLATE"]) {
            let collation = cursor.name()?;
            definition.collate =
                (!collation.eq_ignore_ascii_case("BINARY")).then(|| table::collation(&collation));
        } else if cursor.take(&["GENERATED", "ALWAYS", "AS"]) || cursor.take(&["AS"]) {
            let expression = self.expression(cursor.brackets()?);
            let stored = either(cursor, "STORED", "VIRTUAL");
            definition.generated = Some(Generated { expression, stored });
        } else {
            return Some(false);
        }
        Some(true)
    }

    fn default(&self, cursor: &mut Cursor<'_>) -> Option<String> {
        if let Some(inside) = cursor.brackets() {
            return Some(match inside {
                // Brackets around a constant change nothing.
                [only] if is_constant(only) => canonical(inside, &Names::new()),
                _ => format!("({})", self.expression(inside)),
            });
        }
        let mut sign = String::new();
        while cursor.peek().is_some_and(|part| part.is_symbol("-") || part.is_symbol("+")) {
            if cursor.next()?.is_symbol("-") {
                sign.push('-');
            }
        }
        let value = match cursor.next()? {
            // What stands in double quotes is a text here.
            Part::Doubtful(text) | Part::Name(text) => Part::Text(quote::text(text)),
            part => part.clone(),
        };
        Some(format!("{sign}{}", canonical(&[value], &Names::new())))
    }

    fn constraint(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        let named = if cursor.take(&["CONSTRAINT"]) { Some(cursor.name()?) } else { None };
        if cursor.peek().is_none_or(|part| part.is_symbol(",") || part.is("CONSTRAINT")) {
            return Some(());
        }
        self.shared(cursor, named, None)
    }

    /// What may stand behind a column and behind all.
    fn shared(&mut self, cursor: &mut Cursor<'_>, name: Option<String>, place: Place<'_>) -> Option<()> {
        if cursor.take(&["PRIMARY", "KEY"]) {
            self.primary_key(cursor, name, place)
        } else if cursor.take(&["UNIQUE"]) {
            let columns = match place {
                Some(column) => vec![Term::plain(column)],
                None => self.terms(cursor.brackets()?)?,
            };
            self.tie(&columns.iter().map(|term| term.name.clone()).collect::<Vec<_>>(), None);
            let unique = Unique { name, columns, conflict: conflict(cursor)? };
            self.table.uniques.push(unique);
            Some(())
        } else if cursor.take(&["CHECK"]) {
            let expression = self.expression(cursor.brackets()?);
            // SQLite reads what shall happen on a conflict here, and does not heed it.
            let _ = conflict(cursor)?;
            self.tie(&mentioned(&expression), place);
            self.table.checks.push(Check { name, expression });
            Some(())
        } else if cursor.take(&["REFERENCES"]) && place.is_some() {
            let columns = place.into_iter().map(str::to_owned).collect();
            self.foreign_key(cursor, name, columns)
        } else if cursor.take(&["FOREIGN", "KEY"]) {
            let columns = names(cursor.brackets()?)?;
            self.tie(&columns, None);
            if !cursor.take(&["REFERENCES"]) {
                return None;
            }
            self.foreign_key(cursor, name, columns)
        } else {
            None
        }
    }

    fn primary_key(&mut self, cursor: &mut Cursor<'_>, name: Option<String>, place: Place<'_>) -> Option<()> {
        let mut autoincrement = false;
        let columns = match place {
            Some(column) => {
                let descending = either(cursor, "DESC", "ASC");
                vec![Term { descending, ..Term::plain(column) }]
            }
            None => {
                let mut inside = cursor.brackets()?;
                if let Some((last, rest)) = inside.split_last()
                    && last.is("AUTOINCREMENT")
                {
                    autoincrement = true;
                    inside = rest;
                }
                self.terms(inside)?
            }
        };
        let conflict = conflict(cursor)?;
        autoincrement |= cursor.take(&["AUTOINCREMENT"]);
        let inline = place.is_some();
        self.table.primary_key = Some(PrimaryKey { name, columns, conflict, autoincrement });
        if !inline {
            self.forget_direction();
        }
        Some(())
    }

    /// Behind all columns, DESC changes nothing where the key is the row's number; behind its column
    /// it makes an ordinary key of it. <https://www.sqlite.org/lang_createtable.html#rowid>
    fn forget_direction(&mut self) {
        let Some(PrimaryKey { columns, .. }) = &mut self.table.primary_key else { return };
        if let [only] = columns.as_mut_slice()
            && let Some(column) =
                self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&only.name))
            && column.definition.r#type == "INTEGER"
        {
            only.descending = false;
        }
    }

    fn terms(&self, inside: &[Part]) -> Option<Vec<Term>> {
        between_commas(inside)
            .into_iter()
            .map(|item| {
                let mut cursor = Cursor::new(item);
                let mut term = Term::plain(&self.spelled(cursor.name()?));
                if cursor.take(&["COLLATE"]) {
                    term.collate = Some(table::collation(&cursor.name()?));
                }
                term.descending = either(&mut cursor, "DESC", "ASC");
                cursor.rest().is_empty().then_some(term)
            })
            .collect()
    }

    fn foreign_key(
        &mut self,
        cursor: &mut Cursor<'_>,
        name: Option<String>,
        columns: Vec<String>,
    ) -> Option<()> {
        let parent = cursor.name()?;
        let parent_columns = match cursor.brackets() {
            Some(inside) => names(inside)?,
            None => Vec::new(),
        };
        let columns = columns.into_iter().map(|column| self.spelled(column)).collect();
        let parent = (parent.to_ascii_lowercase() != self.own).then_some(parent);
        let mut key = ForeignKey { name, columns, parent, parent_columns, ..Default::default() };
        loop {
            if cursor.take(&["ON", "DELETE"]) {
                key.on_delete = action(cursor)?;
            } else if cursor.take(&["ON", "UPDATE"]) {
                key.on_update = action(cursor)?;
            } else if cursor.take(&["ON", "INSERT"]) {
                let _ = action(cursor)?;
            } else if cursor.take(&["MATCH"]) {
                // SQLite reads it and does as with MATCH SIMPLE.
                let _ = cursor.name()?;
            } else if cursor.take(&["NOT", "DEFERRABLE"]) {
                let _ = initially(cursor);
            } else if cursor.take(&["DEFERRABLE"]) {
                key.deferred = initially(cursor);
            } else {
                break;
            }
        }
        self.table.foreign_keys.push(key);
        Some(())
    }

    fn tie(&mut self, names: &[String], but: Place<'_>) {
        let tied = names.iter().filter(|name| but.is_none_or(|but| !table::same(name, but)));
        self.tied.extend(tied.map(|name| name.to_ascii_lowercase()));
    }

    /// An expression of this table: it need not say the table's name before its columns.
    fn expression(&self, parts: &[Part]) -> String {
        canonical(&without_own(parts, &self.own), &self.names)
    }

    /// A column's name as the column itself is written.
    fn spelled(&self, name: String) -> String {
        let column = self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&name));
        column.map_or(name, |column| column.name.clone())
    }

    fn finish(self) -> CreateTable {
        let Self { own: _, names: _, mut table, mut columns, tied } = self;
        for column in &mut columns {
            column.tied = tied.contains(&column.name.to_ascii_lowercase());
        }
        table.sort();
        CreateTable { table, columns }
    }
}

/// The parts without the table's own name and a dot before a column.
pub(super) fn without_own(parts: &[Part], own: &str) -> Vec<Part> {
    let mut kept = Vec::with_capacity(parts.len());
    let mut index = 0;
    while index < parts.len() {
        let is_own = parts[index].mentions().is_some_and(|name| name.eq_ignore_ascii_case(own))
            && parts.get(index + 1).is_some_and(|part| part.is_symbol("."));
        if is_own {
            index += 2;
        } else {
            kept.push(parts[index].clone());
            index += 1;
        }
    }
    kept
}

/// A type: any words, and numbers in brackets. <https://www.sqlite.org/datatype3.html>
fn read_type(cursor: &mut Cursor<'_>) -> Option<String> {
    const ENDS: &[&str] = &[
        "CONSTRAINT",
        "PRIMARY",
        "NOT",
        "NULL",
        "UNIQUE",
        "CHECK",
        "DEFAULT",
        "COLLATE",
        "REFERENCES",
        "AS",
    ];
    let mut words: Vec<String> = Vec::new();
    while let Some(part) = cursor.peek() {
        if part.is_any(ENDS) || cursor.at(&["GENERATED", "ALWAYS"]) {
            break;
        }
        match part {
            Part::Word(word) => words.push(word.to_ascii_uppercase()),
            Part::Name(name) | Part::Doubtful(name) => words.push(quote::name(name)),
            Part::Text(text) => words.push(text.clone()),
            Part::Number(_) | Part::Symbol(_) => break,
        }
        cursor.next();
    }
    let mut text = words.join(" ");
    if !words.is_empty()
        && let Some(arguments) = cursor.brackets()
    {
        text.push_str(&format!("({})", canonical(arguments, &Names::new())));
    }
    Some(text)
}

fn is_constant(part: &Part) -> bool {
    const WORDS: &[&str] = &["NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"];
    matches!(part, Part::Number(_) | Part::Text(_)) || part.is_any(WORDS)
}

fn names(inside: &[Part]) -> Option<Vec<String>> {
    between_commas(inside).into_iter().map(|item| item.first()?.name()).collect()
}

/// `ON CONFLICT …`; ABORT is what happens without it.
fn conflict(cursor: &mut Cursor<'_>) -> Option<Option<String>> {
    if !cursor.take(&["ON", "CONFLICT"]) {
        return Some(None);
    }
    let what = cursor.name()?.to_ascii_uppercase();
    Some((what != "ABORT").then_some(what))
}

fn action(cursor: &mut Cursor<'_>) -> Option<Option<String>> {
    let first = cursor.name()?.to_ascii_uppercase();
    Some(match first.as_str() {
        "NO" => {
            cursor.next();
            None
        }
        "SET" => Some(format!("SET {}", cursor.name()?.to_ascii_uppercase())),
        _ => Some(first),
    })
}

/// Passes over one of two words; whether it is the first.
fn either(cursor: &mut Cursor<'_>, this: &str, that: &str) -> bool {
    let is_this = cursor.take(&[this]);
    if !is_this {
        let _ = cursor.take(&[that]);
    }
    is_this
}

fn initially(cursor: &mut Cursor<'_>) -> bool {
    let deferred = cursor.take(&["INITIALLY", "DEFERRED"]);
    let _ = cursor.take(&["INITIALLY", "IMMEDIATE"]);
    deferred
}
