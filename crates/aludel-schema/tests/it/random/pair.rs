//! A pair of random schemas as statements, which can be taken away one by one.

use aludel::Dialect;
use fastrand::Rng;

use super::schema::{Column, Made, Recipe, Schema};
use crate::cases::pool::Bench;
use crate::cases::proof::{self, Disproved, Pair, Proved};
use crate::cases::wish::Wish;

/// Two schemas, and what the rows of the first hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RandomPair {
    pub(crate) from: Vec<Made>,
    pub(crate) to: Vec<Made>,
    /// Whether there are rows.
    pub(crate) filled: bool,
    /// Whether the plan is written in short forms.
    pub(crate) offline: bool,
    /// Whether owners and privileges are compared.
    pub(crate) privileges: bool,
    pub(crate) dialect: Dialect,
}

impl RandomPair {
    /// A schema and a mutation of it.
    pub(crate) fn new<R: Recipe>(random: &mut Rng) -> RandomPair {
        let schema = Schema::<R>::new(random);
        let to = schema.mutated(random).made();
        RandomPair {
            from: schema.made(),
            to,
            filled: true,
            offline: random.bool(),
            privileges: random.u8(..4) == 0,
            dialect: R::DIALECT,
        }
    }

    /// Proves it in two empty databases.
    pub(crate) fn prove(&self, bench: &mut Bench) -> Result<Proved, Disproved> {
        let mut wish = Wish::default();
        wish.offline = self.offline;
        wish.privileges = self.privileges;
        let (from, to, rows) = (self.script_from(), self.script_to(), script(self.rows().iter()));
        let pair = Pair { from: &from, to: &to, rows: Some(&rows), check: None, wish: &wish };
        proof::prove(bench, &pair)
    }

    /// The first schema.
    pub(crate) fn script_from(&self) -> String {
        script(self.from.iter().map(|made| &made.text))
    }

    /// The second schema.
    pub(crate) fn script_to(&self) -> String {
        script(self.to.iter().map(|made| &made.text))
    }

    /// Three rows for each table that is to be filled.
    pub(crate) fn rows(&self) -> Vec<String> {
        let is_postgres = self.dialect == Dialect::Postgres;
        let there = self.from.iter().filter(|_| self.filled);
        let mut columns: Vec<&Column> = there.filter_map(|made| made.column.as_ref()).collect();
        columns.sort_by(|one, other| one.table.cmp(&other.table));
        let tables = columns.chunk_by(|one, other| one.table == other.table);
        let mut statements: Vec<String> = tables.map(|columns| insert(columns, is_postgres)).collect();
        if is_postgres && !statements.is_empty() {
            // Without triggers: what they would do to the rows is not what is tested.
            statements.insert(0, "SET session_replication_role = replica".to_owned());
        }
        statements
    }
}

fn insert(columns: &[&Column], is_postgres: bool) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let row = |row: usize| {
        let values: Vec<&str> = columns.iter().map(|column| column.values[row].as_str()).collect();
        format!("({})", values.join(", "))
    };
    let rows = [row(0), row(1), row(2)].join(", ");
    let overriding = if is_postgres { " OVERRIDING SYSTEM VALUE" } else { "" };
    format!("INSERT INTO {} ({}){overriding} VALUES {rows}", columns[0].table, names.join(", "))
}

/// The statements as a script.
pub(crate) fn script<'a>(statements: impl Iterator<Item = &'a String>) -> String {
    statements.map(|statement| format!("{statement};\n")).collect()
}
