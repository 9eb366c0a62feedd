//! What random MariaDB schemas are made of.
//!
//! Tables whose number is even are filled with rows, on the terms of `postgres.rs`.

use aludel::Dialect;
use fastrand::Rng;

use super::schema::{Column, Made, Names, Recipe};
use super::{is_filled, one_of, percent, some_columns};

/// How to make one thing; the numbers are those in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mysql {
    /// A table with its key.
    Table(u8),
    Options(u8),
    Column(u8, u8),
    Key(u8, u8),
    Check(u8, u8),
    Foreign(u8, u8),
    View(u8),
    Trigger(u8, u8),
    Routine(u8),
    Event(u8),
    Sequence(u8),
}

use Mysql as M;

const TABLES: u8 = 4;

impl Recipe for Mysql {
    const DIALECT: Dialect = Dialect::Mysql;

    fn rank(&self) -> u32 {
        match self {
            M::Sequence(_) | M::Table(_) => 0,
            M::Options(_) => 1,
            M::Column(..) => 2,
            M::Key(..) => 3,
            M::Check(..) | M::Foreign(..) => 4,
            M::View(_) => 5,
            M::Trigger(..) | M::Routine(_) | M::Event(_) => 6,
        }
    }

    fn kinds(&self) -> &'static [&'static str] {
        match self {
            M::Table(_) | M::Options(_) => &["table"],
            M::Column(..) => &["table", "column"],
            M::Key(..) => &["index"],
            M::Check(..) => &["check constraint"],
            M::Foreign(..) => &["foreign key"],
            M::View(_) => &["view"],
            M::Trigger(..) => &["trigger"],
            M::Routine(number) if number % 2 == 0 => &["procedure"],
            M::Routine(_) => &["function"],
            M::Event(_) => &["event"],
            M::Sequence(_) => &["sequence"],
        }
    }

    fn make(&self, before: &Names, random: &mut Rng) -> Option<Made> {
        let named = |kind: &str, name: &str, text: String| Some(Made::new(format!("{kind} {name}"), text));
        match *self {
            M::Table(number) => Some(table(random, number)),
            M::Options(number) => {
                let table = format!("t{number}");
                before.has(&format!("table {table}")).then_some(())?;
                let option =
                    one_of(random, &["COMMENT 'it''s; one'", "ROW_FORMAT = COMPACT", "COLLATE latin1_bin"]);
                let made = named("options", &table, format!("ALTER TABLE {table} {option}"))?;
                Some(made.needing([format!("table {table}")]))
            }
            M::Column(table, number) => column(before, random, table, number),
            M::Key(table, number) => key(before, random, table, number),
            M::Check(table, number) => check(before, random, table, number),
            M::Foreign(table, number) => foreign(before, random, table, number),
            M::View(number) => view(before, random, number),
            M::Trigger(table, number) => {
                let name = format!("ht{table}_{number}");
                before.has(&format!("table t{table}")).then_some(())?;
                let when = one_of(random, &["BEFORE INSERT", "AFTER UPDATE", "AFTER DELETE"]);
                let text = format!(
                    "CREATE TRIGGER {name} {when} ON t{table} FOR EACH ROW SET @seen = @seen + {number}"
                );
                Some(named("trigger", &name, text)?.needing([format!("table t{table}")]))
            }
            M::Routine(number) => {
                let name = format!("p{number}");
                let body = one_of(random, &["1", "a + 1", "a + 2"]);
                let comment = one_of(random, &["", " COMMENT 'counts'", " SQL SECURITY INVOKER"]);
                let text = match number % 2 {
                    0 => format!("CREATE PROCEDURE {name}(a int(11)){comment} SELECT {body}"),
                    _ => format!(
                        "CREATE FUNCTION {name}(a int(11)) RETURNS int DETERMINISTIC{comment} RETURN {body}"
                    ),
                };
                named("routine", &name, text)
            }
            M::Event(number) => {
                let often = one_of(random, &["1 DAY", "2 HOUR"]);
                let text = format!(
                    "CREATE EVENT e{number} ON SCHEDULE EVERY {often} STARTS '2030-01-01' DO SET @a = 1"
                );
                named("event", &format!("e{number}"), text)
            }
            M::Sequence(number) => {
                let options =
                    one_of(random, &["", " START WITH 5", " INCREMENT BY 3 CACHE 7", " MAXVALUE 900 CYCLE"]);
                named("sequence", &format!("q{number}"), format!("CREATE SEQUENCE q{number}{options}"))
            }
        }
    }

    fn may_go(&self) -> bool {
        true
    }

    fn schema(random: &mut Rng) -> Vec<Self> {
        let mut recipes = Vec::new();
        for table in 0..random.u8(1..=TABLES) {
            recipes.push(M::Table(table));
            recipes.extend((0..random.u8(1..=6)).map(|number| M::Column(table, number)));
        }
        recipes.extend((0..random.u8(3..=12)).map(|_| part(random)));
        recipes
    }

    fn another(_before: &Names, random: &mut Rng) -> Self {
        match random.u8(..10) {
            0 => M::Table(random.u8(..TABLES)),
            1..5 => M::Column(random.u8(..TABLES), random.u8(..8)),
            _ => part(random),
        }
    }
}

