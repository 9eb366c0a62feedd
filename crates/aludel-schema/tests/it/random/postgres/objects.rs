//! Random things beside columns.

use fastrand::Rng;

use super::Postgres as P;
use crate::random::schema::{Made, Names};
use crate::random::{is_filled, one_of, percent, some_columns};

/// Makes one; columns are made elsewhere.
pub(super) fn make(recipe: P, before: &Names, random: &mut Rng) -> Option<Made> {
    match recipe {
        P::Schema(number) => Some(Made::new(format!("schema s{number}"), format!("CREATE SCHEMA s{number}"))),
        P::Enum(number) => Some(enumeration(random, number)),
        P::Domain(number) => Some(domain(random, number)),
        P::Composite(number) => Some(composite(random, number)),
        P::Range(number) => {
            let of = one_of(random, &["double precision", "numeric", "date"]);
            let name = format!("r{number}");
            Some(Made::new(format!("range {name}"), format!("CREATE TYPE {name} AS RANGE (subtype = {of})")))
        }
        P::Sequence(number) => Some(sequence(random, number)),
        P::Function(number) => Some(function(random, number)),
        P::TriggerFunction(number) => Some(trigger_function(random, number)),
        P::Procedure(number) => {
            let body = one_of(random, &["SELECT 1", "SELECT 2", "SELECT a"]);
            let name = format!("p{number}");
            let text = format!("CREATE PROCEDURE {name}(a integer DEFAULT 1) LANGUAGE sql AS '{body}'");
            Some(Made::new(format!("procedure {name}"), text))
        }
        P::Table(number) => table(before, random, number),
        P::Partition(table, number) => partition(before, table, number),
        P::View(number) => view(before, random, number),
        P::MaterializedView(number) => materialized_view(before, random, number),
        P::MaterializedIndex(number) => {
            let view = format!("m{number}");
            let unique = one_of(random, &["", "UNIQUE "]);
            let text = format!("CREATE {unique}INDEX {view}_index ON {view} (a)");
            let made =
                Made::new(format!("index {view}_index"), text).needing([format!("materialized {view}")]);
            before.has(&format!("materialized {view}")).then_some(made)
        }
        P::Counter(number) => counter(before, random, number),
        P::Rows(number) => rows_of(before, random, number),
        P::Grant(number) => grant(before, random, number),
        P::Comment(number) => comment(before, random, number),
        recipe => on_table(recipe, before, random),
    }
}

fn enumeration(random: &mut Rng, number: u8) -> Made {
    let mut labels = vec!["a", "b", "c", "d", "it''s"];
    random.shuffle(&mut labels);
    labels.truncate(random.usize(1..=5));
    // Rows and defaults hold this one.
    if !labels.contains(&"a") {
        labels.push("a");
    }
    let labels: Vec<String> = labels.iter().map(|label| format!("'{label}'")).collect();
    let name = format!("e{number}");
    Made::new(format!("enum {name}"), format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", ")))
}

fn domain(random: &mut Rng, number: u8) -> Made {
    let name = format!("d{number}");
    let of = if number.is_multiple_of(2) { "integer" } else { "text" };
    let default = one_of(random, &["", " DEFAULT '7'", " DEFAULT '8'", " DEFAULT '7' NOT NULL"]);
    let check = match (percent(random, 50), of) {
        (false, _) => "",
        (_, "integer") => one_of(random, &[" CHECK (VALUE > 0)", " CONSTRAINT small CHECK (VALUE < 100)"]),
        _ => one_of(random, &[" CHECK (VALUE <> '')", " CONSTRAINT short CHECK (length(VALUE) < 100)"]),
    };
    Made::new(format!("domain {name}"), format!("CREATE DOMAIN {name} AS {of}{default}{check}"))
}

fn composite(random: &mut Rng, number: u8) -> Made {
    let name = format!("k{number}");
    let second = one_of(random, &["text", "character varying(30)"]);
    Made::new(format!("composite {name}"), format!("CREATE TYPE {name} AS (a integer, b {second})"))
}

