//! Periods of MariaDB's: two columns that say from when until when a row holds.
//! <https://mariadb.com/kb/en/temporal-tables/>
//!
//! `SYSTEM_TIME` is written by the server, into columns that say ROW START and ROW END; a period
//! of the application's own is told by `SHOW CREATE TABLE` alone, and checked by a constraint of
//! its name: only tables that have one of that form are asked.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::online::Online;
use super::{MysqlKind, quote, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A period of a table.
pub(super) struct Period;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    start: String,
    end: String,
}

impl MysqlKind for Period {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let candidates = reader.checks.iter().filter(|check| check.may_be_period());
        let tables: Vec<String> = candidates.map(|check| check.table().to_owned()).collect();
        reader.show_tables(tables.clone())?;
        let mut periods = reader.row_times();
        for table in tables {
            periods.extend(shown(&table, reader.shown(&table)));
        }
        periods.sort();
        periods.dedup();
        for (table, name, start, end) in periods {
            let columns = [start.clone(), end.clone()];
            let id = ObjectId::new(self.name(), [table.as_str(), name.as_str()]);
            let handle = reader.add(id, 0, &Definition { start, end })?;
            reader.own(handle, &table);
            reader.need_columns(handle, &table, columns);
        }
        Ok(())
    }

    fn online(&self, _from: Option<Entry<'_>>, _to: Option<Entry<'_>>) -> Option<Online> {
        Some(Online::Copy)
    }
}

/// Table, name, start and end.
type Found = (String, String, String, String);

fn shown(table: &str, text: &str) -> Vec<Found> {
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("PERIOD FOR `"));
    let found = lines.filter_map(|rest| {
        let mut names = text::mentions(&format!("`{rest}")).into_iter().filter_map(|mut one| one.names.pop());
        Some((table.to_owned(), names.next()?, names.next()?, names.next()?))
    });
    found.collect()
}

impl Kind for Period {
    fn name(&self) -> &'static str {
        "period"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { start, end } = object.read()?;
        let line = format!("PERIOD FOR {} {}", name(object.id()), quote::names([start, end]));
        Ok(vec![Statement::member(&line, quote::head(object.id()), format!("ADD {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let clause = format!("DROP PERIOD FOR {}", name(object.id()));
        Ok(vec![Statement::clause(quote::head(object.id()), clause)])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Err(Refusal::new(
            pair.to.id(),
            "a period can't get other columns in one statement",
            "drop the period in one revision and add it in the next",
        ))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

fn name(id: &ObjectId) -> String {
    match id.name() {
        "SYSTEM_TIME" => "SYSTEM_TIME".to_owned(),
        name => quote::name(name),
    }
}