fn part(random: &mut Rng) -> Mysql {
    let (table, number) = (random.u8(..TABLES), random.u8(..3));
    let parts = [
        M::Options(table),
        M::Key(table, number),
        M::Key(table, number),
        M::Check(table, number),
        M::Foreign(table, number),
        M::Foreign(table, number),
        M::View(number),
        M::View(number + 3),
        M::Trigger(table, number),
        M::Routine(number),
        M::Event(number),
        M::Sequence(number),
    ];
    parts[random.usize(..parts.len())]
}

fn table(random: &mut Rng, number: u8) -> Made {
    let name = format!("t{number}");
    let key = one_of(random, &["id int NOT NULL PRIMARY KEY", "id int NOT NULL AUTO_INCREMENT PRIMARY KEY"]);
    let options = one_of(random, &["", "", " DEFAULT CHARSET = latin1", " COMMENT 'a table'"]);
    let made = Made::new(format!("table {name}"), format!("CREATE TABLE {name} ({key}){options}"));
    let id =
        Column { table: name.clone(), name: "id".to_owned(), values: ["1", "2", "3"].map(str::to_owned) };
    Made { column: is_filled(number).then_some(id), ..made }.providing(format!("key {name}"))
}

fn column(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    before.has(&format!("table {name}")).then_some(())?;
    // Rows survive only where old values can be read as new ones: the number decides on the sort.
    let sorts: &[&[(&str, &str, &str)]] = &[
        &[
            ("int", "int", "#"),
            ("int", "int", "#"),
            ("bigint unsigned", "int", "#"),
            ("smallint", "int", "#"),
            ("decimal(10,2)", "int", "#"),
            ("double", "int", "#"),
        ],
        &[
            ("varchar(20)", "text", "'x#'"),
            ("varchar(60) CHARACTER SET utf8mb4", "text", "'x#'"),
            ("text", "long", "'x#'"),
            ("char(8)", "text", "'x#'"),
            ("varchar(20) COLLATE utf8mb4_bin", "text", "'x#'"),
        ],
        &[
            ("date", "time", "'2024-01-0#'"),
            ("datetime", "time", "'2024-01-0#'"),
            ("datetime(3)", "time", "'2024-01-0#'"),
        ],
        &[
            ("enum('a','b')", "enum", "'a'"),
            ("enum('a','b','it''s')", "enum", "'a'"),
            ("set('a','c')", "enum", "'a'"),
        ],
        &[("blob", "blob", "x'0#'"), ("varbinary(30)", "blob", "x'0#'"), ("longblob", "blob", "x'0#'")],
        &[("json", "json", "'{\"a\": #}'")],
    ];
    let of = sorts[usize::from(number) % sorts.len()];
    let (of, sort, value) = of[random.usize(..of.len())];
    let full = format!("{name}.c{number}");
    let mut rest = String::new();
    let mut values = Some(["1", "2", "3"].map(|row| value.replace('#', row)));
    match random.u8(..12) {
        0 if sort == "int" => {
            rest = one_of(random, &[" AS (1 + 1) VIRTUAL", " AS (2 * 3) STORED"]).to_owned();
            values = None;
        }
        1..4 => {
            rest = match sort {
                "int" => one_of(random, &[" DEFAULT 5", " NOT NULL DEFAULT 6", " DEFAULT (3 + 4)"]),
                "text" => one_of(random, &[" DEFAULT 'it''s'", " NOT NULL DEFAULT ''"]),
                "time" => one_of(random, &[" DEFAULT '2020-01-01'", " NOT NULL DEFAULT '2020-01-02'"]),
                "enum" => " NOT NULL DEFAULT 'a'",
                _ => "",
            }
            .to_owned();
        }
        4 => rest = one_of(random, &[" COMMENT 'it''s'", " INVISIBLE"]).to_owned(),
        _ => {}
    }
    let mut made = Made::new(full.clone(), format!("ALTER TABLE {name} ADD COLUMN c{number} {of}{rest}"));
    made.column = values
        .filter(|_| is_filled(table))
        // What may refer to a key holds nothing: rows of the other table may be gone.
        .map(|values| if of == "int" { ["NULL"; 3].map(str::to_owned) } else { values })
        .filter(|values| values[0] != "NULL" || !rest.contains("NOT NULL"))
        .map(|values| Column { table: name.clone(), name: format!("c{number}"), values });
    if of == "int" && rest.is_empty() {
        made = made.providing(format!("{full}=int"));
    }
    Some(made.needing([format!("table {name}")]).providing(format!("{full}:{sort}")))
}

