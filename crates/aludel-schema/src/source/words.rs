//! The first words of a statement: enough to know what it is about.

/// Words, quoted names and signs of a statement's beginning, comments left out.
///
/// Words are in capitals; a quoted name keeps its quotes. What stands in MySQL's `/*!50001 … */` counts.
pub(super) fn words(statement: &str, most: usize) -> Vec<String> {
    let capital = |word: &str| match word.chars().next() {
        Some(first) if is_in_word(first) => word.to_uppercase(),
        _ => word.to_owned(),
    };
    as_written(statement, most).into_iter().map(capital).collect()
}

/// The same as they are written.
pub(super) fn as_written(statement: &str, most: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = statement;
    while words.len() < most {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { break };
        let end = match first {
            '-' if rest.starts_with("--") => {
                rest = after(rest, "\n");
                continue;
            }
            '/' if rest.starts_with("/*!") || rest.starts_with("/*M!") => {
                rest = rest
                    .trim_start_matches(['/', '*', 'M', '!'])
                    .trim_start_matches(|c: char| c.is_ascii_digit());
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = after(rest, "*/");
                continue;
            }
            '*' if rest.starts_with("*/") => {
                rest = after(rest, "*/");
                continue;
            }
            '"' | '`' | '\'' => quoted_end(rest, first),
            _ if is_in_word(first) => rest.find(|c| !is_in_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push(word);
        rest = behind;
    }
    words
}

/// Whether the words begin so; `|` separates what may stand in one place.
pub(super) fn begins(words: &[String], pattern: &str) -> bool {
    let mut words = words.iter();
    pattern.split(' ').all(|wanted| words.next().is_some_and(|word| wanted.split('|').any(|it| it == word)))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@')
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).and_then(|at| text.get(at + end.len()..)).unwrap_or("")
}

fn quoted_end(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(end) = text.get(at..).and_then(|rest| rest.find(quote)) {
        at += end + 1;
        if !text.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            return at;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_around_comments() {
        let read = |text: &str| words(text, 6).join(" ");
        assert_eq!(
            read("alter /* a */ table -- b\n only \"A \"\"b\".c owner to x"),
            "ALTER TABLE ONLY \"A \"\"b\" . C"
        );
        assert_eq!(
            read("/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t"),
            "CREATE DEFINER = `a` @ `b`"
        );
        assert_eq!(read("SET @@GLOBAL.a = 'x'"), "SET @@GLOBAL . A = 'x'");
        assert_eq!(read("é '"), "É '");
    }

    #[test]
    fn patterns_have_choices() {
        let words = words("drop user mapping for a", 4);
        assert!(begins(&words, "CREATE|DROP USER MAPPING") && !begins(&words, "DROP USER FOR"));
    }
}
