//! Statistics objects, <https://www.postgresql.org/docs/current/sql-createstatistics.html>.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// Statistics over several columns, or over expressions, of a table.
pub(super) struct Statistics;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// None: all; and with a single expression there are none.
    #[serde(default)]
    kinds: Vec<String>,
    /// `a, b, lower(c)`.
    columns: String,
    /// None: the server's.
    #[serde(default)]
    target: Option<i32>,
}

impl PostgresKind for Statistics {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '3381/' || s.oid || '/0', '1259/' || t.oid || '/0',
                    json_build_array(n.nspname, s.stxname), 0,
                    json_strip_nulls(json_build_object(
                      'kinds', CASE WHEN NOT s.stxkind @> '{d,f,m}' AND s.stxkind <> '{e}' THEN
                        (SELECT json_agg(CASE k.kind WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies'
                                                     WHEN 'm' THEN 'mcv' END ORDER BY k.place)
                           FROM unnest(s.stxkind) WITH ORDINALITY k(kind, place) WHERE k.kind <> 'e') END,
                      'columns', pg_catalog.pg_get_statisticsobjdef_columns(s.oid),
                      'target', CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END))
               FROM pg_catalog.pg_statistic_ext s
               JOIN pg_catalog.pg_class t ON t.oid = s.stxrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
              WHERE s.oid >= 16384 AND t.relpersistence <> 't' AND n.nspname !~ '^pg_'"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_statistic_ext")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("STATISTICS {}", quote::path(id.path()))
    }

    fn says_expressions(&self) -> bool {
        true
    }
}

impl Kind for Statistics {
    fn name(&self) -> &'static str {
        "statistics"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { kinds, columns, target } = object.read()?;
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        let reference = self.reference(object.id());
        let text = format!("CREATE {reference}{kinds} ON {columns} FROM {}", table(object));
        let mut statements = vec![Statement::whole(text)];
        statements.extend(target.map(|target| set_target(&reference, target)));
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { kinds, columns, target } = to;
        if table(pair.from) != table(pair.to) || from.kinds != kinds || from.columns != columns {
            return Ok(Alteration::Recreate);
        }
        let mut how = InPlace::default();
        let words = target.map_or("default target".to_owned(), |target| format!("target {target}"));
        how.add(words, set_target(&self.reference(pair.to.id()), target.unwrap_or(-1)));
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }
}

fn table(statistics: Entry<'_>) -> String {
    statistics.owner().map_or_else(String::new, |table| quote::relation(table.id()))
}

fn set_target(reference: &str, target: i32) -> Statement {
    Statement::whole(format!("ALTER {reference} SET STATISTICS {target}"))
}
