//! Models that can't say everything, against schemas that hold more than they say.

mod loose;

use std::collections::{BTreeMap, BTreeSet};

use aludel::database::Database;
use aludel::url::DatabaseUrl;
use aludel::{Dialect, Settings, Stop, event};
use aludel_schema::dialect::{InspectOptions, PlanOptions};
use aludel_schema::partial::{Extent, Means, Renames, Said, SaidTable};
use aludel_schema::scratch::Scratch;
use aludel_schema::source::{self, SqlText};
use aludel_schema::workshop::{Keeping, WorkError, Workshop};
use aludel_schema::{Filter, render, scratch};
use testkit::TestDatabase;

/// A table with its columns, each with the beginnings of the types that are meant.
type TableOf<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])]);

/// What the models say in SQL, and how much their source can say.
struct Models<'a> {
    sql: &'a str,
    extent: Extent,
    tables: &'a [TableOf<'a>],
    enums: &'a [&'a str],
    left: &'a [&'a str],
    may_only_join: bool,
    named: &'a [&'a str],
    rest_is_said: bool,
}

impl Models<'_> {
    fn said(&self) -> Said {
        let means = |types: &[&str]| {
            let types: Vec<String> = types.iter().map(ToString::to_string).collect();
            Means::new(types.join(", "), move |written: &str| {
                types.iter().any(|one| written.to_lowercase().starts_with(one.as_str()))
            })
        };
        let tables = self.tables.iter().map(|(name, columns)| SaidTable {
            schema: None,
            name: (*name).to_owned(),
            extent: self.extent,
            named: self.named.iter().map(ToString::to_string).collect::<BTreeSet<_>>(),
            columns: columns
                .iter()
                .map(|(column, types)| ((*column).to_owned(), means(types)))
                .collect::<BTreeMap<_, _>>(),
            left: self.left.iter().map(ToString::to_string).collect(),
            may_only_join: self.may_only_join,
            unknown: BTreeMap::new(),
        });
        let enums = self.enums.iter().map(ToString::to_string).collect();
        let is_loose = self.extent != Extent::Whole;
        let unordered = self.enums.iter().filter(|_| is_loose).map(|name| (None, (*name).to_owned()));
        let (tables, unordered) = (tables.collect(), unordered.collect());
        Said { tables, enums, unordered, rest_is_said: self.rest_is_said, ..Said::default() }
    }
}

pub(crate) fn workshop(scratch: &Scratch, dialect: Dialect, keeping: Keeping) -> Workshop<'_> {
    Workshop {
        scratch,
        dialect,
        settings: Settings::default(),
        inspect: InspectOptions::default(),
        filter: Filter::default(),
        planning: PlanOptions { offline: true },
        observer: event::silent(),
        stop: Stop::new(),
        keeping,
    }
}

/// Fills a database with what an SQL text says.
pub(crate) fn load(text: &str) -> impl Fn(&mut dyn Database) -> Result<(), WorkError> + use<> {
    let text = SqlText { path: "models.sql".into(), text: text.to_owned() };
    move |database| {
        source::load(database, std::slice::from_ref(&text), &Stop::new())?;
        Ok(())
    }
}

/// What is to be done to a schema so that it is what the models mean; both ways are tried out.
fn plan(dialect: Dialect, base: &str, models: &Models<'_>) -> Result<String, String> {
    let target = testkit::databases()
        .into_iter()
        .find(|database: &TestDatabase| database.dialect().name() == dialect.name())
        .expect("each dialect has a database");
    let folder = tempfile::tempdir().unwrap();
    let mut settings = scratch::Settings::new(dialect, folder.path());
    settings.target = Some(DatabaseUrl::parse(&target.url()).unwrap());
    scratch::open(settings, |scratch| {
        let workshop = workshop(scratch, dialect, Keeping::nothing());
        let base = workshop.schema("the base", None, load(base)).map_err(|error| error.to_string())?;
        let text = SqlText { path: "models.sql".into(), text: models.sql.to_owned() };
        let noted = source::renamed(dialect, std::slice::from_ref(&text));
        let renames = Renames { noted: &noted, wishes: &[] };
        let meant = workshop.partial(&base, &models.said(), renames, None, load(models.sql));
        let meant = meant.map_err(|error| match error {
            WorkError::Refused(refusals) => refusals
                .iter()
                .map(|refusal| format!("{refusal}; {}", refusal.mend))
                .collect::<Vec<_>>()
                .join("\n"),
            error => error.to_string(),
        })?;
        let wishes = renames.due(&base.catalog, &meant.catalog, workshop.registry());
        let draft = workshop.draft(&base, &meant.catalog, &wishes).map_err(|error| error.to_string())?;
        Ok(render::script(&draft.up))
    })
}

