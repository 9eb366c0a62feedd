//! Pairs of empty databases, used again: PostgreSQL needs longer to make one than for many a case.

use std::sync::{Mutex, PoisonError};

use aludel::database::Database;
use testkit::{Dialect, TestDatabase};

use super::script;

/// Makes databases, and keeps those that are empty again.
pub(crate) struct Pool<'a> {
    make: &'a (dyn Fn() -> TestDatabase + Sync),
    free: Mutex<Vec<Bench>>,
}

/// Two databases to prove a pair of schemas in.
pub(crate) struct Bench {
    pub(crate) one: Place,
    pub(crate) other: Place,
}

/// A database, and connections that are kept: on PostgreSQL the first statements on one cost much more than
/// those that come later.
pub(crate) struct Place {
    pub(crate) database: TestDatabase,
    /// It only reads, but for taking away what was made.
    pub(crate) reader: Box<dyn Database>,
    /// It runs scripts.
    writer: Option<Box<dyn Database>>,
}

impl<'a> Pool<'a> {
    pub(crate) fn new(make: &'a (dyn Fn() -> TestDatabase + Sync)) -> Pool<'a> {
        Pool { make, free: Mutex::new(Vec::new()) }
    }

    /// Does the work in two empty databases.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Bench) -> T) -> T {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut bench = free.unwrap_or_else(|| Bench { one: self.place(), other: self.place() });
        let done = work(&mut bench);
        if bench.one.empty().is_some() && bench.other.empty().is_some() {
            self.free.lock().unwrap_or_else(PoisonError::into_inner).push(bench);
        }
        done
    }

    fn place(&self) -> Place {
        let database = (self.make)();
        let reader = script::connection(&database).unwrap_or_else(|error| panic!("no connection: {error}"));
        Place { database, reader, writer: None }
    }
}

impl Place {
    /// Does the work on a connection that is as a new one.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Database) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => script::connection(&self.database)?,
        };
        let done = work(&mut *writer)?;
        // What a script sets in its session must not reach the next one. Only PostgreSQL takes it all back.
        if self.database.dialect() == Dialect::Postgres && writer.execute("DISCARD ALL").is_ok() {
            self.writer = Some(writer);
        }
        Ok(done)
    }

    /// Takes all away that was made in it; `None` where something may be left.
    fn empty(&mut self) -> Option<()> {
        match self.database.dialect() {
            // A new file costs nothing.
            Dialect::Sqlite => None,
            Dialect::Mysql => {
                let name = self.database.name().to_owned();
                let again = format!("create database {name} character set utf8mb4");
                let statements = [format!("drop database {name}"), again, format!("use {name}")];
                statements.iter().try_for_each(|statement| self.reader.execute(statement)).ok()
            }
            Dialect::Postgres => {
                self.reader.execute(EMPTY_POSTGRES).ok()?;
                let left = self.reader.query(LEFT_IN_POSTGRES).ok()?;
                (left.concat() == [Some("0".to_owned())]).then_some(())
            }
        }
    }
}

/// Drops what cases make. An event trigger would run at each further drop, so it goes first.
const EMPTY_POSTGRES: &str = "do $$
declare victim record;
begin
  for victim in
    select format('event trigger %I', evtname) as name from pg_event_trigger
    union all select format('publication %I', pubname) from pg_publication
    union all select format('schema %I cascade', nspname) from pg_namespace where oid >= 16384 and nspname !~ '^pg_'
    union all select format('extension %I cascade', extname) from pg_extension where oid >= 16384
    union all select format('foreign data wrapper %I cascade', fdwname) from pg_foreign_data_wrapper
    union all select format('%s %s cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view'
        when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' else 'table' end, oid::regclass)
      from pg_class where relnamespace = 2200 and relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    union all select format('routine %s cascade', oid::regprocedure) from pg_proc where pronamespace = 2200
    union all select format('type %s cascade', oid::regtype) from pg_type where typnamespace = 2200
      and typtype in ('d', 'e', 'r', 'b') and typelem = 0
  loop
    begin
      execute 'drop ' || victim.name;
    exception when others then
      -- It went with another one, or it is counted as left over.
    end;
  end loop;
end $$";

/// Counts what is there beyond what every new database has.
const LEFT_IN_POSTGRES: &str = "select
    (select count(*) from (
      select oid from pg_class union all select oid from pg_type union all select oid from pg_proc
      union all select oid from pg_namespace union all select oid from pg_operator
      union all select oid from pg_opclass union all select oid from pg_opfamily
      union all select oid from pg_cast union all select oid from pg_collation
      union all select oid from pg_conversion union all select oid from pg_ts_config
      union all select oid from pg_ts_dict union all select oid from pg_ts_parser
      union all select oid from pg_ts_template union all select oid from pg_extension
      union all select oid from pg_foreign_data_wrapper union all select oid from pg_foreign_server
      union all select oid from pg_event_trigger union all select oid from pg_publication
      union all select oid from pg_language union all select oid from pg_am
      union all select oid from pg_statistic_ext union all select oid from pg_default_acl
      union all select oid from pg_transform) made where oid >= 16384)
  + (select count(*) from pg_seclabel)
  + (select count(*) from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
     where d.datname = current_database())
  + (select count(*) from pg_database where datname = current_database() and datacl is not null)
  + (select count(*) from pg_namespace n left join pg_init_privs i on i.objoid = n.oid and i.classoid = 2615
     where n.oid = 2200 and (n.nspacl::text is distinct from i.initprivs::text
       or obj_description(n.oid, 'pg_namespace') is distinct from 'standard public schema'))";
