//! Reads the system catalogs: one query a kind, some sent as one, and one for what stands on what,
//! whatever the size.
//!
//! A kind's query returns five columns:
//! - `key`: the object as `pg_depend` names it, `'1259/' || oid || '/0'`: class, object, sub-object
//!   (the classes: pg_class 1259, pg_type 1247, pg_proc 1255, pg_constraint 2606, pg_attrdef 2604,
//!   pg_rewrite 2618, pg_trigger 2620, pg_namespace 2615, pg_extension 3079, pg_policy 3256, …);
//! - `owner`: the key of what it is dropped with, or NULL. Only what goes *without CASCADE* is owned;
//! - `path`: its names as a JSON array; or `.name` for a name within its owner's path, and `.` for that path
//!   itself, which spares writing and reading what is known; or NULL for what has no name but its owner's
//!   (a comment): then the owner's kind and path are its path;
//! - `place`: where it stands among its like, where that is seen but is no difference; else 0;
//! - `definition`: JSON, without the object's own name and place.
//!
//! Objects that belong to an extension are left out; what stands on one stands on the extension.

use std::collections::HashMap;
use std::sync::mpsc;

use aludel::Dialect;
use aludel::database::{Database, Row};

use super::{Facts, PostgresKind, canonical, unhandled};
use crate::catalog::{Catalog, CatalogBuilder, Handle};
use crate::dialect::{InspectError, InspectOptions};
use crate::object::ObjectId;

/// An object as `pg_depend` names it.
pub(super) type Key = (u32, u32, i32);

/// Settings under which the server's words depend on the objects alone.
const SETTINGS: &str = "\
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL search_path TO '';
SET LOCAL quote_all_identifiers TO off;
SET LOCAL standard_conforming_strings TO on;
SET LOCAL extra_float_digits TO 1;
SET LOCAL DateStyle TO ISO;
SET LOCAL IntervalStyle TO postgres;
SET LOCAL bytea_output TO hex;
SET LOCAL xmloption TO content;
SET LOCAL jit TO off;
SET LOCAL timezone TO 'UTC'";

/// What else an object is called in `pg_depend`: an array type is its element's type, a table's row
/// type is the table, a range's multirange type and constructors are the range, a view's rule is the
/// view, a member of an operator class is the class, a constraint's index is the constraint, the sequence of an identity is its column, and so is
/// a generated column's expression and what makes it NOT NULL.
const ALIASES: &str = "\
SELECT '1247/' || t.oid || '/0',
       CASE WHEN c.oid IS NULL THEN '1247/' || e.oid || '/0' ELSE '1259/' || c.oid || '/0' END
  FROM (SELECT DISTINCT refobjid FROM pg_catalog.pg_depend
         WHERE refclassid = 1247 AND refobjid >= 16384 AND deptype <> 'i') d
  JOIN pg_catalog.pg_type t ON t.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
  LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(e.typrelid, t.typrelid) AND c.relkind <> 'c'
 WHERE e.oid IS NOT NULL OR c.oid IS NOT NULL
UNION ALL
SELECT '1259/' || t.typrelid || '/0', '1247/' || t.oid || '/0'
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
 WHERE t.oid >= 16384 AND c.relkind = 'c'
UNION ALL
SELECT '2618/' || r.oid || '/0', '1259/' || r.ev_class || '/0'
  FROM pg_catalog.pg_rewrite r WHERE r.oid >= 16384 AND r.rulename = '_RETURN'
UNION ALL
SELECT '1259/' || o.conindid || '/0', '2606/' || o.oid || '/0'
  FROM pg_catalog.pg_constraint o WHERE o.oid >= 16384 AND o.contype IN ('p', 'u', 'x')
UNION ALL
SELECT '1247/' || r.rngmultitypid || '/0', '1247/' || r.rngtypid || '/0'
  FROM pg_catalog.pg_range r WHERE r.rngtypid >= 16384
UNION ALL
SELECT '1255/' || d.objid || '/0', '1247/' || d.refobjid || '/0'
  FROM pg_catalog.pg_depend d WHERE d.classid = 1255 AND d.refclassid = 1247 AND d.deptype = 'i'
