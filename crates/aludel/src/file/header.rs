//! The header of a revision file: `-- key: value` lines, then the message.

use std::path::Path;

use super::line::{Line, lines};
use super::marker::{self, MarkerLine};
use super::print::{header_line, is_none, message_lines};
use super::{Complaint, Reader};
use crate::graph::closest;
use crate::revision::{Header, RevisionId};

/// A key of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Revision,
    Revises,
    DependsOn,
    BranchLabels,
    Created,
}

impl Key {
    /// In the order in which they are printed.
    pub(super) const ALL: [Self; 5] =
        [Self::Revision, Self::Revises, Self::DependsOn, Self::BranchLabels, Self::Created];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Revises => "revises",
            Self::DependsOn => "depends_on",
            Self::BranchLabels => "branch_labels",
            Self::Created => "created",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The key that was probably meant: other tools have other words.
    fn meant(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace(['-', ' '], "_");
        let known = match name.as_str() {
            "revision_id" | "id" | "version" => Some(Self::Revision),
            "down_revision" | "parent" | "parents" | "revise" => Some(Self::Revises),
            "depends" | "dependencies" | "requires" => Some(Self::DependsOn),
            "labels" | "label" | "branches" => Some(Self::BranchLabels),
            "create_date" | "date" => Some(Self::Created),
            name => Self::of(name),
        };
        let near = || closest(&name, Self::ALL.map(Self::name)).first().and_then(|near| Self::of(near));
        known.or_else(near)
    }
}

/// A line of the header block, by what stands on it.
#[derive(Clone, Copy, Debug)]
struct HeaderLine<'a> {
    line: Line<'a>,
    kind: LineKind<'a>,
}

#[derive(Clone, Copy, Debug)]
enum LineKind<'a> {
    /// `-- key: value`, with the byte of the line at which the value begins.
    Key { name: &'a str, value: &'a str, at: usize },
    /// Neither a key nor empty, above the message.
    Stray,
    /// `--`, above the first line of the message.
    Blank,
    /// A line of the message.
    Message(&'a str),
}

/// Reads the header from the lines above the first marker.
pub(super) fn read(reader: &mut Reader<'_>, head: &[Line<'_>], is_unended: bool) -> Option<Header> {
    let path = reader.path;
    let block = block(head);
    if !is_unended {
        let outside = head.iter().find(|line| !line.is_blank() && !is_comment(line));
        if let Some(line) = outside {
            let help = "what is above the markers is never run: move it below `-- upgrade`";
            let message = "SQL above the first marker";
            reader.complaints.push(Complaint::at(path, line, 0, message).help(help));
        }
    }
    let Some(block) = block else {
        let line = head.iter().find(|line| !line.is_blank()).copied().unwrap_or(Line::first());
        let help = "a revision file begins with `-- revision: ID` and `-- revises: ID` or `none`";
        reader.complaints.push(Complaint::at(path, &line, 0, "this file has no header").help(help));
        return None;
    };
    let mut header = Draft::default();
    let mut seen: Vec<(Key, usize)> = Vec::new();
    for HeaderLine { line, kind } in &block {
        match *kind {
            LineKind::Key { name, value, at } => {
                let Some(key) = Key::of(name) else {
                    reader.complaints.push(unknown_key(path, line, name));
                    continue;
                };
                if let Some((_, first)) = seen.iter().find(|(seen, _)| *seen == key) {
                    let message = format!("`{name}` is there twice; the first is on line {first}");
                    reader.complaints.push(Complaint::at(path, line, 0, message));
                    continue;
                }
                seen.push((key, line.number));
                header.set(reader, line, key, value, at);
            }
            LineKind::Stray => reader.complaints.push(stray(path, line)),
            LineKind::Blank => {}
            LineKind::Message(text) => header.message.push(text),
        }
    }
    if !seen.iter().any(|(key, _)| *key == Key::Revision) {
        let misspelt =
            reader.complaints.iter().any(|c| c.help.as_deref() == Some("did you mean `revision`?"));
        if let Some(first) = block.first().filter(|_| !misspelt) {
            let help = "write `-- revision: ID` as its first line";
            let complaint = Complaint::at(path, &first.line, 0, "this header has no `revision`");
            reader.complaints.push(complaint.help(help));
        }
    }
    header.finish(path)
}

/// What the header has said so far.
#[derive(Default)]
struct Draft<'a> {
    id: Option<RevisionId>,
    parents: Vec<RevisionId>,
    depends_on: Vec<String>,
    branch_labels: Vec<String>,
    created: Option<String>,
    message: Vec<&'a str>,
}

