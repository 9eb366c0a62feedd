//! Placeholders: words in brackets that stand for what differs from run to run.

/// What a placeholder stands for.
#[derive(Clone, Copy)]
enum Shape {
    Anything,
    Word,
    Digits,
    Hex(Option<usize>),
    Time,
    Duration,
    Version,
    Url,
}

const PLACEHOLDERS: [(&str, Shape); 10] = [
    ("[..]", Shape::Anything),
    ("[WORD]", Shape::Word),
    ("[N]", Shape::Digits),
    ("[PID]", Shape::Digits),
    ("[HEX12]", Shape::Hex(Some(12))),
    ("[HEX]", Shape::Hex(None)),
    ("[TIME]", Shape::Time),
    ("[DURATION]", Shape::Duration),
    ("[VERSION]", Shape::Version),
    ("[URL]", Shape::Url),
];

/// Whether the text is what the pattern says, with anything fitting in the place of placeholders.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let first = PLACEHOLDERS
        .iter()
        .filter_map(|(name, shape)| Some((pattern.find(name)?, *name, *shape)))
        .min_by_key(|(start, ..)| *start);
    let Some((start, name, shape)) = first else { return pattern == text };
    let Some(rest) = text.strip_prefix(&pattern[..start]) else { return false };
    let after = &pattern[start + name.len()..];
    // Names of the run have already become placeholders in the printed text.
    let itself = rest.strip_prefix(name).is_some_and(|rest| matches(after, rest));
    itself || shape.lengths(rest).into_iter().any(|length| matches(after, &rest[length..]))
}

/// The text with the versions of products replaced: a session holds on every server that it can run on.
pub(crate) fn without_versions(text: &str) -> String {
    ["PostgreSQL ", "MariaDB ", "MySQL ", "SQLite "]
        .iter()
        .fold(text.to_owned(), |text, product| without_version(&text, product))
}

/// The text with times, durations and process ids replaced by their placeholders.
pub(crate) fn generalise(text: &str) -> String {
    replace(&without_versions(text), &[("[TIME]", time), ("[DURATION]", duration)])
}

/// The text as a reader of documentation takes it: which time, which hash, which process, which server
/// and which version of it is not the point.
pub(crate) fn blur(text: &str) -> String {
    let hash = |text: &str| {
        hex(text).filter(|length| *length == 12 && text[..12].contains(|c: char| c.is_ascii_alphabetic()))
    };
    let blurred = replace(
        text,
        &[
            ("[URL]", url),
            ("[TIME]", time),
            ("[DURATION]", duration),
            ("[N] attempts", attempts),
            ("[HEX12]", hash),
        ],
    );
    without_versions(&blurred)
}

fn without_version(text: &str, product: &str) -> String {
    let mut parts = text.split(product);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let length = version(part).unwrap_or(0);
        result.push_str(product);
        result.push_str(if length > 0 { "[VERSION]" } else { "" });
        result.push_str(&part[length..]);
    }
    result
}

/// A database's URL, up to what can't belong to it in a sentence.
fn url(text: &str) -> Option<usize> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '`' | '"' | '\'' | ')' | ';' | ','));
    let length = end.unwrap_or(text.len());
    if text.starts_with("[URL]") {
        return Some(length);
    }
    let (scheme, _) = text[..length].split_once("://")?;
    ["postgres", "postgresql", "mysql", "mariadb"].contains(&scheme).then_some(length)
}

/// `4 attempts`: how often something is tried while one waits depends on the machine.
fn attempts(text: &str) -> Option<usize> {
    let length = digits(text)?;
    let word =
        text[length..].strip_prefix(" attempt").filter(|rest| ends_word(rest.trim_start_matches('s')))?;
    Some(text.len() - word.trim_start_matches('s').len())
}

type Measure = fn(&str) -> Option<usize>;

fn replace(text: &str, kinds: &[(&str, Measure)]) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let inside_word = result
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphanumeric() || last == '_' || last == '.');
        let found = kinds.iter().find_map(|(name, measure)| Some((*name, measure(rest)?)));
        let (name, length) = match found {
            Some(found) if !inside_word => found,
            _ if result.ends_with("pid ") && digits(rest).is_some() => ("[PID]", digits(rest).unwrap_or(0)),
            _ => {
                result.push(character);
                rest = &rest[character.len_utf8()..];
                continue;
            }
        };
        result.push_str(name);
        rest = &rest[length..];
    }
    result
}

impl Shape {
    /// How long the beginning of the text may be that it stands for, the longest first.
    fn lengths(self, text: &str) -> Vec<usize> {
        let exactly = |length: Option<usize>| length.into_iter().collect();
        let up_to =
            |end: usize, least: usize| (least..=end).rev().filter(|&at| text.is_char_boundary(at)).collect();
        match self {
            Shape::Anything => up_to(text.len(), 0),
            Shape::Word => up_to(word(text), 1),
            Shape::Digits => exactly(digits(text)),
            Shape::Hex(None) => exactly(hex(text)),
            Shape::Hex(Some(wanted)) => exactly(hex(text).filter(|length| *length == wanted)),
            Shape::Time => exactly(time(text)),
            Shape::Duration => exactly(duration(text)),
            Shape::Version => exactly(version(text)),
            Shape::Url => match text[..word(text)].find("://") {
                Some(colon) => up_to(word(text), colon + 3),
                None => Vec::new(),
            },
        }
    }
}

