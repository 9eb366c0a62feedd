//! What `pg_dump` writes.

use super::Statement;

#[path = "../../../src/postgres/canonical.rs"]
mod canonical;

/// The schema alone.
pub(super) const SCHEMA: [&str; 3] = ["--schema-only", "--no-owner", "--no-privileges"];

/// The schema with owners and privileges.
pub(super) const WITH_PRIVILEGES: [&str; 1] = ["--schema-only"];

/// The statements of a dump, without what it says to the session.
pub(super) fn statements(dump: &str) -> Vec<Statement> {
    // \restrict and \unrestrict stand around a dump, with a key that is new each time.
    let lines =
        dump.lines().filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let cut = aludel::script::statements(aludel::Dialect::Postgres, &text);
    let cut = cut.unwrap_or_else(|error| panic!("the dump can't be cut: {error}\n{text}"));
    let mut session = Session::default();
    let mut statements = Vec::new();
    for piece in cut.iter().map(|statement| &text[statement.span.clone()]) {
        if piece.starts_with("SET ") || piece.starts_with("SELECT pg_catalog.set_config") {
            session.note(piece);
        } else {
            statements.push(session.place(statement(&canonical_text(piece))));
        }
    }
    without_repetitions(statements)
}

/// Tables without what they say again of what they inherit: no statement takes that back.
fn without_repetitions(mut statements: Vec<Statement>) -> Vec<Statement> {
    let tables: Vec<Statement> =
        statements.iter().filter(|statement| statement.tail.contains("INHERITS (")).cloned().collect();
    let member_of = |name: &str, all: &[Statement]| -> (Vec<String>, Vec<String>) {
        let table = all.iter().find(|statement| statement.head == format!("CREATE TABLE {name}"));
        table.map(|table| (table.members.clone(), parents(table))).unwrap_or_default()
    };
    let all = statements.clone();
    for child in tables {
        let (mut above, mut inherited) = (parents(&child), Vec::new());
        while let Some(name) = above.pop() {
            let (members, further) = member_of(&name, &all);
            inherited.extend(members);
            above.extend(further);
        }
        for statement in statements.iter_mut().filter(|statement| statement.head == child.head) {
            statement.members.retain(|member| !inherited.contains(member));
        }
    }
    statements
}

fn parents(table: &Statement) -> Vec<String> {
    let names = table.tail.split_once("INHERITS (").and_then(|(_, rest)| rest.split_once(')'));
    names.map(|(names, _)| names.split(", ").map(str::to_owned).collect()).unwrap_or_default()
}

/// The statement with its expressions in the words that the server says when it has read its own.
fn canonical_text(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    serde_json::from_str(&canonical::canonical(json)).unwrap_or_else(|_| text.to_owned())
}

fn statement(text: &str) -> Statement {
    let is_table = ["CREATE TABLE ", "CREATE UNLOGGED TABLE ", "CREATE FOREIGN TABLE "]
        .iter()
        .any(|beginning| text.starts_with(beginning));
    // A partition of a foreign table, a typed table and a table of no columns may have no bracket of
    // their own, and then the first one that comes is of something else; it is cut on both sides alike.
    if is_table || text.starts_with("CREATE TYPE ") && text.contains(" AS (\n") {
        let mut statement = Statement::of_members(text);
        statement.tail = with_sorted_options(&statement.tail);
        statement
    } else {
        Statement::whole(text)
    }
}

/// The order in which storage parameters were set means nothing.
fn with_sorted_options(tail: &str) -> String {
    let Some((before, rest)) = tail.split_once("WITH (") else { return tail.to_owned() };
    let Some((options, after)) = rest.split_once(')') else { return tail.to_owned() };
    let mut options: Vec<&str> = options.split(", ").collect();
    options.sort_unstable();
    format!("{before}WITH ({}){after}", options.join(", "))
}

/// What a dump says by `SET` and means for the objects that follow.
#[derive(Default)]
struct Session {
    access_method: String,
    tablespace: String,
}

