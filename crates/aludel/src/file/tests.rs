//! Files in, revisions or complaints out.

use std::path::Path;

use super::*;
use crate::Dialect;

const PATH: &str = "m/002_x.sql";

fn read(text: &str) -> Revision {
    match parse(Path::new(PATH), text.as_bytes()) {
        Ok(revision) => revision,
        Err(complaints) => panic!("{text}\n{}", shown(&complaints).join("\n")),
    }
}

/// Complaints as `line:column message (help)`.
fn shown(complaints: &[Complaint]) -> Vec<String> {
    complaints
        .iter()
        .map(|Complaint { path, line, column, message, help, .. }| {
            assert_eq!(path, Path::new(PATH));
            match help {
                Some(help) => format!("{line}:{column} {message} ({help})"),
                None => format!("{line}:{column} {message}"),
            }
        })
        .collect()
}

/// Each expected text begins one complaint.
fn refuses(text: impl AsRef<[u8]>, expected: &[&str]) {
    let text = text.as_ref();
    let shown = match parse(Path::new(PATH), text) {
        Ok(revision) => panic!("{:?} was read as {revision:?}", String::from_utf8_lossy(text)),
        Err(complaints) => shown(&complaints),
    };
    let all = shown.len() == expected.len() && shown.iter().zip(expected).all(|(a, b)| a.starts_with(b));
    assert!(all, "{}\nfound {shown:#?}\nexpected {expected:#?}", String::from_utf8_lossy(text));
}

const WHOLE: &str = "\
-- revision: 002
-- revises: 001
-- depends_on: a1, billing
-- branch_labels: shop
-- created: 2026-11-22T00:31:14Z
--
-- add enhanced metadata
--
--   for servers

-- upgrade
ALTER TABLE servers ADD COLUMN metadata jsonb;

-- upgrade [sqlite, mysql] [no-transaction]
ALTER TABLE servers ADD COLUMN metadata text;
-- downgrade
ALTER TABLE servers DROP COLUMN metadata;
";

fn texts(revision: &Revision) -> [String; 4] {
    let list = |ids: Vec<String>| ids.join(" ");
    [
        revision.header.id.to_string(),
        list(revision.header.parents.iter().map(ToString::to_string).collect()),
        list(revision.header.depends_on.clone()),
        list(revision.header.branch_labels.clone()),
    ]
}

#[test]
fn a_whole_file() {
    let revision = read(WHOLE);
    assert_eq!(texts(&revision), ["002", "001", "a1 billing", "shop"]);
    assert_eq!(revision.header.created.as_deref(), Some("2026-11-22T00:31:14Z"));
    assert_eq!(revision.header.message, "add enhanced metadata\n\n  for servers");
    assert_eq!(revision.header.title(), "add enhanced metadata");
    let [every, some] = revision.upgrade.as_slice() else { panic!("{revision:?}") };
    assert_eq!((every.dialects.as_slice(), every.no_transaction, every.line), ([].as_slice(), false, 12));
    assert_eq!(every.text, "ALTER TABLE servers ADD COLUMN metadata jsonb;\n\n");
    assert_eq!(some.dialects, [Dialect::Sqlite, Dialect::Mysql]);
    assert!(some.no_transaction);
    assert_eq!(some.line, 15);
    let [down] = revision.downgrade.as_slice() else { panic!("{revision:?}") };
    assert_eq!(down.text, "ALTER TABLE servers DROP COLUMN metadata;\n");
}

#[test]
fn line_ends_and_a_byte_order_mark_are_accepted() {
    let revision = read(&format!("\u{feff}{}", WHOLE.replace('\n', "\r\n")));
    assert_eq!(revision.header, read(WHOLE).header);
    assert_eq!(revision.upgrade[0].text, "ALTER TABLE servers ADD COLUMN metadata jsonb;\r\n\r\n");
    assert_eq!(revision.upgrade[0].line, 12);
}

#[test]
fn the_least_that_a_file_needs() {
    let revision = read("-- revision: 1\n-- upgrade");
    assert_eq!(texts(&revision), ["1", "", "", ""]);
    assert_eq!(revision.upgrade[0].text, "");
    assert!(revision.downgrade.is_empty());
    assert_eq!(revision.header.message, "");
}

#[test]
fn parents_are_written_in_several_ways() {
    for (value, parents) in [("none", ""), ("NONE", ""), ("", ""), (" a, b", "a b"), ("a b,c ,", "a b c")] {
        let revision = read(&format!("-- revision: 1\n-- revises:{}{value}\n-- upgrade\n", " "));
        assert_eq!(texts(&revision)[1], parents, "{value}");
    }
}