fn sequence(random: &mut Rng, number: u8) -> Made {
    let name = format!("q{number}");
    let of = one_of(random, &["", " AS integer", " AS smallint"]);
    let options = one_of(
        random,
        &[
            "",
            " INCREMENT BY 5",
            " START WITH 10",
            " MAXVALUE 1000 CYCLE",
            " CACHE 20",
            " MINVALUE 3 START WITH 7",
        ],
    );
    Made::new(format!("sequence {name}"), format!("CREATE SEQUENCE {name}{of}{options}"))
}

fn function(random: &mut Rng, number: u8) -> Made {
    let name = format!("f{number}");
    let argument = one_of(random, &["a", "a", "b"]);
    let body = match percent(random, 30) {
        true => format!("RETURN {argument} + {}", random.u8(1..5)),
        false => format!("AS $$ SELECT $1 + {} $$", random.u8(1..5)),
    };
    let options = one_of(
        random,
        &["", " STRICT", " PARALLEL SAFE", " COST 7", " SECURITY DEFINER", " SET work_mem = '8MB'"],
    );
    let returns = one_of(random, &["integer", "integer", "bigint"]);
    let text = format!(
        "CREATE FUNCTION {name}({argument} integer) RETURNS {returns} LANGUAGE sql IMMUTABLE{options} {body}"
    );
    Made::new(format!("function {name}"), text)
}

fn trigger_function(random: &mut Rng, number: u8) -> Made {
    let name = format!("g{number}");
    let body = one_of(random, &["BEGIN RETURN new; END", "BEGIN\n  RETURN NULL;\nEND"]);
    let text = format!("CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$");
    Made::new(format!("trigger function {name}"), text)
}

fn table(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("t{number}");
    // Where it stands and whether it is partitioned can't be changed: its number decides.
    let schema = before.has("schema s1") && number == 3;
    let place = if schema { format!("s1.{name}") } else { name.clone() };
    let named = format!("table {name}");
    let made = if number == 4 {
        let text = format!("CREATE TABLE {place} (id integer) PARTITION BY RANGE (id)");
        Made::new(named, text).providing(format!("partitioned {name}"))
    } else {
        let unlogged = if number == 1 { one_of(random, &["", "UNLOGGED "]) } else { "" };
        let options =
            one_of(random, &["", "", " WITH (fillfactor = 70)", " WITH (autovacuum_enabled = false)"]);
        Made::new(named, format!("CREATE {unlogged}TABLE {place} (){options}"))
    };
    Some(made.needing(schema.then(|| "schema s1".to_owned())).providing(format!("place {name}={place}")))
}

fn partition(before: &Names, table: u8, number: u8) -> Option<Made> {
    let (root, name) = (format!("t{table}"), format!("t{table}_{number}"));
    let bound = match number {
        0 => "FOR VALUES FROM (0) TO (100)".to_owned(),
        1 => "DEFAULT".to_owned(),
        _ => "FOR VALUES FROM (100) TO (200)".to_owned(),
    };
    let text = format!("CREATE TABLE {name} PARTITION OF {root} {bound}");
    let needs = format!("partitioned {root}");
    before
        .has(&needs)
        .then(|| Made::new(format!("partition {name}"), text).needing([needs, format!("{root}.id")]))
}

fn view(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("v{number}");
    let options = one_of(random, &["", "", " WITH (security_barrier = true)"]);
    let below = before.of("view ").into_iter().filter(|other| *other < name.as_str()).map(str::to_owned);
    if let Some(other) = random.choice(below.collect::<Vec<_>>()).filter(|_| percent(random, 50)) {
        let query = one_of(random, &["SELECT * FROM", "SELECT a FROM", "SELECT count(*) AS a FROM"]);
        let text = format!("CREATE VIEW {name}{options} AS {query} {other}");
        return Some(Made::new(format!("view {name}"), text).needing([format!("view {other}")]));
    }
    let (text, needs) = query(before, random)?;
    Some(Made::new(format!("view {name}"), format!("CREATE VIEW {name}{options} AS {text}")).needing(needs))
}

