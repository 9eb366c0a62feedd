//! What a database holds and no kind looks at: named in warnings, so that nothing is passed over in
//! silence.
//!
//! Everything that a user makes has a row in `pg_depend`, or stands in one of the few catalogs that
//! are asked here: what of that no kind has taken is unhandled.

use std::collections::{BTreeMap, HashSet};

use aludel::database::{Database, Row};

use super::inspect::Key;
use crate::dialect::InspectError;

/// What may have no row in `pg_depend`, and what has no object to hang on.
const LOOSE: &str = "\
SELECT '2605/' || oid || '/0' FROM pg_catalog.pg_cast WHERE oid >= 16384
UNION ALL SELECT '2612/' || oid || '/0' FROM pg_catalog.pg_language WHERE oid >= 16384
UNION ALL SELECT '2601/' || oid || '/0' FROM pg_catalog.pg_am WHERE oid >= 16384
UNION ALL SELECT '3576/' || oid || '/0' FROM pg_catalog.pg_transform WHERE oid >= 16384";

/// What has a number of its own kind and is only counted: words, how many, one of them.
const COUNTED: &str = "\
SELECT 'large object', count(*), min(oid)::text FROM pg_catalog.pg_largeobject_metadata
UNION ALL SELECT 'subscription', count(*), min(subname::text) FROM pg_catalog.pg_subscription
           WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
UNION ALL SELECT 'materialized view in a tablespace', count(*), min(c.oid::regclass::text)
            FROM pg_catalog.pg_class c
           WHERE c.reltablespace <> 0 AND c.oid >= 16384 AND c.relkind = 'm'";

/// The catalogs whose objects the server has names for: all that have rows in `pg_depend`, but for
/// what is only a part of another (default privileges, members of operator families).
const NAMED: &[u32] = &[
    1247, 1255, 1259, 1417, 1418, 2328, 2601, 2604, 2605, 2606, 2607, 2612, 2615, 2616, 2617, 2618, 2620,
    2753, 3079, 3256, 3381, 3456, 3466, 3576, 3600, 3601, 3602, 3764, 6104, 6106, 6237,
];

/// Names what no kind has taken, one warning a sort.
pub(super) fn warnings(
    database: &mut dyn Database,
    depending: impl Iterator<Item = Key>,
    is_taken: impl Fn(Key) -> bool,
) -> Result<Vec<String>, InspectError> {
    let mut seen = HashSet::new();
    let mut left: Vec<Key> = Vec::new();
    let loose: Vec<Key> = database.query(LOOSE)?.into_iter().filter_map(key).collect();
    for key in depending.chain(loose).filter(|key| NAMED.contains(&key.0)) {
        let whole = (key.0, key.1, 0);
        if seen.insert(whole) && !is_taken(whole) {
            left.push(whole);
        }
    }
    let mut sorts: BTreeMap<String, (u64, String)> = BTreeMap::new();
    let named = if left.is_empty() { Vec::new() } else { database.query(&names(&left))? };
    for row in named.into_iter().chain(database.query(COUNTED)?) {
        let mut values = row.into_iter().map(Option::unwrap_or_default);
        let (sort, count) = (values.next().unwrap_or_default(), values.next().unwrap_or_default());
        let count: u64 = count.parse().unwrap_or(0);
        if count > 0 {
            sorts.insert(sort, (count, values.next().unwrap_or_default()));
        }
    }
    Ok(sorts.iter().map(|(sort, (count, one))| sentence(sort, *count, one)).collect())
}

/// `the operator family public.odd is not looked at`.
fn sentence(sort: &str, count: u64, one: &str) -> String {
    match (sort, count) {
        // Its connection string may hold a password, which must not stand in a revision.
        ("subscription", 1) => format!("the subscription {one} is not looked at: write it by hand"),
        (_, 1) => format!("the {sort} {one} is not looked at"),
        (_, _) => format!("{count} of the sort \"{sort}\" are not looked at, such as {one}"),
    }
}

fn key(row: Row) -> Option<Key> {
    let text = row.into_iter().next().flatten()?;
    let mut parts = text.split('/');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Asks what the objects are; what is a part of another, temporary, or the server's own is left out.
fn names(left: &[Key]) -> String {
    let mut by_class: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (class, object, _) in left {
        by_class.entry(*class).or_default().push(object.to_string());
    }
    let arrays: Vec<String> = by_class
        .iter()
        .map(|(class, objects)| format!("SELECT {class}::oid, unnest('{{{}}}'::oid[])", objects.join(",")))
        .collect();
    format!(
        "WITH l (class, object) AS ({})
         SELECT i.type, count(*), min(i.identity)
           FROM l
           LEFT JOIN pg_catalog.pg_class c ON l.class = 1259 AND c.oid = l.object
           LEFT JOIN pg_catalog.pg_type t ON l.class = 1247 AND t.oid = l.object
           LEFT JOIN pg_catalog.pg_trigger g ON l.class = 2620 AND g.oid = l.object
           LEFT JOIN pg_catalog.pg_constraint o ON l.class = 2606 AND o.oid = l.object
           LEFT JOIN pg_catalog.pg_rewrite r ON l.class = 2618 AND r.oid = l.object
           LEFT JOIN pg_catalog.pg_attrdef d ON l.class = 2604 AND d.oid = l.object,
                pg_catalog.pg_identify_object(l.class, l.object, 0) i
          WHERE l.class NOT IN (826, 2602, 2603)
            AND coalesce(i.schema, '') !~ '^pg_' AND i.identity IS NOT NULL
            AND c.relkind IS DISTINCT FROM 't' AND c.relpersistence IS DISTINCT FROM 't'
            AND NOT (c.relkind IN ('i', 'I') AND c.relispartition IS TRUE)
            AND NOT (t.oid IS NOT NULL AND (t.typrelid <> 0 OR t.typcategory = 'A' OR t.typtype = 'm'))
            AND NOT (g.oid IS NOT NULL AND (g.tgisinternal OR g.tgparentid <> 0))
            AND NOT (o.oid IS NOT NULL AND (o.conparentid <> 0 OR o.contype = 't'
                     OR o.coninhcount > 0 AND NOT o.conislocal
                     OR o.conrelid IN (SELECT oid FROM pg_catalog.pg_class
                                        WHERE relpersistence = 't' OR relnamespace = 99)))
            AND NOT (l.class = 2605 AND EXISTS (
                      SELECT FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_range m
                          ON m.rngtypid = k.castsource AND m.rngmultitypid = k.casttarget
                       WHERE k.oid = l.object))
            AND NOT (r.oid IS NOT NULL AND r.rulename = '_RETURN')
            AND NOT (d.oid IS NOT NULL AND d.adrelid IN (SELECT oid FROM pg_catalog.pg_class
                                                          WHERE relpersistence = 't'))
          GROUP BY i.type",
        arrays.join(" UNION ALL ")
    )
}