/// A column of the table of one of these sorts: its full name, its short one, and its sort.
fn of_sort(
    before: &Names,
    random: &mut Rng,
    table: &str,
    sorts: &[&str],
) -> Option<(String, String, String)> {
    let columns = some_columns(before, random, table);
    let found = columns.into_iter().find_map(|column| {
        let sort = sorts.iter().find(|sort| before.has(&format!("{column}:{sort}")))?;
        Some((column, (*sort).to_owned()))
    });
    let (column, sort) = found?;
    let short = column.rsplit('.').next()?.to_owned();
    Some((format!("{column}:{sort}"), short, sort))
}

fn key(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    let (full, short, sort) = of_sort(before, random, &name, &["int", "text", "long", "time", "enum"])?;
    let how = match sort.as_str() {
        "long" => one_of(random, &["KEY # (@(10))", "FULLTEXT KEY # (@)"]),
        "text" => one_of(
            random,
            &["KEY # (@)", "KEY # (@(5))", "FULLTEXT KEY # (@)", "KEY # (@, id) COMMENT 'two'"],
        ),
        _ => one_of(random, &["KEY # (@)", "KEY # (@, id)", "KEY # (@ DESC)", "UNIQUE KEY # (id, @)"]),
    };
    let text =
        format!("ALTER TABLE {name} ADD {}", how.replace('#', &format!("i{number}")).replace('@', &short));
    Some(Made::new(format!("index {name}.i{number}"), text).needing([full]))
}

fn check(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    let (full, short, sort) = of_sort(before, random, &name, &["int", "text"])?;
    let rule = match sort.as_str() {
        "int" => one_of(random, &["@ < 1000", "@ > -5 OR @ IS NULL"]),
        _ => one_of(random, &["@ <> 'zzz'", "char_length(@) < 100"]),
    };
    let text =
        format!("ALTER TABLE {name} ADD CONSTRAINT k{table}_{number} CHECK ({})", rule.replace('@', &short));
    Some(Made::new(format!("check k{table}_{number}"), text).needing([full]))
}

fn foreign(before: &Names, random: &mut Rng, table: u8, number: u8) -> Option<Made> {
    let name = format!("t{table}");
    let target = before.any("key ", random)?;
    let columns: Vec<String> = some_columns(before, random, &name);
    let column = columns.into_iter().find(|column| before.has(&format!("{column}=int")))?;
    let short = column.rsplit('.').next()?.to_owned();
    let actions = one_of(random, &["", " ON DELETE CASCADE", " ON DELETE SET NULL ON UPDATE CASCADE"]);
    let text = format!(
        "ALTER TABLE {name} ADD CONSTRAINT r{table}_{number} FOREIGN KEY ({short}) REFERENCES {target} (id){actions}"
    );
    Some(
        Made::new(format!("foreign r{table}_{number}"), text)
            .needing([format!("{column}=int"), format!("key {target}")]),
    )
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
    let how = one_of(random, &["", "", " SQL SECURITY INVOKER"]);
    let text = format!("CREATE{how} VIEW {name} AS SELECT {table}.id AS a{list} FROM {table}{filter}");
    let needs = columns.iter().cloned().chain([format!("table {table}")]);
    Some(Made::new(format!("view {name}"), text).needing(needs))
}