fn materialized_view(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("m{number}");
    let (text, needs) = query(before, random)?;
    let data = one_of(random, &["", " WITH NO DATA"]);
    let text = format!("CREATE MATERIALIZED VIEW {name} AS {text}{data}");
    // A unique index on its first column holds only where that is a key.
    Some(Made::new(format!("materialized {name}"), text).needing(needs))
}

/// A query whose first column is `a`, a key; and what it needs.
fn query(before: &Names, random: &mut Rng) -> Option<(String, Vec<String>)> {
    let table = before.any("key ", random)?;
    let place = before.any(&format!("place {table}="), random)?;
    let columns = some_columns(before, random, table);
    let list: String =
        columns.iter().map(|column| format!(", {column} AS {}", column.replace('.', "_"))).collect();
    let mut needs = columns;
    needs.push(format!("{table}.id"));
    let mut text = format!("SELECT {table}.id AS a{list} FROM {place}");
    if percent(random, 30)
        && let Some(function) = before.any("function ", random)
    {
        text = text.replacen(" FROM ", &format!(", {function}({table}.id) AS f FROM "), 1);
        needs.push(format!("function {function}"));
    }
    if percent(random, 20)
        && let Some(counter) = before.any("counter ", random)
    {
        text = text.replacen(" FROM ", &format!(", {counter}() AS n FROM "), 1);
        needs.push(format!("counter {counter}"));
    }
    text.push_str(one_of(random, &["", "", " WHERE id > 1", " WHERE id IN (1, 2)"]));
    Some((text, needs))
}

fn counter(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("n{number}");
    let table = before.any("key ", random)?;
    let place = before.any(&format!("place {table}="), random)?;
    let column = some_columns(before, random, table).into_iter().next()?;
    let body = format!("BEGIN ATOMIC SELECT count({column}) FROM {place}; END");
    let text = format!("CREATE FUNCTION {name}() RETURNS bigint LANGUAGE sql STABLE {body}");
    Some(Made::new(format!("counter {name}"), text).needing([column, format!("table {table}")]))
}

fn rows_of(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let name = format!("l{number}");
    let table = before.any("key ", random)?;
    let place = before.any(&format!("place {table}="), random)?;
    let returns = one_of(random, &["SETOF ", ""]);
    let text =
        format!("CREATE FUNCTION {name}() RETURNS {returns}{place} LANGUAGE sql AS 'SELECT * FROM {place}'");
    // Its body is looked at when it is made, so the rows must be what they are.
    Some(Made::new(format!("rows {name}"), text).needing([format!("table {table}")]))
}

fn grant(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let kinds = [
        ("key ", "TABLE", "SELECT"),
        ("view ", "TABLE", "SELECT, INSERT"),
        ("materialized ", "TABLE", "SELECT"),
        ("sequence ", "SEQUENCE", "USAGE"),
        ("function ", "FUNCTION", "EXECUTE"),
        ("domain ", "TYPE", "USAGE"),
    ];
    let (kind, word, what) = kinds[usize::from(number) % kinds.len()];
    let name = before.any(kind, random)?;
    let place = before.any(&format!("place {name}="), random).unwrap_or(name);
    let who = one_of(random, &["reader", "writer", "reader WITH GRANT OPTION", "PUBLIC"]);
    let text = format!("GRANT {what} ON {word} {place} TO {who}");
    Some(Made::new(format!("grant {number}"), text).needing([format!("{kind}{name}")]))
}

fn comment(before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
    let kinds = [
        ("table ", "TABLE"),
        ("view ", "VIEW"),
        ("materialized ", "MATERIALIZED VIEW"),
        ("enum ", "TYPE"),
        ("domain ", "DOMAIN"),
        ("sequence ", "SEQUENCE"),
        ("function ", "FUNCTION"),
        ("index ", "INDEX"),
    ];
    let text = one_of(random, &["what it is for", "it''s; -- so", "another\nline"]);
    // Two comments on one thing would be one comment: each number has a kind of its own.
    if number == 8 {
        let table = before.any("key ", random)?;
        let place = before.any(&format!("place {table}="), random)?;
        let column = some_columns(before, random, table).into_iter().next()?;
        let short = column.rsplit('.').next()?;
        let text = format!("COMMENT ON COLUMN {place}.{short} IS '{text}'");
        return Some(Made::new("comment 8", text).needing([column]));
    }
    let (kind, word) = kinds[usize::from(number)];
    let name = before.any(kind, random)?;
    let place = before.any(&format!("place {name}="), random).unwrap_or(name);
    let made = Made::new(format!("comment {number}"), format!("COMMENT ON {word} {place} IS '{text}'"));
    Some(made.needing([format!("{kind}{name}")]))
}

