//! One spelling for all spellings of an expression or a query.
//!
//! Words that can only be keywords are written large, functions small, names without quotes where
//! they need none. A name in double quotes stays as it is unless something is known to have that
//! name: else it may be a text. What SQLite allows as a name although it is a keyword (`key`,
//! `desc`, `row`) is told by its place.

use std::collections::HashSet;

use super::part::{Part, parts};
use super::quote;
use super::table::collation;

/// The names that are known where an expression stands, in small letters.
pub(super) type Names = HashSet<String>;

/// Words that are keywords wherever they stand without quotes.
const RESERVED: &str = "ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT \
CREATE DEFAULT DEFERRABLE DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN \
INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY \
REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE \
CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP TRUE FALSE";

/// Words that are keywords behind an operand, and names where an operand is due.
const BEHIND_OPERAND: &str = "ASC DESC BY LIKE GLOB REGEXP MATCH END OFFSET NULLS FIRST LAST ROWS RANGE \
GROUPS PRECEDING FOLLOWING UNBOUNDED CURRENT ROW PARTITION BEGIN EACH FOR DO CONFLICT OVER FILTER WINDOW \
LEFT RIGHT FULL INNER OUTER CROSS NATURAL EXCLUDE OTHERS TIES WITH MATERIALIZED INDEXED";

/// Words that open a statement or stand where no name can.
const AT_START: &str = "WITH REPLACE RECURSIVE BY";

/// Words behind which only a name can stand.
const BEFORE_NAME: &str = "AS FROM JOIN INTO UPDATE COLLATE CONSTRAINT REFERENCES TABLE";

/// The canonical text of some parts.
pub(super) fn canonical(parts: &[Part], names: &Names) -> String {
    let mut text = String::new();
    let mut before: Option<Kind> = None;
    for (index, part) in parts.iter().enumerate() {
        let around = Around {
            before: index.checked_sub(1).and_then(|index| parts.get(index)),
            kind: before,
            after: parts.get(index + 1),
        };
        let (kind, written) = spell(part, &around, names);
        if before.is_some_and(|before| is_apart(before, kind)) {
            text.push(' ');
        }
        text.push_str(&written);
        before = Some(kind);
    }
    text
}

/// The canonical text of a text that is canonical already, or nearly.
pub(super) fn kinds(text: &str) -> Vec<(Kind, String)> {
    let parts = parts(text).unwrap_or_default();
    let names = Names::new();
    let mut kinds: Vec<(Kind, String)> = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let around = Around {
            before: index.checked_sub(1).and_then(|index| parts.get(index)),
            kind: kinds.last().map(|(kind, _)| *kind),
            after: parts.get(index + 1),
        };
        kinds.push(spell(part, &around, &names));
    }
    kinds
}

/// What a part is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Keyword,
    /// What ends an expression: a name, a text, a number.
    Operand,
    Function,
    Open,
    /// The bracket of a function's arguments.
    Arguments,
    Close,
    Dot,
    Comma,
    Semicolon,
    /// Between two operands.
    Infix,
    /// Before one: a sign.
    Prefix,
}

struct Around<'a> {
    before: Option<&'a Part>,
    kind: Option<Kind>,
    after: Option<&'a Part>,
}

impl Around<'_> {
    fn is_behind(&self, words: &str) -> bool {
        self.before.is_some_and(|part| is_in(part, words))
    }

    fn is_behind_operand(&self) -> bool {
        matches!(self.kind, Some(Kind::Operand | Kind::Close))
    }

    fn opens(&self) -> bool {
        self.after.is_some_and(|part| part.is_symbol("("))
    }

    fn is_beside_dot(&self) -> bool {
        self.kind == Some(Kind::Dot) || self.after.is_some_and(|part| part.is_symbol("."))
    }
}

fn is_in(part: &Part, words: &str) -> bool {
    matches!(part, Part::Word(own) if words.split_ascii_whitespace().any(|word| own.eq_ignore_ascii_case(word)))
}