#[test]
fn a_licence_may_stand_above_the_header() {
    let revision = read(
        "-- Copyright: us\n-- SPDX-License-Identifier: MIT\n\n-- revision: 1\n--\n-- x: y\n\n-- a note\n-- upgrade\n",
    );
    assert_eq!(revision.header.message, "x: y");
}

#[test]
fn a_quoted_marker_is_none() {
    let file = |section: &str, body: &str| {
        format!("-- revision: 1\n-- upgrade{section}\n{body}\n-- downgrade\nselect 2;\n")
    };
    for (section, body) in [
        ("", "create function f() as $f$\n-- downgrade\n$f$;"),
        (" [postgres]", "create function f() as $$\n-- downgrade\n$$;"),
        ("", "select '\n-- downgrade\n';"),
        ("", "/*\n-- downgrade\n*/"),
        (" [mysql]", "select 'it\\'s\n-- downgrade\n';"),
        (" [sqlite]", "select [\n-- downgrade\n];"),
    ] {
        let revision = read(&file(section, body));
        assert_eq!(revision.upgrade[0].text, format!("{body}\n"), "{body}");
        assert_eq!(revision.downgrade[0].text, "select 2;\n", "{body}");
    }
}

#[test]
fn a_quote_of_another_dialect_hides_no_marker() {
    let delimiter = "DELIMITER $$\nselect 1$$\nselect 2$$\nDELIMITER ;";
    for body in [
        "select 'it\\'s';",
        "# it's\nselect 1;",
        "select [it's];",
        "select E'it\\'s';",
        "select 'never closed;",
        "select $$ never closed;",
        delimiter,
    ] {
        let back = if body.contains("never") { "select 1;" } else { body };
        let text = format!("-- revision: 1\n-- upgrade\n{body}\n-- downgrade\n{back}\n");
        let revision = read(&text);
        assert_eq!(revision.upgrade[0].text, format!("{body}\n"), "{body}");
        assert_eq!(revision.downgrade[0].text, format!("{back}\n"), "{body}");
    }
}

#[test]
fn lookalikes_get_a_hint() {
    let text = "-- revision: 1\n--\n-- upgrade the users\n\n-- upgrade\n-- upgrade the users\n--downgrade\n\
                \u{20}-- Downgrade:\n-- upgraded\n-- downgrade [x\nselect '\n-- downgrade now\n';\n";
    let parsed = parse_with_hints(Path::new(PATH), text.as_bytes()).unwrap();
    let lines: Vec<usize> = parsed.hints.iter().map(|hint| hint.line).collect();
    assert_eq!(lines, [6, 7, 8, 10]);
    assert_eq!(parsed.hints[0].message, "this is a comment, not the marker `-- upgrade`");
    assert_eq!(parsed.hints[2].source_line.as_deref(), Some(" -- Downgrade:"));
}

#[test]
fn no_header() {
    let help = "(a revision file begins with `-- revision: ID`";
    refuses("", &[&format!("1:1 this file has no header {help}"), "1:1 there is no marker `-- upgrade`"]);
    refuses(
        "\n-- make a table\ncreate table t (a int);\n",
        &["2:1 this file has no header", "3:1 there is no marker"],
    );
    refuses("-- upgrade\nselect 1;\n", &[&format!("1:1 this file has no header {help}")]);
    refuses(
        "create table t (a int);\n-- upgrade\n",
        &["1:1 SQL above the first marker (what is above", "1:1 this file has no header"],
    );
}

#[test]
fn a_header_that_is_never_ended() {
    refuses(
        "-- revision: 1\n--\n-- x\n\ncreate table t (a int);\n",
        &[
            "5:1 the header is never ended: there is no marker `-- upgrade` in this file (write `-- upgrade` alone",
        ],
    );
    refuses(
        "-- revision: 1\n\n-- Upgrade:\nselect 1;\n",
        &["3:1 there is no marker `-- upgrade` in this file; this is a comment"],
    );
    refuses("-- revision: 1\n\n-- downgrade\nselect 1;\n", &["3:1 the header is never ended"]);
}