/// What hangs on a table.
fn on_table(recipe: P, before: &Names, random: &mut Rng) -> Option<Made> {
    let table = match recipe {
        P::Primary(table) | P::ReplicaIdentity(table) | P::Rule(table) | P::RowSecurity(table) => table,
        P::Unique(table, _)
        | P::Check(table, _)
        | P::Exclusion(table, _)
        | P::Foreign(table, _)
        | P::Index(table, _)
        | P::Statistics(table, _)
        | P::Trigger(table, _)
        | P::Policy(table, _) => table,
        _ => return None,
    };
    let t = On {
        name: format!("t{table}"),
        place: before.any(&format!("place t{table}="), random)?.to_owned(),
        is_partitioned: before.has(&format!("partitioned t{table}")),
        is_filled: is_filled(table),
    };
    match recipe {
        P::Primary(_) => {
            let made = Made::new(
                format!("primary {}", t.name),
                format!("ALTER TABLE {} ADD PRIMARY KEY (id)", t.place),
            );
            Some(made.needing([format!("{}.id", t.name)]).providing(format!("referable {}", t.name)))
        }
        P::Unique(_, number) => t.unique(before, random, number),
        P::Check(_, number) => t.check(before, random, number),
        P::Exclusion(_, number) => t.exclusion(before, random, number),
        P::Foreign(_, number) => t.foreign(before, random, number),
        P::Index(_, number) => t.index(before, random, number),
        P::Statistics(_, number) => t.statistics(before, random, number),
        P::ReplicaIdentity(_) => {
            let text =
                format!("ALTER TABLE {} REPLICA IDENTITY {}", t.place, one_of(random, &["FULL", "NOTHING"]));
            Some(Made::new(format!("identity {}", t.name), text).needing([format!("table {}", t.name)]))
        }
        P::Rule(_) => {
            let what = one_of(random, &["NOTHING", "NOTIFY changed"]);
            let text = format!("CREATE RULE w{} AS ON DELETE TO {} DO ALSO {what}", t.name, t.place);
            Some(Made::new(format!("rule {}", t.name), text).needing([format!("table {}", t.name)]))
        }
        P::RowSecurity(_) => {
            let how = one_of(random, &["ENABLE", "FORCE"]);
            let text = format!("ALTER TABLE {} {how} ROW LEVEL SECURITY", t.place);
            Some(Made::new(format!("security {}", t.name), text).needing([format!("table {}", t.name)]))
        }
        P::Trigger(_, number) => t.trigger(before, random, number),
        P::Policy(_, number) => t.policy(random, number),
        _ => None,
    }
}

/// A table that something hangs on.
struct On {
    name: String,
    place: String,
    is_partitioned: bool,
    is_filled: bool,
}

impl On {
    /// A column of that sort; its short name.
    fn column(&self, before: &Names, random: &mut Rng, ending: &str) -> Option<String> {
        let all = before.of(&format!("{}.", self.name));
        let found = all.into_iter().filter_map(|name| name.strip_suffix(ending)).map(str::to_owned);
        random.choice(found.collect::<Vec<_>>())
    }

