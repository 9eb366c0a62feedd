//! Prints a revision as its file.

use super::header::Key;
use super::marker::{self, MarkerLine};
use crate::revision::{Direction, Header, Revision, Section};

/// The file that says what the revision says: reading it gives the revision again.
///
/// Two texts can't be said and are changed: a line of the message that reads as a marker gets a
/// full stop, and a section that does not end with its line ends there.
pub fn print(revision: &Revision) -> String {
    let Revision { header, upgrade, downgrade } = revision;
    let mut text = String::new();
    for line in Key::ALL.iter().filter_map(|key| header_line(*key, header)) {
        push_line(&mut text, &line);
    }
    for line in message_lines(&header.message) {
        push_line(&mut text, &line);
    }
    text.push('\n');
    let sections = upgrade
        .iter()
        .map(|section| (Direction::Up, section))
        .chain(downgrade.iter().map(|section| (Direction::Down, section)));
    for (half, section) in sections {
        if !text.ends_with('\n') {
            text.push('\n');
        }
        push_line(&mut text, &marker_line(half, section));
        text.push_str(&section.text);
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn marker_line(half: Direction, section: &Section) -> String {
    let mut options: Vec<&str> = section.dialects.iter().map(|dialect| dialect.name()).collect();
    if section.no_transaction {
        options.push("no-transaction");
    }
    if section.rust {
        options.push("rust");
    }
    match options.as_slice() {
        [] => format!("-- {}", marker::word(half)),
        options => format!("-- {} [{}]", marker::word(half), options.join(", ")),
    }
}

/// The line of a key; `None`: there is nothing to say.
pub(super) fn header_line(key: Key, header: &Header) -> Option<String> {
    let value = match key {
        Key::Revision => header.id.to_string(),
        Key::Revises if header.parents.is_empty() => "none".to_owned(),
        Key::Revises => header.parents.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Key::DependsOn => header.depends_on.join(", "),
        Key::BranchLabels => header.branch_labels.join(", "),
        Key::Created => header.created.clone().unwrap_or_default(),
    };
    (!value.is_empty()).then(|| format!("-- {}: {value}", key.name()))
}

/// Whether a value says that there is nothing.
pub(super) fn is_none(value: &str) -> bool {
    value.eq_ignore_ascii_case("none")
}

/// The lines of the message, with the empty one above it; none if it is empty.
pub(super) fn message_lines(message: &str) -> Vec<String> {
    let message = message.trim_matches(['\n', '\r']);
    if message.trim().is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["--".to_owned()];
    for line in message.lines() {
        let line = format!("-- {}", line.trim_end());
        let stop = if matches!(marker::read(&line), Some(MarkerLine::Marker { .. })) { "." } else { "" };
        lines.push(format!("{}{stop}", line.trim_end()));
    }
    lines
}
