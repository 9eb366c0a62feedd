//! Bytes to text.

use std::path::Path;

use super::Complaint;
use super::line::{Line, lines};

/// The file's text.
pub(super) fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, Vec<Complaint>> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let complaint = Complaint::whole(path, "this file is UTF-16");
        return Err(vec![complaint.help("save it as UTF-8")]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let message = format!("this is not UTF-8: byte 0x{byte:02x} (byte {} of the file)", at + 1);
        vec![complaint(path, bytes, at, message).help("save the file as UTF-8")]
    })?;
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => {
            Err(vec![complaint(path, bytes, at, "a NUL character, which no SQL can hold".to_owned())])
        }
        None => match conflict(text) {
            Some(line) => {
                let complaint = Complaint::at(path, &line, 0, "a merge conflict that was not resolved");
                Err(vec![complaint.help("choose between the two sides and take the marks of git away")])
            }
            None => Ok(text),
        },
    }
}

/// The first line of a conflict as git leaves it in a file.
fn conflict(text: &str) -> Option<Line<'_>> {
    // Most files end here.
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let begins = |mark: &'static str| lines(text).find(|line| line.text.starts_with(mark));
    let (first, middle, last) = (begins("<<<<<<< ")?, begins("=======")?, begins(">>>>>>> ")?);
    (first.number < middle.number && middle.number < last.number).then_some(first)
}

/// A complaint about one byte of a text that may be no UTF-8.
fn complaint(path: &Path, bytes: &[u8], at: usize, message: String) -> Complaint {
    let before = bytes.get(..at).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let number = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let text = String::from_utf8_lossy(rest.get(..end).unwrap_or_default());
    let line = Line { number, start, end: start + end, text: text.trim_end_matches('\r') };
    Complaint::at(path, &line, at - start, message)
}
