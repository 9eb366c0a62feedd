//! The rows of a database, and which of them a migration has lost.

use std::collections::BTreeMap;

use aludel::Dialect;
use aludel::database::{Database, DatabaseError, Row};

use super::wish::Wish;

/// What every table holds.
#[derive(Debug)]
pub(crate) struct Rows {
    tables: BTreeMap<String, Table>,
}

#[derive(Debug)]
struct Table {
    count: usize,
    columns: BTreeMap<String, Column>,
}

#[derive(Debug)]
struct Column {
    kind: String,
    /// Sorted, since rows have no order.
    values: Vec<String>,
}

/// One query that names, for each column that holds data of its own: its table as SQL writes it and as
/// we do, itself in both ways, its type, and the expression that shows its value.
///
/// A table's rows are its own: those of its partitions and children are theirs.
const POSTGRES: &str = "select format('only %I.%I', n.nspname, c.relname),
        case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end,
        a.attname, format_type(a.atttypid, a.atttypmod)
          || coalesce((select ' of ' || format_type(t.typbasetype, t.typtypmod) from pg_type t
                       where t.oid = a.atttypid and t.typtype = 'd'), ''),
        quote_ident(a.attname) || '::text'
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1, a.attname";

const MYSQL: &str = "select concat('`', t.table_name, '`'), t.table_name, c.column_name, c.column_type,
        concat('hex(concat(`', c.column_name, '`))')
    from information_schema.tables t
    left join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
        and c.extra not like '%GENERATED%'
    where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
    order by 1, 3";

const SQLITE: &str =
    "select printf('\"%w\"', t.name), t.name, c.name, lower(c.type), printf('quote(\"%w\")', c.name)
    from pragma_table_list t left join pragma_table_xinfo(t.name) c on c.hidden = 0
    where t.schema = 'main' and t.type in ('table', 'virtual') and t.name not like 'sqlite\\_%' escape '\\'
    order by 1, 3";

impl Rows {
    /// Reads every row of every table.
    pub(crate) fn of(database: &mut dyn Database) -> Result<Rows, DatabaseError> {
        let question = match database.server().dialect {
            Dialect::Postgres => POSTGRES,
            Dialect::Mysql => MYSQL,
            Dialect::Sqlite => SQLITE,
        };
        let columns = database.query(question)?;
        let mut tables = BTreeMap::new();
        for of_table in columns.chunk_by(|one, other| one[0] == other[0]) {
            let text = |row: &Row, index: usize| row[index].clone().unwrap_or_default();
            let (place, name) = (text(&of_table[0], 0), text(&of_table[0], 1));
            tables.insert(name, Table::of(database, &place, of_table)?);
        }
        Ok(Rows { tables })
    }

    /// In words what is gone or other than it was, though its table and column survived.
    pub(crate) fn lost(&self, after: &Rows, wish: &Wish) -> Option<String> {
        let mut words = Vec::new();
        for (name, table) in &self.tables {
            let new = renamed(name, wish).unwrap_or_else(|| name.clone());
            if let Some(twin) = after.tables.get(&new) {
                table.lost(name, twin, wish, &mut words);
            }
        }
        (!words.is_empty()).then(|| words.join("\n"))
    }
}

impl Table {
    fn of(database: &mut dyn Database, place: &str, columns: &[Row]) -> Result<Table, DatabaseError> {
        let text = |row: &Row, index: usize| row[index].clone().unwrap_or_default();
        let columns: Vec<&Row> = columns.iter().filter(|row| row[2].is_some()).collect();
        let mut expressions: Vec<String> = columns.iter().map(|row| text(row, 4)).collect();
        expressions.push("1".to_owned());
        let rows = database.query(&format!("select {} from {place}", expressions.join(", ")))?;
        let values = |index: usize| {
            let values = rows.iter().map(|row| row[index].clone().unwrap_or_else(|| "NULL".to_owned()));
            let mut values: Vec<String> = values.collect();
            values.sort();
            values
        };
        let column = |(index, row): (usize, &&Row)| {
            (text(row, 2), Column { kind: text(row, 3), values: values(index) })
        };
        Ok(Table { count: rows.len(), columns: columns.iter().enumerate().map(column).collect() })
    }

    fn lost(&self, name: &str, after: &Table, wish: &Wish, words: &mut Vec<String>) {
        if self.count != after.count {
            words.push(format!("table {name} had {} rows and has {}", self.count, after.count));
        }
        for (column, before) in &self.columns {
            let new = renamed(&format!("{name}.{column}"), wish);
            let new = new.as_deref().and_then(|path| path.rsplit('.').next()).unwrap_or(column);
            let Some(now) = after.columns.get(new) else { continue };
            // The value of an enum may have been given another name.
            let may_differ = before.kind != now.kind || !wish.renames.is_empty();
            if !may_differ && before.values != now.values {
                words.push(format!(
                    "column {name}.{column} held {:?} and holds {:?}",
                    before.values, now.values
                ));
            }
        }
    }
}

/// The new name of what is called so, if it has one: `public.` may be said or not.
fn renamed(name: &str, wish: &Wish) -> Option<String> {
    let bare = |text: &str| text.strip_prefix("public.").unwrap_or(text).to_owned();
    let found = wish.renames.iter().find(|(old, _)| bare(old) == name);
    found.map(|(_, new)| bare(new))
}
