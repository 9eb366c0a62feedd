//! A SQLite table in one spelling: a constraint of one column may stand with its column or with the
//! table, and what is so anyway need not be said.

use super::super::{Statement, split};

/// The table with every constraint beside its columns, all sorted; the text is of tokens with a space
/// between.
pub(super) fn statement(text: &str) -> Statement {
    let Some((head, members, tail)) = split::members(text) else { return Statement::whole(text) };
    let mut plain: Vec<String> = members.iter().flat_map(|member| member_of(member)).collect();
    plain.sort();
    let mut options: Vec<&str> = tail.split(" , ").filter(|option| !option.is_empty()).collect();
    options.sort_unstable();
    // The tables in which FTS5 keeps its data have a text in place of a name.
    Statement { head: head.replace('\'', ""), members: plain, tail: options.join(" , ") }
}

/// The member, and what it says of the table as a whole.
fn member_of(text: &str) -> Vec<String> {
    let mut words = Words::new(text);
    let is_constraint = matches!(words.peek(), "constraint" | "primary" | "unique" | "check" | "foreign");
    let column = if is_constraint { String::new() } else { words.next() };
    let mut kind = Vec::new();
    while !is_constraint && !words.at_constraint() {
        kind.push(words.next_group());
    }
    let (mut own, mut others) = (Vec::new(), Vec::new());
    while !words.is_done() {
        let mut name = String::new();
        if words.take("constraint") {
            name = format!("constraint {} ", words.next());
        }
        let first = words.next();
        let constraint = match first.as_str() {
            "primary" => key("primary key", &column, words.skip("key")),
            "unique" => key("unique", &column, &mut words),
            "check" => format!("check {}", words.next_group()),
            "foreign" | "references" => foreign(&first, &column, &mut words),
            other => {
                own.push(format!("{name}{}", of_column(other, &mut words)));
                continue;
            }
        };
        others.push(format!("{name}{}", constraint.trim()));
    }
    own.retain(|word| word != "null");
    own.sort();
    if !is_constraint {
        others.push(format!("{column} {} {}", kind.join(" "), own.join(" ")).trim().replace("  ", " "));
    }
    others
}

/// `primary key` or `unique`, with the columns said or meant.
fn key(word: &str, column: &str, words: &mut Words<'_>) -> String {
    let mut columns = if words.peek() == "(" { words.next_group() } else { format!("( {column} )") };
    if words.take("desc") {
        columns = format!("( {column} desc )");
    }
    words.take("asc");
    let columns = columns.replace(" asc ", " ");
    let conflict = conflict(words);
    let counter = if words.take("autoincrement") { " autoincrement" } else { "" };
    // The mark may also stand in the brackets of a table's constraint.
    match columns.strip_suffix(" autoincrement )") {
        Some(columns) => format!("{word} {columns} ){conflict} autoincrement"),
        None => format!("{word} {columns}{conflict}{counter}"),
    }
}

/// ` on conflict …`, unless it is what happens anyway.
fn conflict(words: &mut Words<'_>) -> String {
    if words.peek_two() != ("on", "conflict") {
        return String::new();
    }
    words.skip("on").skip("conflict");
    let what = words.next();
    if what == "abort" { String::new() } else { format!(" on conflict {what}") }
}

fn foreign(first: &str, column: &str, words: &mut Words<'_>) -> String {
    let mut columns = format!("( {column} )");
    if first == "foreign" {
        columns = words.skip("key").next_group();
        words.next();
    }
    let mut target = words.next();
    if words.peek() == "(" {
        target = format!("{target} {}", words.next_group());
    }
    let mut clauses = Vec::new();
    loop {
        match words.peek_two() {
            ("on", "delete" | "update") => {
                let event = [words.next(), words.next()].join(" ");
                let mut action = words.next();
                if matches!(action.as_str(), "set" | "no") {
                    action = format!("{action} {}", words.next());
                }
                clauses.push(format!("{event} {action}"));
            }
            ("match", _) => drop([words.next(), words.next()]),
            ("not", "deferrable") => {
                words.skip("not").skip("deferrable");
                if words.take("initially") {
                    words.next();
                }
            }
            ("deferrable", _) => {
                words.next();
                if words.take("initially") && words.next() == "deferred" {
                    clauses.push("deferred".to_owned());
                }
            }
            _ => break,
        }
    }
    clauses.retain(|clause| !clause.ends_with(" no action"));
    clauses.sort();
    format!("foreign key {columns} references {target} {}", clauses.join(" "))
}

