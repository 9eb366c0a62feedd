//! What is there but can't work: bodies that nobody has looked at yet.
//!
//! PostgreSQL makes functions without a look at their bodies while the models are loaded; here each is
//! made again with the look, and undone. SQLite looks into no view before it is read.

use std::path::PathBuf;

use aludel::Dialect;
use aludel::database::Database;

use super::super::place::line_and_column;
use super::super::words::words;
use super::rounds::fatal;
use super::{BrokenRoutine, LoadError, Loading};

pub(super) fn check(
    database: &mut dyn Database,
    loading: &Loading<'_>,
) -> Result<Vec<BrokenRoutine>, LoadError> {
    match database.server().dialect {
        Dialect::Postgres => of_postgres(database, loading),
        Dialect::Sqlite => of_sqlite(database, loading),
        // Views are looked into when they are made; no statement looks into a routine.
        Dialect::Mysql => Ok(Vec::new()),
    }
}

struct Routine {
    kind: &'static str,
    bare: String,
    name: String,
    /// What tells whether it works.
    proof: String,
}

/// So many go in one message.
const MOST: usize = 200;

// Bodies in the SQL standard's form were read when they were made.
const FUNCTIONS: &str = "\
SELECT p.proname,
       format('%s %s', CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.oid::regprocedure),
       pg_get_functiondef(p.oid)
  FROM pg_proc p
  JOIN pg_language l ON l.oid = p.prolang
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE l.lanname IN ('sql', 'plpgsql') AND p.prokind IN ('f', 'p', 'w') AND p.prosqlbody IS NULL
   AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY p.oid";

fn of_postgres(database: &mut dyn Database, loading: &Loading<'_>) -> Result<Vec<BrokenRoutine>, LoadError> {
    let rows = database.query(FUNCTIONS).map_err(LoadError::Database)?;
    let routines: Vec<Routine> = rows
        .into_iter()
        .filter_map(|row| match <[_; 3]>::try_from(row) {
            Ok([Some(bare), Some(name), Some(proof)]) => {
                Some(Routine { kind: "FUNCTION", bare, name, proof })
            }
            _ => None,
        })
        .collect();
    let mut broken = Vec::new();
    let mut rest = &routines[..];
    while !rest.is_empty() {
        if loading.stop.is_requested() {
            return Err(LoadError::Stopped);
        }
        let chunk = rest.get(..MOST.min(rest.len())).unwrap_or_default();
        let proofs: Vec<&str> = chunk.iter().map(|routine| routine.proof.as_str()).collect();
        let message = format!("BEGIN; SET LOCAL check_function_bodies = on;\n{};", proofs.join("\n;\n"));
        let result = database.execute(&message);
        database.execute("ROLLBACK").map_err(LoadError::Database)?;
        let Err(error) = result else {
            rest = rest.get(chunk.len()..).unwrap_or_default();
            continue;
        };
        let mut error = fatal(loading, error)?;
        let place = error.statements_done.saturating_sub(2);
        error.offset = None;
        if let Some(routine) = rest.get(place) {
            broken.push(BrokenRoutine {
                name: routine.name.clone(),
                place: place_of(loading, routine),
                error,
            });
        }
        rest = rest.get(place + 1..).unwrap_or_default();
    }
    Ok(broken)
}

fn of_sqlite(database: &mut dyn Database, loading: &Loading<'_>) -> Result<Vec<BrokenRoutine>, LoadError> {
    let rows = database
        .query("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY rowid")
        .map_err(LoadError::Database)?;
    let mut broken = Vec::new();
    for bare in rows.into_iter().flatten().flatten() {
        let proof = format!("SELECT 1 FROM {} LIMIT 0", Dialect::Sqlite.quote(&bare));
        let routine = Routine { kind: "VIEW", name: format!("view {bare}"), bare, proof };
        if let Err(error) = database.query(&routine.proof) {
            let mut error = fatal(loading, error)?;
            error.offset = None;
            let place = place_of(loading, &routine);
            broken.push(BrokenRoutine { name: routine.name, place, error });
        }
    }
    Ok(broken)
}

/// The last statement that makes something of that kind and name.
fn place_of(loading: &Loading<'_>, routine: &Routine) -> Option<(PathBuf, usize)> {
    let makes = |text: &str| {
        let words = words(text, 12);
        let kind = words.iter().position(|word| word == routine.kind || word == "PROCEDURE");
        let bare =
            |word: &String| word.trim_matches(['"', '`', '[', ']']).eq_ignore_ascii_case(&routine.bare);
        words.first().is_some_and(|word| word == "CREATE")
            && kind.is_some_and(|at| words.get(at + 1..).is_some_and(|after| after.iter().take(6).any(bare)))
    };
    let item = loading.items.iter().rev().find(|item| makes(loading.text(item)))?;
    let text = loading.texts.get(item.text)?;
    Some((text.path.clone(), line_and_column(&text.text, item.span.start).0))
}
