//! A revision file: a header, and the SQL of its two halves between markers.
//!
//! ```text
//! -- revision: 002
//! -- revises: 001
//! -- created: 2026-11-22T00:31:14Z
//! --
//! -- add enhanced metadata
//!
//! -- upgrade
//! ALTER TABLE servers ADD COLUMN metadata jsonb;
//!
//! -- downgrade
//! ALTER TABLE servers DROP COLUMN metadata;
//! ```
//!
//! The header is the first block of comment lines that holds a `revision` key; a licence may stand
//! in a block before it. Whoever mistypes one thing often mistypes two, so a file is read to its
//! end and all that is wrong with it is said at once.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::revision::{Direction, Header, Revision, Section};

mod decode;
mod header;
mod line;
mod marker;
mod print;
#[cfg(test)]
mod tests;

pub use header::with_header;
pub use print::print;

use line::{Line, lines};
use marker::{Marker, MarkerLine, Quotes};

/// One thing that is wrong with a revision file, or looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// How the file should be.
    pub help: Option<String>,
    /// The line as it stands there.
    pub source_line: Option<String>,
}

impl Complaint {
    /// A complaint about a file as a whole.
    pub(crate) fn whole(path: &Path, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 1,
            column: 1,
            message: message.into(),
            help: None,
            source_line: None,
        }
    }

    fn at(path: &Path, line: &Line<'_>, byte: usize, message: impl Into<String>) -> Self {
        let before = line.text.get(..byte).unwrap_or("");
        Self {
            line: line.number,
            column: before.chars().count() + 1,
            source_line: Some(line.text.to_owned()),
            ..Self::whole(path, message)
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path.display(), self.line, self.column, self.message)
    }
}

/// A file that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What it says.
    pub revision: Revision,
    /// What is allowed, but may be meant otherwise.
    pub hints: Vec<Complaint>,
}

/// Reads a revision file.
///
/// # Errors
/// All that is wrong with it, in the order of its lines; never empty.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Revision, Vec<Complaint>> {
    parse_with_hints(path, bytes).map(|parsed| parsed.revision)
}

/// As [`parse`], with hints on what may be meant otherwise.
///
/// # Errors
/// All that is wrong with it, in the order of its lines; never empty.
pub fn parse_with_hints(path: &Path, bytes: &[u8]) -> Result<Parsed, Vec<Complaint>> {
    read(path, bytes).map_err(|broken| broken.complaints)
}

/// A file that could not be read whole.
pub(crate) struct Broken {
    /// Its header, where that much was readable.
    pub(crate) header: Option<Header>,
    /// All that is wrong with it, in the order of its lines; never empty.
    pub(crate) complaints: Vec<Complaint>,
}

/// As [`parse_with_hints`], with what could be read of a file that is broken.
pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Parsed, Box<Broken>> {
    let text =
        decode::text(path, bytes).map_err(|complaints| Box::new(Broken { header: None, complaints }))?;
    let mut reader = Reader { path, complaints: Vec::new(), hints: Vec::new() };
    let body = reader.body(text);
    let header = header::read(&mut reader, &body.head, body.sections.is_empty());
    reader.refuse_missing_upgrade(text, &body, header.is_some());
    reader.refuse_repetition(&body.sections);
    reader.refuse_nameless_functions(&body.sections);
    let Reader { mut complaints, hints, .. } = reader;
    complaints.sort_by_key(|complaint| (complaint.line, complaint.column));
    match header {
        Some(header) if complaints.is_empty() => Ok(Parsed { revision: body.into_revision(header), hints }),
        header => Err(Box::new(Broken { header, complaints })),
    }
}

/// The place of a key in the header, for a complaint that comes from other files.
pub(crate) fn complaint_at_key(path: &Path, bytes: &[u8], key: &str, message: String) -> Complaint {
    let Ok(text) = decode::text(path, bytes) else { return Complaint::whole(path, message) };
    match header::key_line(text, key) {
        Some(line) => Complaint::at(path, &line, 0, message),
        None => Complaint::whole(path, message),
    }
}

/// What has been found so far.
struct Reader<'a> {
    path: &'a Path,
    complaints: Vec<Complaint>,
    hints: Vec<Complaint>,
}

/// A file cut at its markers.
struct Body<'a> {
    /// The lines above the first marker.
    head: Vec<Line<'a>>,
    sections: Vec<Draft<'a>>,
}

struct Draft<'a> {
    line: Line<'a>,
    marker: Marker,
    text: &'a str,
}

