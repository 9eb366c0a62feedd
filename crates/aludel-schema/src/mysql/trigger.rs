//! Triggers, <https://mariadb.com/kb/en/create-trigger/>.
//!
//! Several that fire at one moment fire in an order: each stands on the one before it.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::program::Program;
use super::{MysqlKind, quote};
use crate::catalog::{Catalog, Entry};
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A trigger of a table.
pub(super) struct Trigger;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    timing: String,
    event: String,
    /// The trigger that fires before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
    program: Program,
}

const QUERY: &str = "\
SELECT event_object_table, action_timing, event_manipulation, action_order, trigger_name,
       action_statement, sql_mode, definer
  FROM information_schema.triggers WHERE trigger_schema = {database}";

impl MysqlKind for Trigger {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let mut read = Vec::new();
        for mut row in reader.query(QUERY)? {
            let moment = (row.text(), row.text(), row.text());
            let (place, name) = (row.number(), row.text());
            let (body, modes, definer) = (row.text(), row.text(), row.text());
            read.push((moment, place, name, Program::read(reader, body, &modes, &definer)));
        }
        read.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for triggers in read.chunk_by(|a, b| a.0 == b.0) {
            let mut before = None;
            for ((table, timing, event), _, name, program) in triggers {
                let follows = before.map(|(name, _): (&String, _)| name.clone());
                let (timing, event) = (timing.clone(), event.clone());
                let definition = Definition { timing, event, follows, program: program.clone() };
                let id = ObjectId::new(self.name(), [table.as_str(), name.as_str()]);
                let handle = reader.add(id, 0, &definition)?;
                reader.own(handle, table);
                if let Some((_, needed)) = before {
                    reader.need(handle, needed);
                }
                before = Some((name, handle));
            }
        }
        Ok(())
    }
}

impl Kind for Trigger {
    fn name(&self) -> &'static str {
        "trigger"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        written(object, "CREATE")
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP TRIGGER {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let stays = from.timing == to.timing && from.event == to.event && keeps_place(pair, &to);
        let mut how = InPlace { words: from.program.words(&to.program), ..InPlace::default() };
        if stays && from.program == to.program {
            // Those before it come or go by themselves.
            how.words.push("order".to_owned());
            return Ok(Alteration::InPlace(how));
        }
        // MariaDB replaces one, with no moment without it; it is the last to fire then, unless it is
        // said which it follows.
        let is_placed = to.follows.is_some() || pair.to.dependents().next().is_none();
        if !(stays && is_placed && quote::is_mariadb(pair.to)) {
            return Ok(Alteration::Recreate);
        }
        how.statements = written(pair.to, "CREATE OR REPLACE")?;
        Ok(Alteration::InPlace(how))
    }

    /// The text stays as it was written, `NEW.old_name`.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        let Ok(Definition { program, .. }) = object.read() else { return false };
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let mut words = program.body.split(|c| !is_of_name(c));
        renamed.id().kind() == "column" && words.any(|word| word.eq_ignore_ascii_case(renamed.id().name()))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("trigger {}", object.id().name())]
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

/// Whether the trigger before it, of those that are there before and after, is the same one. A new
/// one that is to be the first of all would be put behind.
fn keeps_place(pair: Pair<'_>, to: &Definition) -> bool {
    let (from_catalog, to_catalog) = (pair.from.catalog(), pair.to.catalog());
    let old = staying_before(pair.from, to_catalog);
    let new = staying_before(pair.to, from_catalog);
    old == new && (new.is_some() || to.follows.is_none())
}

/// The name of the nearest trigger before it that the other catalog has, too.
fn staying_before(trigger: Entry<'_>, other: &Catalog) -> Option<String> {
    let mut entry = before(trigger)?;
    while other.find(entry.id()).is_none() {
        entry = before(entry)?;
    }
    Some(entry.id().name().to_owned())
}

fn before(trigger: Entry<'_>) -> Option<Entry<'_>> {
    trigger.needs().find(|needed| needed.id().kind() == "trigger")
}

fn written(object: Entry<'_>, verb: &str) -> Result<Vec<Statement>, Refusal> {
    let Definition { timing, event, follows, program } = object.read()?;
    let follows = follows.map(|name| format!("FOLLOWS {} ", quote::name(&name))).unwrap_or_default();
    let text = format!(
        "{verb}{} TRIGGER {} {timing} {event} ON {}\nFOR EACH ROW {follows}{}",
        program.definer(),
        quote::name(object.id().name()),
        quote::name(quote::table(object.id())),
        program.body,
    );
    Ok(program.written(text))
}
