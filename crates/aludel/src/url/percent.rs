//! Percent-encoding: how a URL holds a character that would end one of its parts.

use super::UrlError;

/// Decodes one part of a URL.
pub(super) fn decode(text: &str, part: &'static str) -> Result<String, UrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        match after {
            [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) * 16 + digit(*low));
                rest = after;
            }
            _ => return Err(UrlError::Percent { part }),
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(UrlError::NoText { part }),
    }
}

fn digit(hex: u8) -> u8 {
    match hex {
        b'0'..=b'9' => hex - b'0',
        b'a'..=b'f' => hex - b'a' + 10,
        _ => hex.wrapping_sub(b'A').wrapping_add(10),
    }
}

/// Encodes a user, host or database.
pub(super) fn encode(text: &str) -> String {
    encode_but(text, "-._~")
}

/// Encodes the value of a parameter, where more is allowed to stand.
pub(super) fn encode_value(text: &str) -> String {
    encode_but(text, "-._~/:,@*")
}

fn encode_but(text: &str, plain: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() || plain.contains(character) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}
