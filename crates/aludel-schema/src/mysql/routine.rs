//! Procedures and functions, <https://mariadb.com/kb/en/create-procedure/>.
//!
//! MariaDB replaces one where it stands; MySQL drops it and makes it again. What a body uses is
//! looked up when it runs, so a body stands on nothing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::inspect::{Reader, Values};
use super::program::Program;
use super::{MysqlKind, quote, table};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A procedure or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Routine {
    /// Is called by a statement.
    Procedure,
    /// Is called in an expression.
    Function,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// `` IN `a` int(11), OUT `b` text ``.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    returns: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    deterministic: bool,
    /// `READS SQL DATA`; none: `CONTAINS SQL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    access: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    invoker: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    program: Program,
}

const QUERY: &str = "\
SELECT routine_type, routine_name, is_deterministic, sql_data_access, security_type, routine_comment,
       routine_definition, sql_mode, definer, routine_body
  FROM information_schema.routines WHERE routine_schema = {database}";

const PARAMETERS: &str = "\
SELECT routine_type, specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier,
       collation_name
  FROM information_schema.parameters WHERE specific_schema = {database}";

impl MysqlKind for Routine {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        // One query serves both.
        if *self == Routine::Function {
            return Ok(());
        }
        let rows = reader.query(QUERY)?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut parameters = parameters(reader)?;
        for mut row in rows {
            let (sort, name) = (row.text(), row.text());
            let kind = match sort.as_str() {
                "PROCEDURE" => Routine::Procedure,
                "FUNCTION" => Routine::Function,
                // PACKAGE and PACKAGE BODY of Oracle's dialect.
                _ => {
                    reader.warn(format!("{} {name} is not compared", sort.to_lowercase()));
                    continue;
                }
            };
            let own = parameters.remove(&(sort, name.clone())).unwrap_or_default();
            match definition(reader, &mut row, own) {
                Some(definition) => {
                    reader.add(ObjectId::new(kind.name(), [name]), 0, &definition)?;
                }
                None => reader.warn(format!("{} {name} can't be read: a privilege is missing", kind.name())),
            }
        }
        Ok(())
    }
}

fn definition(reader: &Reader<'_>, row: &mut Values, own: Parameters) -> Option<Definition> {
    let (deterministic, access) = (row.is("YES"), row.text());
    let (invoker, comment) = (row.is("INVOKER"), row.text());
    let body = row.option()?;
    let (modes, definer) = (row.text(), row.text());
    Some(Definition {
        parameters: own.listed,
        returns: own.returns,
        deterministic,
        access: Some(access).filter(|access| access != "CONTAINS SQL"),
        invoker,
        comment,
        program: Program::read(reader, body, &modes, &definer),
    })
}

#[derive(Default)]
struct Parameters {
    listed: Vec<String>,
    returns: Option<String>,
}

fn parameters(reader: &mut Reader<'_>) -> Result<HashMap<(String, String), Parameters>, InspectError> {
    let here = reader.facts.collation.clone();
    let mut read = Vec::new();
    for mut row in reader.query(PARAMETERS)? {
        let (routine, place) = ((row.text(), row.text()), row.number());
        let (mode, name, mut text) = (row.option(), row.option(), row.text());
        // A text without a word on it has the collation of the database.
        if let Some(collation) = row.option().filter(|collation| *collation != here) {
            text.push_str(&format!(" CHARACTER SET {} COLLATE {collation}", table::charset_of(&collation)));
        }
        read.push((routine, place, mode, name, text));
    }
    read.sort();
    let mut parameters: HashMap<(String, String), Parameters> = HashMap::new();
    for (routine, place, mode, name, text) in read {
        let of_function = routine.0 == "FUNCTION";
        let own = parameters.entry(routine).or_default();
        if place == 0 {
            own.returns = Some(text);
            continue;
        }
        let mode = mode.filter(|mode| mode != "IN" || !of_function).map(|mode| format!("{mode} "));
        let name = quote::name(&name.unwrap_or_default());
        own.listed.push(format!("{}{name} {text}", mode.unwrap_or_default()));
    }
    Ok(parameters)
}

impl Kind for Routine {
    fn name(&self) -> &'static str {
        match self {
            Routine::Procedure => "procedure",
            Routine::Function => "function",
        }
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        self.written(object, "CREATE")
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let name = quote::name(object.id().name());
        Ok(vec![Statement::whole(format!("DROP {} {name}", self.word()))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let mut how = InPlace::default();
        let Definition { access, invoker, comment, .. } = &to;
        let alike = Definition {
            access: access.clone(),
            invoker: *invoker,
            comment: comment.clone(),
            ..from.clone()
        };
        // MySQL takes no empty comment for one: it keeps the old.
        let keeps_comment = !quote::is_mariadb(pair.to) && comment.is_empty() && !from.comment.is_empty();
        if alike == to && !keeps_comment {
            let mut text = format!("ALTER {} {}", self.word(), quote::name(pair.to.id().name()));
            let mut add = |differs: bool, word: &str, words: String| {
                if differs {
                    how.words.push(word.to_owned());
                    text.push_str(&format!(" {words}"));
                }
            };
            add(from.access != *access, "data access", access.clone().unwrap_or("CONTAINS SQL".to_owned()));
            let security = if *invoker { "SQL SECURITY INVOKER" } else { "SQL SECURITY DEFINER" };
            add(from.invoker != *invoker, "security", security.to_owned());
            add(from.comment != *comment, "comment", format!("COMMENT {}", quote::literal(comment)));
            how.statements.push(Statement::whole(text));
        } else if quote::is_mariadb(pair.to) {
            how.words = from.program.words(&to.program);
            let differs = (&from.parameters, &from.returns) != (&to.parameters, &to.returns);
            how.words.extend(Some("parameters".to_owned()).filter(|_| differs));
            how.statements = self.written(pair.to, "CREATE OR REPLACE")?;
        } else {
            return Ok(Alteration::Recreate);
        }
        Ok(Alteration::InPlace(how))
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

impl Routine {
    fn word(self) -> &'static str {
        match self {
            Routine::Procedure => "PROCEDURE",
            Routine::Function => "FUNCTION",
        }
    }

    fn written(self, object: Entry<'_>, verb: &str) -> Result<Vec<Statement>, Refusal> {
        let Definition { parameters, returns, deterministic, access, invoker, comment, program } =
            object.read()?;
        // MariaDB knows it by what its body does.
        let is_aggregate = self == Routine::Function && fetches_group(&program.body);
        let mut text = format!(
            "{verb}{}{} {} {}({})",
            program.definer(),
            if is_aggregate { " AGGREGATE" } else { "" },
            self.word(),
            quote::name(object.id().name()),
            parameters.join(", "),
        );
        if let Some(returns) = returns {
            text.push_str(&format!(" RETURNS {returns}"));
        }
        let mut add = |said: bool, words: String| {
            if said {
                text.push_str(&format!("\n    {words}"));
            }
        };
        add(deterministic, "DETERMINISTIC".to_owned());
        add(access.is_some(), access.unwrap_or_default());
        add(invoker, "SQL SECURITY INVOKER".to_owned());
        add(!comment.is_empty(), format!("COMMENT {}", quote::literal(&comment)));
        text.push_str(&format!("\n{}", program.body));
        Ok(program.written(text))
    }
}

fn fetches_group(body: &str) -> bool {
    let words: Vec<String> = body.split_whitespace().map(str::to_uppercase).collect();
    words.windows(3).any(|words| words == ["FETCH", "GROUP", "NEXT"])
}
