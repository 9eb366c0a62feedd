//! How and where an index is stored: what indexes and the constraints that have one share,
//! <https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-STORAGE-PARAMETERS>.

use std::collections::BTreeMap;

use super::quote;
use crate::kind::InPlace;
use crate::statement::Statement;

/// Storage parameters, each value as SQL writes it.
pub(super) type Options = BTreeMap<String, String>;

/// The parts of a definition that say it; `c` is the index.
pub(super) const DEFINITION: &str = "\
'options', CASE WHEN c.reloptions IS NOT NULL THEN
  (SELECT json_object_agg(p.name, p.value ORDER BY p.name) FROM (SELECT split_part(r, '=', 1) AS name,
     CASE WHEN quote_ident(substr(r, strpos(r, '=') + 1)) = substr(r, strpos(r, '=') + 1)
          THEN substr(r, strpos(r, '=') + 1) ELSE quote_literal(substr(r, strpos(r, '=') + 1)) END AS value
     FROM unnest(c.reloptions) r) p) END,
'tablespace', CASE WHEN c.reltablespace <> 0 THEN
  (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace) END";

/// How the server writes the storage parameters of `c` behind an index's columns; empty without any.
pub(super) const CLAUSE: &str = "\
CASE WHEN c.reloptions IS NULL THEN '' ELSE coalesce((SELECT ' WITH (' || string_agg(quote_ident(split_part(r, '=', 1)) || '=' ||
     CASE WHEN quote_ident(substr(r, strpos(r, '=') + 1)) = substr(r, strpos(r, '=') + 1)
          THEN substr(r, strpos(r, '=') + 1) ELSE quote_literal(substr(r, strpos(r, '=') + 1)) END, ', '
     ORDER BY place) || ')' FROM unnest(c.reloptions) WITH ORDINALITY u(r, place)), '') END";

/// ` WITH (fillfactor = 70)`, or nothing.
pub(super) fn with(options: &Options) -> String {
    match options.is_empty() {
        true => String::new(),
        false => format!(" WITH ({})", assignments(options)),
    }
}

fn assignments<'a>(options: impl IntoIterator<Item = (&'a String, &'a String)>) -> String {
    let options =
        options.into_iter().map(|(name, value)| format!("{} = {}", quote::name(name), plain(value)));
    options.collect::<Vec<_>>().join(", ")
}

/// A number or a truth without the quotes that the server puts around it.
fn plain(value: &str) -> &str {
    let inner = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    inner.filter(|inner| is_number(inner) || matches!(*inner, "on" | "true" | "false")).unwrap_or(value)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Alters the parameters of an index.
pub(super) fn alter_options(how: &mut InPlace, index: &str, from: &Options, to: &Options) {
    let set: Vec<(&String, &String)> =
        to.iter().filter(|(name, value)| from.get(*name) != Some(value)).collect();
    let reset: Vec<&String> = from.keys().filter(|name| !to.contains_key(*name)).collect();
    if !set.is_empty() {
        let set = assignments(set);
        how.add(set.replace(" = ", "="), Statement::whole(format!("ALTER INDEX {index} SET ({set})")));
    }
    if !reset.is_empty() {
        let names = reset.iter().map(|name| quote::name(name)).collect::<Vec<_>>().join(", ");
        how.add(format!("default {names}"), Statement::whole(format!("ALTER INDEX {index} RESET ({names})")));
    }
}

/// Moves an index.
pub(super) fn alter_tablespace(how: &mut InPlace, index: &str, from: Option<&str>, to: Option<&str>) {
    if from != to {
        let place = to.unwrap_or("pg_default");
        let text = format!("ALTER INDEX {index} SET TABLESPACE {}", quote::name(place));
        how.add(format!("tablespace {place}"), Statement::whole(text));
    }
}