const POSTGRES: &str = "\
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE teams (id serial PRIMARY KEY, name varchar(80) NOT NULL CONSTRAINT team_names UNIQUE);
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT user_key PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE DEFAULT 'nobody', age integer CHECK (age > 0), m mood,
  team_id integer CONSTRAINT in_team REFERENCES teams ON DELETE CASCADE, fax text) WITH (fillfactor = 70);
COMMENT ON COLUMN users.email IS 'where mail goes';
CREATE INDEX users_age_idx ON users (age) WHERE age > 18;
CREATE VIEW grown AS SELECT id, email FROM users WHERE age > 18;
CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
CREATE TABLE log (at timestamptz, what text) PARTITION BY RANGE (at);
CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON users USING (age > 0);";

const LOOSE: &[TableOf<'_>] = &[
    ("teams", &[("id", &["integer"]), ("name", &["character varying", "text"])]),
    (
        "users",
        &[
            ("id", &["bigint"]),
            ("email", &["character varying", "text"]),
            ("age", &["integer"]),
            ("m", &["public.mood", "mood"]),
            ("team_id", &["integer"]),
            ("fax", &["character varying", "text"]),
        ],
    ),
    ("log", &[("at", &["timestamp with"]), ("what", &["text"])]),
];

const LOOSE_SQL: &str = "\
CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age integer, m mood, team_id integer REFERENCES teams, fax text);
CREATE TABLE log (at timestamptz, what text);";

fn columns(sql: &str) -> Models<'_> {
    Models {
        sql,
        extent: Extent::Columns,
        tables: LOOSE,
        enums: &[],
        left: &[],
        may_only_join: false,
        named: &[],
        rest_is_said: false,
    }
}

#[test]
fn what_columns_can_not_say_stays() {
    assert_eq!(plan(Dialect::Postgres, POSTGRES, &columns(LOOSE_SQL)).unwrap(), "");
}

#[test]
fn a_column_more_and_a_column_less() {
    let sql =
        LOOSE_SQL.replace("fax text", "phone text NOT NULL").replace("age integer", "age bigint NOT NULL");
    let users: Vec<_> = LOOSE[1]
        .1
        .iter()
        .map(|(name, types)| (*name, if *name == "age" { &["bigint"] as &[&str] } else { types }))
        .collect();
    let tables = [LOOSE[0], ("users", users.as_slice()), LOOSE[2]];
    let done = plan(Dialect::Postgres, POSTGRES, &Models { tables: &tables, ..columns(&sql) }).unwrap();
    assert!(done.contains("DROP COLUMN fax") && done.contains("ADD COLUMN phone text"), "{done}");
    assert!(done.contains("ALTER COLUMN age TYPE bigint") && done.contains("age SET NOT NULL"), "{done}");
    // The view and the policy that read it come back.
    assert!(done.contains("VIEW public.grown") && done.contains("CREATE POLICY p"), "{done}");
    assert!(!done.contains("users_age_idx") && !done.contains("ADD COLUMN email"), "{done}");
}

#[test]
fn what_no_model_can_say_is_not_dropped_along() {
    let sql = LOOSE_SQL.replace(" age integer,", "");
    let told = plan(Dialect::Postgres, POSTGRES, &columns(&sql)).unwrap_err();
    assert!(
        told.contains("view public.grown: it reads column public.users.age, which the models no longer have"),
        "{told}"
    );
    assert!(told.contains("policy public.users.p: it reads"), "{told}");
}

#[test]
fn a_table_more_and_a_table_less() {
    let sql = LOOSE_SQL.replace(", team_id integer REFERENCES teams", "").replace(
        "CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL);",
        "CREATE TABLE notes (id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, m mood DEFAULT 'sad', t text DEFAULT shout('a'));",
    );
    let tables: Vec<_> = LOOSE
        .iter()
        .filter(|(name, _)| *name != "teams")
        .copied()
        .chain([("notes", &[("id", &["integer"] as &[&str])] as &[_])])
        .collect();
    let models = Models { tables: &tables, ..columns(&sql) };
    let done = plan(Dialect::Postgres, POSTGRES, &models).unwrap();
    assert!(done.contains("DROP TABLE public.teams") && done.contains("CREATE TABLE public.notes"), "{done}");
    assert!(done.contains("DROP COLUMN team_id") && done.contains("shout("), "{done}");
}