impl<'a> Reader<'_> {
    fn body(&mut self, text: &'a str) -> Body<'a> {
        let mut body = Body { head: Vec::new(), sections: Vec::new() };
        let mut quotes: Option<Quotes<'a>> = None;
        for line in lines(text) {
            let found = marker::read(line.text);
            if let Some(quotes) = &mut quotes
                && found.is_some()
                && quotes.cover(line.start)
            {
                if let Some(MarkerLine::Marker { .. }) = found {
                    let what = "this line is inside a quoted text or a comment, and no marker";
                    self.hints.push(Complaint::at(self.path, &line, 0, what));
                }
                continue;
            }
            match found {
                Some(MarkerLine::Marker { half, options }) => {
                    let marker = self.options(&line, half, options);
                    quotes = Some(Quotes::new(text, line.end, &marker.dialects));
                    body.sections.push(Draft { line, marker, text: "" });
                    continue;
                }
                // What stands in the header is judged there.
                Some(MarkerLine::Lookalike(half)) if !body.sections.is_empty() => {
                    let what = format!("this is a comment, not the marker `-- {half}`");
                    let help =
                        "a marker stands alone on its line, in lower case, with its options in brackets";
                    self.hints.push(Complaint::at(self.path, &line, 0, what).help(help));
                }
                _ => {}
            }
            if body.sections.is_empty() {
                body.head.push(line);
            }
        }
        body.cut(text);
        body
    }

    fn options(&mut self, line: &Line<'_>, half: Direction, options: &str) -> Marker {
        let (marker, unknown) = marker::options(half, options);
        for word in unknown {
            let at = line.text.find(word).unwrap_or(0);
            let message = if word.is_empty() {
                "the brackets of this marker are empty".to_owned()
            } else {
                format!("unknown option \"{word}\" of a marker")
            };
            let close = crate::graph::closest(word, marker::OPTIONS.iter().copied());
            let help = match close.first() {
                Some(option) => format!("did you mean {option}?"),
                None => format!("known are {}", marker::OPTIONS.join(", ")),
            };
            self.complaints.push(Complaint::at(self.path, line, at, message).help(help));
        }
        marker
    }

    fn refuse_missing_upgrade(&mut self, text: &str, body: &Body<'_>, has_header: bool) {
        if body.sections.iter().any(|section| section.marker.half == Direction::Up) {
            return;
        }
        let lookalike = lines(text).find(
            |line| matches!(marker::read(line.text), Some(MarkerLine::Lookalike(half)) if half == "upgrade"),
        );
        let last_of_head = body.head.iter().rev().find(|line| !line.text.trim().is_empty());
        let line = match (lookalike, body.sections.first(), last_of_head) {
            (Some(line), ..) => line,
            (None, Some(section), _) => section.line,
            (None, None, Some(line)) => *line,
            (None, None, None) => Line::first(),
        };
        let message = match (lookalike, has_header) {
            (Some(_), _) => "there is no marker `-- upgrade` in this file; this is a comment",
            (None, true) => "the header is never ended: there is no marker `-- upgrade` in this file",
            (None, false) => "there is no marker `-- upgrade` in this file",
        };
        let help = "write `-- upgrade` alone on a line above the SQL";
        self.complaints.push(Complaint::at(self.path, &line, 0, message).help(help));
    }

    /// A section of Rust names one function, and holds no more than that.
    fn refuse_nameless_functions(&mut self, sections: &[Draft<'_>]) {
        for section in sections.iter().filter(|section| section.marker.rust) {
            let said: Vec<&str> = section
                .text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with("--"))
                .collect();
            let is_name = |c: char| c.is_alphanumeric() || "_:-.".contains(c);
            let message = match said.as_slice() {
                [] => "this section names no Rust function",
                [line] if line.split_whitespace().all(|word| word.chars().all(is_name)) => continue,
                _ => "a section marked [rust] names one Rust function, and holds nothing else",
            };
            let help = "write its name on the line below the marker, as the service hands it over";
            self.complaints.push(Complaint::at(self.path, &section.line, 0, message).help(help));
        }
    }

    /// A dialect must find one section of a half, not two.
    fn refuse_repetition(&mut self, sections: &[Draft<'_>]) {
        for (index, section) in sections.iter().enumerate() {
            let before =
                || sections.iter().take(index).filter(|earlier| earlier.marker.half == section.marker.half);
            let half = marker::word(section.marker.half);
            let dialects = &section.marker.dialects;
            let repeated = if dialects.is_empty() {
                before()
                    .find(|earlier| earlier.marker.dialects.is_empty())
                    .map(|earlier| (earlier, format!("a second `-- {half}`")))
            } else {
                dialects.iter().find_map(|dialect| {
                    before()
                        .find(|earlier| earlier.marker.dialects.contains(dialect))
                        .map(|earlier| (earlier, format!("a second `-- {half}` for {dialect}")))
                })
            };
            if let Some((earlier, what)) = repeated {
                let message = format!("{what}; the first is on line {}", earlier.line.number);
                self.complaints.push(Complaint::at(self.path, &section.line, 0, message));
            }
        }
    }
}

impl<'a> Body<'a> {
    /// Gives each section its text, up to the next marker.
    fn cut(&mut self, text: &'a str) {
        let mut end = text.len();
        for section in self.sections.iter_mut().rev() {
            section.text = text.get(section.line.end..end).unwrap_or("");
            end = section.line.start;
        }
    }

    fn into_revision(self, header: Header) -> Revision {
        let mut revision = Revision { header, upgrade: Vec::new(), downgrade: Vec::new() };
        for Draft { line, marker, text } in self.sections {
            let half = match marker.half {
                Direction::Up => &mut revision.upgrade,
                Direction::Down => &mut revision.downgrade,
            };
            half.push(Section {
                dialects: marker.dialects,
                no_transaction: marker.no_transaction,
                rust: marker.rust,
                line: line.number + 1,
                text: text.to_owned(),
            });
        }
        revision
    }
}
