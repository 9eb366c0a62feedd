//! Indexes, each a statement of its own.

use aludel::Dialect;

use crate::table::{Index, Table, Term};

use super::script::Script;
use super::{Writer, name};

/// PostgreSQL cuts longer names off, and MySQL refuses those of more than 64 letters.
const LONGEST: usize = 63;

impl Writer<'_> {
    /// The statements that make the table's indexes.
    pub(super) fn indexes(&mut self, table: &Table) -> Vec<Script> {
        let mut names: Vec<String> = table.indexes.iter().filter_map(|index| index.name.clone()).collect();
        let mut statements = Vec::new();
        let is_here = |index: &&Index| index.only.is_none_or(|only| only.has(self.dialect));
        for index in table.indexes.iter().filter(is_here).collect::<Vec<_>>() {
            let name = index.name.clone().unwrap_or_else(|| own_name(table, index, &names));
            statements.push(self.index(table, index, &name));
            names.push(name);
        }
        statements
    }

    fn index(&mut self, table: &Table, index: &Index, name: &str) -> Script {
        let unique = if index.is_unique { "UNIQUE " } else { "" };
        let (word, method) = self.method(table, index);
        let on = self.table_name(table);
        let terms = index.terms.iter().map(|term| self.term(table, index, term)).collect();
        let mut text =
            Script::from(format!("CREATE {unique}{word}INDEX {} ON {on}{method} (", self.quote(name)));
        text.append(Script::join(terms, ", "));
        text.push(")");
        if !index.include.is_empty() {
            match self.dialect {
                Dialect::Postgres => {
                    text.push(&format!(" INCLUDE ({})", name::list(self.dialect, &index.include)));
                }
                _ => self.lacks(table, index.place.as_ref(), "index that carries other columns (`include`)"),
            }
        }
        if index.nulls_not_distinct {
            match self.dialect {
                Dialect::Postgres => text.push(" NULLS NOT DISTINCT"),
                _ => self.lacks(table, index.place.as_ref(), "`nulls_not_distinct`"),
            }
        }
        if let Some(predicate) = &index.predicate {
            match (self.dialect, predicate.of(self.dialect)) {
                (_, None) => {}
                (Dialect::Mysql, Some(_)) => {
                    self.lacks(table, index.place.as_ref(), "index over some of the rows (`where`)")
                }
                (_, Some(text_of)) => {
                    text.push(" ");
                    text.append(Script::from(format!("WHERE {text_of}")).at(predicate.place.as_ref()));
                }
            }
        }
        text.push(";\n");
        text.at(index.place.as_ref().or(table.place.as_ref()))
    }

    /// What stands before `INDEX`, and behind the table.
    fn method(&mut self, table: &Table, index: &Index) -> (&'static str, String) {
        let Some(method) = index.method.as_deref() else { return ("", String::new()) };
        match (self.dialect, method.to_ascii_lowercase().as_str()) {
            (Dialect::Postgres, _) => return ("", format!(" USING {}", self.quote(method))),
            (Dialect::Mysql, "fulltext") => return ("FULLTEXT ", String::new()),
            (Dialect::Mysql, "spatial") => return ("SPATIAL ", String::new()),
            // The others have no more than it by default.
            (_, "btree") => {}
            (Dialect::Mysql, "hash") => return ("", " USING HASH".to_owned()),
            _ => self.lacks(table, index.place.as_ref(), &format!("index of the method `{method}`")),
        }
        ("", String::new())
    }

    fn term(&mut self, table: &Table, index: &Index, term: &Term) -> Script {
        match term {
            Term::Column { name, options } if options.trim().is_empty() => self.quote(name).into(),
            Term::Column { name, options } => format!("{} {}", self.quote(name), options.trim()).into(),
            Term::Expression(sql) => match sql.of(self.dialect) {
                Some(text) => Script::from(text).at(sql.place.as_ref()),
                None => {
                    let product = self.product();
                    self.lacks(
                        table,
                        index.place.as_ref(),
                        &format!("expression for an index: it is not written for {product}"),
                    );
                    Script::default()
                }
            },
        }
    }
}

/// Table, columns and `idx`; a number behind it where that is taken.
fn own_name(table: &Table, index: &Index, taken: &[String]) -> String {
    let mut words = vec![table.name.clone()];
    for term in &index.terms {
        match term {
            Term::Column { name, .. } => words.push(name.clone()),
            Term::Expression(sql) => {
                let text = [&sql.any, &sql.postgres, &sql.sqlite, &sql.mysql].into_iter().flatten().next();
                let parts =
                    text.map_or("", |text| text.as_str()).split(|letter: char| !letter.is_alphanumeric());
                words.extend(parts.filter(|part| !part.is_empty()).map(str::to_lowercase));
            }
        }
    }
    let whole = words.join("_");
    let numbers = (2..).map(|number: usize| format!("_idx{number}"));
    let ends = std::iter::once("_idx".to_owned()).chain(numbers);
    // Of endlessly many ends one is free.
    ends.map(|end| cut(&whole, LONGEST - end.len()) + &end)
        .find(|name| !taken.contains(name))
        .unwrap_or_default()
}

/// At most so many bytes of a text.
fn cut(text: &str, bytes: usize) -> String {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().trim_end_matches('_').to_owned()
}