#[test]
fn related_models_add_what_they_say_and_drop_nothing() {
    let sql = "\
CREATE TABLE teams (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, age integer DEFAULT 3, m mood,
  team_id integer REFERENCES teams ON DELETE SET NULL, fax text);
CREATE INDEX by_fax ON users (fax);
CREATE TABLE log (at timestamptz, what text);";
    let models = Models { extent: Extent::Related, ..columns(sql) };
    let done = plan(Dialect::Postgres, POSTGRES, &models).unwrap();
    assert!(
        done.contains("by_fax") && done.contains("ON DELETE SET NULL") && done.contains("SET DEFAULT 3"),
        "{done}"
    );
    assert!(done.contains("DROP CONSTRAINT in_team"), "{done}");
    assert!(!done.contains("email") && !done.contains("serial") && !done.contains("teams_name"), "{done}");
}

const WHOLE: &str = "\
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE teams (id serial PRIMARY KEY, name varchar(80) NOT NULL UNIQUE);
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE DEFAULT 'nobody', age integer CHECK (age > 0), m mood,
  team_id integer REFERENCES teams ON DELETE CASCADE, fax text);
COMMENT ON COLUMN users.email IS 'where mail goes';
CREATE INDEX grown_ups ON users (age) WHERE age > 18;
CREATE TABLE log (at timestamptz, what text);";

#[test]
fn whole_models_are_to_the_letter_but_for_names() {
    let models = Models {
        sql: WHOLE,
        extent: Extent::Whole,
        tables: LOOSE,
        enums: &["mood"],
        left: &[],
        may_only_join: false,
        named: &[],
        rest_is_said: false,
    };
    assert_eq!(plan(Dialect::Postgres, POSTGRES, &models).unwrap(), "");
    let named = Models { named: &["grown_ups"], ..models };
    let done = plan(Dialect::Postgres, POSTGRES, &named).unwrap();
    assert!(done.contains("DROP INDEX") && done.contains("CREATE INDEX grown_ups"), "{done}");
    let sql = WHOLE
        .replace("'happy'", "'happy', 'wild'")
        .replace(" CHECK (age > 0)", "")
        .replace("serial", "integer");
    let done = plan(Dialect::Postgres, POSTGRES, &Models { sql: &sql, ..models_again() }).unwrap();
    assert!(done.contains("ADD VALUE 'wild'") && done.contains("DROP CONSTRAINT users_age_check"), "{done}");
    assert!(done.contains("ALTER COLUMN id DROP DEFAULT") || done.contains("DROP SEQUENCE"), "{done}");
}

#[test]
fn what_no_model_can_say_follows_a_rename() {
    let years = "\nyears integer CHECK (years > 0), -- renamed from: age\n";
    let sql = WHOLE.replace("age integer CHECK (age > 0),", years);
    let sql = sql.replace("users (age) WHERE age", "users (years) WHERE years");
    let done = plan(Dialect::Postgres, POSTGRES, &Models { sql: &sql, ..models_again() }).unwrap();
    assert!(done.contains("RENAME COLUMN age TO years;"), "{done}");
    assert!(!done.contains("DROP") && !done.contains("CREATE") && !done.contains("ADD"), "{done}");
}

#[test]
fn an_enum_is_renamed_where_it_is_used() {
    let sql = WHOLE
        .replace("CREATE TYPE mood", "-- renamed from: mood\nCREATE TYPE feeling")
        .replace("m mood", "m feeling");
    let models = Models { sql: &sql, enums: &["feeling", "mood"], ..models_again() };
    let done = plan(Dialect::Postgres, POSTGRES, &models).unwrap();
    assert_eq!(done, "ALTER TYPE public.mood RENAME TO feeling;\n");
}

#[test]
fn on_mysql_a_view_that_says_the_old_name_is_not_dropped_along() {
    let base =
        "CREATE TABLE birds (id int PRIMARY KEY, eggs int); CREATE VIEW v AS SELECT id, eggs FROM birds;";
    let sql = "CREATE TABLE birds (id int PRIMARY KEY, \nnumber int -- renamed from: eggs\n);";
    let tables: &[TableOf<'_>] = &[("birds", &[("id", &["int"]), ("number", &["int"])])];
    let models = Models { sql, tables, enums: &[], ..models_again() };
    let told = plan(Dialect::Mysql, base, &models).unwrap_err();
    assert!(told.contains("view v: it reads column birds.eggs, which is renamed to number"), "{told}");
}

fn models_again() -> Models<'static> {
    Models {
        sql: WHOLE,
        extent: Extent::Whole,
        tables: LOOSE,
        enums: &["mood"],
        left: &[],
        may_only_join: false,
        named: &[],
        rest_is_said: false,
    }
}