impl<'a> Draft<'a> {
    fn set(&mut self, reader: &mut Reader<'_>, line: &Line<'_>, key: Key, value: &'a str, at: usize) {
        match key {
            Key::Revision => self.id = id(reader, line, value, at),
            Key::Revises => {
                self.parents = list(value)
                    .filter_map(|parent| id(reader, line, parent, at + offset_in(value, parent)))
                    .collect();
            }
            Key::DependsOn => self.depends_on = list(value).map(str::to_owned).collect(),
            Key::BranchLabels => self.branch_labels = list(value).map(str::to_owned).collect(),
            Key::Created if value.is_empty() => {}
            Key::Created if is_moment(value) => self.created = Some(value.to_owned()),
            Key::Created => {
                let complaint =
                    Complaint::at(reader.path, line, at, format!("\"{value}\" is no point in time"));
                reader.complaints.push(complaint.help("write it like 2026-11-22T00:31:14Z"));
            }
        }
    }

    fn finish(self, path: &Path) -> Option<Header> {
        Some(Header {
            id: self.id?,
            parents: self.parents,
            depends_on: self.depends_on,
            branch_labels: self.branch_labels,
            created: self.created,
            message: joined(&self.message),
            path: path.to_owned(),
        })
    }
}

/// The message, without empty lines above and below.
fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Several names, with commas or blanks between them; `none` is none.
fn list(value: &str) -> impl Iterator<Item = &str> {
    let value = if is_none(value) { "" } else { value };
    value.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty())
}

fn id(reader: &mut Reader<'_>, line: &Line<'_>, value: &str, at: usize) -> Option<RevisionId> {
    value
        .parse()
        .map_err(|error: crate::revision::RevisionIdError| {
            reader.complaints.push(Complaint::at(reader.path, line, at, error.to_string()));
        })
        .ok()
}

/// Where a part of a text begins in it.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

fn unknown_key(path: &Path, line: &Line<'_>, name: &str) -> Complaint {
    let at = line.text.find(name).unwrap_or(0);
    let help = match Key::meant(name) {
        Some(key) => format!("did you mean `{}`?", key.name()),
        None => format!(
            "known are {}; the message comes below an empty `--` line",
            Key::ALL.map(Key::name).join(", ")
        ),
    };
    Complaint::at(path, line, at, format!("unknown key \"{name}\" in the header")).help(help)
}

fn stray(path: &Path, line: &Line<'_>) -> Complaint {
    let help = "the message comes below an empty `--` line";
    Complaint::at(path, line, 0, "this line of the header is no `key: value`").help(help)
}

fn is_comment(line: &Line<'_>) -> bool {
    line.text.starts_with("--")
}

/// The lines of the header: the first block of comments that says `revision`, else the first with
/// a key that could be meant as one.
fn block<'a>(head: &[Line<'a>]) -> Option<Vec<HeaderLine<'a>>> {
    let mut blocks = head.split(|line| !is_comment(line)).filter(|block| !block.is_empty()).map(sorted);
    let mut likely = None;
    for block in &mut blocks {
        let has = |test: fn(&str) -> bool| {
            block.iter().any(|line| matches!(line.kind, LineKind::Key { name, .. } if test(name)))
        };
        if has(|name| name == Key::Revision.name()) {
            return Some(block);
        }
        if likely.is_none() && has(|name| Key::meant(name).is_some()) {
            likely = Some(block);
        }
    }
    likely
}

/// Sorts the lines of a block by what stands on them.
fn sorted<'a>(block: &[Line<'a>]) -> Vec<HeaderLine<'a>> {
    let mut has_key = false;
    let mut in_message = false;
    let mut sorted = Vec::with_capacity(block.len());
    for line in block {
        let content = line.text.get(2..).unwrap_or("");
        let kind = if in_message {
            LineKind::Message(content.strip_prefix(' ').unwrap_or(content).trim_end())
        } else if content.trim().is_empty() {
            in_message = has_key;
            LineKind::Blank
        } else {
            let kind = key(line.text).unwrap_or(LineKind::Stray);
            has_key |= matches!(kind, LineKind::Key { .. });
            kind
        };
        sorted.push(HeaderLine { line: *line, kind });
    }
    sorted
}

/// `-- key: value`
fn key(line: &str) -> Option<LineKind<'_>> {
    let (before, after) = line.get(2..)?.split_once(':')?;
    let name = before.trim();
    let looks_like_one = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    let is_marker = matches!(marker::read(line), Some(MarkerLine::Lookalike(_)));
    if name.is_empty() || !looks_like_one || is_marker {
        return None;
    }
    let value = after.trim();
    Some(LineKind::Key { name, value, at: offset_in(line, value) })
}

/// The line of a key of the header.
pub(super) fn key_line<'a>(text: &'a str, key: &str) -> Option<Line<'a>> {
    let block = block(&head(text))?;
    block
        .iter()
        .find(|line| matches!(line.kind, LineKind::Key { name, .. } if name == key))
        .or(block.first())
        .map(|line| line.line)
}