UNION ALL
SELECT d.classid || '/' || d.objid || '/0', d.refclassid || '/' || d.refobjid || '/0'
  FROM pg_catalog.pg_depend d
 WHERE d.classid IN (2602, 2603) AND d.refclassid IN (2616, 2753) AND d.deptype IN ('a', 'i')
   AND d.objid >= 16384
UNION ALL
SELECT '2604/' || d.oid || '/0', '1259/' || d.adrelid || '/' || d.adnum
  FROM pg_catalog.pg_attrdef d
UNION ALL
SELECT '2606/' || o.oid || '/0', '1259/' || o.conrelid || '/' || o.conkey[1]
  FROM pg_catalog.pg_constraint o WHERE o.oid >= 16384 AND o.contype = 'n' AND o.conrelid <> 0
UNION ALL
SELECT '2606/' || o.oid || '/0', '1247/' || o.contypid || '/0'
  FROM pg_catalog.pg_constraint o WHERE o.oid >= 16384 AND o.contype = 'n' AND o.contypid <> 0
UNION ALL
SELECT '1259/' || d.objid || '/0', '1259/' || d.refobjid || '/' || d.refobjsubid
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S'
 WHERE d.classid = 1259 AND d.refclassid = 1259 AND d.deptype = 'i' AND d.refobjsubid > 0";

/// What stands on what. `e`: belongs to an extension. Without what checks a constraint inside the server, the
/// triggers of foreign keys, and without types that are other names of something. Beyond `pg_depend`: an inherited column stands on
/// its parent's, an attachment on the parent, a replica identity (class 2, which is no catalog's) on
/// its index.
const DEPENDS: &str = "\
SELECT classid || '/' || objid || '/' || objsubid, refclassid || '/' || refobjid || '/' || refobjsubid,
       deptype
  FROM pg_catalog.pg_depend
 WHERE deptype IN ('n', 'a', 'i', 'e', 'P', 'S', 'x') AND (objid >= 16384 OR classid = 2615)
   AND NOT (classid = 2620 AND refclassid = 2606) AND NOT (classid = 1247 AND deptype = 'i')
UNION ALL
SELECT '1259/' || i.inhrelid || '/' || a.attnum, '1259/' || i.inhparent || '/' || p.attnum, 'n'
  FROM pg_catalog.pg_inherits i
  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.inhrelid AND a.attinhcount > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname AND p.attnum > 0
UNION ALL
SELECT '2611/' || inhrelid || '/' || inhseqno, '1259/' || inhparent || '/0', 'n'
  FROM pg_catalog.pg_inherits
UNION ALL
SELECT '2/' || indrelid || '/0', '1259/' || indexrelid || '/0', 'n'
  FROM pg_catalog.pg_index WHERE indisreplident";

