//! No text makes the readers panic, hang, or give places that are not in it.
#![expect(clippy::unwrap_used)]

use std::path::Path;

use aludel::file::{parse_with_hints, print, with_header};
use aludel::script::{SegmentMode, checksum, segments, statements};
use aludel::{Dialect, RevisionId};

/// Pieces that change how a text is read, and what stands between them.
const PIECES: &[&str] = &[
    "'",
    "''",
    "\"",
    "`",
    "[",
    "]",
    "$$",
    "$a$",
    "$",
    "\\",
    "\\'",
    ";",
    ";;",
    "//",
    "--",
    "-- ",
    "-",
    "#",
    "/*",
    "*/",
    "/*!",
    "/*!50003 ",
    "/*M!999999\\- x */",
    "/*+",
    "*",
    "(",
    ")",
    ".",
    ",",
    "=",
    ":",
    "::",
    ":=",
    "@",
    "1",
    "1e-5",
    "0x1f",
    ".5",
    "1..2",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "ä",
    "語",
    "\u{301}",
    "E'",
    "e'\\",
    "U&'",
    "U&\"\\0041",
    "x'",
    "N'",
    "BEGIN",
    "END",
    "END IF",
    "END CASE",
    "ATOMIC",
    "NOT ATOMIC",
    "CASE",
    "IF",
    "THEN",
    "ELSE",
    "LOOP",
    "WHILE",
    "DO",
    "REPEAT",
    "FOR",
    "FOR EACH ROW",
    "CREATE",
    "OR REPLACE",
    "TRIGGER",
    "FUNCTION",
    "PROCEDURE",
    "EVENT",
    "PACKAGE",
    "AS",
    "DEFINER",
    "ALTER",
    "TABLE",
    "TYPE",
    "ADD VALUE",
    "INDEX",
    "CONCURRENTLY",
    "ON",
    "DROP",
    "DETACH PARTITION",
    "FINALIZE",
    "REINDEX",
    "VACUUM",
    "SET",
    "SELECT",
    "set_config",
    "false",
    "PRAGMA",
    "foreign_keys",
    "COMMIT",
    "ROLLBACK",
    "TO",
    "START TRANSACTION",
    "SAVEPOINT",
    "COPY",
    "FROM",
    "STDIN",
    "CALL",
    "DATABASE",
    "CLUSTER",
    "WITH",
    "create_slot",
    "SUBSCRIPTION",
    "\nDELIMITER ",
    "\nDELIMITER //\n",
    "\nDELIMITER $$\n",
    "LOCK TABLES",
    "XA",
    "\n-- revision: 1\n",
    "\n-- revises: 2, 3\n",
    "\n-- revison: x\n",
    "\n-- created: 2026-11-22T00:31:14Z\n",
    "\n--\n",
    "\n-- upgrade\n",
    "\n-- upgrade [postgres]\n",
    "\n-- upgrade [sqlite, no-transaction]\n",
    "\n-- downgrade\n",
    "\n-- downgrade [\n",
    "\n--upgrade\n",
    "\n-- words: words\n",
    "name",
    "\"Na\"\"me\"",
    "AUTOCOMMIT",
];

const WHOLE: &str = "\u{feff}-- revision: 002\r\n-- revises: 001\n--\n-- ä message\n\n-- upgrade [postgres]\n\
    create function f() returns int as $f$ begin; -- upgrade\n end $f$; create index concurrently i on t (a);\n\
    -- upgrade [mysql]\nDELIMITER //\ncreate trigger t before insert on u for each row begin if a then b; end if; end//\n\
    -- upgrade\ncreate trigger t after insert on u begin select case when 1 then 2 end; end; pragma foreign_keys = 0;\n\
    -- downgrade\nBEGIN; drop table t; COMMIT;";

#[test]
fn random_input_is_read_or_refused() {
    let mut random = fastrand::Rng::with_seed(20_261_122);
    for _ in 0..6_000 {
        let text = if random.u8(..4) == 0 { mutated(&mut random) } else { pieced(&mut random) };
        check_script(&text);
        check_file(text.as_bytes());
    }
    for _ in 0..2_000 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        check_file(&bytes);
    }
}

fn pieced(random: &mut fastrand::Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(..40) {
        text.push_str(PIECES[random.usize(..PIECES.len())]);
        if random.bool() {
            text.push(' ');
        }
    }
    text
}

/// The whole file with a piece cut out, and others put in.
fn mutated(random: &mut fastrand::Rng) -> String {
    let characters: Vec<char> = WHOLE.chars().collect();
    let from = random.usize(..characters.len());
    let to = random.usize(from..characters.len().min(from + 30));
    let piece = PIECES[random.usize(..PIECES.len())];
    characters[..from].iter().copied().chain(piece.chars()).chain(characters[to..].iter().copied()).collect()
}

fn check_script(text: &str) {
    for dialect in Dialect::ALL {
        assert_eq!(checksum(dialect, text).len(), 64);
        match statements(dialect, text) {
            Ok(statements) => {
                let mut end = 0;
                for statement in &statements {
                    let span = statement.span.clone();
                    assert!(end <= span.start && span.start < span.end, "{text:?}: {statements:?}");
                    let content = text.get(span.clone()).unwrap();
                    assert_eq!(content.trim(), content, "{text:?}");
                    end = span.end;
                }
            }
            Err(error) => assert!(text.get(error.offset..).is_some(), "{text:?}: {error:?}"),
        }
        for mode in [SegmentMode::Transaction, SegmentMode::NoTransaction] {
            match segments(dialect, text, mode) {
                Ok(segments) => assert!(segments.iter().all(|segment| !segment.statements.is_empty())),
                Err(error) => assert!(text.get(error.offset..).is_some(), "{text:?}: {error:?}"),
            }
        }
    }
}

fn check_file(bytes: &[u8]) {
    let path = Path::new("x.sql");
    match parse_with_hints(path, bytes) {
        Ok(parsed) => {
            let text = std::str::from_utf8(bytes).unwrap();
            let header = &parsed.revision.header;
            let read = |text: &str| parse_with_hints(path, text.as_bytes()).unwrap().revision;
            assert_eq!(&read(&with_header(text, header)).header, header, "{text:?}");
            assert_eq!(&read(&print(&parsed.revision)).header, header, "{text:?}");
            let mut new = header.clone();
            new.id = "new".parse::<RevisionId>().unwrap();
            new.parents = vec!["old".parse().unwrap()];
            new.message = "another".to_owned();
            let again = read(&with_header(text, &new));
            assert_eq!(again.header, new, "{text:?}");
            let texts = |half: &[aludel::revision::Section]| {
                half.iter().map(|section| section.text.clone()).collect::<Vec<_>>()
            };
            assert_eq!(texts(&again.upgrade), texts(&parsed.revision.upgrade), "{text:?}");
            assert_eq!(texts(&again.downgrade), texts(&parsed.revision.downgrade), "{text:?}");
        }
        Err(complaints) => {
            assert!(!complaints.is_empty());
            assert!(complaints.iter().all(|complaint| complaint.line > 0 && complaint.column > 0));
        }
    }
}
