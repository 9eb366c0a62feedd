//! PostgreSQL: its tokens, where its statements end, and which can't be in a transaction.
//!
//! <https://www.postgresql.org/docs/current/sql-syntax-lexical.html>, with
//! `standard_conforming_strings` on, as it is by default; where a statement ends is psql's rule.

use super::token::{
    Lexer, Token, TokenKind, Words, begins_word, end_of, escaped_end, has_word, in_word, is_any_word,
    is_symbol, is_word, quoted_end, skip_while,
};
use super::{Alone, Control, Name, Nature, ScriptError, ScriptErrorKind};

mod name;

use name::{truncate, unquote};

/// The next token.
pub(super) fn token(lexer: &Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let bytes = lexer.bytes();
    let at = lexer.position;
    let Some(&first) = bytes.get(at) else { return Ok(None) };
    match (first, lexer.peek(1)) {
        (b'-', b'-') => Ok(lexer.line_comment()),
        (b'/', b'*') => {
            lexer.closed(TokenKind::Comment, comment_end(bytes, at), ScriptErrorKind::UnterminatedComment)
        }
        (b'\'', _) => lexer.closed(
            TokenKind::String,
            quoted_end(bytes, at + 1, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'E' | b'e', b'\'') => lexer.closed(
            TokenKind::String,
            escaped_end(bytes, at + 2, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'B' | b'b' | b'X' | b'x' | b'N' | b'n', b'\'') => lexer.closed(
            TokenKind::String,
            quoted_end(bytes, at + 2, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'U' | b'u', b'&') if lexer.peek(2) == b'\'' => lexer.closed(
            TokenKind::String,
            quoted_end(bytes, at + 3, b'\''),
            ScriptErrorKind::UnterminatedString,
        ),
        (b'U' | b'u', b'&') if lexer.peek(2) == b'"' => lexer.closed(
            TokenKind::Identifier,
            quoted_end(bytes, at + 3, b'"'),
            ScriptErrorKind::UnterminatedIdentifier,
        ),
        (b'"', _) => lexer.closed(
            TokenKind::Identifier,
            quoted_end(bytes, at + 1, b'"'),
            ScriptErrorKind::UnterminatedIdentifier,
        ),
        (b'$', _) => dollar(lexer),
        (b'\\', _) if lexer.skips_client_lines => Ok(lexer.line_comment()),
        (b'\\', _) => {
            let end = skip_while(bytes, at + 1, in_word);
            let command = lexer.text.get(at..end).unwrap_or("\\").to_owned();
            Err(ScriptError { offset: at, kind: ScriptErrorKind::ClientCommand(command) })
        }
        (b';', _) => Ok(lexer.to(TokenKind::Terminator, at + 1)),
        (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => Ok(lexer.number()),
        (byte, _) if begins_word(byte) => Ok(lexer.to(TokenKind::Word, skip_while(bytes, at, in_word))),
        (byte, _) if in_operator(byte) => Ok(lexer.to(TokenKind::Symbol, operator_end(bytes, at))),
        _ => Ok(lexer.operator(&["::", ":=", ".."])),
    }
}

/// Where a comment ends: they nest.
fn comment_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = from;
    loop {
        at = skip_while(bytes, at, |byte| byte != b'/' && byte != b'*');
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
}

/// A dollar-quoted text, or a `$` that is none: a parameter.
fn dollar(lexer: &Lexer<'_>) -> Result<Option<Token>, ScriptError> {
    let bytes = lexer.bytes();
    let at = lexer.position;
    let tag_end = skip_while(bytes, at + 1, |byte| in_word(byte) && byte != b'$');
    let first = lexer.peek(1);
    if bytes.get(tag_end) != Some(&b'$') || !(first == b'$' || begins_word(first)) {
        return Ok(lexer.to(TokenKind::Symbol, at + 1));
    }
    let tag = lexer.text.get(at..=tag_end).unwrap_or("$$");
    lexer.closed(
        TokenKind::DollarString,
        end_of(lexer.text, tag_end + 1, tag),
        ScriptErrorKind::UnterminatedDollarQuote(tag.to_owned()),
    )
}

fn in_operator(byte: u8) -> bool {
    b"+-*/<>=~!@#%^&|`?".contains(&byte)
}

/// Where an operator ends: before a comment, and one of several characters ends in `+` or `-`
/// only if it holds one that plain arithmetic has not.
fn operator_end(bytes: &[u8], from: usize) -> usize {
    let run = skip_while(bytes, from, in_operator);
    let mut end =
        (from + 1..run).find(|at| matches!(bytes.get(*at..*at + 2), Some(b"--" | b"/*"))).unwrap_or(run);
    let is_special = bytes.get(from..end).unwrap_or_default().iter().any(|byte| b"~!@#%^&|`?".contains(byte));
    while !is_special && end > from + 1 && matches!(bytes.get(end - 1), Some(b'+' | b'-')) {
        end -= 1;
    }
    end
}

/// Knows whether a `;` stands inside brackets or a routine's body.
#[derive(Default)]
pub(super) struct Splitter {
    brackets: usize,
    /// How many words have come, as far as it matters.
    words: usize,
    is_create: bool,
    is_routine: bool,
    /// The last word was BEGIN.
    after_begin: bool,
    /// BEGIN ATOMIC and CASE that no END has closed.
    blocks: usize,
}

impl Splitter {
    /// Takes the next token of the statement.
    pub(super) fn feed(&mut self, text: &str, token: &Token) {
        if is_symbol(text, token, "(") {
            self.brackets += 1;
        } else if is_symbol(text, token, ")") {
            self.brackets = self.brackets.saturating_sub(1);
        }
        if token.kind != TokenKind::Word {
            self.after_begin = false;
            return;
        }
        self.header(text, token);
        if !self.is_routine {
            return;
        }
        let opens = if self.blocks == 0 {
            self.after_begin && is_word(text, token, "ATOMIC")
        } else {
            is_word(text, token, "CASE")
        };
        if opens {
            self.blocks += 1;
        } else if is_word(text, token, "END") {
            self.blocks = self.blocks.saturating_sub(1);
        }
        self.after_begin = is_word(text, token, "BEGIN");
    }

    /// CREATE [OR REPLACE] FUNCTION or PROCEDURE.
    fn header(&mut self, text: &str, token: &Token) {
        if self.words >= 4 {
            return;
        }
        if self.words == 0 {
            self.is_create = is_word(text, token, "CREATE");
        } else if self.is_create && is_any_word(text, token, &["FUNCTION", "PROCEDURE"]) {
            self.is_routine = true;
        }
        self.words += 1;
    }

    /// Whether a `;` would not end the statement.
    pub(super) fn is_open(&self) -> bool {
        self.brackets > 0 || self.blocks > 0
    }
}

/// What the statement does to the transaction and the session.
pub(super) fn nature(text: &str, tokens: &[Token]) -> Result<Nature, ScriptErrorKind> {
    let mut words = Words::new(text, tokens);
    let Some(first) = words.skip() else { return Ok(Nature::Ordinary) };
    if first.kind != TokenKind::Word {
        return Ok(Nature::Ordinary);
    }
    let nature = match first.of(text).to_ascii_uppercase().as_str() {
        "BEGIN" => Nature::TransactionControl(begin(&mut words)),
        "START" if words.take("TRANSACTION") => Nature::TransactionControl(begin(&mut words)),
        "COMMIT" | "END" => Nature::TransactionControl(commit(&mut words)),
        "ABORT" => Nature::TransactionControl(Control::Rollback),
        "ROLLBACK" => Nature::TransactionControl(rollback(&mut words)),
        "SAVEPOINT" | "RELEASE" => Nature::TransactionControl(Control::Savepoint),
        "PREPARE" if words.at("TRANSACTION") => Nature::TransactionControl(Control::Prepare),
        "COPY" if copies_from_stdin(text, &words) => return Err(ScriptErrorKind::CopyFromStdin),
        "CREATE" => create(&mut words),
        "DROP" => drop(&mut words),
        "ALTER" => alter(&mut words),
        "REINDEX" => reindex(text, &mut words),
        "VACUUM" | "CHECKPOINT" => Nature::Alone(Alone::Repeatable),
        "CLUSTER" if clusters_all(&mut words) => Nature::Alone(Alone::Repeatable),
        "DISCARD" if words.at("ALL") => return Err(ScriptErrorKind::DiscardAll),
        "SET" if !words.at_any(&["LOCAL", "TRANSACTION", "CONSTRAINTS"]) => Nature::Session,
        "RESET" | "LOAD" => Nature::Session,
        "SELECT" if sets_config(text, &mut words) => Nature::Session,
        _ => Nature::Ordinary,
    };
    Ok(nature)
}

/// Whether, in a section without a transaction, the statement must stay without one: it may
/// commit by itself, or not bear a transaction.
pub(super) fn avoids_transaction(text: &str, tokens: &[Token]) -> Option<Alone> {
    let first = tokens.first()?;
    match () {
        () if is_any_word(text, first, &["CALL", "DO"]) => Some(Alone::Unknown),
        // Of a partitioned table it can't be in a transaction, which its text doesn't tell.
        () if is_any_word(text, first, &["REINDEX", "CLUSTER"]) => Some(Alone::Repeatable),
        () => None,
    }
}

fn begin(words: &mut Words<'_>) -> Control {
    let _ = words.take("WORK") || words.take("TRANSACTION");
    if words.is_empty() { Control::Begin } else { Control::BeginWithOptions }
}

fn commit(words: &mut Words<'_>) -> Control {
    if words.at("PREPARED") {
        return Control::Prepare;
    }
    let _ = words.take("WORK") || words.take("TRANSACTION");
    let _ = words.take_all(&["AND", "NO", "CHAIN"]);
    if words.is_empty() { Control::Commit } else { Control::CommitWithOptions }
}

fn rollback(words: &mut Words<'_>) -> Control {
    let _ = words.take("WORK") || words.take("TRANSACTION");
    match () {
        () if words.at("TO") => Control::Savepoint,
        () if words.at("PREPARED") => Control::Prepare,
        () => Control::Rollback,
    }
}

/// COPY … FROM STDIN: its data would stand in the script, where only psql finds it.
fn copies_from_stdin(text: &str, words: &Words<'_>) -> bool {
    words.rest().windows(2).any(
        |pair| matches!(pair, [from, stdin] if is_word(text, from, "FROM") && is_word(text, stdin, "STDIN")),
    )
}

fn create(words: &mut Words<'_>) -> Nature {
    if words.take("DATABASE") {
        return simple_name(words, |name| Alone::CreateDatabase { name });
    }
    if words.at("TABLESPACE") {
        return Nature::Alone(Alone::Unknown);
    }
    if words.take("SUBSCRIPTION") {
        let without_slot = setting_is_off(words, "create_slot") || setting_is_off(words, "connect");
        return if without_slot { Nature::Ordinary } else { Nature::Alone(Alone::Unknown) };
    }
    // TimescaleDB fills a continuous aggregate in transactions of its own.
    if words.take_all(&["MATERIALIZED", "VIEW"])
        && words.has("timescaledb")
        && !(words.has("NO") && words.has("DATA"))
    {
        return Nature::Alone(Alone::Unknown);
    }
    let _ = words.take("UNIQUE");
    if words.take("INDEX") && words.take("CONCURRENTLY") {
        return create_index_concurrently(words);
    }
    Nature::Ordinary
}

fn create_index_concurrently(words: &mut Words<'_>) -> Nature {
    let _ = words.take_all(&["IF", "NOT", "EXISTS"]);
    let name = if words.at("ON") { None } else { words.name() };
    let _ = words.take("ON");
    let _ = words.take("ONLY");
    let Some(table) = words.name() else { return Nature::Alone(Alone::Unknown) };
    // An index stands in the schema of its table.
    let index = name.map(|index| Name { schema: table.schema.clone(), name: index.name });
    Nature::Alone(Alone::CreateIndexConcurrently { index, table })
}

fn drop(words: &mut Words<'_>) -> Nature {
    if words.take("DATABASE") {
        let _ = words.take_all(&["IF", "EXISTS"]);
        return simple_name(words, |name| Alone::DropDatabase { name });
    }
    if words.at_any(&["TABLESPACE", "SUBSCRIPTION"]) {
        return Nature::Alone(Alone::Unknown);
    }
    if words.take("INDEX") && words.take("CONCURRENTLY") {
        let _ = words.take_all(&["IF", "EXISTS"]);
        let mut indexes = Vec::new();
        while let Some(index) = words.name() {
            indexes.push(index);
            if !words.take_symbol(",") {
                break;
            }
        }
        return Nature::Alone(Alone::DropIndexConcurrently { indexes });
    }
    Nature::Ordinary
}

fn alter(words: &mut Words<'_>) -> Nature {
    if words.at("SYSTEM") {
        return Nature::Alone(Alone::Repeatable);
    }
    if words.take("TABLE") {
        return alter_table(words);
    }
    if words.take("TYPE") {
        let added = words.name().is_some() && words.take_all(&["ADD", "VALUE"]);
        return if added { Nature::EndsTransaction } else { Nature::Ordinary };
    }
    if words.take("DATABASE") {
        let moved = words.name().is_some() && words.take_all(&["SET", "TABLESPACE"]);
        return if moved { Nature::Alone(Alone::Repeatable) } else { Nature::Ordinary };
    }
    if words.take("SUBSCRIPTION") {
        let _ = words.name();
        let publication = words.rest().len() > 1 && words.has("PUBLICATION");
        return match () {
            () if publication && words.at_any(&["REFRESH", "SET"]) => Nature::Alone(Alone::Repeatable),
            () if publication && words.at_any(&["ADD", "DROP"]) => Nature::Alone(Alone::Unknown),
            () => Nature::Ordinary,
        };
    }
    Nature::Ordinary
}

/// ALTER TABLE t DETACH PARTITION p CONCURRENTLY or FINALIZE; or VALIDATE CONSTRAINT c alone.
fn alter_table(words: &mut Words<'_>) -> Nature {
    let _ = words.take_all(&["IF", "EXISTS"]);
    let _ = words.take("ONLY");
    let table = words.name();
    let _ = words.take_symbol("*");
    if words.at("VALIDATE") {
        return if only_validates(words) { Nature::OwnTransaction } else { Nature::Ordinary };
    }
    if !words.take_all(&["DETACH", "PARTITION"]) {
        return Nature::Ordinary;
    }
    let partition = words.name();
    let finalize = words.at("FINALIZE");
    if !(finalize || words.at("CONCURRENTLY")) {
        return Nature::Ordinary;
    }
    match (table, partition) {
        (Some(table), Some(partition)) => {
            Nature::Alone(Alone::DetachPartition { table, partition, finalize })
        }
        _ => Nature::Alone(Alone::Unknown),
    }
}

/// Whether nothing but VALIDATE CONSTRAINT clauses stand here.
fn only_validates(words: &mut Words<'_>) -> bool {
    while words.take_all(&["VALIDATE", "CONSTRAINT"]) && words.name().is_some() {
        if !words.take_symbol(",") {
            return words.is_empty();
        }
    }
    false
}

/// REINDEX of one table or index may be in a transaction, unless CONCURRENTLY.
fn reindex(text: &str, words: &mut Words<'_>) -> Nature {
    let options = words.take_brackets().unwrap_or_default();
    let option = has_word(text, options, "CONCURRENTLY")
        && !setting_is_off(&Words::new(text, options), "CONCURRENTLY");
    let of_many = words.at_any(&["DATABASE", "SYSTEM", "SCHEMA"]);
    let _ = words.skip();
    match () {
        () if option || words.at("CONCURRENTLY") => Nature::Alone(Alone::ReindexConcurrently),
        () if of_many => Nature::Alone(Alone::Repeatable),
        () => Nature::Ordinary,
    }
}

/// CLUSTER without a table.
fn clusters_all(words: &mut Words<'_>) -> bool {
    let _ = words.take("VERBOSE");
    let _ = words.take_brackets();
    words.is_empty()
}

/// SELECT set_config(…, false), as pg_dump writes it.
fn sets_config(text: &str, words: &mut Words<'_>) -> bool {
    if words.take("pg_catalog") && !words.take_symbol(".") {
        return false;
    }
    words.take("set_config")
        && words
            .take_brackets()
            .and_then(<[Token]>::last)
            .is_some_and(|last| is_any_word(text, last, &["false", "off", "no"]))
}

/// Whether an option of a WITH list is switched off.
fn setting_is_off(words: &Words<'_>, setting: &str) -> bool {
    let text = words.text();
    let mut rest = words.rest();
    while let Some((first, after)) = rest.split_first() {
        if is_word(text, first, setting) {
            let value = match after {
                [equals, value, ..] if is_symbol(text, equals, "=") => Some(value),
                [value, ..] => Some(value),
                [] => None,
            };
            return value.is_some_and(|value| {
                ["false", "off", "0", "no"]
                    .iter()
                    .any(|off| value.of(text).trim_matches('\'').eq_ignore_ascii_case(off))
            });
        }
        rest = after;
    }
    false
}

fn simple_name(words: &mut Words<'_>, alone: impl FnOnce(String) -> Alone) -> Nature {
    match words.name() {
        Some(Name { name, .. }) => Nature::Alone(alone(name)),
        None => Nature::Alone(Alone::Unknown),
    }
}

impl Words<'_> {
    /// Passes over a name, with or without its schema; of `a.b.c` the first is the database.
    fn name(&mut self) -> Option<Name> {
        let mut parts = vec![self.name_part()?];
        while self.at_symbol(".") {
            let _ = self.skip();
            parts.push(self.name_part()?);
        }
        let name = parts.pop()?;
        Some(Name { schema: parts.pop(), name })
    }

    fn name_part(&mut self) -> Option<String> {
        let token = *self.rest().first()?;
        let text = token.of(self.text());
        let name = match token.kind {
            TokenKind::Word => text.to_ascii_lowercase(),
            TokenKind::Identifier => unquote(text),
            _ => return None,
        };
        let _ = self.skip();
        Some(truncate(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect::Postgres;
    use crate::script::{nature_of, pieces, statements};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(pieces(Postgres, text), expected, "{text}");
    }

    #[test]
    fn statements_end_at_a_semicolon() {
        check("", &[]);
        check(" ; -- a\n;", &[]);
        check("select 1", &["select 1"]);
        check("\u{feff}select 1 ;select 2; ", &["select 1", "select 2"]);
        check("-- one; two\nselect /* ; */ 1 -- x\n;", &["select /* ; */ 1"]);
        check("/* a /* b; */ c; */ select 1; /**/", &["select 1"]);
    }

    #[test]
    fn quotes_hide_a_semicolon() {
        check(
            r"select 'a;''b;', E'a\';', e'\\', U&'\0041;', b'1', x'ff'; select 2",
            &[r"select 'a;''b;', E'a\';', e'\\', U&'\0041;', b'1', x'ff'", "select 2"],
        );
        check(r"select 'c:\'; select 2", &[r"select 'c:\'", "select 2"]);
        check(r#"select "a;""b", U&"x;y"; x"#, &[r#"select "a;""b", U&"x;y""#, "x"]);
        check(
            "select $$;$a$;$$, $a$;$$;$a$, $ä_1$;$ä_1$; x",
            &["select $$;$a$;$$, $a$;$$;$a$, $ä_1$;$ä_1$", "x"],
        );
        check("select $1, a$$b, 1$2; x", &["select $1, a$$b, 1$2", "x"]);
    }

    #[test]
    fn operators_stop_before_comments() {
        check("select 1 +-- x;\n2; y", &["select 1 +-- x;\n2", "y"]);
        check(
            "select 1*/*;*/2, a@-1, b->>'c', d::int, 1e-5, 1..2; y",
            &["select 1*/*;*/2, a@-1, b->>'c', d::int, 1e-5, 1..2", "y"],
        );
    }

    #[test]
    fn bodies_hide_a_semicolon() {
        let function = "create function f() returns int language sql begin atomic
            select case when a then 1 else case b when 1 then 2 end end; select 2; end";
        check(&format!("{function}; select 3"), &[function, "select 3"]);
        let procedure =
            "CREATE OR REPLACE PROCEDURE p(end_date date) BEGIN ATOMIC INSERT INTO t VALUES (1); END";
        check(&format!("{procedure};\n{procedure};"), &[procedure, procedure]);
        let rule = "create rule r as on update to t do also (insert into a values (1); delete from b)";
        check(&format!("{rule}; select 1"), &[rule, "select 1"]);
        check(
            "begin; select case when a then 1 end; end;",
            &["begin", "select case when a then 1 end", "end"],
        );
        let body =
            "create function f() returns trigger as $body$ begin; return new; end; $body$ language plpgsql";
        check(&format!("{body}; x"), &[body, "x"]);
    }

    fn name(text: &str) -> Name {
        match text.split_once('.') {
            Some((schema, name)) => Name { schema: Some(schema.into()), name: name.into() },
            None => Name { schema: None, name: text.into() },
        }
    }

    #[test]
    fn concurrent_indexes() {
        let check = |text: &str, index: Option<&str>, table: &str| {
            let expected = Alone::CreateIndexConcurrently { index: index.map(name), table: name(table) };
            assert_eq!(nature_of(Postgres, text), Nature::Alone(expected), "{text}");
        };
        check("create index concurrently i on t (a)", Some("i"), "t");
        check(
            "CREATE /* x */ UNIQUE -- y\n INDEX/**/CONCURRENTLY IF NOT EXISTS I ON ONLY S.T USING gin (a)",
            Some("s.i"),
            "s.t",
        );
        check(r#"create index concurrently on "S"."T""x" (a)"#, None, "S.T\"x");
        check(r#"create index concurrently U&"\0041\\b" on t (a)"#, Some(r"A\b"), "t");
        let long = "x".repeat(70);
        check(&format!("create index concurrently {long} on t(a)"), Some(&long[..63]), "t");
        assert_eq!(nature_of(Postgres, "create index i on t (a)"), Nature::Ordinary);
        assert_eq!(
            nature_of(Postgres, "drop index concurrently if exists a, s.b cascade"),
            Nature::Alone(Alone::DropIndexConcurrently { indexes: vec![name("a"), name("s.b")] })
        );
        for text in [
            "reindex index concurrently i",
            "reindex (verbose, concurrently) table t",
            "reindex (concurrently true) schema s",
        ] {
            assert_eq!(nature_of(Postgres, text), Nature::Alone(Alone::ReindexConcurrently), "{text}");
        }
        assert_eq!(nature_of(Postgres, "reindex (concurrently off) table t"), Nature::Ordinary);
    }

    #[test]
    fn partitions() {
        let check = |text: &str, finalize| {
            let expected = Alone::DetachPartition { table: name("s.t"), partition: name("p"), finalize };
            assert_eq!(nature_of(Postgres, text), Nature::Alone(expected), "{text}");
        };
        check("alter table if exists only s.t detach partition p concurrently", false);
        check("alter table s.t detach partition P finalize", true);
        assert_eq!(nature_of(Postgres, "alter table s.t detach partition p"), Nature::Ordinary);
    }

    #[test]
    fn natures() {
        let check = |nature: Nature, texts: &[&str]| {
            for text in texts {
                assert_eq!(nature_of(Postgres, text), nature, "{text}");
            }
        };
        check(
            Nature::Alone(Alone::Repeatable),
            &[
                "vacuum",
                "VACUUM (full) t",
                "checkpoint",
                "alter system set a = 1",
                "cluster",
                "cluster (verbose)",
                "reindex database d",
                "reindex (verbose) system d",
                "alter database d set tablespace x",
                "alter subscription s refresh publication",
                "alter subscription s set publication p",
            ],
        );
        check(
            Nature::Alone(Alone::Unknown),
            &[
                "create tablespace a location 'b'",
                "drop tablespace a",
                "create subscription s connection 'c' publication p",
                "drop subscription s",
                "alter subscription s add publication p",
                "create materialized view v with (timescaledb.continuous) as select 1",
            ],
        );
        check(Nature::Alone(Alone::CreateDatabase { name: "d".into() }), &["create database D owner x"]);
        check(
            Nature::Alone(Alone::DropDatabase { name: "D".into() }),
            &["drop database if exists \"D\" with (force)"],
        );
        check(
            Nature::OwnTransaction,
            &[
                "alter table t validate constraint c",
                "ALTER TABLE IF EXISTS ONLY s.\"T\" * VALIDATE CONSTRAINT \"a, b\"",
                "alter table t validate constraint a, validate constraint b",
            ],
        );
        check(Nature::EndsTransaction, &["alter type s.mood add value if not exists 'x' before 'y'"]);
        check(
            Nature::Session,
            &[
                "set a = 1",
                "set session a to 'b'",
                "set role x",
                "reset all",
                "load 'x'",
                "set search_path to a, b",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "select set_config('a', 'b', /**/ false)",
                "set session characteristics as transaction read only",
            ],
        );
        check(
            Nature::Ordinary,
            &[
                "set local a = 1",
                "set transaction read only",
                "set constraints all deferred",
                "reindex table t",
                "select set_config('a', 'b', true)",
                "cluster t",
                "cluster t using i",
                "discard temp",
                "call p()",
                "do $$ $$",
                "alter database d set a = 1",
                "alter subscription s disable",
                "alter type t add attribute a int",
                "create subscription s connection 'c' publication p with (connect = false)",
                "alter table t add column detach int",
                "alter table t validate constraint c, drop column a",
                "alter table t drop column a, validate constraint c",
                "prepare p as select 1",
                "copy t to stdout",
                "copy t from '/x'",
                "refresh materialized view concurrently v",
                "values (1)",
                "(select 1)",
                "create unique index i on t (a)",
            ],
        );
    }

    #[test]
    fn transaction_control() {
        let check = |control: Control, texts: &[&str]| {
            for text in texts {
                assert_eq!(nature_of(Postgres, text), Nature::TransactionControl(control), "{text}");
            }
        };
        check(Control::Begin, &["begin", "begin work", "start transaction", "BEGIN TRANSACTION"]);
        check(
            Control::BeginWithOptions,
            &["begin read only", "start transaction isolation level serializable"],
        );
        check(Control::Commit, &["commit", "end", "end transaction", "commit and no chain"]);
        check(Control::CommitWithOptions, &["commit and chain"]);
        check(Control::Rollback, &["rollback", "abort", "rollback work"]);
        check(
            Control::Savepoint,
            &["savepoint a", "release a", "rollback to a", "rollback work to savepoint a"],
        );
        check(Control::Prepare, &["prepare transaction 'a'", "commit prepared 'a'", "rollback prepared 'a'"]);
    }

    #[test]
    fn what_cannot_be_read() {
        let check = |text: &str, offset, kind| {
            assert_eq!(statements(Postgres, text), Err(ScriptError { offset, kind }), "{text}");
        };
        check("select 'a", 7, ScriptErrorKind::UnterminatedString);
        check("select E'a\\'", 7, ScriptErrorKind::UnterminatedString);
        check("select \"a", 7, ScriptErrorKind::UnterminatedIdentifier);
        check("do $a$ $$ $b$", 3, ScriptErrorKind::UnterminatedDollarQuote("$a$".into()));
        check("x /* /* */", 2, ScriptErrorKind::UnterminatedComment);
        check("select 1;\n\\connect db", 10, ScriptErrorKind::ClientCommand("\\connect".into()));
        check("\\restrict abc", 0, ScriptErrorKind::ClientCommand("\\restrict".into()));
        check("select 1; discard all", 10, ScriptErrorKind::DiscardAll);
        check("select 1; copy t (a) from stdin with csv;\n'\\.\n", 10, ScriptErrorKind::CopyFromStdin);
    }
}
