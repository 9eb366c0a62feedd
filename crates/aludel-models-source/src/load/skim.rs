//! A file's text without what says nothing of models, taken out before anybody parses it.
//!
//! Functions, implementations, constants and documentation are most of a file, and no model is in there. To know
//! where one ends takes no more than its brackets, texts and comments; to make tokens of it takes most
//! of the time that reading takes. What stays keeps its lines and columns.

mod scan;

use std::ops::Range;

use scan::Scan;

/// The traits of SeaORM's expanded format, and those by which a type says what it is kept as.
const TRAITS: [&str; 7] = [
    "EntityName",
    "ColumnTrait",
    "RelationTrait",
    "PrimaryKeyTrait",
    "IdenStatic",
    "ValueType",
    "ActiveEnum",
];

/// A file's text, with line ends and blanks for items that no model is in.
///
/// From something on that is no Rust, it is left as it is: the parser knows how to complain.
pub(super) fn skim(text: &str) -> String {
    let text = without_shebang(text);
    let mut scan = Scan::new(text);
    // `#[column(comment)]` takes what the documentation says; else nothing asks for it.
    let documentation_says_nothing = !text.contains("comment");
    let mut kept = Kept { text, copied: 0, into: String::with_capacity(text.len()) };
    while let Some(item) = item(&mut scan) {
        let documentation = std::mem::take(&mut scan.documentation);
        if item.says_nothing {
            kept.without(item.start..scan.at);
        } else if documentation_says_nothing {
            documentation.into_iter().for_each(|range| kept.without(range));
        }
    }
    kept.without(text.len()..text.len());
    kept.into
}

/// A text as far as it is copied.
struct Kept<'a> {
    text: &'a str,
    copied: usize,
    into: String,
}

impl Kept<'_> {
    /// Copies what stands before something, and of that only as many lines as it has, and as long a last one.
    fn without(&mut self, range: Range<usize>) {
        self.into.push_str(&self.text[self.copied..range.start]);
        self.copied = range.end;
        let nothing = &self.text[range];
        let last = nothing.rfind('\n').map_or(0, |end| end + 1);
        let lines = nothing[..last].bytes().filter(|byte| *byte == b'\n').count();
        let columns = nothing[last..].chars().count();
        self.into.extend(std::iter::repeat_n('\n', lines));
        self.into.extend(std::iter::repeat_n(' ', columns));
    }
}

/// A file's text as Rust reads it: a byte order mark counts for nothing, nor does `#!/usr/bin/env …`.
fn without_shebang(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.find('\n') {
        // The end of the line stays, so that lines keep their numbers.
        Some(end) if text.starts_with("#!") && !text[2..].trim_start().starts_with('[') => &text[end..],
        _ => text,
    }
}

struct Passed {
    start: usize,
    says_nothing: bool,
}

/// How far an item goes.
enum End {
    /// To its `;`: `use`, `const`, `type`.
    Semicolon,
    /// To its block, or to a `;` where it has none.
    Block,
}

/// Goes past the next item, or into a module's block; nowhere at the end, and where this is no Rust.
fn item(scan: &mut Scan<'_>) -> Option<Passed> {
    // The documentation of an item is a comment.
    let mut start = scan.at;
    // The end of a module's block.
    while scan.blanks().peek()? == b'}' {
        scan.leave()?;
        start = scan.at;
    }
    let mut says_nothing = false;
    while scan.blanks().eat(b'#') {
        // An attribute of the module itself is no part of what comes behind it.
        let is_inner = scan.eat(b'!');
        if scan.blanks().peek()? != b'[' {
            return None;
        }
        scan.group()?;
        if is_inner {
            return Some(Passed { start, says_nothing });
        }
    }
    let end = loop {
        match scan.blanks().word() {
            "pub" => {
                if scan.blanks().peek() == Some(b'(') {
                    scan.group()?;
                }
            }
            "async" | "unsafe" | "default" => {}
            // `extern crate` imports.
            "extern" => {
                if scan.blanks().peek() == Some(b'"') {
                    scan.text()?;
                }
            }
            "mod" => {
                scan.blanks().word();
                if scan.blanks().peek()? == b'{' {
                    scan.enter();
                    return Some(Passed { start, says_nothing });
                }
                break End::Semicolon;
            }
            "fn" | "trait" => {
                says_nothing = true;
                break End::Block;
            }
            "impl" => {
                says_nothing = !implements_asked_for(scan)?;
                break End::Block;
            }
            // `const fn`, or a constant.
            "const" => {
                let next = scan.clone().blanks().word();
                if !matches!(next, "fn" | "unsafe" | "async" | "extern") {
                    says_nothing = true;
                    break End::Semicolon;
                }
            }
            "static" => {
                says_nothing = true;
                break End::Semicolon;
            }
            "use" | "type" | "crate" => break End::Semicolon,
            _ => break End::Block,
        }
    };
    past(scan, &end)?;
    Some(Passed { start, says_nothing })
}

/// Whether what stands before the block names a trait that is asked for.
fn implements_asked_for(scan: &Scan<'_>) -> Option<bool> {
    let mut ahead = scan.clone();
    while !matches!(ahead.sign()?, b'{' | b';') {
        ahead.at += 1;
    }
    let mut words = scan.until(&ahead).split(|letter: char| !letter.is_alphanumeric());
    Some(words.any(|word| TRAITS.contains(&word)))
}

fn past(scan: &mut Scan<'_>, end: &End) -> Option<()> {
    loop {
        match scan.sign()? {
            b';' => {
                scan.at += 1;
                return Some(());
            }
            b'{' => {
                scan.group()?;
                // `Row<{ 3 }>` is a block within a type.
                let is_within = matches!(scan.clone().blanks().peek(), Some(b'>' | b','));
                if !is_within && matches!(end, End::Block) {
                    return Some(());
                }
            }
            b'(' | b'[' => scan.group()?,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests;
