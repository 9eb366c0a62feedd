//! What random SQLite schemas are made of.
//!
//! Much of a table can only be said when it is made, so its first statement says that much, and a change
//! of it is what only a rebuild can do. Tables whose number is even are filled with rows, on the terms of
//! `postgres.rs`.

use aludel::Dialect;
use fastrand::Rng;

use super::schema::{Column, Made, Names, Recipe};
use super::{is_filled, one_of, percent, some_columns};

/// How to make one thing; the numbers are those in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sqlite {
    /// A table with its key and what is said of it as a whole.
    Table(u8),
    Column(u8, u8),
    Index(u8, u8),
    View(u8),
    Trigger(u8, u8),
    Words(u8),
}

use Sqlite as S;

const TABLES: u8 = 4;

impl Recipe for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;

    fn rank(&self) -> u32 {
        match self {
            S::Table(_) => 0,
            S::Words(_) => 1,
            S::Column(..) => 2,
            S::Index(..) => 3,
            S::View(_) => 4,
            S::Trigger(..) => 5,
        }
    }

    fn kinds(&self) -> &'static [&'static str] {
        match self {
            S::Table(_) | S::Column(..) => &["table"],
            S::Index(..) => &["index"],
            S::View(_) => &["view"],
            S::Trigger(..) => &["trigger"],
            S::Words(_) => &["virtual table"],
        }
    }

    fn make(&self, before: &Names, random: &mut Rng) -> Option<Made> {
        match *self {
            S::Table(number) => Some(table(random, number)),
            S::Column(table, number) => column(before, random, table, number),
            S::Index(table, number) => index(before, random, table, number),
            S::View(number) => view(before, random, number),
            S::Trigger(table, number) => trigger(before, random, table, number),
            S::Words(number) => {
                let options = one_of(random, &["", ", tokenize = 'porter'", ", note"]);
                let text = format!("CREATE VIRTUAL TABLE words{number} USING fts5(word{options})");
                Some(Made::new(format!("words {number}"), text))
            }
        }
    }

    fn may_go(&self) -> bool {
        true
    }

    fn schema(random: &mut Rng) -> Vec<Self> {
        let mut recipes = Vec::new();
        for table in 0..random.u8(1..=TABLES) {
            recipes.push(S::Table(table));
            recipes.extend((0..random.u8(0..=5)).map(|number| S::Column(table, number)));
        }
        recipes.extend((0..random.u8(2..=8)).map(|_| part(random)));
        recipes
    }

    fn another(_before: &Names, random: &mut Rng) -> Self {
        match random.u8(..10) {
            0 => S::Table(random.u8(..TABLES)),
            1..5 => S::Column(random.u8(..TABLES), random.u8(..7)),
            _ => part(random),
        }
    }
}

fn part(random: &mut Rng) -> Sqlite {
    let (table, number) = (random.u8(..TABLES), random.u8(..3));
    let parts = [
        S::Index(table, number),
        S::Index(table, number),
        S::View(number),
        S::View(number + 3),
        S::Trigger(table, number),
        S::Words(number),
    ];
    parts[random.usize(..parts.len())]
}

fn table(random: &mut Rng, number: u8) -> Made {
    let name = format!("t{number}");
    let is_strict = number == 1;
    let key = match number {
        2 => "id text NOT NULL PRIMARY KEY",
        _ => one_of(
            random,
            &[
                "id integer PRIMARY KEY",
                "id integer PRIMARY KEY AUTOINCREMENT",
                "id integer NOT NULL, PRIMARY KEY (id)",
                "id integer CONSTRAINT pk PRIMARY KEY",
            ],
        ),
    };
    let base = one_of(
        random,
        &[
            "base text",
            "base text DEFAULT 'b'",
            "base text COLLATE NOCASE",
            "base text CHECK (base <> 'z')",
            "base any",
        ],
    );
    let base = if base.ends_with("any") && !is_strict { "base blob" } else { base };
    // Three rows of one default would be one too many for a key.
    let base = if base.contains("DEFAULT") && is_filled(number) { "base text" } else { base };
    let rules = one_of(
        random,
        &[
            "",
            "",
            ", UNIQUE (base)",
            ", CONSTRAINT few CHECK (length(base) < 9)",
            ", UNIQUE (id, base) ON CONFLICT IGNORE",
        ],
    );
    let parts = match key.split_once(", ") {
        Some((column, rule)) => format!("{column}, {base}, {rule}{rules}"),
        None => format!("{key}, {base}{rules}"),
    };
    let options = match number {
        1 => " STRICT",
        2 => one_of(random, &["", " WITHOUT ROWID"]),
        _ => "",
    };
    let id =
        Column { table: name.clone(), name: "id".to_owned(), values: ["1", "2", "3"].map(str::to_owned) };
    let made = Made::new(format!("table {name}"), format!("CREATE TABLE {name} ({parts}){options}"));
    Made { column: is_filled(number).then_some(id), ..made }
        .providing(format!("key {name}"))
        .providing(format!("{name}.base"))
        .providing(format!("{name}.base:text"))
}

