//! Rust's text by its outermost shape: words, brackets, and what hides brackets (texts, letters, comments).
//!
//! [The reference](https://doc.rust-lang.org/reference/tokens.html) has the rules. All between two
//! signs is passed byte by byte, for that is nearly all of a file.

use std::ops::Range;

/// A place in a text; `None` of a step: the text ends before the step does.
#[derive(Clone)]
pub(super) struct Scan<'a> {
    text: &'a str,
    pub(super) at: usize,
    /// How many modules' blocks are open.
    depth: usize,
    /// Where documentation was passed, from its `///` on.
    pub(super) documentation: Vec<Range<usize>>,
}

/// The bytes that a bracket, a text, a letter, a comment or an item's end begins with.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut at = 0;
    let all = b"(){}[];\"'/";
    while at < all.len() {
        signs[all[at] as usize] = true;
        at += 1;
    }
    signs
};

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, documentation: Vec::new() }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Into a module's block.
    pub(super) fn enter(&mut self) {
        self.at += 1;
        self.depth += 1;
    }

    /// Out of a module's block.
    pub(super) fn leave(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        self.at += 1;
        Some(())
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Past blanks and comments; a comment without an end is left.
    pub(super) fn blanks(&mut self) -> &mut Self {
        loop {
            match self.rest() {
                [b' ' | b'\t'..=b'\r', ..] => self.at += 1,
                [b'/', b'/' | b'*', ..] if self.comment().is_some() => {}
                _ => return self,
            }
        }
    }

    /// The word that stands here, with its `r#`; maybe an empty one.
    pub(super) fn word(&mut self) -> &'a str {
        let start = self.at;
        if self.rest().starts_with(b"r#") {
            self.at += 2;
        }
        self.at += self.rest().iter().take_while(|byte| is_of_word(**byte)).count();
        &self.text[start..self.at]
    }

    /// The text from here to another place.
    pub(super) fn until(&self, other: &Self) -> &'a str {
        &self.text[self.at..other.at]
    }

    /// Goes to the next bracket or `;` that is one, and says which.
    pub(super) fn sign(&mut self) -> Option<u8> {
        loop {
            self.at += self.rest().iter().position(|byte| SIGNS[usize::from(*byte)])?;
            match self.rest() {
                [b'"', ..] => self.text()?,
                [b'\'', ..] => self.letter()?,
                [b'/', b'/' | b'*', ..] => self.comment()?,
                [b'/', ..] => self.at += 1,
                [sign, ..] => return Some(*sign),
                [] => return None,
            }
        }
    }

    /// Past brackets and all that is in them.
    pub(super) fn group(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.sign()? {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// `"…"`, or what stands behind the `r` of `r#"…"#`.
    pub(super) fn text(&mut self) -> Option<()> {
        let fences = self.fences();
        self.at += 1;
        if let Some(fences) = fences {
            let mut end = vec![b'#'; fences + 1];
            end[0] = b'"';
            self.at += self.rest().windows(end.len()).position(|window| window == end)? + end.len();
            return Some(());
        }
        loop {
            self.at += self.rest().iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if self.eat(b'"') {
                return Some(());
            }
            self.at += 2;
        }
    }

    /// How many `#` stand before this `"` and behind an `r`, a `br` or a `cr`; `None`: there is no such word.
    fn fences(&self) -> Option<usize> {
        let before = &self.text.as_bytes()[..self.at];
        let fences = before.iter().rev().take_while(|byte| **byte == b'#').count();
        let before = before[..before.len() - fences].strip_suffix(b"r")?;
        let before = before.strip_suffix(b"b").or_else(|| before.strip_suffix(b"c")).unwrap_or(before);
        let is_word = !before.last().is_some_and(|byte| is_of_word(*byte));
        is_word.then_some(fences)
    }

    /// `'x'` or `'\''`; or the sign of a lifetime.
    fn letter(&mut self) -> Option<()> {
        self.at += 1;
        if self.eat(b'\\') {
            // What is escaped may be the sign itself.
            self.at += 1;
            self.at += self.rest().iter().position(|byte| *byte == b'\'')? + 1;
            return Some(());
        }
        let letter = self.text.get(self.at..)?.chars().next()?;
        let behind = self.at + letter.len_utf8();
        if self.text.as_bytes().get(behind) == Some(&b'\'') {
            self.at = behind + 1;
        }
        Some(())
    }

    /// A comment to the line's end, or one with comments in it.
    fn comment(&mut self) -> Option<()> {
        let start = self.at;
        // `////` and `/***` are plain comments, `/**/` is an empty one.
        let is_documentation = matches!(self.rest(), [b'/', b'/', b'/', next, ..] if *next != b'/')
            || matches!(self.rest(), [b'/', b'*', b'*', next, ..] if !matches!(next, b'*' | b'/'));
        self.past_comment()?;
        if is_documentation {
            self.documentation.push(start..self.at);
        }
        Some(())
    }

    fn past_comment(&mut self) -> Option<()> {
        if self.rest().starts_with(b"//") {
            self.at += self.rest().iter().position(|byte| *byte == b'\n').unwrap_or(self.rest().len());
            return Some(());
        }
        let (mut at, mut depth) = (self.at, 0_usize);
        loop {
            match self.text.as_bytes().get(at..at + 2)? {
                b"/*" => depth += 1,
                b"*/" => depth -= 1,
                _ => {
                    at += 1;
                    continue;
                }
            }
            at += 2;
            if depth == 0 {
                self.at = at;
                return Some(());
            }
        }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
