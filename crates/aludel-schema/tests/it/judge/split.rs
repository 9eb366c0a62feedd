//! Cuts `head (member, member) tail` at the commas that stand in no bracket and no quote.

/// What stands before the first bracket, the members between, and what stands behind the last one.
pub(super) fn members(text: &str) -> Option<(String, Vec<String>, String)> {
    let mut scan = Scan::default();
    let mut open = None;
    let mut members = Vec::new();
    for (index, character) in text.char_indices() {
        let depth = scan.depth;
        scan.feed(character);
        match (depth, scan.depth) {
            (0, 1) if open.is_none() => open = Some((index, index + 1)),
            (1, 1) if character == ',' && scan.quote.is_none() => {
                let (bracket, start) = open?;
                members.push(text[start..index].trim().to_owned());
                open = Some((bracket, index + 1));
            }
            (1, 0) => {
                let (bracket, start) = open?;
                members.push(text[start..index].trim().to_owned());
                members.retain(|member| !member.is_empty());
                let head = text[..bracket].trim().to_owned();
                return Some((head, members, text[index + 1..].trim().to_owned()));
            }
            _ => {}
        }
    }
    None
}

/// Where in a text we are: how deep in brackets, and in which quote.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<char>,
    escapes: bool,
    escaped: bool,
    last: char,
}

impl Scan {
    fn feed(&mut self, character: char) {
        match self.quote {
            Some(_) if self.escaped => self.escaped = false,
            Some(_) if self.escapes && character == '\\' => self.escaped = true,
            // A doubled quote closes and opens at once, which comes to the same.
            Some(quote) if character == quote => self.quote = None,
            Some(_) => {}
            None => match character {
                '\'' | '"' | '`' => {
                    self.quote = Some(character);
                    self.escapes = character == '\'' && self.last == 'E';
                }
                '(' => self.depth += 1,
                ')' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            },
        }
        self.last = character;
    }
}

#[test]
fn members_are_cut_at_their_own_commas() {
    let (head, members, tail) = members(
        "CREATE TABLE t (\n    a numeric(3,2) DEFAULT E'\\',(' || '),',\n    \"b,(\" text\n)\nWITH (x=1)",
    )
    .expect("it has members");
    assert_eq!(head, "CREATE TABLE t");
    assert_eq!(members, ["a numeric(3,2) DEFAULT E'\\',(' || '),'", "\"b,(\" text"]);
    assert_eq!(tail, "WITH (x=1)");
}