#[test]
fn beside_sql_that_says_the_rest() {
    let sql = LOOSE_SQL.to_owned()
        + "CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE VIEW grown AS SELECT id, email FROM users WHERE age > 21;
           CREATE POLICY p ON users USING (age > 0);";
    let models = Models { rest_is_said: true, ..columns(&sql) };
    let done = plan(Dialect::Postgres, POSTGRES, &models).unwrap();
    assert!(done.contains("21") && done.contains("DROP FUNCTION public.shout"), "{done}");
    assert!(done.contains("DROP TABLE public.log_2026"), "{done}");
    assert!(!done.contains("POLICY") && !done.contains("users_age_idx") && !done.contains("mood"), "{done}");
}

const SQLITE: &str = "\
CREATE TABLE teams (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(80) NOT NULL, CONSTRAINT u UNIQUE (name)) STRICT;";

#[test]
fn on_sqlite() {
    let base = SQLITE.replace(" STRICT", "").replace("VARCHAR(80)", "varchar(80)")
        + "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT '' COLLATE NOCASE, age INT CHECK (age > 0),
             team_id INTEGER CONSTRAINT t REFERENCES teams (id) ON DELETE CASCADE);
           CREATE INDEX by_age ON users (age) WHERE age > 3;
           CREATE VIEW grown AS SELECT id FROM users WHERE age > 18;";
    let tables: &[TableOf<'_>] = &[
        ("teams", &[("id", &["int"]), ("name", &["varchar", "text"])]),
        ("users", &[("id", &["int"]), ("email", &["text"]), ("age", &["int"]), ("team_id", &["int"])]),
    ];
    let sql = "CREATE TABLE teams (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL, age INTEGER, team_id INTEGER);";
    let loose = Models { tables, ..columns(sql) };
    assert_eq!(plan(Dialect::Sqlite, &base, &loose).unwrap(), "");
    let more = sql.replace("age INTEGER", "age INTEGER, note TEXT");
    let done = plan(Dialect::Sqlite, &base, &Models { sql: &more, ..loose }).unwrap();
    assert!(done.contains("ADD COLUMN \"note\" TEXT") || done.contains("ADD COLUMN note TEXT"), "{done}");

    let related = Models {
        sql: &sql.replace("team_id INTEGER", "team_id INTEGER UNIQUE REFERENCES teams (id)"),
        extent: Extent::Related,
        tables,
        enums: &[],
        left: &[],
        may_only_join: false,
        named: &[],
        rest_is_said: false,
    };
    let done = plan(Dialect::Sqlite, &base, &related).unwrap();
    assert!(
        done.contains("UNIQUE") && done.contains("ON DELETE CASCADE") && done.contains("by_age"),
        "{done}"
    );

    let whole = "CREATE TABLE teams (id INTEGER PRIMARY KEY AUTOINCREMENT, name varchar(80) NOT NULL UNIQUE);
        CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT '' COLLATE NOCASE, age INT CHECK (age > 0),
             team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE);
        CREATE INDEX any_name ON users (age) WHERE age > 3;";
    let whole = Models { extent: Extent::Whole, tables, ..columns(whole) };
    assert_eq!(plan(Dialect::Sqlite, &base, &whole).unwrap(), "");
}

#[test]
fn on_sqlite_a_table_goes_with_what_refers_to_it() {
    let base = "\
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE, CHECK (id > 0));";
    let sql = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, team_id INTEGER);";
    let tables: &[TableOf<'_>] = &[("users", &[("id", &["int"]), ("team_id", &["int"])])];
    let loose = Models { tables, ..columns(sql) };
    let done = plan(Dialect::Sqlite, base, &loose).unwrap();
    assert!(done.contains("DROP TABLE teams") && !done.contains("REFERENCES teams"), "{done}");
    assert!(done.contains("CHECK (id > 0)"), "{done}");
    let sql = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE, CHECK (id > 0));";
    let whole = Models { sql, extent: Extent::Whole, ..loose };
    let told = plan(Dialect::Sqlite, base, &whole).unwrap_err();
    assert!(
        told.contains("table users: it still refers to table teams, which the models no longer have"),
        "{told}"
    );
}

