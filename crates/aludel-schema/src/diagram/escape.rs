//! Text inside XML and HTML.
//!
//! One function serves element text and quoted attributes of both, so that no place can be given the
//! wrong one. What XML 1.0 cannot hold at all (control characters) becomes the replacement character:
//! a picture that will not load because of one comment helps nobody. So do the marks that turn the
//! direction of text around: a name must not be able to look like another.

use std::fmt::{self, Display, Write as _};

/// A text, written so that it is only text.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_str("&#10;")?,
                '\t' => f.write_str("&#9;")?,
                c if is_unfit(c) => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_a_text() {
        assert_eq!(
            Text("<a b='c' d=\"e\">&amp;\n").to_string(),
            "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;&#10;"
        );
        assert_eq!(Text("a\0b\u{1b}c\u{202e}d\u{ffff}").to_string(), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(Text("]]>").to_string(), "]]&gt;");
    }
}
