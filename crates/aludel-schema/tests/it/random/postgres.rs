//! What random PostgreSQL schemas are made of.
//!
//! Tables whose number is even are filled with rows. What is asked of them can be done with rows in
//! them, also when a column or table comes back empty on the way down: a column that is NOT NULL has a
//! default, one that is unique has none.

use aludel::Dialect;
use fastrand::Rng;

use super::schema::{Made, Names, Recipe};

mod columns;
mod objects;

/// How to make one thing; the numbers are those in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Postgres {
    Schema(u8),
    Enum(u8),
    Domain(u8),
    Composite(u8),
    Range(u8),
    Sequence(u8),
    Function(u8),
    TriggerFunction(u8),
    Procedure(u8),
    Table(u8),
    Partition(u8, u8),
    /// The first column of a table, its key.
    Key(u8),
    Column(u8, u8),
    Primary(u8),
    Unique(u8, u8),
    Check(u8, u8),
    Exclusion(u8, u8),
    Foreign(u8, u8),
    Index(u8, u8),
    Statistics(u8, u8),
    ColumnStorage(u8, u8),
    ReplicaIdentity(u8),
    View(u8),
    MaterializedView(u8),
    MaterializedIndex(u8),
    Rule(u8),
    Trigger(u8, u8),
    RowSecurity(u8),
    Policy(u8, u8),
    /// A function whose body the server has read, so that it stands on the columns in it.
    Counter(u8),
    /// A function that returns rows of a table.
    Rows(u8),
    Grant(u8),
    Comment(u8),
}

use Postgres as P;

const TABLES: u8 = 5;

impl Recipe for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;

    fn rank(&self) -> u32 {
        match self {
            P::Schema(_) => 0,
            P::Enum(_) | P::Domain(_) | P::Composite(_) | P::Range(_) => 1,
            P::Sequence(_) | P::Function(_) | P::TriggerFunction(_) | P::Procedure(_) => 2,
            P::Table(_) => 3,
            P::Key(_) | P::Column(..) => 4,
            P::Partition(..) => 5,
            P::Primary(_) | P::Unique(..) => 6,
            P::Check(..) | P::Exclusion(..) | P::Foreign(..) => 7,
            P::Index(..) | P::Statistics(..) | P::ColumnStorage(..) => 8,
            P::ReplicaIdentity(_) | P::Counter(_) | P::Rows(_) => 9,
            P::View(_) | P::MaterializedView(_) => 10,
            P::MaterializedIndex(_) => 11,
            P::Rule(_) | P::Trigger(..) | P::RowSecurity(_) => 12,
            P::Policy(..) => 13,
            P::Grant(_) | P::Comment(_) => 14,
        }
    }

    fn kinds(&self) -> &'static [&'static str] {
        match self {
            P::Schema(_) => &["schema"],
            P::Enum(_) => &["enum"],
            P::Domain(_) => &["domain"],
            P::Composite(_) => &["composite type"],
            P::Range(_) => &["range type"],
            P::Sequence(_) => &["sequence"],
            P::Function(_) | P::TriggerFunction(_) | P::Counter(_) | P::Rows(_) => &["function"],
            P::Procedure(_) => &["procedure"],
            P::Table(_) => &["table"],
            P::Partition(..) => &["attachment"],
            P::Key(_) | P::Column(..) | P::ColumnStorage(..) => &["column"],
            P::Primary(_) => &["primary key"],
            P::Unique(..) => &["unique constraint"],
            P::Check(..) => &["check constraint"],
            P::Exclusion(..) => &["exclusion constraint"],
            P::Foreign(..) => &["foreign key"],
            P::Index(..) => &["index"],
            P::ReplicaIdentity(_) => &["replica identity"],
            P::Statistics(..) => &["statistics"],
            P::View(_) => &["view"],
            P::MaterializedView(_) => &["materialized view"],
            P::MaterializedIndex(_) => &["materialized view", "index"],
            P::Rule(_) => &["rule"],
            P::Trigger(..) => &["trigger"],
            P::RowSecurity(_) | P::Policy(..) => &["policy"],
            P::Grant(_) => &["privileges"],
            P::Comment(_) => &["comment"],
        }
    }

    fn make(&self, before: &Names, random: &mut Rng) -> Option<Made> {
        match *self {
            P::Key(table) => columns::key(before, random, table),
            P::Column(table, number) => columns::column(before, random, table, number),
            P::ColumnStorage(table, _) => columns::storage(before, random, table),
            recipe => objects::make(recipe, before, random),
        }
    }

    fn may_go(&self) -> bool {
        !matches!(self, P::Key(_))
    }

    fn schema(random: &mut Rng) -> Vec<Self> {
        let mut recipes = vec![P::Schema(1)];
        let some = |random: &mut Rng, most: u8| 0..random.u8(0..=most);
        recipes.extend(some(random, 2).map(P::Enum));
        recipes.extend(some(random, 2).map(P::Domain));
        recipes.extend(some(random, 1).map(P::Composite));
        recipes.extend(some(random, 1).map(P::Range));
        recipes.extend(some(random, 2).map(P::Sequence));
        recipes.extend(some(random, 2).map(P::Function));
        recipes.extend([P::TriggerFunction(0)]);
        recipes.extend(some(random, 1).map(P::Procedure));
        let tables = random.u8(2..=TABLES);
        for table in 0..tables {
            recipes.extend([P::Table(table), P::Key(table)]);
            recipes.extend((0..random.u8(1..=7)).map(|number| P::Column(table, number)));
            recipes.extend(some(random, 2).map(|number| P::Partition(table, number)));
            recipes.push(P::Primary(table));
        }
        for _ in 0..random.u8(10..=40) {
            recipes.push(random_part(tables, random));
        }
        recipes
    }

    fn another(before: &Names, random: &mut Rng) -> Self {
        let table = before.any("table ", random).and_then(|name| name.strip_prefix('t')?.parse().ok());
        match random.u8(..10) {
            0 => P::Enum(random.u8(..3)),
            1 => P::Table(random.u8(..TABLES)),
            2..5 => P::Column(table.unwrap_or(0), random.u8(..9)),
            _ => random_part(TABLES, random),
        }
    }
}

/// Something that hangs on a table, or stands on one.
fn random_part(tables: u8, random: &mut Rng) -> Postgres {
    let (table, number) = (random.u8(..tables), random.u8(..3));
    let parts = [
        P::Unique(table, number),
        P::Check(table, number),
        P::Check(table, number),
        P::Exclusion(table, number),
        P::Foreign(table, number),
        P::Foreign(table, number),
        P::Index(table, number),
        P::Index(table, number),
        P::Index(table, number),
        P::Statistics(table, number),
        P::ColumnStorage(table, number),
        P::ReplicaIdentity(table),
        P::View(number),
        P::View(number + 3),
        P::View(number),
        P::View(number + 3),
        P::MaterializedView(number),
        P::MaterializedIndex(number),
        P::Counter(number),
        P::Rows(number),
        P::Grant(number),
        P::Grant(number + 3),
        P::Rule(table),
        P::Trigger(table, number),
        P::RowSecurity(table),
        P::Policy(table, number),
        P::Comment(number),
        P::Comment(number + 3),
        P::Comment(number + 6),
        P::Sequence(number),
        P::Function(number),
        P::Domain(number),
        P::Partition(table, number),
    ];
    parts[random.usize(..parts.len())]
}
