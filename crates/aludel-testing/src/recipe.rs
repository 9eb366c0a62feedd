//! How a MySQL or MariaDB database is copied: the statements that make its objects, and its rows.
//!
//! The server has nothing like PostgreSQL's templates. What `aludel diff` would write for the way from an
//! empty database makes the objects; it is tried once, and where the copy is not as the template is, or
//! something is in there whose state no statement carries over, there is no recipe.

use std::collections::HashSet;

use aludel::database::{Database, DatabaseError};
use aludel::{Dialect, Settings, Stop, event};
use aludel_schema::Catalog;
use aludel_schema::dialect::{InspectOptions, PlanOptions};
use aludel_schema::filter::{Filter, Patterns};
use aludel_schema::plan::Plan;
use aludel_schema::scratch::{MARKER, Scratch, ScratchError};
use aludel_schema::workshop::{Keeping, WorkError, Workshop};

/// The statements that copy `template`; none where that can't be done truly.
pub(crate) fn of(
    scratch: &Scratch,
    template: &str,
    database: &mut dyn Database,
) -> Result<Vec<String>, ScratchError> {
    match write(scratch, template, database) {
        Ok(steps) => Ok(steps),
        Err(WorkError::Scratch(ScratchError::Stopped)) => Err(ScratchError::Stopped),
        // Then the revisions are applied each time: slower, and right.
        Err(_) => Ok(Vec::new()),
    }
}

fn write(scratch: &Scratch, template: &str, database: &mut dyn Database) -> Result<Vec<String>, WorkError> {
    let workshop = Workshop {
        scratch,
        dialect: Dialect::Mysql,
        settings: Settings::default(),
        inspect: InspectOptions::default(),
        filter: Filter {
            tables: Patterns::new(&[format!("!{MARKER}")]),
            schemas: Patterns::new(&[] as &[String]),
            kinds: Patterns::new(&[] as &[String]),
            books: Vec::new(),
        },
        planning: PlanOptions { offline: true },
        observer: event::silent(),
        stop: Stop::new(),
        keeping: Keeping::nothing(),
    };
    let wanted = workshop.catalog(database)?;
    let tables = Tables::of(database, &wanted).map_err(aludel_schema::dialect::InspectError::from)?;
    if tables.have_more {
        return Ok(Vec::new());
    }
    let empty = workshop.empty()?;
    let steps = steps(&workshop.plan(&empty.catalog, &wanted)?, template, &tables);
    let is_true = scratch.with("trying to copy a template", |copy| {
        let ran = steps.iter().all(|step| copy.execute(step).is_ok());
        Ok::<_, WorkError>(ran && workshop.left(&workshop.catalog(copy)?, &wanted).is_none())
    })?;
    Ok(if is_true { steps } else { Vec::new() })
}

/// Objects, rows, and only then what rows would set off.
fn steps(plan: &Plan, template: &str, tables: &Tables) -> Vec<String> {
    let mut steps = vec![
        "SET foreign_key_checks = 0, unique_checks = 0".to_owned(),
        "SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')".to_owned(),
    ];
    let mut late = Vec::new();
    for step in &plan.steps {
        let is_late = step.actions.iter().any(|action| matches!(action.object.kind(), "trigger" | "event"));
        let texts = step.statements.iter().map(aludel_schema::Statement::text);
        if is_late { late.extend(texts) } else { steps.extend(texts) }
    }
    let quote = |name: &str| Dialect::Mysql.quote(name);
    // aludel's own tables are in no catalog.
    for table in &tables.own {
        steps.push(format!("CREATE TABLE {0} LIKE {1}.{0}", quote(table), quote(template)));
    }
    for (table, columns) in &tables.filled {
        let columns: Vec<String> = columns.iter().map(|column| quote(column)).collect();
        let (columns, table, template) = (columns.join(", "), quote(table), quote(template));
        steps.push(format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM {template}.{table}"));
    }
    for (table, next) in &tables.next {
        steps.push(format!("ALTER TABLE {} AUTO_INCREMENT = {next}", quote(table)));
    }
    steps.append(&mut late);
    steps
}

/// What is in a database besides its objects.
struct Tables {
    /// Those that no catalog shows.
    own: Vec<String>,
    /// Those with rows, and their columns that are not generated.
    filled: Vec<(String, Vec<String>)>,
    /// What the next number of a table is.
    next: Vec<(String, String)>,
    /// Whether there is something whose state no statement carries over.
    have_more: bool,
}

// https://mariadb.com/kb/en/information-schema-tables-table/
const TABLES: &str = "\
SELECT table_name, table_type, auto_increment FROM information_schema.tables
 WHERE table_schema = DATABASE() AND table_type <> 'VIEW' ORDER BY table_name";

const COLUMNS: &str = "\
SELECT table_name, column_name FROM information_schema.columns
 WHERE table_schema = DATABASE() AND COALESCE(generation_expression, '') = ''
 ORDER BY table_name, ordinal_position";

impl Tables {
    fn of(database: &mut dyn Database, shown: &Catalog) -> Result<Self, DatabaseError> {
        let mut tables = Self { own: Vec::new(), filled: Vec::new(), next: Vec::new(), have_more: false };
        let columns = database.query(COLUMNS)?;
        let of_tables = shown.objects().iter().filter(|object| object.id.kind() == "table");
        let known: HashSet<&str> =
            of_tables.filter_map(|object| object.id.path().last()).map(|name| &**name).collect();
        for row in database.query(TABLES)? {
            let Ok([Some(name), Some(kind), next]) = <[_; 3]>::try_from(row) else { continue };
            if !known.contains(name.as_str()) {
                tables.own.push(name.clone());
            }
            // Sequences have a state, and tables with history rows that nobody may write.
            tables.have_more |= kind != "BASE TABLE";
            tables.next.extend(next.filter(|next| next != "1").map(|next| (name.clone(), next)));
            let look = format!("SELECT 1 FROM {} LIMIT 1", Dialect::Mysql.quote(&name));
            if kind == "BASE TABLE" && !database.query(&look)?.is_empty() {
                let of_table = columns.iter().filter_map(|row| match row.as_slice() {
                    [Some(table), Some(column)] if *table == name => Some(column.clone()),
                    _ => None,
                });
                let of_table = of_table.collect();
                tables.filled.push((name, of_table));
            }
        }
        Ok(tables)
    }
}