#[test]
fn header_lines_that_are_wrong() {
    refuses(
        "-- revison: 1\n-- Revises: x\n-- down_revision: x\n-- colour: red\n-- add a table\n-- created: yesterday\n-- upgrade\n",
        &[
            "1:4 unknown key \"revison\" in the header (did you mean `revision`?)",
            "2:4 unknown key \"Revises\" in the header (did you mean `revises`?)",
            "3:4 unknown key \"down_revision\" in the header (did you mean `revises`?)",
            "4:4 unknown key \"colour\" in the header (known are revision, revises, depends_on,",
            "5:1 this line of the header is no `key: value` (the message comes below an empty `--` line)",
            "6:13 \"yesterday\" is no point in time (write it like 2026-11-22T00:31:14Z)",
        ],
    );
    refuses(
        "-- revision: a\n-- revision: b\n-- upgrade\n",
        &["2:1 `revision` is there twice; the first is on line 1"],
    );
    refuses("-- revises: a\n-- upgrade\n", &["1:1 this header has no `revision` (write `-- revision: ID`"]);
    refuses(
        "-- revision:\n-- revises: ok, he@d, base\n-- upgrade\n",
        &[
            "1:13 a revision id can't be empty",
            "2:17 '@' can't be in a revision id: \"he@d\"",
            "2:23 \"base\" can't be a revision id",
        ],
    );
}

#[test]
fn markers_that_are_wrong() {
    refuses(
        "-- revision: 1\n-- upgrade [postgers, no_transaction]\n-- downgrade []\n-- upgrade [oracle]\n",
        &[
            "2:13 unknown option \"postgers\" of a marker (did you mean postgres?)",
            "2:23 unknown option \"no_transaction\" of a marker (did you mean no-transaction?)",
            "3:1 the brackets of this marker are empty (known are postgres, sqlite, mysql, no-transaction, rust)",
            "4:1 a second `-- upgrade`; the first is on line 2",
            "4:13 unknown option \"oracle\" of a marker (known are",
        ],
    );
    refuses(
        "-- revision: 1\n-- upgrade\n-- downgrade\n-- downgrade\n-- upgrade [mariadb]\n-- upgrade [sqlite, mysql]\n",
        &[
            "4:1 a second `-- downgrade`; the first is on line 3",
            "6:1 a second `-- upgrade` for mysql; the first is on line 5",
        ],
    );
}

#[test]
fn bytes_that_are_no_text() {
    refuses(
        b"-- revision: 1\n-- upgrade\nselect '\xc3\xa4\xff';\n",
        &["3:10 this is not UTF-8: byte 0xff (byte 37 of the file) (save the file as UTF-8)"],
    );
    refuses(b"\xff\xfe-\0-\0", &["1:1 this file is UTF-16 (save it as UTF-8)"]);
    refuses("-- revision: 1\n-- upgrade\r\nab\0", &["3:3 a NUL character"]);
}

#[test]
fn moments() {
    let header = |created: &str| format!("-- revision: 1\n-- created: {created}\n-- upgrade\n");
    for good in ["2026-11-22T00:31:14Z", "2024-02-29 23:59:60.123+05:30", ""] {
        read(&header(good));
    }
    for bad in [
        "2026-11-22",
        "2026-11-22T00:31:14",
        "2026-13-01T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-1-1T00:00:00Z",
        "2026-11-22T00:31:14.Z",
        "2026-11-22T00:31:14+25:00",
        "+026-11-22T00:31:14Z",
        "ä-T:Z",
    ] {
        refuses(header(bad), &[&format!("2:13 \"{bad}\" is no point in time")]);
    }
}

#[test]
fn printing_gives_the_file() {
    let canonical = WHOLE.replace("] [", ", ");
    assert_eq!(print(&read(WHOLE)), canonical);
    let least = read("-- revision: 1\n-- upgrade");
    assert_eq!(print(&least), "-- revision: 1\n-- revises: none\n\n-- upgrade\n");
    let mut marked = least;
    marked.header.message = "upgrade\nmore".to_owned();
    assert_eq!(read(&print(&marked)).header.message, "upgrade.\nmore");
}