fn column(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    before.has(&format!("table {name}")).then_some(())?;
    // A strict table takes no value of another sort, and a check of numbers no text: the number decides.
    let sorts: &[(&str, &str, &str)] = match (table, number % 2) {
        (1, 0) => &[("integer", "int", "#"), ("int", "int", "#")],
        (1, _) => &[("text", "text", "'x#'")],
        (_, 0) => &[
            ("integer", "int", "#"),
            ("bigint", "int", "#"),
            ("real", "int", "#"),
            ("numeric(8,2)", "int", "#"),
        ],
        _ => &[
            ("text", "text", "'x#'"),
            ("varchar(20)", "text", "'x#'"),
            ("blob", "blob", "x'0#'"),
            ("", "any", "'x#'"),
        ],
    };
    let (of, sort, value) = sorts[random.usize(..sorts.len())];
    let full = format!("{name}.c{number}");
    let mut made = Made::new(full.clone(), "").needing([format!("table {name}")]);
    let mut rest = String::new();
    let mut values = Some(["1", "2", "3"].map(|row| value.replace('#', row)));
    // Where rows are, only one column may refer to others, and it holds nothing: their rows may be gone.
    let may_refer = sort == "int" && (number == 2 || !is_filled(table));
    let target = before.any("key ", random).filter(|target| *target != "t2" && may_refer);
    match (random.u8(..10), target) {
        (0, _) => {
            let stored = if sort == "int" { "(1 + 1)" } else { "(lower(base))" };
            rest.push_str(&format!(" GENERATED ALWAYS AS {stored} VIRTUAL"));
            values = None;
        }
        (1 | 2, _) => rest.push_str(match sort {
            "int" if number == 2 => "",
            "int" => one_of(random, &[" DEFAULT 5", " NOT NULL DEFAULT 6", " DEFAULT (3 + 4)"]),
            "text" => one_of(random, &[" DEFAULT 'it''s'", " NOT NULL DEFAULT ''", " DEFAULT \"quoted\""]),
            _ => " DEFAULT NULL",
        }),
        (3, _) => rest.push_str(&match sort {
            "int" => format!(" CHECK (c{number} < 100)"),
            _ => format!(" CONSTRAINT r{number} CHECK (length(c{number}) < 9)"),
        }),
        (4, _) if sort == "text" => rest.push_str(one_of(random, &[" COLLATE NOCASE", " COLLATE RTRIM"])),
        (5 | 6, Some(target)) => {
            let actions = one_of(
                random,
                &["", " ON DELETE CASCADE", " ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED"],
            );
            rest.push_str(&format!(" REFERENCES {target} (id){actions}"));
            made.needs.push(format!("key {target}"));
        }
        _ => {}
    }
    if number == 2 && !rest.contains("NOT NULL") {
        values = values.map(|_| ["NULL"; 3].map(str::to_owned));
    }
    let column = values.map(|values| Column { table: name.clone(), name: format!("c{number}"), values });
    made.column = column.filter(|_| is_filled(table));
    let text = format!("ALTER TABLE {name} ADD COLUMN c{number} {of}{rest}");
    Some(Made { text, ..made }.providing(format!("{full}:{sort}")))
}

fn index(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    let column = some_columns(before, random, &name).into_iter().next()?;
    let short = column.rsplit('.').next()?.to_owned();
    let how = one_of(
        random,
        &["(#)", "(# DESC)", "(lower(#))", "(#) WHERE # IS NOT NULL", "(#, id)", "(# COLLATE NOCASE)"],
    );
    let text = format!("CREATE INDEX i{name}_{number} ON {name} {}", how.replace('#', &short));
    Some(Made::new(format!("index i{name}_{number}"), text).needing([column, format!("table {name}")]))
}

fn view(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("v{number}");
    let below = before.of("view ").into_iter().filter(|other| *other < name.as_str()).map(str::to_owned);
    if let Some(other) = random.choice(below.collect::<Vec<_>>()).filter(|_| percent(random, 40)) {
        let text = format!("CREATE VIEW {name} AS SELECT a FROM {other}");
        return Some(Made::new(format!("view {name}"), text).needing([format!("view {other}")]));
    }
    let table = before.any("key ", random)?;
    let columns = some_columns(before, random, table);
    let list: String = columns.iter().map(|column| format!(", {column}")).collect();
    let filter = one_of(random, &["", " WHERE id > 1"]);
    let text = format!("CREATE VIEW {name} AS SELECT {table}.id AS a{list} FROM {table}{filter}");
    let needs = columns.iter().cloned().chain([format!("table {table}")]);
    Some(Made::new(format!("view {name}"), text).needing(needs))
}

fn trigger(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    let other = before.any("key ", random)?;
    let column = some_columns(before, random, &name).into_iter().next()?;
    let short = column.rsplit('.').next()?.to_owned();
    let when = one_of(random, &["AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE OF #"]).replace('#', &short);
    let filter =
        if when == "AFTER INSERT" { format!(" WHEN new.{short} IS NOT NULL") } else { String::new() };
    let text = format!(
        "CREATE TRIGGER h{name}_{number} {when} ON {name}{filter} BEGIN DELETE FROM {other} WHERE id = 77; END"
    );
    let needs = [column, format!("table {name}"), format!("table {other}")];
    Some(Made::new(format!("trigger h{name}_{number}"), text).needing(needs))
}
