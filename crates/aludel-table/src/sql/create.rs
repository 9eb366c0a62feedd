//! Tables with their columns, keys and checks.

use aludel::Dialect;

use crate::Origin;
use crate::column::{Column, ColumnType, Identity, Sql};
use crate::table::{ForeignKey, Key, Reference, ReferenceAction, Table};

use super::notes::{Line, above, block};
use super::problems::Problem;
use super::script::Script;
use super::{Writer, name};

impl Writer<'_> {
    /// The statements that make the table, its indexes and its comments.
    pub(super) fn table(&mut self, table: &Table) -> Vec<Script> {
        let mut lines: Vec<Line> = table.columns.iter().map(|column| self.column(table, column)).collect();
        lines.extend(self.keys(table).into_iter().map(Line::new));
        lines.extend(self.checks(table).into_iter().map(Line::new));
        if self.dialect == Dialect::Sqlite {
            // A table of SQLite's takes no constraint later on.
            for key in keys_of(table) {
                lines.push(Line::new(self.foreign_key(table, &key)));
            }
        }
        let tail = match (&table.comment, self.dialect) {
            (Some(comment), Dialect::Mysql) => format!(" COMMENT = {}", self.dialect.literal(comment)),
            (_, Dialect::Sqlite) => self.options(table),
            _ => String::new(),
        };
        let full = self.table_name(table);
        let old = table.renamed_from.as_deref().map(|old| self.quote(old));
        let statement = block(&format!("CREATE TABLE {full}"), lines, &tail).at(table.place.as_ref());
        let mut statements = vec![above(old.as_deref()).into(), statement];
        statements.extend(self.indexes(table));
        if self.dialect == Dialect::Postgres {
            statements.extend(self.comments(table, &full));
        }
        statements
    }

    /// What stands behind a table of SQLite's.
    fn options(&mut self, table: &Table) -> String {
        if table.without_rowid {
            for column in table.columns.iter().filter(|column| column.identity.is_some()) {
                let what = "SQLite counts by the rowid, and the table has none";
                self.problems.push(Problem::of_column(table, column, what));
            }
            if table.primary_key.is_none() {
                let what = "a table without rowid has a primary key, by which its rows are kept";
                self.problems.push(Problem::of_table(table, what));
            }
        }
        let options = [(table.is_strict, "STRICT"), (table.without_rowid, "WITHOUT ROWID")];
        let words: Vec<&str> = options.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| *word).collect();
        if words.is_empty() { String::new() } else { format!(" {}", words.join(", ")) }
    }

    /// The statements that make the table's foreign keys, where those are not part of it.
    pub(super) fn foreign_keys(&mut self, table: &Table) -> Vec<Script> {
        if self.dialect == Dialect::Sqlite {
            return Vec::new();
        }
        let full = self.table_name(table);
        let statement = |key: ForeignKey| {
            let mut text = Script::from(format!("ALTER TABLE {full} ADD "));
            text.append(self.foreign_key(table, &key));
            text.push(";\n");
            text.at(key.reference.place.as_ref().or(table.place.as_ref()))
        };
        keys_of(table).into_iter().map(statement).collect()
    }

    fn comments(&self, table: &Table, full: &str) -> Vec<Script> {
        let of_table = table.comment.iter().map(|text| (format!("TABLE {full}"), text, &table.place));
        let of_columns = table.columns.iter().filter_map(|column| {
            let on = format!("COLUMN {full}.{}", self.quote(&column.name));
            Some((on, column.comment.as_ref()?, &column.place))
        });
        of_table
            .chain(of_columns)
            .map(|(on, text, place)| {
                let statement = format!("COMMENT ON {on} IS {};\n", self.dialect.literal(text));
                Script::from(statement).at(place.as_ref())
            })
            .collect()
    }

    fn column(&mut self, table: &Table, column: &Column) -> Line {
        let written = match &column.column_type {
            ColumnType::Written { name, .. } => name.place.as_ref(),
            _ => None,
        };
        let mut words =
            vec![self.quote(&column.name).into(), Script::from(self.type_of(table, column)).at(written)];
        if let Some((collation, sql)) = self.said(column.collation.as_ref()) {
            words.push(Script::from(format!("COLLATE {}", self.collation(collation))).at(sql.place.as_ref()));
        }
        words.extend(self.identity(table, column).map(Script::from));
        if let Some(generated) = &column.generated {
            let kept = if generated.is_stored { "STORED" } else { "VIRTUAL" };
            match self.said(Some(&generated.expression)) {
                Some((expression, sql)) => {
                    let text = Script::from(format!("GENERATED ALWAYS AS ({expression}) {kept}"));
                    words.push(text.at(sql.place.as_ref()));
                }
                None => {
                    let what = format!("what it is computed from is not written for {}", self.product());
                    self.problems.push(Problem::of_column(table, column, what));
                }
            }
        }
        words.extend(self.null(table, column).map(Script::from));
        if let Some((default, sql)) = self.said(column.default.as_ref()) {
            words.push(Script::from(format!("DEFAULT {}", self.default(default))).at(sql.place.as_ref()));
        }
        if is_own_key(table, column) {
            words.push(self.primary_key_word(table, column).into());
        }
        if table.uniques.iter().any(|key| is_plain(key) && key.columns == [column.name.clone()]) {
            words.push("UNIQUE".into());
        }
        if let (Some(comment), Dialect::Mysql) = (&column.comment, self.dialect) {
            words.push(format!("COMMENT {}", self.dialect.literal(comment)).into());
        }
        words.retain(|word| !word.sql.is_empty());
        let text = Script::join(words, " ").at(column.place.as_ref());
        Line { text, old: column.renamed_from.as_deref().map(|old| self.quote(old)) }
    }

    /// What SQL is for this database, with itself.
    fn said<'b>(&self, sql: Option<&'b Sql>) -> Option<(&'b str, &'b Sql)> {
        sql.and_then(|sql| Some((sql.of(self.dialect)?, sql)))
    }

    fn identity(&mut self, table: &Table, column: &Column) -> Option<String> {
        let identity = column.identity?;
        let is_alone = table.primary_key.as_ref().is_some_and(|key| key.columns == [column.name.clone()]);
        if self.dialect == Dialect::Sqlite && !is_alone {
            let what = "SQLite counts the values of a primary key of one column only";
            self.problems.push(Problem::of_column(table, column, what));
        }
        match (self.dialect, identity) {
            (Dialect::Postgres, Identity::ByDefault) => Some("GENERATED BY DEFAULT AS IDENTITY".to_owned()),
            (Dialect::Postgres, Identity::Always) => Some("GENERATED ALWAYS AS IDENTITY".to_owned()),
            (Dialect::Mysql, _) => Some("AUTO_INCREMENT".to_owned()),
            _ => None,
        }
    }

    /// `NOT NULL`, where nothing else says it.
    fn null(&self, table: &Table, column: &Column) -> Option<String> {
        let is_key = is_own_key(table, column);
        // A column of this type is the row's number, and has a value always.
        // https://www.sqlite.org/lang_createtable.html#rowid
        let is_rowid = self.dialect == Dialect::Sqlite && column.identity.is_some() && is_key;
        let is_implied = match self.dialect {
            Dialect::Sqlite => is_rowid,
            _ => is_key || (column.identity.is_some() && self.dialect == Dialect::Postgres),
        };
        // Without it, older servers make the first timestamp of a table one that is never empty.
        // https://mariadb.com/kb/en/server-system-variables/#explicit_defaults_for_timestamp
        let is_moment = self.dialect == Dialect::Mysql
            && column.column_type == crate::ColumnType::TimestampTz
            && column.generated.is_none();
        match column.nullable {
            true => is_moment.then(|| "NULL".to_owned()),
            false => (!is_implied).then(|| "NOT NULL".to_owned()),
        }
    }

    fn primary_key_word(&self, table: &Table, column: &Column) -> String {
        let counts_on = match column.identity {
            Some(Identity::Always) => true,
            // As SeaORM itself makes it.
            Some(_) => table.origin == Origin::SeaOrm,
            None => false,
        };
        match self.dialect {
            Dialect::Sqlite if counts_on => "PRIMARY KEY AUTOINCREMENT".to_owned(),
            _ => "PRIMARY KEY".to_owned(),
        }
    }

    /// The name of a collation, which is quoted where it must be; it may have its schema.
    fn collation(&self, written: &str) -> String {
        if written.contains(['"', '`']) {
            return written.to_owned();
        }
        match self.dialect {
            Dialect::Postgres => {
                written.split('.').map(|part| self.quote(part)).collect::<Vec<_>>().join(".")
            }
            _ => written.to_owned(),
        }
    }

    /// A default, in the brackets that SQLite and MySQL want around an expression.
    fn default(&self, text: &str) -> String {
        let text = text.trim();
        if self.dialect == Dialect::Postgres || is_simple(self.dialect, text) {
            text.to_owned()
        } else {
            format!("({text})")
        }
    }

    /// The primary key and the unique keys that don't stand at a column.
    fn keys(&mut self, table: &Table) -> Vec<Script> {
        let mut clauses = Vec::new();
        let primary = table.primary_key.iter().filter(|key| !is_inline(key, table));
        for key in primary {
            clauses.push(Script::from(self.key(table, key, "PRIMARY KEY")).at(key.place.as_ref()));
        }
        for key in table.uniques.iter().filter(|key| !(is_plain(key) && key.columns.len() == 1)) {
            clauses.push(Script::from(self.key(table, key, "UNIQUE")).at(key.place.as_ref()));
        }
        clauses
    }

    fn key(&mut self, table: &Table, key: &Key, word: &str) -> String {
        let mut text = self.named_constraint(key.name.as_deref()) + word;
        if key.nulls_not_distinct {
            match self.dialect {
                Dialect::Postgres => text.push_str(" NULLS NOT DISTINCT"),
                _ => self.lacks(table, key.place.as_ref(), "`nulls_not_distinct`"),
            }
        }
        text.push_str(&format!(" ({})", name::list(self.dialect, &key.columns)));
        if let Some(deferred) = key.deferrable {
            match self.dialect {
                Dialect::Postgres => text.push_str(deferrable(deferred)),
                _ => self.lacks(table, key.place.as_ref(), "key that may be deferred"),
            }
        }
        text
    }

    fn checks(&self, table: &Table) -> Vec<Script> {
        let mut clauses = Vec::new();
        for check in &table.checks {
            if let Some((condition, sql)) = self.said(Some(&check.expression)) {
                let name = self.named_constraint(check.name.as_deref());
                clauses.push(Script::from(format!("{name}CHECK ({condition})")).at(sql.place.as_ref()));
            }
        }
        let enums =
            table.columns.iter().filter_map(|column| self.enum_check(&column.name, &column.column_type));
        clauses.extend(enums.map(|condition| format!("CHECK ({condition})").into()));
        clauses
    }

    fn named_constraint(&self, name: Option<&str>) -> String {
        name.map(|name| format!("CONSTRAINT {} ", self.quote(name))).unwrap_or_default()
    }

    fn foreign_key(&mut self, table: &Table, key: &ForeignKey) -> Script {
        let Reference {
            schema: _,
            is_exact: _,
            table: other,
            columns,
            on_delete,
            on_update,
            deferrable: deferred,
            place,
        } = &key.reference;
        let schema = key.reference.schema_from(table).filter(|_| self.dialect == Dialect::Postgres);
        let primary = self.referred(table, &key.reference).and_then(|it| it.primary_key.as_ref());
        let columns = match primary {
            Some(primary) if columns.is_empty() => primary.columns.clone(),
            _ => columns.clone(),
        };
        let mut text = self.named_constraint(key.name.as_deref());
        text.push_str(&format!("FOREIGN KEY ({})", name::list(self.dialect, &key.columns)));
        text.push_str(&format!(" REFERENCES {}", name::qualified(self.dialect, schema, other)));
        if !columns.is_empty() {
            text.push_str(&format!(" ({})", name::list(self.dialect, &columns)));
        } else if self.dialect == Dialect::Mysql {
            let what = format!("MySQL wants to know which columns of `{other}` it refers to: `{other}(id)`");
            self.problems.push(Problem::of_table(table, what).at(place.as_ref()));
        }
        for (when, action) in [("DELETE", on_delete), ("UPDATE", on_update)] {
            if let Some(action) = action {
                text.push_str(&format!(" ON {when} {}", words_of(*action)));
            }
        }
        if let Some(deferred) = *deferred {
            match self.dialect {
                Dialect::Mysql => self.lacks(table, place.as_ref(), "foreign key that may be deferred"),
                _ => text.push_str(deferrable(deferred)),
            }
        }
        Script::from(text).at(place.as_ref())
    }
}