    fn unique(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let column = self.column(before, random, "!")?;
        // Not every type can be in a btree.
        let sorted = ["int", "num", "text", "time", "uuid"];
        let sort = sorted.iter().find(|sort| before.has(&format!("{}.{column}:{sort}", self.name)))?;
        let name = format!("u{}_{number}", self.name);
        let columns = if self.is_partitioned { format!("{column}, id") } else { column.clone() };
        let include = one_of(random, &["", "", " INCLUDE (id)"]);
        let include = if self.is_partitioned { "" } else { include };
        let defer = one_of(random, &["", "", " DEFERRABLE INITIALLY DEFERRED"]);
        let text =
            format!("ALTER TABLE {} ADD CONSTRAINT {name} UNIQUE ({columns}){include}{defer}", self.place);
        let needs = [
            format!("{}.{column}!", self.name),
            format!("{}.{column}:{sort}", self.name),
            format!("{}.id", self.name),
        ];
        Some(Made::new(format!("constraint {name}"), text).needing(needs))
    }

    fn check(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let sorts: [(&str, &[&str]); 4] = [
            (
                ":int",
                &[
                    "# > -5",
                    "# IN (1, 2, 3, 5, 6, 7, 8) OR # > 0",
                    "CASE WHEN # > 3 THEN true ELSE # < 100 END",
                ],
            ),
            (":num", &["# > -10", "# < 1000000"]),
            (":text", &["# <> 'zzz'", "length(#) < 100", "# ~ '.*'"]),
            (":time", &["# > '1990-01-01'"]),
        ];
        let (ending, choices) = sorts[random.usize(..sorts.len())];
        let column = self.column(before, random, ending)?;
        let mut needs = vec![format!("{}.{column}{ending}", self.name)];
        let mut check = one_of(random, choices).replace('#', &column);
        if ending == ":int"
            && percent(random, 25)
            && let Some(function) = before.any("function ", random)
            && before.has(&format!("{}.{column}=integer", self.name))
        {
            check = format!("{function}({column}) > -5");
            needs.extend([format!("function {function}"), format!("{}.{column}=integer", self.name)]);
        }
        let name = format!("k{}_{number}", self.name);
        let how = one_of(random, &["", "", " NOT VALID", " NO INHERIT"]);
        let how = if self.is_partitioned { "" } else { how };
        let text = format!("ALTER TABLE {} ADD CONSTRAINT {name} CHECK ({check}){how}", self.place);
        Some(Made::new(format!("constraint {name}"), text).needing(needs))
    }

    fn exclusion(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let column = self.column(before, random, ":range").filter(|_| !self.is_partitioned)?;
        before.has(&format!("{}.{column}!", self.name)).then_some(())?;
        let name = format!("x{}_{number}", self.name);
        let filter = one_of(random, &["", " WHERE (id > 0)"]);
        let text = format!(
            "ALTER TABLE {} ADD CONSTRAINT {name} EXCLUDE USING gist ({column} WITH &&){filter}",
            self.place
        );
        let needs = [
            format!("{}.{column}!", self.name),
            format!("{}.{column}:range", self.name),
            format!("{}.id", self.name),
        ];
        Some(Made::new(format!("constraint {name}"), text).needing(needs))
    }

