//! Expressions as the server prints them, made independent of the database's own name.
//!
//! The server writes every name in backticks and, in views and defaults, with its database before
//! it; a scratch database has another name, so that name goes. Strings are left as they are.

/// The text without the name of its database before other names.
pub(super) fn unqualified(text: &str, database: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Plain(plain) => written.push_str(plain),
            Piece::Names { names, text, .. } => match names.split_first() {
                Some((first, rest)) if first == database && !rest.is_empty() => {
                    let rest: Vec<String> = rest.iter().map(|one| super::quote::name(one)).collect();
                    written.push_str(&rest.join("."));
                }
                _ => written.push_str(text),
            },
        }
    }
    written
}

/// The text without the backslashes that escape it.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let escaped = if c == '\\' { characters.next() } else { None };
        plain.push(match escaped {
            None => c,
            Some('0') => '\0',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('Z') => '\u{1a}',
            Some(other) => other,
        });
    }
    plain
}

/// A name that an expression mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Outermost first.
    pub(super) names: Vec<String>,
    /// Whether it is called, as a function is.
    pub(super) called: bool,
}

impl Mention {
    /// The innermost of the names.
    pub(super) fn name(&self) -> &str {
        self.names.last().map_or("", |name| name)
    }
}

/// The names that stand in backticks.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Names { names, called, .. } => Some(Mention { names, called }),
            Piece::Plain(_) => None,
        })
        .collect()
}

/// The columns of its own table that an expression mentions.
pub(super) fn columns(text: &str) -> Vec<String> {
    let simple = mentions(text).into_iter().filter(|mention| !mention.called);
    simple.filter_map(|mut mention| mention.names.pop()).collect()
}

#[derive(Debug)]
enum Piece<'a> {
    Plain(&'a str),
    Names { names: Vec<String>, text: &'a str, called: bool },
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let (mut pieces, mut at, mut plain) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'\'' | b'"') => at = end_of_string(bytes, at, quote),
            b'`' => {
                pieces.push(Piece::Plain(&text[plain..at]));
                let (names, end) = chain(text, at);
                let called = bytes.get(end) == Some(&b'(');
                pieces.push(Piece::Names { names, text: &text[at..end], called });
                (at, plain) = (end, end);
            }
            _ => at += 1,
        }
    }
    pieces.push(Piece::Plain(&text[plain..]));
    pieces
}

/// Where a string in single quotes ends, of which this is what follows the first of them.
pub(super) fn string_end(rest: &str) -> usize {
    let quoted = format!("'{rest}");
    end_of_string(quoted.as_bytes(), 0, b'\'').min(quoted.len()) - 1
}

/// Where a string ends that begins here.
fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Names in backticks with dots between them, and where they end.
fn chain(text: &str, start: usize) -> (Vec<String>, usize) {
    let bytes = text.as_bytes();
    let (mut names, mut at) = (Vec::new(), start);
    loop {
        let (name, end) = quoted(text, at);
        names.push(name);
        at = end;
        if !(bytes.get(at) == Some(&b'.') && bytes.get(at + 1) == Some(&b'`')) {
            return (names, at);
        }
        at += 1;
    }
}

fn quoted(text: &str, start: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'`' if bytes.get(at + 1) == Some(&b'`') => at += 2,
            b'`' => return (text[start + 1..at].replace("``", "`"), at + 1),
            _ => at += 1,
        }
    }
    (text[start + 1..].to_owned(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{columns, mentions, unescaped, unqualified};

    #[test]
    fn the_databases_name_goes() {
        let text =
            "select `d`.`t`.`a` AS `d`,`d`.`f`(1) from `d`.`t` where `x`.`d` = '`d`.`t`' and `d``e`.`t`";
        let expected = "select `t`.`a` AS `d`,`f`(1) from `t` where `x`.`d` = '`d`.`t`' and `d``e`.`t`";
        assert_eq!(unqualified(text, "d"), expected);
        let quoted = "it\\'s '\\' `d`.`t`' \"`d`.`t`\" é`d`.`ü`";
        assert_eq!(unqualified(quoted, "d"), "it\\'s '\\' `d`.`t`' \"`d`.`t`\" é`ü`");
    }

    #[test]
    fn one_level_of_escapes_goes() {
        assert_eq!(unescaped(r"rlike(`a`,_utf8mb4\'it\\\'s \\\\d\')"), r"rlike(`a`,_utf8mb4'it\'s \\d')");
    }

    #[test]
    fn names_are_found() {
        let found = mentions("`f`(`a`.`b` + 'x`y`')");
        assert!(found.len() == 2 && found[0].called && found[1].names == ["a", "b"]);
        assert_eq!(columns("`a` + `b` > `f`(1) and `unended"), ["a", "b", "unended"]);
    }
}
