//! Tables, <https://www.postgresql.org/docs/current/sql-createtable.html>.
//!
//! A table is what is left when its columns, constraints, indexes and triggers, objects of their
//! own, are taken away. A partition is dropped with its parent, which owns it.

use serde::Deserialize;

use super::options::Options;
use super::{
    Facts, PostgresKind, attachment, column, foreign_key, inheritance, json, options, partition, quote,
};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A table.
pub(super) struct Table;

#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Definition {
    unlogged: bool,
    /// Where it is not `heap`.
    access_method: Option<String>,
    /// Where it is not the database's own.
    tablespace: Option<String>,
    /// `RANGE (day)`.
    partition_by: Option<String>,
    /// The composite type that it is a table of.
    of_type: Option<String>,
    /// The tables whose partition or child it is, in their order.
    parents: Vec<String>,
    /// `fillfactor=70`, those of its TOAST table as `toast.…`.
    options: Options,
    row_security: bool,
    force_row_security: bool,
}

/// Which tables `c` of a schema `n` are looked at, foreign ones among them.
pub(super) const LOOKED_AT: &str = "\
c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'";

impl PostgresKind for Table {
    fn query(&self, _server: &Facts) -> Option<String> {
        let options = options::query(
            "c.reloptions || (SELECT array_agg('toast.' || r) FROM unnest(t.reloptions) AS r)",
        );
        let options =
            format!("CASE WHEN c.reloptions IS NOT NULL OR t.reloptions IS NOT NULL THEN {options} END");
        let definition = json::object(&[
            ("unlogged", "NULLIF(c.relpersistence = 'u', false)"),
            ("access_method", "NULLIF(m.amname, 'heap')"),
            ("tablespace", "s.spcname"),
            ("partition_by", "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END"),
            ("of_type", "CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END"),
            ("parents", "i.parents"),
            ("options", &options),
            ("row_security", "NULLIF(c.relrowsecurity, false)"),
            ("force_row_security", "NULLIF(c.relforcerowsecurity, false)"),
        ]);
        Some(format!(
            "SELECT '1259/' || c.oid || '/0',
                    CASE WHEN c.relispartition THEN '1259/' || i.first || '/0' END,
                    json_build_array(n.nspname, c.relname), 0, {definition}
               FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
               LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
               LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
               {parents_join}
              WHERE c.relkind <> 'f' AND {LOOKED_AT}",
            parents_join = inheritance::parents_join(),
        ))
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("TABLE {}", quote::path(id.path()))
    }
}