/// Reads the catalogs of the kinds.
pub(super) fn inspect(
    database: &mut dyn Database,
    kinds: &[&'static dyn PostgresKind],
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    database.execute(SETTINGS)?;
    let read = read(database, kinds, options);
    // Nothing was written: however this ends, nothing is lost.
    let ended = database.execute("ROLLBACK");
    let catalog = read?;
    ended?;
    Ok(catalog)
}

fn read(
    database: &mut dyn Database,
    kinds: &[&'static dyn PostgresKind],
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    let version = database.server().version_number;
    let facts = Facts { major: version.0, privileges: options.privileges };
    let depends = pairs(database.query(DEPENDS)?, "dependencies")?;
    let members: HashMap<Key, Key> =
        depends.iter().filter(|edge| edge.2 == "e").map(|(object, on, _)| (*object, *on)).collect();
    let mut reader = Reader {
        builder: CatalogBuilder::new(Dialect::Postgres, version),
        handles: HashMap::new(),
        aliases: HashMap::new(),
        owners: Vec::new(),
        members,
        lost: Vec::new(),
    };
    for kind in kinds.iter().filter(|kind| kind.is_carried(&facts)) {
        reader.builder.carry(kind.name());
    }
    let mut asked: Vec<Asked> = kinds.iter().filter_map(|kind| Some((*kind, kind.query(&facts)?))).collect();
    let mut there = present(database, &asked)?.into_iter();
    asked.retain(|_| there.next().unwrap_or(true));
    let (mut reader, aliases) = take_while_asking(database, reader, &asked)?;
    for (alias, object, _) in pairs(aliases, "names")? {
        reader.aliases.insert(alias, object);
    }
    let left = depends.iter().map(|(object, _, _)| *object).chain(reader.lost.iter().copied());
    for warning in unhandled::warnings(database, left, |key| reader.is_taken(key))? {
        reader.builder.warn(warning);
    }
    Ok(reader.finish(&depends))
}

/// Asks for the kinds and then for what else objects are called. What has come is read by another thread
/// while the server works on what comes next.
fn take_while_asking(
    database: &mut dyn Database,
    mut reader: Reader,
    asked: &[Asked],
) -> Result<(Reader, Vec<Row>), InspectError> {
    std::thread::scope(|scope| {
        let (sender, received) = mpsc::channel::<(&[Asked], Vec<Row>)>();
        let reading = scope.spawn(move || {
            for (some, rows) in received {
                reader.take_all(some, rows)?;
            }
            Ok::<_, InspectError>(reader)
        });
        let mut ask = || {
            for some in asked.chunks(AT_ONCE) {
                // Where nobody listens any more, the reader has failed, and tells it below.
                if sender.send((some, database.query(&together(some))?)).is_err() {
                    break;
                }
            }
            database.query(ALIASES)
        };
        let aliases = ask();
        drop(sender);
        match reading.join() {
            Ok(reader) => Ok((reader?, aliases?)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// A kind and its query.
type Asked = (&'static dyn PostgresKind, String);

/// How many kinds are asked for in one query: few, so that it is seldom waited for, and never more than 40
/// queries in all.
const AT_ONCE: usize = 3;

/// Of which of the kinds there is anything at all.
fn present(database: &mut dyn Database, asked: &[Asked]) -> Result<Vec<bool>, InspectError> {
    let there = |(kind, _): &Asked| match kind.found_in() {
        Some(catalog) => format!("EXISTS (SELECT FROM {catalog})"),
        None => "true".to_owned(),
    };
    let question = format!("SELECT {}", asked.iter().map(there).collect::<Vec<_>>().join(",\n       "));
    let answers = database.query(&question)?.into_iter().flatten();
    Ok(answers.map(|answer| answer.as_deref() != Some("f")).collect())
}

/// The queries as one, of which each row ends with the place of its kind.
fn together(asked: &[Asked]) -> String {
    let one = |(place, (_, query)): (usize, &Asked)| {
        format!(
            "SELECT q.k::text, q.o::text, q.p::text, q.n::text, q.d::text, {place} FROM ({query}) q (k, o, p, n, d)"
        )
    };
    asked.iter().enumerate().map(one).collect::<Vec<_>>().join("\nUNION ALL\n")
}

struct Reader {
    builder: CatalogBuilder,
    handles: HashMap<Key, Handle>,
    aliases: HashMap<Key, Key>,
    owners: Vec<(Handle, Key)>,
    /// What belongs to an extension, and to which.
    members: HashMap<Key, Key>,
    /// What bears something that was read, and was not read itself.
    lost: Vec<Key>,
}

impl Reader {
    /// Takes the rows of a query for some kinds.
    fn take_all(&mut self, some: &[Asked], rows: Vec<Row>) -> Result<(), InspectError> {
        let mut sorted: Vec<Vec<Row>> = some.iter().map(|_| Vec::new()).collect();
        for mut row in rows {
            let place = row.pop().flatten().and_then(|place| place.parse::<usize>().ok());
            match place.and_then(|place| sorted.get_mut(place)) {
                Some(rows) => rows.push(row),
                None => return Err(unreadable("rows", "one says not of which kind it is")),
            }
        }
        some.iter().zip(sorted).try_for_each(|((kind, _), rows)| self.take(*kind, rows))
    }

    fn take(&mut self, taker: &dyn PostgresKind, rows: Vec<Row>) -> Result<(), InspectError> {
        let kind = taker.name();
        for row in rows {
            let Ok([key, owner, path, place, definition]) = <[Option<String>; 5]>::try_from(row) else {
                return Err(unreadable(kind, "a row has not five columns"));
            };
            let key = parse_key(kind, key.as_deref())?;
            let owner = owner.map(|owner| parse_key(kind, Some(&owner))).transpose()?;
            // What stands in a table of an extension's is the extension's too.
            if let Some(extension) = self.members.get(&key).or_else(|| self.extension(owner)).copied() {
                self.members.insert(key, extension);
                continue;
            }
            let within = path.as_deref().map_or(Some(None), |path| path.strip_prefix('.').map(Some));
            let id = match (within, &path, owner) {
                (None, Some(path), _) => {
                    let path: Vec<Box<str>> =
                        serde_json::from_str(path).map_err(|error| unreadable(kind, &error.to_string()))?;
                    match taker.hangs() {
                        true => ObjectId::hanging(kind, path),
                        false => ObjectId::new(kind, path),
                    }
                }
                (Some(name), _, Some(owner)) => match self.handles.get(&owner) {
                    Some(owner) => within_owner(kind, self.builder.id(*owner), name),
                    // Its owner is not looked at, or belongs to an extension.
                    None => {
                        self.lost.push(owner);
                        continue;
                    }
                },
                _ => return Err(unreadable(kind, "an object has neither a name nor an owner")),
            };
            let place = place.and_then(|place| place.parse().ok()).unwrap_or(0);
            let definition = definition.unwrap_or_default();
            let definition =
                if taker.says_expressions() { canonical::canonical(definition) } else { definition };
            let handle = self.builder.add(id, place, definition);
            self.handles.insert(key, handle);
            if let Some(owner) = owner {
                self.owners.push((handle, owner));
            }
        }
        Ok(())
    }

    /// The extension that a key's object belongs to.
    fn extension(&self, key: Option<Key>) -> Option<&Key> {
        let (class, object, _) = key?;
        self.members.get(&key?).or_else(|| self.members.get(&(class, object, 0)))
    }

    fn finish(mut self, depends: &[(Key, Key, String)]) -> Catalog {
        for (object, owner) in std::mem::take(&mut self.owners) {
            if let Some(owner) = self.resolve(owner) {
                self.builder.own(object, owner);
            }
        }
        for (object, on, kind) in depends {
            if kind == "e" {
                continue;
            }
            if let (Some(object), Some(on)) = (self.resolve(*object), self.resolve(*on)) {
                self.builder.need(object, on);
            }
        }
        self.builder.finish()
    }

    /// Whether an object, or what it is a part of, was read or belongs to an extension.
    fn is_taken(&self, key: Key) -> bool {
        self.resolve(key).is_some() || self.members.contains_key(&key)
    }

    /// The object that a key means, by way of what it is a part or another name of.
    fn resolve(&self, key: Key) -> Option<Handle> {
        let mut key = key;
        for _ in 0..4 {
            if let Some(handle) = self.handles.get(&key) {
                return Some(*handle);
            }
            key = if let Some(object) = self.aliases.get(&key) {
                *object
            } else if let Some(extension) = self.members.get(&key) {
                *extension
            } else if key.2 != 0 {
                (key.0, key.1, 0)
            } else {
                return None;
            };
        }
        None
    }
}

/// The id of what has a name within its owner's path, that path itself (an empty name), or none of its own.
fn within_owner(kind: &'static str, owner: &ObjectId, name: Option<&str>) -> ObjectId {
    let path = owner.path().iter().map(|name| &**name);
    match name {
        Some("") => ObjectId::new(kind, path),
        Some(name) => ObjectId::new(kind, path.chain([name])),
        None => ObjectId::hanging(kind, std::iter::once(owner.kind()).chain(path)),
    }
}

fn pairs(rows: Vec<Row>, what: &'static str) -> Result<Vec<(Key, Key, String)>, InspectError> {
    let mut pairs = Vec::with_capacity(rows.len());
    for row in rows {
        let mut values = row.into_iter();
        let object = parse_key(what, values.next().flatten().as_deref())?;
        let on = parse_key(what, values.next().flatten().as_deref())?;
        pairs.push((object, on, values.next().flatten().unwrap_or_default()));
    }
    Ok(pairs)
}

fn parse_key(kind: &'static str, text: Option<&str>) -> Result<Key, InspectError> {
    let key = text.and_then(|text| {
        let mut parts = text.split('/');
        let key = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(key)
    });
    key.ok_or_else(|| unreadable(kind, &format!("{text:?} names no object")))
}

fn unreadable(kind: &'static str, reason: &str) -> InspectError {
    InspectError::Unreadable { kind, reason: reason.to_owned() }
}