/// All foreign keys of a table: those at its columns first.
fn keys_of(table: &Table) -> Vec<ForeignKey> {
    let at_columns = table.columns.iter().filter_map(|column| {
        let reference = column.references.clone()?;
        Some(ForeignKey { name: None, columns: vec![column.name.clone()], reference })
    });
    at_columns.chain(table.foreign_keys.iter().cloned()).collect()
}

/// Whether nothing is said of a key but its columns.
fn is_plain(key: &Key) -> bool {
    let Key { name, columns: _, nulls_not_distinct, deferrable, place: _ } = key;
    name.is_none() && !nulls_not_distinct && deferrable.is_none()
}

/// Whether the primary key stands at its column.
fn is_inline(key: &Key, table: &Table) -> bool {
    is_plain(key)
        && key.columns.len() == 1
        && table.columns.iter().any(|column| key.columns[0] == column.name)
}

fn is_own_key(table: &Table, column: &Column) -> bool {
    table.primary_key.as_ref().is_some_and(|key| is_inline(key, table) && key.columns[0] == column.name)
}

fn deferrable(deferred: bool) -> &'static str {
    if deferred { " DEFERRABLE INITIALLY DEFERRED" } else { " DEFERRABLE INITIALLY IMMEDIATE" }
}

fn words_of(action: ReferenceAction) -> &'static str {
    match action {
        ReferenceAction::NoAction => "NO ACTION",
        ReferenceAction::Restrict => "RESTRICT",
        ReferenceAction::Cascade => "CASCADE",
        ReferenceAction::SetNull => "SET NULL",
        ReferenceAction::SetDefault => "SET DEFAULT",
    }
}

/// Whether a default needs no brackets: a literal, or one of the words that stand for the moment.
///
/// <https://www.sqlite.org/lang_createtable.html#the_default_clause>,
/// <https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html>
fn is_simple(dialect: Dialect, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word = matches!(
        lower.as_str(),
        "null" | "true" | "false" | "current_timestamp" | "current_date" | "current_time"
    );
    let is_moment = dialect == Dialect::Mysql
        && ["current_timestamp", "now(", "localtimestamp", "localtime"]
            .iter()
            .any(|word| lower.starts_with(word));
    let number = lower.trim_start_matches(['+', '-']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_word || is_moment || is_number || is_one_text(text) || is_bracketed(text)
}

/// `'…'`, with quotes in it doubled.
fn is_one_text(text: &str) -> bool {
    let inside = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    inside.is_some_and(|inside| !inside.replace("''", "").contains('\''))
}

/// `(…)`, where the first bracket is closed by the last.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut in_text = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '\'' => in_text = !in_text,
            '(' if !in_text => depth += 1,
            ')' if !in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 && !in_text {
            return at + 1 == text.len() && letter == ')';
        }
    }
    false
}