/// A constraint that can only stand with its column.
fn of_column(first: &str, words: &mut Words<'_>) -> String {
    match first {
        "not" => {
            words.next();
            format!("not null{}", conflict(words))
        }
        "default" => {
            let mut value = words.next_group();
            if matches!(value.as_str(), "-" | "+") {
                value.push_str(&words.next_group());
            }
            // SQLite reads a name in double quotes as a text here.
            let known = ["null", "true", "false", "current_timestamp", "current_date", "current_time"];
            let is_name =
                value.starts_with(|first: char| first.is_alphabetic()) && !known.contains(&value.as_str());
            if is_name && !value.starts_with("x'") {
                format!("default '{value}'")
            } else {
                format!("default {value}")
            }
        }
        "collate" => format!("collate {}", words.next()),
        "generated" | "as" => {
            if first == "generated" {
                words.skip("always").skip("as");
            }
            let expression = words.next_group();
            let stored = words.take("stored");
            words.take("virtual");
            format!("as {expression} {}", if stored { "stored" } else { "virtual" })
        }
        other => other.to_owned(),
    }
}

/// Tokens, read one after the other.
struct Words<'a> {
    tokens: Vec<&'a str>,
    place: usize,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Words<'a> {
        let mut tokens = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (token, after) = rest.split_at(super::token_length(rest));
            tokens.push(token);
            rest = after.trim_start();
        }
        Words { tokens, place: 0 }
    }

    fn is_done(&self) -> bool {
        self.place >= self.tokens.len()
    }

    fn peek(&self) -> &'a str {
        self.tokens.get(self.place).copied().unwrap_or_default()
    }

    fn peek_two(&self) -> (&'a str, &'a str) {
        (self.peek(), self.tokens.get(self.place + 1).copied().unwrap_or_default())
    }

    fn next(&mut self) -> String {
        let token = self.peek();
        self.place += 1;
        token.to_owned()
    }

    /// The next token, or all up to the bracket that closes it.
    fn next_group(&mut self) -> String {
        let mut group = self.next();
        let mut depth = usize::from(group == "(");
        while depth > 0 && !self.is_done() {
            let token = self.next();
            match token.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            group = format!("{group} {token}");
        }
        group
    }

    /// Passes a word if it is the next.
    fn take(&mut self, word: &str) -> bool {
        let is_next = self.peek() == word;
        self.place += usize::from(is_next);
        is_next
    }

    fn skip(&mut self, word: &str) -> &mut Self {
        self.take(word);
        self
    }

    fn at_constraint(&self) -> bool {
        let words =
            ["constraint", "primary", "not", "null", "unique", "check", "default", "collate", "references"];
        self.is_done() || words.contains(&self.peek()) || matches!(self.peek(), "generated" | "as")
    }
}

#[test]
fn a_constraint_may_stand_with_its_column_or_with_the_table() {
    let one = statement(
        "create table t ( id integer constraint k primary key asc autoincrement , \
         a varchar ( 20 ) unique not null default ( 1 + 2 ) check ( a > 0 ) , \
         b int references t ( id ) on delete cascade on update no action not null , \
         c as ( a ) ) strict , without rowid",
    );
    let other = statement(
        "create table t ( b int not null , c generated always as ( a ) virtual , id integer , \
         a varchar ( 20 ) default ( 1 + 2 ) not null , unique ( a ) , check ( a > 0 ) , \
         constraint k primary key ( id autoincrement ) , \
         foreign key ( b ) references t ( id ) match simple on delete cascade not deferrable initially deferred ) \
         without rowid , strict",
    );
    assert_eq!(one, other);
    assert_eq!(one.members.len(), 8, "{one:?}");
}
