//! Sequences, <https://mariadb.com/kb/en/create-sequence/>: MariaDB alone has them.
//!
//! How far one has counted is no property of it.

use serde::{Deserialize, Serialize};

use super::inspect::{Reader, Values};
use super::{MysqlKind, quote};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A sequence.
pub(super) struct Sequence;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    start: String,
    minimum: String,
    maximum: String,
    /// 0: the server's own.
    increment: String,
    cache: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    cycle: bool,
}

impl MysqlKind for Sequence {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let names = std::mem::take(&mut reader.sequences);
        let select = |name: &String| {
            format!(
                "SELECT {}, start_value, minimum_value, maximum_value, increment, cache_size, cycle_option FROM {}",
                quote::literal(name),
                quote::name(name)
            )
        };
        // Before version 11.5 no view lists them: each is a table with one row.
        for names in names.chunks(500) {
            let selects: Vec<String> = names.iter().map(select).collect();
            for mut row in reader.query(&selects.join(" UNION ALL "))? {
                let name = row.text();
                let definition = read(&mut row);
                reader.add(ObjectId::new(self.name(), [name]), 0, &definition)?;
            }
        }
        Ok(())
    }
}

fn read(row: &mut Values) -> Definition {
    Definition {
        start: row.text(),
        minimum: row.text(),
        maximum: row.text(),
        increment: row.text(),
        cache: row.text(),
        cycle: row.is("1"),
    }
}

impl Kind for Sequence {
    fn name(&self) -> &'static str {
        "sequence"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { start, minimum, maximum, increment, cache, cycle } = object.read()?;
        let falls = increment.starts_with('-');
        let mut text = format!("CREATE SEQUENCE {}", quote::name(object.id().name()));
        let mut add = |differs: bool, words: String| {
            if differs {
                text.push_str(&format!(" {words}"));
            }
        };
        let first = if falls { &maximum } else { &minimum };
        add(start != *first, format!("START WITH {start}"));
        add(increment != "1", format!("INCREMENT BY {increment}"));
        add(minimum != if falls { "-9223372036854775807" } else { "1" }, format!("MINVALUE {minimum}"));
        add(maximum != if falls { "-1" } else { "9223372036854775806" }, format!("MAXVALUE {maximum}"));
        add(cache != "1000", cached(&cache));
        add(cycle, "CYCLE".to_owned());
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP SEQUENCE {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { start, minimum, maximum, increment, cache, cycle } = to;
        let mut words = Vec::new();
        let mut add = |differs: bool, word: String| words.extend(Some(word).filter(|_| differs));
        add(from.minimum != minimum, format!("MINVALUE {minimum}"));
        add(from.maximum != maximum, format!("MAXVALUE {maximum}"));
        add(from.start != start, format!("START WITH {start}"));
        add(from.increment != increment, format!("INCREMENT BY {increment}"));
        add(from.cache != cache, cached(&cache));
        add(from.cycle != cycle, if cycle { "CYCLE" } else { "NOCYCLE" }.to_owned());
        let text = format!("ALTER SEQUENCE {} {}", quote::name(pair.to.id().name()), words.join(" "));
        let words = words.iter().map(|word| word.to_lowercase()).collect();
        let statements = vec![Statement::whole(text)];
        Ok(Alteration::InPlace(InPlace { words, statements, ..InPlace::default() }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (from, to) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("RENAME TABLE {from} TO {to}"))])
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("relation {}", object.id().name())]
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

fn cached(cache: &str) -> String {
    if cache == "0" { "NOCACHE".to_owned() } else { format!("CACHE {cache}") }
}