fn word(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// The length of the beginning made of such bytes; all are ASCII, so it is a boundary of characters.
fn run_of(text: &str, is_part: impl Fn(u8) -> bool) -> Option<usize> {
    let length = text.bytes().take_while(|byte| is_part(*byte)).count();
    (length > 0).then_some(length)
}

fn digits(text: &str) -> Option<usize> {
    run_of(text, |byte| byte.is_ascii_digit())
}

fn hex(text: &str) -> Option<usize> {
    let length = run_of(text, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))?;
    ends_word(&text[length..]).then_some(length)
}

/// `2026-11-22T00:31:14Z`, with a space for the T, with or without a fraction and a zone.
fn time(text: &str) -> Option<usize> {
    const SHAPE: &str = "0000-00-00T00:00:00";
    let bytes = text.as_bytes().get(..SHAPE.len())?;
    let fits = bytes.iter().zip(SHAPE.bytes()).all(|(byte, wanted)| match wanted {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' '),
        other => *byte == other,
    });
    let mut length = fits.then_some(SHAPE.len())?;
    if let Some(fraction) = text[length..].strip_prefix('.').and_then(digits) {
        length += 1 + fraction;
    }
    let zone = &text[length..];
    let zone_length = match zone.as_bytes() {
        [b'Z', ..] => 1,
        [b'+' | b'-', b'0'..=b'9', b'0'..=b'9', b':', b'0'..=b'9', b'0'..=b'9', ..] => 6,
        _ if zone.starts_with(" UTC") => 4,
        _ => 0,
    };
    Some(length + zone_length)
}

/// `12 ms`, `0.3s`, `1m 2s`.
fn duration(text: &str) -> Option<usize> {
    const UNITS: [&str; 9] = ["min", "ms", "µs", "us", "ns", "s", "m", "h", "d"];
    let mut length = number(text)?;
    let space = usize::from(text[length..].starts_with(' '));
    let unit =
        UNITS.iter().find(|unit| text[length + space..].strip_prefix(**unit).is_some_and(ends_word))?;
    length += space + unit.len();
    let more = text[length..].strip_prefix(' ').and_then(duration).map(|more| more + 1);
    Some(length + more.unwrap_or(0))
}

fn number(text: &str) -> Option<usize> {
    let whole = digits(text)?;
    let fraction = text[whole..].strip_prefix('.').and_then(digits).map_or(0, |length| length + 1);
    Some(whole + fraction)
}

/// `15.18`, `10.11.19-MariaDB`.
fn version(text: &str) -> Option<usize> {
    let numbers = run_of(text, |byte| byte.is_ascii_digit() || byte == b'.')?;
    // A full stop behind it ends the sentence.
    let length = text[..numbers].trim_end_matches('.').len();
    let suffix = text[length..].strip_prefix('-').and_then(|suffix| {
        run_of(suffix, |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-' | b'~' | b':')
        })
    });
    (length > 0).then(|| length + suffix.map_or(0, |more| more + 1))
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_match_their_shape() {
        let fits = [
            ("003 in [DURATION]", "003 in 12 ms"),
            ("took [DURATION].", "took 1m 2.5s."),
            ("[TIME] start", "2026-11-22T00:31:14.123Z start"),
            ("[TIME]", "2026-11-22 00:31:14+02:00"),
            ("pid [PID], [HEX12]", "pid 31, 0123456789ab"),
            ("= PostgreSQL [VERSION], [..]", "= PostgreSQL 15.18, SQLSTATE 23502"),
            ("at [URL]: refused", "at postgres://é@h/d: refused"),
            ("a[..]c[..]", "abcccd"),
        ];
        for (pattern, text) in fits {
            assert!(matches(pattern, text), "{pattern} / {text}");
        }
        let misfits = [
            ("[N]", "x"),
            ("[HEX12]", "0123456789abc"),
            ("[DURATION]", "3 sheep"),
            ("[TIME]", "2026"),
            ("a", "ab"),
        ];
        for (pattern, text) in misfits {
            assert!(!matches(pattern, text), "{pattern} / {text}");
        }
    }

    #[test]
    fn what_changes_is_generalised() {
        let text = "002 at 2026-11-22T00:31:14Z by pid 77 in 12 ms, v1.5s, ae103fb2c4d5";
        assert_eq!(generalise(text), "002 at [TIME] by pid [PID] in [DURATION], v1.5s, ae103fb2c4d5");
        assert!(blur(text).ends_with(", [HEX12]"));
        assert_eq!(without_versions("on PostgreSQL 15.18. 15.18"), "on PostgreSQL [VERSION]. 15.18");
        let text = "= postgres://shop@db/shop; PostgreSQL 15.18, SQLSTATE 23502";
        assert_eq!(blur(text), "= [URL]; PostgreSQL [VERSION], SQLSTATE 23502");
        assert_eq!(blur("at [URL]_x: no"), blur("at postgres://db/shop_x: no"));
    }
}
