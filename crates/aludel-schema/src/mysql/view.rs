//! Views, <https://mariadb.com/kb/en/create-view/>.
//!
//! A view is looked at only when it is used: what it stands on may change under it, and it is
//! always replaced where it stands.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::{MysqlKind, quote, text};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A view.
pub(super) struct View;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    query: String,
    /// `MERGE`, `TEMPTABLE`; none: the server chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    algorithm: Option<String>,
    /// Whether it reads with the rights of who uses it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    invoker: bool,
    /// `CASCADED`, `LOCAL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check_option: Option<String>,
    /// `` `user`@`host` ``, where definers are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    definer: Option<String>,
}

const MARIADB: &str = "\
SELECT table_name, view_definition, security_type, check_option, definer, algorithm
  FROM information_schema.views WHERE table_schema = {database}";

/// MySQL says the algorithm in SHOW CREATE VIEW alone.
const MYSQL: &str = "\
SELECT table_name, view_definition, security_type, check_option, definer, NULL
  FROM information_schema.views WHERE table_schema = {database}";

impl MysqlKind for View {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        let mut read = Vec::new();
        for mut row in reader.query(if reader.facts.mariadb { MARIADB } else { MYSQL })? {
            let (name, printed) = (row.text(), row.text());
            if printed.is_empty() {
                reader.warn(format!("view {name} can't be read: it is broken, or a privilege is missing"));
                continue;
            }
            let definition = Definition {
                query: reader.unqualified(&printed),
                invoker: row.is("INVOKER"),
                check_option: row.option().filter(|option| option != "NONE"),
                definer: row.option().filter(|_| reader.facts.privileges).map(|user| quote::account(&user)),
                algorithm: row.option().filter(|algorithm| algorithm != "UNDEFINED"),
            };
            read.push((name, definition));
        }
        if !reader.facts.mariadb {
            algorithms(reader, &mut read)?;
        }
        let mut needing = Vec::new();
        for (name, definition) in read {
            let handle = reader.add(ObjectId::new(self.name(), [name]), 0, &definition)?;
            needing.push((handle, definition.query));
        }
        for (handle, query) in needing {
            reader.need_mentions(handle, &query);
        }
        Ok(())
    }
}

fn algorithms(reader: &mut Reader<'_>, views: &mut [(String, Definition)]) -> Result<(), InspectError> {
    let names: Vec<String> = views.iter().map(|(name, _)| name.clone()).collect();
    for row in reader.show("VIEW", &names)? {
        let mut row = row.into_iter().map(Option::unwrap_or_default);
        let (name, text) = (row.next().unwrap_or_default(), row.next().unwrap_or_default());
        let algorithm = text.strip_prefix("CREATE ALGORITHM=").and_then(|rest| rest.split(' ').next());
        if let Some((_, definition)) = views.iter_mut().find(|(view, _)| *view == name) {
            definition.algorithm = algorithm.filter(|word| *word != "UNDEFINED").map(str::to_owned);
        }
    }
    Ok(())
}

impl Kind for View {
    fn name(&self) -> &'static str {
        "view"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![written(object, "CREATE")?])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP VIEW {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { query, algorithm, invoker, check_option, definer } = to;
        let mut words = Vec::new();
        let mut add = |differs: bool, word: &str| words.extend(Some(word.to_owned()).filter(|_| differs));
        add(from.query != query, "query");
        add(from.algorithm != algorithm, "algorithm");
        add(from.invoker != invoker, "security");
        add(from.check_option != check_option, "check option");
        add(from.definer != definer, "definer");
        let statements = vec![written(pair.to, "CREATE OR REPLACE")?];
        Ok(Alteration::InPlace(InPlace { words, statements, ..InPlace::default() }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (from, to) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("RENAME TABLE {from} TO {to}"))])
    }

    /// The server keeps a view whose tables are gone.
    fn outlives(&self, lost: Entry<'_>) -> bool {
        let _ = lost;
        true
    }

    /// The server does not follow a new name into a view.
    fn makes_way(&self, object: Entry<'_>, renamed: Entry<'_>) -> bool {
        let Ok(Definition { query, .. }) = object.read() else { return false };
        let name = renamed.id().name();
        let mut mentions = text::mentions(&query).into_iter();
        mentions.any(|mention| mention.names.iter().any(|one| one.eq_ignore_ascii_case(name)))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("relation {}", object.id().name())]
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

fn written(object: Entry<'_>, verb: &str) -> Result<Statement, Refusal> {
    let Definition { query, algorithm, invoker, check_option, definer } = object.read()?;
    let mut text = verb.to_owned();
    if let Some(algorithm) = algorithm {
        text.push_str(&format!(" ALGORITHM = {algorithm}"));
    }
    if let Some(definer) = definer {
        text.push_str(&format!(" DEFINER = {definer}"));
    }
    if invoker {
        text.push_str(" SQL SECURITY INVOKER");
    }
    text.push_str(&format!(" VIEW {} AS\n{query}", quote::name(object.id().name())));
    if let Some(check_option) = check_option {
        text.push_str(&format!("\nWITH {check_option} CHECK OPTION"));
    }
    Ok(Statement::whole(text))
}
