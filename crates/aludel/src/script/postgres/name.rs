//! Names as the server reads them: without quotes, and cut where they are too long.

/// The name that stands between quotes.
pub(super) fn unquote(quoted: &str) -> String {
    let (inside, is_unicode) = match quoted.strip_prefix(['U', 'u']) {
        Some(rest) => (rest.trim_start_matches('&'), true),
        None => (quoted, false),
    };
    let inside = inside.strip_prefix('"').unwrap_or(inside);
    let inside = inside.strip_suffix('"').unwrap_or(inside).replace("\"\"", "\"");
    if is_unicode { unescape(&inside) } else { inside }
}

/// Reads the `\0041` and `\+000041` of `U&"…"`.
fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        result.push_str(before);
        let (skip, digits) = if escape.starts_with("\\+") { (2, 6) } else { (1, 4) };
        let character = escape
            .get(skip..skip + digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        rest = match character {
            Some(character) => {
                result.push(character);
                escape.get(skip + digits..).unwrap_or("")
            }
            None => {
                result.push('\\');
                let after = escape.strip_prefix('\\').unwrap_or("");
                after.strip_prefix('\\').unwrap_or(after)
            }
        };
    }
    result.push_str(rest);
    result
}

/// A name is cut at 63 bytes: NAMEDATALEN - 1.
pub(super) fn truncate(mut name: String) -> String {
    let mut end = name.len().min(63);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}