#[test]
fn what_was_printed_reads_the_same() {
    let mut random = fastrand::Rng::with_seed(7);
    let words = ["add", "ä", "x: y", "", "-- upgrade", "  indented", "it's", "revision: 3", "$$"];
    let lines = ["select 1;", "", "-- x", "select 'a;';", "\tselect $a$ $a$;", "-- upgrade the users"];
    for _ in 0..500 {
        let section = |random: &mut fastrand::Rng, dialects: &[Dialect], last| Section {
            dialects: dialects.to_vec(),
            no_transaction: random.bool(),
            rust: false,
            line: 0,
            text: {
                let count = random.usize(..5);
                let mut text: String =
                    (0..count).map(|_| format!("{}\n", random.choice(lines).unwrap())).collect();
                if last && random.bool() {
                    text.push_str("select 'end'");
                }
                text
            },
        };
        let ids =
            |random: &mut fastrand::Rng| (0..random.usize(..3)).map(|n| format!("{n}x")).collect::<Vec<_>>();
        let message: Vec<&str> = (0..random.usize(..4)).map(|_| random.choice(words).unwrap()).collect();
        let revision = Revision {
            header: Header {
                id: "9z".parse().unwrap(),
                parents: ids(&mut random).iter().map(|id| id.parse().unwrap()).collect(),
                depends_on: ids(&mut random),
                branch_labels: ids(&mut random),
                created: random.bool().then(|| "2026-11-22T00:31:14Z".to_owned()),
                message: message.join("\n").trim_matches('\n').to_owned(),
                path: PATH.into(),
            },
            upgrade: vec![
                section(&mut random, &[], false),
                section(&mut random, &[Dialect::Sqlite, Dialect::Mysql], false),
            ],
            downgrade: vec![section(&mut random, &[Dialect::Postgres], true)],
        };
        let text = print(&revision);
        let mut again = read(&text);
        for section in again.upgrade.iter_mut().chain(&mut again.downgrade) {
            section.line = 0;
        }
        assert_eq!(again, revision, "{text}");
        assert_eq!(with_header(&text, &revision.header), text);
    }
}

#[test]
fn a_new_header_leaves_the_rest() {
    let mut header = read(WHOLE).header;
    header.id = "003".parse().unwrap();
    header.parents = vec!["002".parse().unwrap(), "a".parse().unwrap()];
    header.depends_on.clear();
    let expected = WHOLE
        .replace("-- revision: 002", "-- revision: 003")
        .replace("-- revises: 001", "-- revises: 002, a")
        .replace("-- depends_on: a1, billing\n", "");
    assert_eq!(with_header(WHOLE, &header), expected);
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(with_header(&windows(WHOLE), &header), windows(&expected));
}

#[test]
fn a_new_header_adds_what_was_not_there() {
    let text = "-- mine\n\n-- revision:  1\n--\n-- x\n-- upgrade\nselect 1;";
    let mut header = read(text).header;
    assert_eq!(with_header(text, &header), text);
    header.parents = vec!["0".parse().unwrap()];
    header.created = Some("2026-11-22T00:31:14Z".into());
    let expected = "-- mine\n\n-- revision:  1\n-- revises: 0\n-- created: 2026-11-22T00:31:14Z\n--\n-- x\n-- upgrade\nselect 1;";
    assert_eq!(with_header(text, &header), expected);
    header.message = "y\nz".into();
    assert_eq!(with_header(text, &header), expected.replace("-- x", "-- y\n-- z"));
    header.message = String::new();
    assert_eq!(with_header(text, &header), expected.replace("--\n-- x\n", ""));
    let bare = "\u{feff}-- upgrade\n";
    let whole = with_header(bare, &header);
    assert_eq!(whole, "-- revision: 1\n-- revises: 0\n-- created: 2026-11-22T00:31:14Z\n\n-- upgrade\n");
}

#[test]
fn a_merge_conflict_is_the_only_complaint() {
    let text =
        "-- revision: 1\n<<<<<<< HEAD\n-- revises: 2\n=======\n-- revises: 3\n>>>>>>> other\n\n-- upgrade\n";
    refuses(text, &["2:1 a merge conflict that was not resolved (choose"]);
    let sides = "-- revision: 1\n\n-- upgrade\nselect '\n<<<<<<< is no mark\n';\n";
    assert_eq!(read(sides).header.id, "1".parse().unwrap());
}

#[test]
fn a_section_of_rust_names_one_function() {
    let head = "-- revision: 002\n-- upgrade";
    let text = format!(
        "{head} [rust]\n\n-- in src/slugs.rs\n  fill_slugs 2\n-- downgrade [sqlite, rust]\nslugs::clear\n"
    );
    let revision = read(&text);
    assert_eq!(revision.upgrade[0].named(), Some((22, "fill_slugs")));
    assert_eq!(revision.downgrade[0].function(), Some("slugs::clear"));
    assert_eq!(read(&print(&revision)).upgrade, {
        let mut upgrade = revision.upgrade.clone();
        upgrade[0].line = 5;
        upgrade
    });
    assert_eq!(read(&format!("{head}\nSELECT 1")).upgrade[0].function(), None);
    refuses(
        format!("{head} [rust]\n-- fill\n"),
        &["2:1 this section names no Rust function (write its name"],
    );
    let several = "2:1 a section marked [rust] names one Rust function, and holds nothing else";
    refuses(format!("{head} [rust]\nfill_slugs();\n"), &[several]);
    refuses(format!("{head} [rust]\none\ntwo\n"), &[several]);
}