fn spell(part: &Part, around: &Around<'_>, names: &Names) -> (Kind, String) {
    match part {
        Part::Word(word) => spell_word(part, word, around),
        Part::Name(name) => (Kind::Operand, quote::name(name)),
        Part::Doubtful(name) => {
            let surely = around.is_behind(BEFORE_NAME)
                || around.is_beside_dot()
                || names.contains(&name.to_ascii_lowercase());
            let written =
                if surely { quote::name(name) } else { format!("\"{}\"", name.replace('"', "\"\"")) };
            (Kind::Operand, written)
        }
        Part::Text(text) | Part::Number(text) => (Kind::Operand, text.clone()),
        Part::Symbol(symbol) => (symbol_kind(symbol, around), symbol.clone()),
    }
}

fn spell_word(part: &Part, word: &str, around: &Around<'_>) -> (Kind, String) {
    let keyword = || (Kind::Keyword, word.to_ascii_uppercase());
    if around.kind == Some(Kind::Dot) || around.after.is_some_and(|part| part.is_symbol(".")) {
        (Kind::Operand, word.to_owned())
    } else if around.is_behind("COLLATE") {
        (Kind::Operand, collation(word))
    } else if part.is_any(&["NULL", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "TRUE", "FALSE"]) {
        (Kind::Operand, word.to_ascii_uppercase())
    } else if is_in(part, RESERVED) {
        keyword()
    } else if part.is_any(&["CAST", "RAISE"]) && around.opens() {
        (Kind::Function, word.to_ascii_uppercase())
    } else if around.is_behind_operand() && is_in(part, BEHIND_OPERAND) {
        match part.is("END") {
            // What it ends is an operand: CASE … END.
            true => (Kind::Operand, word.to_ascii_uppercase()),
            false => keyword(),
        }
    } else if is_word_of_phrase(part, around) {
        keyword()
    } else if around.opens()
        && !around.is_behind("INTO FROM JOIN UPDATE TABLE")
        && !around.is_behind_operand()
    {
        (Kind::Function, word.to_ascii_lowercase())
    } else {
        (Kind::Operand, word.to_owned())
    }
}

/// Whether the words around make a keyword of it.
fn is_word_of_phrase(part: &Part, around: &Around<'_>) -> bool {
    let starts = matches!(around.kind, None | Some(Kind::Semicolon | Kind::Open));
    let behind = |word: &str| around.before.is_some_and(|before| before.is(word));
    (starts && is_in(part, AT_START) && !(part.is("REPLACE") && around.opens()))
        || (part.is("BY") && (behind("GROUP") || behind("ORDER") || behind("PARTITION")))
        || (part.is("RECURSIVE") && behind("WITH"))
        || (part.is("LAST") || part.is("FIRST")) && behind("NULLS")
        || (part.is_any(&["LIKE", "GLOB", "REGEXP", "MATCH"]) && behind("NOT"))
        || (part.is_any(&["ROW", "EACH", "UNBOUNDED"]) && (behind("EACH") || behind("FOR") || behind("BETWEEN")))
        || (part.is_any(&["OUTER", "INNER", "CROSS", "LEFT", "RIGHT", "FULL"])
            && (behind("NATURAL") || behind("LEFT") || behind("RIGHT") || behind("FULL")))
        || (part.is_any(&["ROW", "PRECEDING", "FOLLOWING"]) && (behind("CURRENT") || behind("UNBOUNDED")))
        || (part.is_any(&["UNBOUNDED", "CURRENT"]) && (behind("AND") || behind("ROWS") || behind("RANGE")))
        || (part.is_any(&["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"]) && behind("OR"))
        // RAISE(ABORT, …)
        || (part.is_any(&["ABORT", "FAIL", "IGNORE", "ROLLBACK"]) && around.kind == Some(Kind::Arguments))
        || (part.is("CONFLICT") && behind("ON"))
        || (part.is("DO") && around.after.is_some_and(|after| after.is_any(&["NOTHING", "UPDATE"])))
        || (part.is("MATERIALIZED") && (behind("NOT") || behind("AS")))
        || (part.is("PARTITION") && around.after.is_some_and(|after| after.is("BY")))
}

fn symbol_kind(symbol: &str, around: &Around<'_>) -> Kind {
    match symbol {
        "(" if around.kind == Some(Kind::Function) => Kind::Arguments,
        "(" => Kind::Open,
        ")" => Kind::Close,
        "." => Kind::Dot,
        "," => Kind::Comma,
        ";" => Kind::Semicolon,
        // `count(*)`, `SELECT *`, `t.*`.
        "*" if !around.is_behind_operand() => Kind::Operand,
        _ if around.is_behind_operand() => Kind::Infix,
        _ => Kind::Prefix,
    }
}