impl Kind for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition {
            unlogged,
            access_method,
            tablespace,
            partition_by,
            of_type,
            parents: _,
            options,
            row_security,
            force_row_security,
        } = object.read()?;
        let mut open =
            format!("CREATE {}{}", if unlogged { "UNLOGGED " } else { "" }, self.reference(object.id()));
        let mut close = String::new();
        let bare_when_empty = match (attachment::of(object)?, of_type) {
            (Some(attached), _) => {
                open.push_str(&format!(" PARTITION OF {}", attached.parent));
                close.push_str(&format!(" {}", attached.bound));
                true
            }
            (None, Some(of_type)) => {
                open.push_str(&format!(" OF {of_type}"));
                true
            }
            (None, None) => {
                close.push_str(&inheritance::clause(object)?);
                false
            }
        };
        for (word, value) in
            [("PARTITION BY", partition_by), ("USING", access_method.map(|name| quote::name(&name)))]
        {
            close.extend(value.map(|value| format!(" {word} {value}")));
        }
        close.push_str(&options::with(&options));
        close.extend(tablespace.map(|name| format!(" TABLESPACE {}", quote::name(&name))));
        let mut statements = vec![Statement::shaped(Shape::Container { open, close, bare_when_empty })];
        let head = format!("ALTER {}", self.reference(object.id()));
        let clauses =
            [(row_security, "ENABLE ROW LEVEL SECURITY"), (force_row_security, "FORCE ROW LEVEL SECURITY")];
        let clauses = clauses.iter().filter(|(wanted, _)| *wanted);
        statements.extend(clauses.map(|(_, clause)| Statement::clause(&head, *clause)));
        Ok(statements)
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let table = quote::path(object.id().path());
        // What refers to the whole holds a partition fast.
        let detach = attachment::of(object)?.filter(|_| foreign_key::refers_above(object)).map(|attached| {
            Statement::whole(format!("ALTER TABLE {} DETACH PARTITION {table}", attached.parent))
        });
        let drop = Statement::whole(format!("DROP TABLE {table}"));
        let drop = drop.destroying(format!("table {}", object.id().dotted()));
        Ok(detach.into_iter().chain([drop]).collect())
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition {
            unlogged,
            access_method,
            tablespace,
            partition_by,
            of_type,
            parents,
            options,
            row_security,
            force_row_security,
        } = to;
        if from.partition_by != partition_by {
            return Err(repartitioned(pair, from.partition_by.as_deref(), partition_by.as_deref()));
        }
        let head = format!("ALTER {}", self.reference(pair.to.id()));
        let mut how = InPlace::default();
        let mut add = |word: &str, clause: String| how.add(word, Statement::clause(&head, clause));
        if from.of_type != of_type {
            match of_type {
                Some(of_type) => add(&format!("of type {of_type}"), format!("OF {of_type}")),
                None => add("of no type", "NOT OF".to_owned()),
            }
        }
        if from.unlogged != unlogged {
            let word = if unlogged { "UNLOGGED" } else { "LOGGED" };
            add(&word.to_lowercase(), format!("SET {word}"));
        }
        if from.access_method != access_method {
            let name = access_method.as_deref().unwrap_or("heap");
            if pair.to.catalog().version().0 < 15 {
                return Err(Refusal::new(
                    pair.to.id(),
                    "its access method can't change before PostgreSQL 15",
                    format!("make a table that is stored as {name}, and copy the rows"),
                ));
            }
            add(&format!("access method {name}"), format!("SET ACCESS METHOD {}", quote::name(name)));
        }
        if from.tablespace != tablespace {
            let name = tablespace.as_deref().unwrap_or("pg_default");
            add(&format!("tablespace {name}"), format!("SET TABLESPACE {}", quote::name(name)));
        }
        for clause in options::set_and_reset(&from.options, &options) {
            add(&options::words(&clause), clause);
        }
        if from.row_security != row_security {
            let verb = if row_security { "ENABLE" } else { "DISABLE" };
            add(
                &format!("row security {}", if row_security { "on" } else { "off" }),
                format!("{verb} ROW LEVEL SECURITY"),
            );
        }
        if from.force_row_security != force_row_security {
            let (verb, word) =
                if force_row_security { ("FORCE", "forced") } else { ("NO FORCE", "not forced") };
            add(&format!("row security {word}"), format!("{verb} ROW LEVEL SECURITY"));
        }
        for parent in parents.iter().filter(|parent| !from.parents.contains(parent)) {
            how.statements.extend(column::fit(pair, parent)?);
        }
        how.statements.extend(partition::left_over(pair)?);
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn called(&self, id: &ObjectId) -> Vec<Box<str>> {
        vec![id.name().into()]
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![quote::relation_claim(object.id()), quote::type_claim(object.id())]
    }
}

fn repartitioned(pair: Pair<'_>, from: Option<&str>, to: Option<&str>) -> Refusal {
    let name = pair.to.id().dotted();
    let (why, mend) = match (from, to) {
        (None, Some(to)) => (
            format!("a table can't become partitioned by {to} where it stands"),
            format!(
                "rename {name} and its indexes, make {name} partitioned, and attach the old table as a \
                 partition or copy its rows"
            ),
        ),
        (Some(from), None) => (
            format!("a table that is partitioned by {from} can't become one table where it stands"),
            format!("make a table beside {name}, copy the rows, drop {name}, and rename the new one"),
        ),
        (from, to) => (
            format!(
                "its partition key can't change from {} to {}",
                from.unwrap_or_default(),
                to.unwrap_or_default()
            ),
            format!("make a table with the new key beside {name}, copy the rows, drop {name}, and rename it"),
        ),
    };
    Refusal::new(pair.to.id(), why, mend)
}