/// The lines above the first marker.
fn head(text: &str) -> Vec<Line<'_>> {
    lines(text)
        .take_while(|line| !matches!(marker::read(line.text), Some(MarkerLine::Marker { .. })))
        .collect()
}

/// The text of a file with another header. Lines that say the same stay as they are, and so does
/// everything below the header.
pub fn with_header(text: &str, new: &Header) -> String {
    let head = head(text);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(block) = block(&head) else {
        return without_header(text, new, newline);
    };
    let is_message = |line: &&HeaderLine<'_>| matches!(line.kind, LineKind::Message(_));
    let (message, keys): (Vec<&HeaderLine<'_>>, Vec<_>) = block.iter().partition(is_message);
    let mut lines: Vec<(Option<Key>, String)> = Vec::new();
    for line in keys {
        match line.kind {
            LineKind::Key { name, value, .. } if let Some(key) = Key::of(name) => {
                if says(key, value, new) {
                    lines.push((Some(key), line.line.text.to_owned()));
                } else if let Some(text) = header_line(key, new) {
                    lines.push((Some(key), text));
                }
            }
            LineKind::Blank if !lines.is_empty() => {}
            _ => lines.push((None, line.line.text.to_owned())),
        }
    }
    add_missing(&mut lines, new);
    let old_message: Vec<&str> = message
        .iter()
        .filter_map(|line| if let LineKind::Message(text) = line.kind { Some(text) } else { None })
        .collect();
    let blank = block.iter().find(|line| matches!(line.kind, LineKind::Blank));
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    if joined(&old_message) == new.message {
        lines.extend(blank.filter(|_| !message.is_empty()).map(|line| line.line.text.to_owned()));
        lines.extend(message.iter().map(|line| line.line.text.to_owned()));
    } else {
        lines.extend(message_lines(&new.message));
    }
    let start = block.first().map_or(0, |line| line.line.start);
    let end = block.last().map_or(0, |line| line.line.end);
    let mut result = text.get(..start).unwrap_or("").to_owned();
    for line in lines {
        result.push_str(&line);
        result.push_str(newline);
    }
    result.push_str(text.get(end..).unwrap_or(""));
    result
}

/// A file that had no header gets one.
fn without_header(text: &str, new: &Header, newline: &str) -> String {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Key::ALL.iter().filter_map(|key| header_line(*key, new)).chain(message_lines(&new.message));
    let header: String = lines.map(|line| line + newline).collect();
    format!("{header}{newline}{rest}")
}

/// Puts the keys that the header has not yet behind those that come before them.
fn add_missing(lines: &mut Vec<(Option<Key>, String)>, new: &Header) {
    let mut after = 0;
    for key in Key::ALL {
        match lines.iter().position(|(there, _)| *there == Some(key)) {
            Some(index) => after = index + 1,
            None => {
                // A header may leave out that it revises nothing.
                let is_needed = key != Key::Revises || !new.parents.is_empty();
                if let Some(text) = header_line(key, new).filter(|_| is_needed) {
                    lines.insert(after, (Some(key), text));
                    after += 1;
                }
            }
        }
    }
}

/// Whether a line already says what the header says.
fn says(key: Key, value: &str, header: &Header) -> bool {
    match key {
        Key::Revision => header.id.as_str() == value,
        Key::Revises => list(value).eq(header.parents.iter().map(RevisionId::as_str)),
        Key::DependsOn => list(value).eq(header.depends_on.iter().map(String::as_str)),
        Key::BranchLabels => list(value).eq(header.branch_labels.iter().map(String::as_str)),
        Key::Created => header.created.as_deref().unwrap_or("") == value,
    }
}

/// Whether the text is a point in time as RFC 3339 writes it; a blank may stand for the `T`.
fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return false };
    let Some([year, month, day]) = numbers(date, '-', [4, 2, 2]) else { return false };
    let Some(zone) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (clock, zone) = time.split_at(zone);
    let clock = match clock.split_once('.') {
        Some((clock, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()) => {
            clock
        }
        Some(_) => return false,
        None => clock,
    };
    let Some([hour, minute, second]) = numbers(clock, ':', [2, 2, 2]) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=12).contains(&month)
        && (1..=days).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60
        && is_zone(zone)
}

fn is_zone(zone: &str) -> bool {
    if zone.eq_ignore_ascii_case("z") {
        return true;
    }
    let offset = zone.strip_prefix(['+', '-']).unwrap_or("");
    matches!(numbers(offset, ':', [2, 2]), Some([hours, minutes]) if hours < 24 && minutes < 60)
}

/// Numbers of so many digits each.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut result = [0; N];
    for (place, digits) in result.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *place = part.parse().ok()?;
    }
    parts.next().is_none().then_some(result)
}