/// Whether a blank stands between.
fn is_apart(before: Kind, after: Kind) -> bool {
    let glued = matches!(before, Kind::Open | Kind::Arguments | Kind::Dot | Kind::Prefix)
        || matches!(after, Kind::Close | Kind::Dot | Kind::Comma | Kind::Semicolon | Kind::Arguments);
    !glued
}

/// A query or the body of a trigger on lines that a person would break there.
pub(super) fn laid_out(text: &str, indent: &str) -> String {
    let kinds = kinds(text);
    let short = text.len() + indent.len() <= 80;
    let mut laid = String::from(indent);
    let mut depth = 0_usize;
    let mut before: Option<&(Kind, String)> = None;
    for (index, this) in kinds.iter().enumerate() {
        let breaks = !short && depth == 0 && breaks_before(this, before);
        if breaks {
            laid.push('\n');
            laid.push_str(indent);
        } else if before.is_some_and(|before| is_apart(before.0, this.0)) {
            laid.push(' ');
        }
        laid.push_str(&kinds[index].1);
        match this.0 {
            Kind::Open | Kind::Arguments => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = Some(this);
    }
    laid
}

fn breaks_before(this: &(Kind, String), before: Option<&(Kind, String)>) -> bool {
    let Some(before) = before else { return false };
    let opens_join = |word: &str| matches!(word, "LEFT" | "RIGHT" | "FULL" | "INNER" | "CROSS" | "NATURAL");
    this.0 == Kind::Keyword
        && match this.1.as_str() {
            "FROM" | "WHERE" | "GROUP" | "HAVING" | "ORDER" | "LIMIT" | "UNION" | "EXCEPT" | "INTERSECT"
            | "VALUES" | "SET" => before.1 != "DISTINCT",
            "SELECT" => before.0 != Kind::Open,
            "JOIN" => before.0 != Kind::Keyword,
            word => opens_join(word) && before.0 != Kind::Keyword,
        }
}

#[cfg(test)]
mod tests {
    use super::{Names, canonical, laid_out};
    use crate::sqlite::part::parts;

    fn check(text: &str, expected: &str) {
        let names: Names = ["total", "key", "odd name"].iter().map(|name| (*name).to_owned()).collect();
        let found = canonical(&parts(text).unwrap(), &names);
        assert_eq!(found, expected, "{text}");
        assert_eq!(canonical(&parts(&found).unwrap(), &names), found);
    }

    #[test]
    fn spellings_are_folded() {
        check("\"total\">0 aNd [key] != 'A''b'", "total > 0 AND \"key\" <> 'A''b'");
        check("LOWER ( total )like '%x'", "lower(total) LIKE '%x'");
        check("status in(\"open\",`Odd Name`)", "status IN (\"open\", \"Odd Name\")");
        check("total - -1 * ( - 2 )", "total - -1 * (-2)");
        check("case when total is null then 1 else 2 end", "CASE WHEN total IS NULL THEN 1 ELSE 2 END");
        check("select key, desc from t order by desc desc", "SELECT key, desc FROM t ORDER BY desc DESC");
        check(
            "select count(*), t.* from t left join u on t.a=u.a",
            "SELECT count(*), t.* FROM t LEFT JOIN u ON t.a = u.a",
        );
        check("cast(a as integer) collate nocase", "CAST(a AS integer) COLLATE NOCASE");
        check("insert into T (a) values(new.a)", "INSERT INTO T (a) VALUES (new.a)");
        check("-- comment\n a /* b */ ->> '$.x'", "a ->> '$.x'");
    }

    #[test]
    fn long_queries_are_broken() {
        let text = "SELECT a, b FROM t LEFT JOIN u ON t.a = u.a WHERE b > (SELECT max(b) FROM t WHERE a > 1) ORDER BY a";
        let expected = "SELECT a, b\nFROM t\nLEFT JOIN u ON t.a = u.a\nWHERE b > (SELECT max(b) FROM t WHERE a > 1)\nORDER BY a";
        assert_eq!(laid_out(text, ""), expected);
    }
}
