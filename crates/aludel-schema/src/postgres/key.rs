//! Primary keys and unique constraints: constraints that are kept by an index of their name,
//! <https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-UNIQUE>.

use serde::Deserialize;

use super::storage::{self, Options};
use super::{Facts, PostgresKind, constraint, index, partition, quote};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A primary key or a unique constraint.
pub(super) enum Key {
    /// The rows' identity; a table has one at most.
    Primary,
    /// No two rows have the same values.
    Unique,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    columns: Vec<String>,
    /// Columns that only stand in the index.
    #[serde(default)]
    include: Vec<String>,
    #[serde(default)]
    nulls_not_distinct: bool,
    /// The last column is a range, and two rows with the other values equal must not overlap in it.
    #[serde(default)]
    without_overlaps: bool,
    #[serde(default)]
    timing: Option<String>,
    #[serde(default)]
    options: Options,
    #[serde(default)]
    tablespace: Option<String>,
    /// Whether its table is partitioned.
    #[serde(default)]
    partitioned: bool,
}

impl Definition {
    /// `(a, b) INCLUDE (c)`.
    fn keys(&self) -> String {
        let mut keys = constraint::list(&self.columns);
        if self.without_overlaps {
            keys.insert_str(keys.len() - 1, " WITHOUT OVERLAPS");
        }
        if !self.include.is_empty() {
            keys.push_str(&format!(" INCLUDE {}", constraint::list(&self.include)));
        }
        keys
    }
}

impl Key {
    fn word(&self) -> &'static str {
        match self {
            Self::Primary => "PRIMARY KEY",
            Self::Unique => "UNIQUE",
        }
    }
}

/// The index that could be a key's, and what makes it that; `None`: it can't have been there before.
pub(super) fn by_index(key: Entry<'_>, name: &str) -> Option<(index::Definition, Statement)> {
    let definition: Definition = key.read().ok()?;
    if definition.without_overlaps || definition.partitioned {
        return None;
    }
    let nulls = if definition.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let keys = format!("{}{nulls}", definition.keys());
    let kind = [Key::Primary, Key::Unique].into_iter().find(|kind| kind.name() == key.id().kind())?;
    let timing = definition.timing.map(|timing| format!(" {timing}")).unwrap_or_default();
    let body = format!("{} USING INDEX {}{timing}", kind.word(), quote::name(name));
    let index = index::Definition {
        unique: true,
        keys,
        options: definition.options,
        tablespace: definition.tablespace,
        ..index::Definition::default()
    };
    Some((index, constraint::added(key.id(), &body)))
}

/// The index of each partition on which the key of a partitioned table rests, and what makes the key:
/// `UNIQUE`, ` (a, b)`.
pub(super) fn of_partitions(key: Entry<'_>) -> Option<(index::Definition, [String; 2])> {
    let definition: Definition = key.read().ok()?;
    if definition.without_overlaps || definition.timing.is_some() {
        return None;
    }
    let kind = [Key::Primary, Key::Unique].into_iter().find(|kind| kind.name() == key.id().kind())?;
    let nulls = if definition.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let rest = format!("{nulls} {}{}", definition.keys(), storage::with(&definition.options));
    let index = index::Definition {
        unique: true,
        keys: format!("{}{nulls}", definition.keys()),
        options: definition.options,
        tablespace: definition.tablespace,
        ..index::Definition::default()
    };
    Some((index, [kind.word().to_owned(), rest]))
}

impl PostgresKind for Key {
    fn query(&self, server: &Facts) -> Option<String> {
        let columns = constraint::columns("o.conrelid", "o.conkey");
        let include = constraint::columns("o.conrelid", "(i.indkey::int2[])[i.indnkeyatts:]");
        let nulls = if server.major >= 15 { "nullif(i.indnullsnotdistinct, false)" } else { "NULL" };
        let overlaps = if server.major >= 18 { "nullif(o.conperiod, false)" } else { "NULL" };
        let (timing, storage) = (constraint::TIMING, storage::DEFINITION);
        let contype = match self {
            Self::Primary => "p",
            Self::Unique => "u",
        };
        Some(constraint::query(
            contype,
            &format!(
                "'columns', {columns},
                 'include', CASE WHEN i.indnatts > i.indnkeyatts THEN {include} END,
                 'nulls_not_distinct', {nulls}, 'without_overlaps', {overlaps}, {timing}, {storage},
                 'partitioned', CASE WHEN t.relkind = 'p' THEN true END"
            ),
            "JOIN pg_catalog.pg_class c ON c.oid = o.conindid
             JOIN pg_catalog.pg_index i ON i.indexrelid = o.conindid",
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        constraint::reference(id)
    }
}

impl Kind for Key {
    fn name(&self) -> &'static str {
        match self {
            Self::Primary => "primary key",
            Self::Unique => "unique constraint",
        }
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let definition: Definition = object.read()?;
        let Definition {
            columns: _,
            include: _,
            nulls_not_distinct,
            without_overlaps: _,
            timing,
            options,
            tablespace,
            partitioned: _,
        } = &definition;
        let mut body = self.word().to_owned();
        if *nulls_not_distinct {
            body.push_str(" NULLS NOT DISTINCT");
        }
        body.push_str(&format!(" {}{}", definition.keys(), storage::with(options)));
        if let Some(tablespace) = tablespace {
            body.push_str(&format!(" USING INDEX TABLESPACE {}", quote::name(tablespace)));
        }
        if let Some(timing) = timing {
            body.push_str(&format!(" {timing}"));
        }
        Ok(vec![constraint::member(object.id(), &body)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![constraint::dropped(object.id())])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition {
            columns,
            include,
            nulls_not_distinct,
            without_overlaps,
            timing,
            options,
            tablespace,
            partitioned,
        } = to;
        let is_same = from.columns == columns
            && from.include == include
            && from.nulls_not_distinct == nulls_not_distinct
            && from.without_overlaps == without_overlaps
            && from.timing == timing
            && from.partitioned == partitioned;
        // The parameters of a partitioned index can't be altered: its partitions have copies.
        if !is_same || partitioned {
            return Ok(Alteration::Recreate);
        }
        let index = constraint::index_name(pair.to.id());
        let mut how = InPlace::default();
        storage::alter_options(&mut how, &index, &from.options, &options);
        storage::alter_tablespace(&mut how, &index, from.tablespace.as_deref(), tablespace.as_deref());
        Ok(Alteration::InPlace(how))
    }

    fn comes_with(&self, object: Entry<'_>, before: &Catalog) -> bool {
        partition::is_released(object, before)
    }

    fn goes_with(&self, object: Entry<'_>, after: &Catalog) -> bool {
        partition::is_absorbed(object, after)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        Some(constraint::renamed(from, to))
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        constraint::claims_with_index(object.id())
    }
}