#[test]
fn a_domain_is_the_type_that_it_is_over() {
    let base = "CREATE DOMAIN words AS text CHECK (value <> ''); CREATE TABLE log (what words, n words);";
    let tables: &[TableOf<'_>] = &[("log", &[("what", &["text"]), ("n", &["integer"])])];
    let models = Models { tables, ..columns("CREATE TABLE log (what text, n integer);") };
    let done = plan(Dialect::Postgres, base, &models).unwrap();
    assert!(done.contains("n TYPE integer") && !done.contains("what"), "{done}");
}

#[test]
fn a_schema_of_which_loose_models_say_nothing_stays() {
    let base = format!("{POSTGRES} CREATE SCHEMA other; CREATE TABLE other.books (id integer);");
    assert_eq!(plan(Dialect::Postgres, &base, &columns(LOOSE_SQL)).unwrap(), "");
    let whole = plan(Dialect::Postgres, &base, &models_again()).unwrap();
    assert!(whole.contains("DROP TABLE other.books"), "{whole}");
}

#[test]
fn on_sqlite_a_new_key_leads_to_a_table_that_is_there() {
    let base = "CREATE TABLE users (id INTEGER PRIMARY KEY, old INTEGER REFERENCES lost (id));";
    let sql = "CREATE TABLE users (id INTEGER PRIMARY KEY, old INTEGER REFERENCES lost (id), team_id INTEGER REFERENCES teams (id));";
    let tables: &[TableOf<'_>] = &[("users", &[])];
    let whole = Models { extent: Extent::Whole, tables, ..columns(sql) };
    let told = plan(Dialect::Sqlite, base, &whole).unwrap_err();
    assert!(told.contains("table users: it refers to teams, and there is no table of that name"), "{told}");
    assert!(!told.contains("lost"), "{told}");

    // One over a column that Diesel adds is made, too.
    let loose = Models { sql, extent: Extent::Columns, ..whole };
    let done = plan(
        Dialect::Sqlite,
        &format!("{base} CREATE TABLE teams (id INTEGER PRIMARY KEY);"),
        &Models {
            tables: &[("users", &[]), ("teams", &[])],
            sql: &format!("{sql} CREATE TABLE teams (id INTEGER PRIMARY KEY);"),
            ..loose
        },
    );
    assert!(done.as_ref().is_ok_and(|done| done.contains("REFERENCES teams")), "{done:?}");
}

#[test]
fn on_mysql() {
    let base = "\
CREATE TABLE teams (id int AUTO_INCREMENT PRIMARY KEY, name varchar(80) NOT NULL, UNIQUE KEY u (name)) COMMENT 'all';
CREATE TABLE users (id bigint AUTO_INCREMENT PRIMARY KEY, email varchar(255) NOT NULL DEFAULT '', age int, CONSTRAINT old CHECK (age > 0),
  team_id int, CONSTRAINT t FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE, KEY by_age (age, email));
CREATE VIEW grown AS SELECT id FROM users WHERE age > 18;";
    let tables: &[TableOf<'_>] = &[
        ("teams", &[("id", &["int"]), ("name", &["varchar", "text"])]),
        ("users", &[("id", &["bigint"]), ("email", &["varchar"]), ("age", &["int"]), ("team_id", &["int"])]),
    ];
    let sql = "CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age int, team_id int);";
    let loose = Models { tables, ..columns(sql) };
    assert_eq!(plan(Dialect::Mysql, base, &loose).unwrap(), "");
    let more = sql.replace("age int", "age int NOT NULL, note text");
    let done = plan(Dialect::Mysql, base, &Models { sql: &more, ..loose }).unwrap();
    assert!(done.contains("note") && done.contains("NOT NULL") && !done.contains("email"), "{done}");
    let at_column = base.replace("age int,", "age int CHECK (age < 200),");
    let at_table = sql.replace("age int,", "age int, CHECK (age < 200),");
    let related = Models { sql: &at_table, extent: Extent::Related, ..loose };
    assert_eq!(plan(Dialect::Mysql, &at_column, &related).unwrap(), "");
    let base_mood = base.replace("age int,", "age int, mood enum('b','a') CHARACTER SET ascii,");
    let mood = sql.replace("age int,", "age int, mood enum('a','b','c'),");
    let done = plan(Dialect::Mysql, &base_mood, &Models { sql: &mood, ..related }).unwrap();
    assert!(done.contains("enum('b','a','c') CHARACTER SET ascii"), "{done}");
    let whole = "\
CREATE TABLE teams (id int AUTO_INCREMENT PRIMARY KEY, name varchar(80) NOT NULL UNIQUE) COMMENT 'all';
CREATE TABLE users (id bigint AUTO_INCREMENT PRIMARY KEY, email varchar(255) NOT NULL DEFAULT '', age int, CHECK (age > 0),
  team_id int, FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE, KEY whatever (age, email));";
    let whole = Models { extent: Extent::Whole, tables, ..columns(whole) };
    assert_eq!(plan(Dialect::Mysql, base, &whole).unwrap(), "");
}
