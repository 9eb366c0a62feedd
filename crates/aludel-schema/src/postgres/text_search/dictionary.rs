//! Text search dictionaries, <https://www.postgresql.org/docs/current/sql-altertsdictionary.html>.

use serde::Deserialize;

use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::postgres::plain::named;
use crate::postgres::{Facts, PostgresKind, renamed};
use crate::statement::Statement;

/// A text search dictionary.
pub(in crate::postgres) struct Dictionary;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    template: String,
    /// As the server keeps them: `language = 'english', stopwords = 'english'`.
    #[serde(default)]
    options: String,
}

impl PostgresKind for Dictionary {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3600/' || d.oid || '/0', NULL, json_build_array(n.nspname, d.dictname), 0,
                    json_strip_nulls(json_build_object(
                      'template', quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname),
                      'options', d.dictinitoption))
               FROM pg_catalog.pg_ts_dict d
               JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
               JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
               JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
              WHERE d.oid >= 16384 AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_ts_dict WHERE oid >= 16384")
    }

    fn reference(&self, id: &ObjectId) -> String {
        named("TEXT SEARCH DICTIONARY", id)
    }
}

impl Kind for Dictionary {
    fn name(&self) -> &'static str {
        "text search dictionary"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { template, options } = object.read()?;
        let options = if options.is_empty() { options } else { format!(", {options}") };
        let create = format!("CREATE {} (TEMPLATE = {template}{options})", self.reference(object.id()));
        Ok(vec![Statement::whole(create)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { template, options } = to;
        if from.template != template {
            return Ok(Alteration::Recreate);
        }
        let (old, new) = (parts(&from.options), parts(&options));
        let is_set = |name: &str| new.iter().any(|option| name_of(option) == name);
        // An option without a value is taken away.
        let removed = old.iter().map(|option| name_of(option)).filter(|name| !is_set(name));
        let set = new.iter().copied().filter(|option| !old.contains(option));
        let changes: Vec<&str> = removed.chain(set).collect();
        let mut how = InPlace::default();
        let alter = format!("ALTER {} ({})", self.reference(pair.to.id()), changes.join(", "));
        how.add(changes.join(", "), Statement::whole(alter));
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(renamed(&self.reference(from), to))
    }
}

fn name_of(option: &str) -> &str {
    option.split('=').next().unwrap_or(option).trim()
}

/// The options of a list, split where a comma stands in no quotes.
fn parts(options: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, None);
    for (place, c) in options.char_indices() {
        match (quoted, c) {
            (Some(quote), _) if quote == c => quoted = None,
            (None, '\'' | '"') => quoted = Some(c),
            (None, ',') => {
                parts.push(options[start..place].trim());
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(options[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}
