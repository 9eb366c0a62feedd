//! Identity columns, whose sequence is a part of them.

use serde::Deserialize;

use super::quote;
use crate::object::ObjectId;

/// An identity and how its sequence counts; only what is not usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Identity {
    always: bool,
    /// Where it is not the table's and the column's names and `_seq`; as SQL names it.
    name: Option<String>,
    start: Option<i64>,
    increment: Option<i64>,
    min: Option<i64>,
    max: Option<i64>,
    cache: Option<i64>,
    cycle: bool,
}

/// The identity of a column `a` of a table `c` in a schema `n`.
pub(super) const QUERY: &str = "\
(SELECT json_strip_nulls(json_build_object(
  'always', NULLIF(a.attidentity = 'a', false),
  'name', NULLIF(quote_ident(sn.nspname) || '.' || quote_ident(sc.relname),
    quote_ident(n.nspname) || '.' || quote_ident(c.relname || '_' || a.attname || '_seq')),
  'start', NULLIF(s.seqstart, CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END),
  'increment', NULLIF(s.seqincrement, 1),
  'min', NULLIF(s.seqmin, CASE WHEN s.seqincrement > 0 THEN 1 ELSE
    CASE s.seqtypid WHEN 21 THEN -32768 WHEN 23 THEN -2147483648 ELSE -9223372036854775808 END END),
  'max', NULLIF(s.seqmax, CASE WHEN s.seqincrement < 0 THEN -1 ELSE
    CASE s.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE 9223372036854775807 END END),
  'cache', NULLIF(s.seqcache, 1),
  'cycle', NULLIF(s.seqcycle, false)))
   FROM pg_catalog.pg_depend sd
   JOIN pg_catalog.pg_sequence s ON s.seqrelid = sd.objid
   JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid
   JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
  WHERE sd.classid = 1259 AND sd.refclassid = 1259 AND sd.deptype = 'i'
    AND sd.refobjid = c.oid AND sd.refobjsubid = a.attnum)";

impl Identity {
    /// `GENERATED ALWAYS AS IDENTITY (START WITH 100)`.
    pub(super) fn words(&self) -> String {
        let Self { always, name, start, increment, min, max, cache, cycle } = self;
        let mut options = Vec::new();
        options.extend(name.as_ref().map(|name| format!("SEQUENCE NAME {name}")));
        for (word, value) in [
            ("START WITH", start),
            ("INCREMENT BY", increment),
            ("MINVALUE", min),
            ("MAXVALUE", max),
            ("CACHE", cache),
        ] {
            options.extend(value.map(|value| format!("{word} {value}")));
        }
        options.extend(cycle.then(|| "CYCLE".to_owned()));
        let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
        format!("GENERATED {} AS IDENTITY{options}", when(*always))
    }

    /// What sets what differs: `SET GENERATED ALWAYS SET INCREMENT BY 5`; empty where only its name does.
    pub(super) fn changes(&self, to: &Self) -> String {
        let Self { always, name: _, start, increment, min, max, cache, cycle } = to;
        let mut sets = Vec::new();
        if self.always != *always {
            sets.push(format!("GENERATED {}", when(*always)));
        }
        // What is usual depends on the direction, but the server leaves it as it is.
        let turned = self.is_downwards() != to.is_downwards();
        for (word, old, new) in [("MINVALUE", self.min, min), ("MAXVALUE", self.max, max)] {
            if turned || old != *new {
                sets.push(new.map_or_else(|| format!("NO {word}"), |value| format!("{word} {value}")));
            }
        }
        if self.increment != *increment {
            sets.push(format!("INCREMENT BY {}", increment.unwrap_or(1)));
        }
        let usual = if to.is_downwards() { max.unwrap_or(-1) } else { min.unwrap_or(1) };
        // Where it starts moves with its bound only in words.
        let bound = |it: &Self| if it.is_downwards() { it.max } else { it.min };
        if turned || self.start != *start || start.is_none() && bound(self) != bound(to) {
            sets.push(format!("START WITH {}", start.unwrap_or(usual)));
        }
        if self.cache != *cache {
            sets.push(format!("CACHE {}", cache.unwrap_or(1)));
        }
        if self.cycle != *cycle {
            sets.push(if *cycle { "CYCLE" } else { "NO CYCLE" }.to_owned());
        }
        let mut changes: Vec<String> = sets.iter().map(|set| format!("SET {set}")).collect();
        // Where it has come to lies outside the bounds of the other direction.
        changes.extend(turned.then(|| "RESTART".to_owned()));
        changes.join(" ")
    }

    /// The name of its sequence, as SQL names it, where it differs: old and new.
    pub(super) fn renamed(&self, to: &Self, column: &ObjectId) -> Option<(String, String)> {
        let usual = || usual_name(column);
        (self.name != to.name)
            .then(|| (self.name.clone().unwrap_or_else(usual), to.name.clone().unwrap_or_else(usual)))
    }

    /// Whether it counts downwards.
    pub(super) fn is_downwards(&self) -> bool {
        self.increment.is_some_and(|increment| increment < 0)
    }
}

fn when(always: bool) -> &'static str {
    if always { "ALWAYS" } else { "BY DEFAULT" }
}

fn usual_name(column: &ObjectId) -> String {
    let [schema, table, name] = column.path() else { return String::new() };
    quote::path(&[schema.to_string(), format!("{table}_{name}_seq")])
}
