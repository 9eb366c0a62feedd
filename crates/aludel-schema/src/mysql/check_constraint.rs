//! Check constraints, <https://mariadb.com/kb/en/constraint/>.
//!
//! MariaDB also has checks that are written with a column: those are the column's.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::online::Online;
use super::{MysqlKind, quote, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A check constraint of a table.
pub(super) struct CheckConstraint;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    expression: String,
    /// It is written down and not looked at (MySQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    not_enforced: bool,
}

/// A check, of a table or (MariaDB) of a column.
#[derive(Debug)]
pub(super) struct Check {
    table: String,
    name: String,
    of_column: bool,
    expression: String,
    not_enforced: bool,
}

const MARIADB: &str = "\
SELECT table_name, constraint_name, CASE level WHEN 'Column' THEN 'yes' END, check_clause, NULL
  FROM information_schema.check_constraints WHERE constraint_schema = {database}";

/// The names of checks are unique in a database.
const MYSQL: &str = "\
SELECT t.table_name, t.constraint_name, NULL, c.check_clause, CASE t.enforced WHEN 'NO' THEN 'yes' END
  FROM information_schema.table_constraints t
  JOIN information_schema.check_constraints c
    ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
 WHERE t.constraint_schema = {database} AND t.constraint_type = 'CHECK'";

/// Reads the checks of columns and tables.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Vec<Check>, InspectError> {
    let rows = reader.query(if reader.facts.mariadb { MARIADB } else { MYSQL })?;
    let read = |mut row: super::inspect::Values| Check {
        table: row.text(),
        name: row.text(),
        of_column: row.is("yes"),
        expression: reader.expression(&row.text()),
        not_enforced: row.is("yes"),
    };
    Ok(rows.into_iter().map(read).collect())
}

impl Check {
    /// Whose it is.
    pub(super) fn table(&self) -> &str {
        &self.table
    }

    /// Whether it has the form of the check that the server makes for a period.
    pub(super) fn may_be_period(&self) -> bool {
        let names = text::mentions(&self.expression);
        let form = |first: &str, then: &str| format!("{} < {}", quote::name(first), quote::name(then));
        match names.as_slice() {
            [one, other] => form(one.name(), other.name()) == self.expression && !self.of_column,
            _ => false,
        }
    }

    /// The column that it is written with, with its table, and what it asks for.
    pub(super) fn of_column(&self) -> Option<((&str, &str), &str)> {
        self.of_column.then_some(((&self.table, &self.name), &self.expression))
    }
}

impl MysqlKind for CheckConstraint {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let checks = std::mem::take(&mut reader.checks);
        for Check { table, name, expression, not_enforced, .. } in
            checks.into_iter().filter(|check| !check.of_column)
        {
            // What bounds a period is checked by a constraint that is the period's.
            if reader.find("table", &[&table]).is_none() || reader.find("period", &[&table, &name]).is_some()
            {
                continue;
            }
            let columns = text::columns(&expression);
            let id = ObjectId::new(self.name(), [table.as_str(), name.as_str()]);
            let handle = reader.add(id, 0, &Definition { expression, not_enforced })?;
            reader.own(handle, &table);
            reader.need_columns(handle, &table, columns);
        }
        Ok(())
    }

    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        Some(match (from, to) {
            (Some(from), None) if quote::is_mariadb(from) => Online::Instant,
            _ => Online::Copy,
        })
    }
}

impl Kind for CheckConstraint {
    fn name(&self) -> &'static str {
        "check constraint"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let line = line(object)?;
        Ok(vec![Statement::member(&line, quote::head(object.id()), format!("ADD {line}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::clause(quote::head(object.id()), dropped(object))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { expression, not_enforced } = to;
        let head = quote::head(pair.to.id());
        let mut how = InPlace::default();
        if from.expression == expression {
            let word = if not_enforced { "NOT ENFORCED" } else { "ENFORCED" };
            let clause = format!("ALTER CHECK {} {word}", quote::name(pair.to.id().name()));
            how.add(word.to_lowercase(), Statement::clause(head, clause));
        } else {
            how.add(expression, Statement::clause(&head, dropped(pair.from)));
            how.statements.push(Statement::clause(head, format!("ADD {}", line(pair.to)?)));
        }
        Ok(Alteration::InPlace(how))
    }

    /// MySQL refuses a new name of a column that is checked; MariaDB writes it into the check.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        !quote::is_mariadb(object) && object.needs().any(|needed| needed.id() == renamed.id())
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        match quote::is_mariadb(object) {
            true => Vec::new(),
            false => vec![format!("check {}", object.id().name())],
        }
    }
}

fn line(object: Entry<'_>) -> Result<String, Refusal> {
    let Definition { expression, not_enforced } = object.read()?;
    let enforced = if not_enforced { " NOT ENFORCED" } else { "" };
    Ok(format!("CONSTRAINT {} CHECK ({expression}){enforced}", quote::name(object.id().name())))
}

fn dropped(object: Entry<'_>) -> String {
    let word = if quote::is_mariadb(object) { "CONSTRAINT" } else { "CHECK" };
    format!("DROP {word} {}", quote::name(object.id().name()))
}
