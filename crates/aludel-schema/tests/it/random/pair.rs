//! A pair of random schemas as statements, which can be taken away one by one.

use aludel::Dialect;
use fastrand::Rng;
use testkit::TestDatabase;

use super::schema::{Column, Recipe, Schema, Thing};
use crate::cases::proof::{self, Disproved, Pair, Proved};
use crate::cases::wish::Wish;

/// Two schemas, and what the rows of the first hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RandomPair {
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
    /// The columns of tables that hold rows, each with the statement that makes it.
    pub(crate) filled: Vec<(String, Column)>,
    /// Whether the plan is written in short forms.
    pub(crate) offline: bool,
    pub(crate) dialect: Dialect,
}

impl RandomPair {
    /// A schema and a mutation of it.
    pub(crate) fn new<R: Recipe>(random: &mut Rng) -> RandomPair {
        let schema = Schema::<R>::new(random);
        let other = schema.mutated(random);
        let column = |thing: &Thing<R>| Some((thing.text.clone(), thing.column.clone()?));
        RandomPair {
            filled: schema.0.iter().filter_map(column).collect(),
            from: schema.statements(),
            to: other.statements(),
            dialect: R::DIALECT,
            offline: random.bool(),
        }
    }

    /// Proves it in two fresh databases.
    pub(crate) fn prove(&self, one: &TestDatabase, other: &TestDatabase) -> Result<Proved, Disproved> {
        let mut wish = Wish::default();
        wish.offline = self.offline;
        let (from, to, rows) = (script(&self.from), script(&self.to), script(&self.rows()));
        let pair = Pair { from: &from, to: &to, rows: Some(&rows), check: None, wish: &wish };
        proof::prove(one, other, &pair)
    }

    /// Three rows for each table that is to be filled.
    pub(crate) fn rows(&self) -> Vec<String> {
        let is_postgres = self.dialect == Dialect::Postgres;
        let there = self.filled.iter().filter(|(statement, _)| self.from.contains(statement));
        let mut columns: Vec<&Column> = there.map(|(_, column)| column).collect();
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
pub(crate) fn script(statements: &[String]) -> String {
    statements.iter().map(|statement| format!("{statement};\n")).collect()
}
