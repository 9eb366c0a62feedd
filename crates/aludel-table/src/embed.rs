//! Columns that are declared once and stand in several tables: times, an address, what all have in common.

use crate::table::{Table, Term};

/// Columns that stand in a table and are declared elsewhere.
#[derive(Clone, Debug)]
pub struct Part {
    /// How many of the table's own columns stand before them.
    pub at: usize,
    /// The columns, and the keys, indexes and checks that come with them.
    pub table: Table,
    /// What each field is called, and its column: the table's keys may name either.
    pub members: Vec<(String, String)>,
}

impl Table {
    /// Puts columns that are declared elsewhere between its own.
    ///
    /// A name in its keys and indexes that is none of its own columns is one of a part's fields.
    pub fn embed(&mut self, parts: Vec<Part>) {
        self.rename(&parts);
        let mut before = 0;
        for Part { at, table, .. } in parts {
            let at = (at + before).min(self.columns.len());
            before += table.columns.len();
            self.columns.splice(at..at, table.columns);
            self.primary_key = self.primary_key.take().or(table.primary_key);
            self.uniques.extend(table.uniques);
            self.indexes.extend(table.indexes);
            self.checks.extend(table.checks);
            self.foreign_keys.extend(table.foreign_keys);
        }
    }

    fn rename(&mut self, parts: &[Part]) {
        let own: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        let rename = |name: &mut String| {
            let mut members = parts.iter().flat_map(|part| &part.members);
            if !own.contains(name)
                && let Some((_, column)) = members.find(|(field, _)| field == name)
            {
                name.clone_from(column);
            }
        };
        let keys = self.primary_key.iter_mut().chain(&mut self.uniques).flat_map(|key| &mut key.columns);
        keys.chain(self.foreign_keys.iter_mut().flat_map(|key| &mut key.columns)).for_each(rename);
        for index in &mut self.indexes {
            let terms = index.terms.iter_mut().filter_map(|term| match term {
                Term::Column { name, .. } => Some(name),
                Term::Expression(_) => None,
            });
            terms.chain(&mut index.include).for_each(rename);
        }
    }
}