    fn foreign(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let target = before.any("referable ", random)?.to_owned();
        let place = before.any(&format!("place {target}="), random)?.to_owned();
        // What is logged may not refer to what is not.
        (target != "t1" || self.name == "t1").then_some(())?;
        let column = self.column(before, random, "=integer").filter(|column| column != "id")?;
        let odd = column.trim_start_matches('c').parse::<u8>().is_ok_and(|number| number % 2 == 1);
        let full = format!("{}.{column}", self.name);
        (!self.is_filled || odd && before.has(&format!("{full}!"))).then_some(())?;
        let actions = one_of(
            random,
            &["", "", " ON DELETE CASCADE", " ON UPDATE SET NULL ON DELETE SET DEFAULT", " MATCH FULL"],
        );
        let how = one_of(random, &["", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT VALID"]);
        let how = if self.is_partitioned { "" } else { how };
        let name = format!("r{}_{number}", self.name);
        let text = format!(
            "ALTER TABLE {} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {place} (id){actions}{how}",
            self.place
        );
        let mut needs = vec![format!("{full}=integer"), format!("referable {target}")];
        needs.extend(self.is_filled.then(|| format!("{full}!")));
        Some(Made::new(format!("constraint {name}"), text).needing(needs))
    }

    fn index(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let sorts: [(&str, &[&str]); 6] = [
            (
                ":int",
                &[
                    "(#)",
                    "(# DESC NULLS LAST)",
                    "(#) INCLUDE (id)",
                    "((# + 1))",
                    "(id, #)",
                    "USING hash (#)",
                    "(#) WHERE # > 5",
                    "USING brin (#)",
                ],
            ),
            (
                ":text",
                &[
                    "(#)",
                    "(lower(#))",
                    "(# text_pattern_ops)",
                    "(# COLLATE \"C\")",
                    "(#) WITH (fillfactor = 60)",
                ],
            ),
            (":time", &["(#)", "(# DESC)", "(#) WHERE # > '2000-01-01'"]),
            (":json", &["USING gin (#)", "USING gin (# jsonb_path_ops)", "((# ->> 'a'))"]),
            (":array", &["USING gin (#)"]),
            (":enum", &["(#)", "(#) WHERE # = 'a'"]),
        ];
        let (ending, choices) = sorts[random.usize(..sorts.len())];
        let column = self.column(before, random, ending)?;
        let mut needs = vec![format!("{}.{column}{ending}", self.name), format!("{}.id", self.name)];
        let mut how = one_of(random, choices).replace('#', &column);
        // char(n) has no text_pattern_ops, and hides behind the same sort.
        if how.contains("pattern") && before.has(&format!("{}.{column}=character(5)", self.name)) {
            how = format!("({column})");
        }
        if how.contains("pattern") {
            needs.push(format!("{}.{column}!", self.name));
            before.has(&format!("{}.{column}=text", self.name)).then_some(())?;
            needs.push(format!("{}.{column}=text", self.name));
        }
        needs.retain(|needed| !needed.ends_with('!'));
        let name = format!("i{}_{number}", self.name);
        let text = format!("CREATE INDEX {name} ON {} {how}", self.place);
        // An index stands in the schema of its table, where a comment would have to look for it.
        let named =
            if self.place == self.name { format!("index {name}") } else { format!("other index {name}") };
        Some(Made::new(named, text).needing(needs))
    }

    fn statistics(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let column = self.column(before, random, ":int").filter(|column| column != "id")?;
        let name = format!("z{}_{number}", self.name);
        let kinds = one_of(random, &["", " (ndistinct)", " (dependencies, mcv)"]);
        let text = format!("CREATE STATISTICS {name}{kinds} ON id, {column} FROM {}", self.place);
        Some(Made::new(format!("statistics {name}"), text).needing([format!("{}.{column}:int", self.name)]))
    }

    fn trigger(&self, before: &Names, random: &mut Rng, number: u8) -> Option<Made> {
        let function = before.any("trigger function ", random)?;
        let name = format!("h{}_{number}", self.name);
        let when = one_of(random, &["BEFORE INSERT", "AFTER UPDATE OF id", "AFTER INSERT OR DELETE"]);
        let each = one_of(random, &["FOR EACH ROW", "FOR EACH STATEMENT"]);
        let filter = if when == "BEFORE INSERT" && each == "FOR EACH ROW" {
            one_of(random, &["", " WHEN (new.id > 5)"])
        } else {
            ""
        };
        let text = format!(
            "CREATE TRIGGER {name} {when} ON {} {each}{filter} EXECUTE FUNCTION {function}()",
            self.place
        );
        let needs = [format!("trigger function {function}"), format!("{}.id", self.name)];
        Some(Made::new(format!("trigger {name}"), text).needing(needs))
    }

    fn policy(&self, random: &mut Rng, number: u8) -> Option<Made> {
        let name = format!("o{}_{number}", self.name);
        let how = one_of(random, &["", " AS RESTRICTIVE", " FOR SELECT", " FOR UPDATE", " TO CURRENT_USER"]);
        let check = one_of(random, &["id > 1", "id > 2", "true"]);
        let text = format!("CREATE POLICY {name} ON {}{how} USING ({check})", self.place);
        Some(Made::new(format!("policy {name}"), text).needing([format!("{}.id", self.name)]))
    }
}
