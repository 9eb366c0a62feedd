//! Events, which the server runs at a time, <https://mariadb.com/kb/en/create-event/>.
//!
//! One that says no beginning begins when it is made: that is no difference.

use serde::{Deserialize, Serialize};

use super::inspect::{Reader, Values};
use super::program::Program;
use super::{MysqlKind, quote};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// An event.
pub(super) struct Event;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `EVERY 1 DAY STARTS '2030-01-01 00:00:00'`, `AT '…'`.
    schedule: String,
    /// Whether it is kept when it is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    preserved: bool,
    /// `DISABLE`, `DISABLE ON SLAVE`; none: it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    program: Program,
}

/// A beginning within a second of its making, seen from whatever time zone, was not asked for.
const QUERY: &str = "\
SELECT event_name, event_type, execute_at, interval_value, interval_field,
       CASE WHEN MOD(ABS(TIMESTAMPDIFF(SECOND, created, starts)), IF(time_zone = 'SYSTEM', 1000000000, 900)) > 1
            THEN starts END,
       ends, on_completion, status, event_comment, event_definition, sql_mode, definer
  FROM information_schema.events WHERE event_schema = {database}";

impl MysqlKind for Event {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        for mut row in reader.query(QUERY)? {
            let name = row.text();
            let definition = read(reader, &mut row);
            reader.add(ObjectId::new(self.name(), [name]), 0, &definition)?;
        }
        Ok(())
    }
}

fn read(reader: &Reader<'_>, row: &mut Values) -> Definition {
    let once = row.is("ONE TIME");
    let (at, value, field) = (row.text(), row.text(), row.text());
    let (starts, ends) = (row.option(), row.option());
    let schedule = match once {
        true => format!("AT {}", quote::literal(&at)),
        false => {
            let mut schedule = format!("EVERY {} {field}", interval(&value));
            for (word, time) in [("STARTS", starts), ("ENDS", ends)] {
                if let Some(time) = time {
                    schedule.push_str(&format!(" {word} {}", quote::literal(&time)));
                }
            }
            schedule
        }
    };
    let preserved = row.is("PRESERVE");
    let status = match row.text().as_str() {
        "ENABLED" => None,
        "DISABLED" => Some("DISABLE".to_owned()),
        _ => Some("DISABLE ON SLAVE".to_owned()),
    };
    let comment = row.text();
    let (body, modes, definer) = (row.text(), row.text(), row.text());
    let program = Program::read(reader, body, &modes, &definer);
    Definition { schedule, preserved, status, comment, program }
}

/// The server may have quotes about it already: `'1:30'`.
fn interval(value: &str) -> String {
    match value.chars().all(|c| c.is_ascii_digit()) || value.starts_with('\'') {
        true => value.to_owned(),
        false => quote::literal(value),
    }
}

impl Kind for Event {
    fn name(&self) -> &'static str {
        "event"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { schedule, preserved, status, comment, program } = object.read()?;
        let name = quote::name(object.id().name());
        let mut text = format!("CREATE{} EVENT {name}\n    ON SCHEDULE {schedule}", program.definer());
        let mut add = |said: bool, words: String| {
            if said {
                text.push_str(&format!("\n    {words}"));
            }
        };
        add(preserved, "ON COMPLETION PRESERVE".to_owned());
        add(status.is_some(), status.unwrap_or_default());
        add(!comment.is_empty(), format!("COMMENT {}", quote::literal(&comment)));
        text.push_str(&format!("\n    DO {}", program.body));
        Ok(program.written(text))
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP EVENT {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { schedule, preserved, status, comment, program } = to;
        let mut words = from.program.words(&program);
        let name = quote::name(pair.to.id().name());
        let mut text = format!("ALTER{} EVENT {name}", program.definer());
        let mut add = |differs: bool, word: &str, clause: String| {
            if differs {
                words.push(word.to_owned());
                text.push_str(&format!("\n    {clause}"));
            }
        };
        add(from.schedule != schedule, "schedule", format!("ON SCHEDULE {schedule}"));
        let kept = if preserved { "ON COMPLETION PRESERVE" } else { "ON COMPLETION NOT PRESERVE" };
        add(from.preserved != preserved, "completion", kept.to_owned());
        add(from.status != status, "status", status.unwrap_or("ENABLE".to_owned()));
        add(from.comment != comment, "comment", format!("COMMENT {}", quote::literal(&comment)));
        if from.program != program || words.is_empty() {
            text.push_str(&format!("\n    DO {}", program.body));
        }
        let statements = program.written(text);
        Ok(Alteration::InPlace(InPlace { words, statements, ..InPlace::default() }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (from, to) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("ALTER EVENT {from} RENAME TO {to}"))])
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
