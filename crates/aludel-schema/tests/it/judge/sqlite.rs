//! What `.schema` of `sqlite3` writes: the texts as they were typed, so their tokens are compared.

use super::Statement;

mod table;

/// Without SQLite's own tables: `sqlite_sequence` stays when the last counter is gone.
pub(super) const ARGUMENTS: [&str; 1] = [".schema --nosys"];

/// The statements of a schema, each as its tokens with one space between.
pub(super) fn statements(schema: &str) -> Vec<Statement> {
    let cut = aludel::script::statements(aludel::Dialect::Sqlite, schema);
    let cut = cut.unwrap_or_else(|error| panic!("the schema can't be cut: {error}\n{schema}"));
    let tokens = cut.iter().map(|statement| tokens(&schema[statement.span.clone()]));
    tokens
        .map(|text| statement(&table_named(&text.replace("create table if not exists ", "create table "))))
        .collect()
}

/// The tables in which FTS5 keeps its data stand in the schema under a text in place of a name.
fn table_named(text: &str) -> String {
    let name = text.strip_prefix("create table '").and_then(|rest| rest.split_once("' "));
    name.map_or_else(|| text.to_owned(), |(name, rest)| format!("create table {name} {rest}"))
}

fn statement(text: &str) -> Statement {
    if text.starts_with("create table ") {
        return table::statement(text);
    }
    match text.split_once(" begin ") {
        // Another sort of trigger there is not.
        Some((head, body)) if text.starts_with("create trigger ") => {
            Statement::whole(&format!("{} begin {body}", head.replace(" for each row", "")))
        }
        _ => Statement::whole(text),
    }
}

/// The text's tokens: without comments, words in small letters, names without their quotes.
fn tokens(text: &str) -> String {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (token, after) = rest.split_at(token_length(rest));
        rest = after.trim_start();
        if !token.starts_with("--") && !token.starts_with("/*") {
            tokens.push(plain(token));
        }
    }
    tokens.join(" ")
}

/// The length of the token or comment at the text's start.
fn token_length(text: &str) -> usize {
    match text.chars().next() {
        Some('-') if text.starts_with("--") => text.find('\n').unwrap_or(text.len()),
        Some('/') if text.starts_with("/*") => text.find("*/").map_or(text.len(), |end| end + 2),
        Some(quote @ ('\'' | '"' | '`')) => quoted(text, quote),
        Some('[') => text.find(']').map_or(text.len(), |end| end + 1),
        Some('x' | 'X') if text[1..].starts_with('\'') => 1 + quoted(&text[1..], '\''),
        Some(first) if is_word(first) => text.find(|other| !is_word(other)).unwrap_or(text.len()),
        Some(first) => first.len_utf8(),
        None => 0,
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '.')
}

/// The length of a quoted text, in which a doubled quote is one.
fn quoted(text: &str, quote: char) -> usize {
    let mut inside = text[1..].char_indices().peekable();
    while let Some((index, character)) = inside.next() {
        if character == quote && inside.next_if(|(_, next)| *next == quote).is_none() {
            return index + 2;
        }
    }
    text.len()
}

/// A text stays as it is; a name loses its quotes where it needs none.
fn plain(token: &str) -> String {
    let inside = match token.chars().next() {
        Some('\'') => return token.to_owned(),
        Some('"' | '`' | '[') => &token[1..token.len().max(2) - 1],
        _ => return token.to_lowercase(),
    };
    let is_plain = inside.chars().all(is_word) && !inside.is_empty() && !inside.contains('.');
    if is_plain { inside.to_lowercase() } else { format!("\"{inside}\"") }
}

#[cfg(test)]
mod tests {
    use crate::judge::{Scope, differences};

    const SCHEMA: &str =
        "create table birds (id integer primary key autoincrement, name text default 'A, (b', unique (name));
        create table nests (bird int references birds, place text) strict;
        create index by_place on nests (place) where bird is not null;
        create view names as select name from birds; -- all
        create trigger t after insert on birds begin delete from nests; select 1; end;
        create virtual table words using fts5 (word)";

    #[test]
    fn spelling_and_order_are_put_aside() {
        let (Some(one), Some(other)) = (testkit::sqlite(), testkit::sqlite()) else { return };
        one.run(SCHEMA);
        other.run(
            "CREATE TABLE old (\"name\" text default 'A, (b', id integer primary key autoincrement, unique ([name]));
            alter table old rename to birds;
            create virtual table words using fts5 (word);
            create table nests (place text, /* which */ bird int references birds) strict;
            create view names as select name /* all */ from birds;
            create trigger t after insert on birds begin delete from nests; select 1; end;
            create index by_place on nests (place) where bird is not null",
        );
        assert_eq!(differences((&one, "in one"), (&other, "in the other"), Scope::Schema), None);
        other.run(
            "drop table birds; create table birds (id integer primary key autoincrement,
            name text default 'a, (b', unique (name))",
        );
        let told = differences((&one, "in one"), (&other, "in the other"), Scope::Schema).unwrap_or_default();
        assert!(told.contains("only in one: name text default 'A, (b'\n"), "{told}");
        assert!(told.contains("only in one: create trigger t after"), "{told}");
    }
}