impl Session {
    fn note(&mut self, set: &str) {
        if let Some(value) = set.strip_prefix("SET default_table_access_method = ") {
            self.access_method = value.to_owned();
        }
        if let Some(value) = set.strip_prefix("SET default_tablespace = ") {
            self.tablespace = value.to_owned();
        }
    }

    /// The statement, with the words of the session in which it stands where they count.
    fn place(&self, mut statement: Statement) -> Statement {
        let begins = |words: &[&str]| words.iter().any(|word| statement.head.starts_with(word));
        let is_stored = begins(&["CREATE TABLE", "CREATE UNLOGGED TABLE", "CREATE MATERIALIZED VIEW"]);
        let is_placed = is_stored || begins(&["CREATE INDEX", "CREATE UNIQUE INDEX"]);
        let is_partitioned = statement.tail.contains("PARTITION BY");
        if is_stored && !is_partitioned && !matches!(self.access_method.as_str(), "" | "heap") {
            statement.tail.push_str(&format!(" [access method {}]", self.access_method));
        }
        if is_placed && !matches!(self.tablespace.as_str(), "" | "''") {
            statement.tail.push_str(&format!(" [tablespace {}]", self.tablespace));
        }
        statement
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::{Scope, differences};

    const SCHEMA: &str = "create type mood as enum ('sad', 'ok');
        create table birds (id int primary key, name text not null default 'a, (b', mood mood, check (id > 0));
        create table nests (bird int references birds, place text) with (fillfactor = 70);
        create index on nests (place) where bird is not null;
        create view sad as select name from birds where mood = 'sad';
        create function f() returns int language sql as 'select 1; select 2';
        comment on table birds is 'with; feathers';
        grant select on birds to public";

    #[test]
    fn the_order_of_statements_and_of_columns_is_put_aside() {
        let Some(server) = testkit::postgres() else { return };
        let (one, other) = (server.database(), server.database());
        one.run(SCHEMA);
        other.run(
            "create function f() returns int language sql as 'select 1; select 2';
            create table nests (place text) with (fillfactor = 70);
            alter table nests add bird int;
            create index on nests (place) where bird is not null;
            create type mood as enum ('ok');
            alter type mood add value 'sad' before 'ok';
            create table birds (mood mood, name text not null default 'a, (b', id int check (id > 0));
            comment on table birds is 'with; feathers';
            alter table birds add primary key (id);
            alter table nests add foreign key (bird) references birds;
            create view sad as select name from birds where mood = 'sad'",
        );
        assert_eq!(differences((&one, "in one"), (&other, "in the other"), Scope::Schema), None);
        let told = differences((&one, "in one"), (&other, "in the other"), Scope::WithPrivileges);
        assert_eq!(told.as_deref(), Some("only in one: GRANT SELECT ON TABLE public.birds TO PUBLIC\n"));
    }

    #[test]
    fn whatever_else_differs_is_told() {
        let Some(server) = testkit::postgres() else { return };
        let one = server.database();
        one.run(SCHEMA);
        let told = |change: &str| {
            let other = server.database();
            other.run(SCHEMA);
            other.run(change);
            differences((&one, "in one"), (&other, "in the other"), Scope::Schema).unwrap_or_default()
        };
        let fillfactor = told("alter table nests reset (fillfactor)");
        assert_eq!(
            fillfactor,
            "CREATE TABLE public.nests\n    only in one: WITH (fillfactor='70')\n    only in the other: \n"
        );
        let default = told("alter table birds alter name set default 'c'");
        assert!(default.contains("only in the other: name text DEFAULT 'c'::text NOT NULL\n"), "{default}");
        assert!(told("alter type mood rename value 'ok' to 'fine'").contains("'fine'"));
        assert!(told("alter table nests set unlogged").contains("UNLOGGED"));
        assert!(told("alter table nests alter place set statistics 7").contains("SET STATISTICS 7"));
        assert!(told("alter table nests alter place set storage external").contains("SET STORAGE EXTERNAL"));
        assert!(
            told(
                "create access method pile type table handler heap_tableam_handler;
                      create table piles (id int) using pile"
            )
            .contains("[access method pile]")
        );
    }
}
