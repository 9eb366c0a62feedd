//! Expressions in the words that the server says when it has read its own.
//!
//! What `pg_get_expr` and its like say is not always what they say of an object that was made from
//! it: `status IN ('a', 'b')` on a `varchar` column is first said as `(ARRAY['a'::character varying,
//! …])::text[]`, and then as `ARRAY[('a'::character varying)::text, …]`. Both mean the same, so the
//! second is taken for both; else a schema would differ from what was made from it for ever.

/// The definition, a text of JSON, with every SQL text in it in the words of the second time.
pub(super) fn canonical(definition: String) -> String {
    match definition.contains("(ARRAY[") || definition.contains("FROM (VALUES ") {
        true => rewritten(&definition),
        false => definition,
    }
}

fn rewritten(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quotes = Quotes::default();
    let mut rest = text;
    while !rest.is_empty() {
        if quotes.are_closed() {
            if let Some((array, after)) = cast_array(rest) {
                out.push_str(&array);
                rest = after;
                continue;
            }
            if let Some(after) = rest.strip_prefix("FROM (VALUES ") {
                out.push_str("FROM ( VALUES ");
                rest = after;
                continue;
            }
        }
        let length = quotes.step(rest);
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// `(ARRAY[a, b])::t[]` at the start of a text as `ARRAY[(a)::t, (b)::t]`, and what follows it.
fn cast_array(text: &str) -> Option<(String, &str)> {
    let (elements, rest) = elements(text.strip_prefix("(ARRAY[")?)?;
    let rest = rest.strip_prefix(")::")?;
    let end = rest.find("[]")?;
    let (name, after) = (&rest[..end], &rest[end + 2..]);
    let is_name = |c: char| c.is_alphanumeric() || " _.(),\"\\$".contains(c);
    let is_plain = !elements.iter().any(|element| element.is_empty() || element.starts_with("ARRAY["));
    if !is_plain || !name.chars().all(is_name) || after.starts_with('[') {
        return None;
    }
    let each: Vec<String> =
        elements.iter().map(|element| format!("({})::{name}", rewritten(element))).collect();
    Some((format!("ARRAY[{}]", each.join(", ")), after))
}

/// The elements up to the bracket that closes them, and what follows it.
fn elements(text: &str) -> Option<(Vec<&str>, &str)> {
    let mut quotes = Quotes::default();
    let (mut depth, mut start, mut place) = (0usize, 0, 0);
    let mut elements = Vec::new();
    while place < text.len() {
        let rest = &text[place..];
        if quotes.are_closed() {
            match rest.as_bytes()[0] {
                b'(' | b'[' => depth += 1,
                b']' if depth == 0 => {
                    elements.push(&text[start..place]);
                    return Some((elements, &rest[1..]));
                }
                b')' | b']' => depth = depth.checked_sub(1)?,
                b',' if depth == 0 => {
                    elements.push(&text[start..place]);
                    start = place + if rest.starts_with(", ") { 2 } else { 1 };
                }
                // The end of the text of JSON.
                b'"' => return None,
                _ => {}
            }
        }
        place += quotes.step(rest);
    }
    None
}

/// Where in SQL one is, whose own double quotes have a backslash before them in JSON.
#[derive(Default)]
struct Quotes {
    open: Option<u8>,
}

impl Quotes {
    fn are_closed(&self) -> bool {
        self.open.is_none()
    }

    /// Passes one character; how long it is.
    fn step(&mut self, rest: &str) -> usize {
        match rest.as_bytes() {
            [b'\\', b'"', ..] => {
                self.pass(b'"');
                2
            }
            [b'\\', next, ..] if next.is_ascii() => 2,
            [b'\'', ..] => {
                self.pass(b'\'');
                1
            }
            [b'"', ..] => {
                self.open = None;
                1
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        }
    }

    fn pass(&mut self, quote: u8) {
        self.open = match self.open {
            None => Some(quote),
            Some(open) if open == quote => None,
            Some(open) => Some(open),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn the_words_of_the_second_time() {
        for (first, second) in [
            (
                "((s)::text = ANY ((ARRAY['a'::character varying, 'b, ''c]'::character varying])::text[]))",
                "((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b, ''c]'::character varying)::text]))",
            ),
            ("((ARRAY[f(a, b), x[1]])::bigint[])", "(ARRAY[(f(a, b))::bigint, (x[1])::bigint])"),
            ("(ARRAY[a])::\\\"S s\\\".\\\"T\\\"[] x", "ARRAY[(a)::\\\"S s\\\".\\\"T\\\"] x"),
            ("FROM (VALUES (1)) x", "FROM ( VALUES (1)) x"),
            // What stands in a text stays.
            ("'(ARRAY[a])::text[]'", "'(ARRAY[a])::text[]'"),
            ("\\\"FROM (VALUES \\\"", "\\\"FROM (VALUES \\\""),
            ("(ARRAY[ARRAY[a]])::text[]", "(ARRAY[ARRAY[a]])::text[]"),
            ("(ARRAY[a])::text", "(ARRAY[a])::text"),
            ("(ARRAY[a", "(ARRAY[a"),
        ] {
            let json = |sql: &str| format!("{{\"query\": \"{sql}\", \"other\" : \"it's\"}}");
            assert_eq!(canonical(json(first)), json(second));
            assert_eq!(canonical(json(second)), json(second));
        }
    }
}
