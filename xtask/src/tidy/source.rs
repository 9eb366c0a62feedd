//! A Rust file as the checks see it: code apart from comments and strings, and tests apart from code.
//!
//! A reader of characters, not a parser: it knows just enough of the language to tell these apart.

use std::ops::Range;

/// A Rust file, line by line.
pub(super) struct Source<'a> {
    /// The lines as they are.
    pub(super) lines: Vec<&'a str>,
    /// The lines with comments and the insides of strings blanked out.
    pub(super) code: Vec<String>,
    /// Whether the line belongs to a test.
    pub(super) in_test: Vec<bool>,
}

/// A function with a body: its name and its lines, counted from 0.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) lines: Range<usize>,
}

impl<'a> Source<'a> {
    /// Reads a file; one in a folder of tests is a test as a whole.
    pub(super) fn read(path: &str, text: &'a str) -> Source<'a> {
        let lines: Vec<&str> = text.lines().collect();
        let code: Vec<String> = blank(text).lines().map(str::to_owned).collect();
        let all = path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/benches/");
        let mut in_test = vec![all; lines.len()];
        for start in (0..code.len()).filter(|&at| is_test_mark(&code[at])) {
            for flag in &mut in_test[start..body_end(&code, start).min(lines.len())] {
                *flag = true;
            }
        }
        Source { lines, code, in_test }
    }

    /// Lines of code outside tests, with their numbers counted from 0.
    pub(super) fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.code.iter().enumerate().map(|(at, line)| (at, line.as_str()));
        numbered.filter(|(at, _)| !self.in_test.get(*at).copied().unwrap_or(false))
    }

    /// The functions that have a body.
    pub(super) fn functions(&self) -> Vec<Function> {
        let function = |at: usize| {
            let name = function_name(&self.code[at])?;
            let end = body_end(&self.code, at);
            Some(Function { name: name.to_owned(), lines: at..end })
        };
        (0..self.code.len()).filter_map(function).collect()
    }

    /// Whether a comment stands on the line, or right above the statement that holds it.
    pub(super) fn is_explained(&self, at: usize) -> bool {
        if self.lines[at].contains("// ") {
            return true;
        }
        let mut first = at;
        while first > 0 && self.continues(first) {
            first -= 1;
        }
        first > 0 && self.lines[first - 1].trim_start().starts_with("//")
    }

    /// Whether the line goes on with the statement of the line before.
    fn continues(&self, at: usize) -> bool {
        let before = self.code[at - 1].trim_end();
        !(before.is_empty() || before.ends_with([';', '{', '}']) || before.trim_start().starts_with("#["))
    }
}

/// Whether the text has that word in it, with nothing of a word around it.
pub(super) fn has_word(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + word.len()..]);
        let glued_before = before.ends_with(is_part) && word.starts_with(is_part);
        let glued_after = after.starts_with(is_part) && word.ends_with(is_part);
        !glued_before && !glued_after
    })
}

fn is_test_mark(code: &str) -> bool {
    let line = code.trim();
    line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test,") || line.starts_with("#[test]")
}

fn function_name(code: &str) -> Option<&str> {
    let at =
        code.find("fn ").filter(|&at| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))?;
    let rest = &code[at + 3..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (end > 0).then_some(&rest[..end])
}

/// The line after the body that begins at or after this line; an item without a body ends at its `;`.
fn body_end(code: &[String], start: usize) -> usize {
    let (mut depth, mut nested) = (0_usize, 0_usize);
    for (at, line) in code.iter().enumerate().skip(start) {
        let line = if line.trim_start().starts_with("#[") { "" } else { line };
        for character in line.chars() {
            match character {
                '(' | '[' => nested += 1,
                ')' | ']' => nested = nested.saturating_sub(1),
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && nested == 0 {
                        return at + 1;
                    }
                }
                ';' if depth == 0 && nested == 0 => return at + 1,
                _ => {}
            }
        }
    }
    code.len()
}

/// The text with comments and the insides of strings and characters blanked out, line by line as before.
fn blank(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let in_word = result.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (kept, length) = if rest.starts_with("//") {
            (0, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (0, block_comment(rest))
        } else if let Some(length) = raw_string(rest).filter(|_| !in_word) {
            (1, length)
        } else if character == '"' {
            (1, string(rest))
        } else if let Some(length) = character_literal(rest) {
            (1, length)
        } else {
            (character.len_utf8(), character.len_utf8())
        };
        let piece = &rest[..length];
        let inside = &piece[kept.min(length)..];
        result.push_str(&piece[..kept.min(length)]);
        result.extend(inside.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    result
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].strip_prefix('"')?;
    let open = text.len() - rest.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(text[open..].find(&close).map_or(text.len(), |at| open + at + close.len()))
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `'x'` or `'\n'`, not the lifetime `'x`.
fn character_literal(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let first = escape.chars().next()?.len_utf8();
        return escape[first..].find('\'').map(|at| 2 + first + at + 1);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked() {
        let text =
            "let a = \"x{\\\"\"; // {\nlet b = r#\"\"}\"#; /* { /* */ } */ let c = '{'; let d: &'a str;\n";
        let code = blank(text);
        assert_eq!(code.lines().count(), 2);
        assert!(!code.contains('{') && !code.contains('}'), "{code}");
        assert!(code.contains("let d: &'a str;"), "{code}");
    }

    #[test]
    fn tests_are_told_from_code() {
        let text = "fn a() {\n}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn b() {\n    }\n}\nfn c() -> [u8; 2] {\n    [1, 2]\n}\n";
        let source = Source::read("x/src/a.rs", text);
        assert_eq!(source.in_test, [false, false, true, true, true, true, true, true, false, false, false]);
        let names: Vec<_> = source.functions().into_iter().map(|it| (it.name, it.lines)).collect();
        assert_eq!(names[0], ("a".to_owned(), 0..2));
        assert_eq!(names[2], ("c".to_owned(), 8..11));
    }

    #[test]
    fn a_reason_above_the_statement_counts() {
        let text = "let x = a;\n// Proof.\nlet y = b\n    .c()\n    .unwrap();\nlet z = d.unwrap();\n";
        let source = Source::read("x/src/a.rs", text);
        assert!(source.is_explained(4));
        assert!(!source.is_explained(5));
    }

    #[test]
    fn words_stand_alone() {
        assert!(has_word("a Database b", "Database") && has_word("std::env::var", "env::"));
        assert!(!has_word("DatabaseUrl", "Database") && !has_word("myenv::x", "env::"));
    }
}
