//! A place in a text as people count it.

/// Line and column of a byte, both from 1; a column is a character.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_begin = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_begin..).unwrap_or("").chars().filter(|c| *c != '\u{feff}').count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// The first line of a statement that says something, cut where it is long.
pub(super) fn headline(statement: &str) -> String {
    const LONGEST: usize = 100;
    let line = statement.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line)),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_in_characters() {
        let text = "\u{feff}äb\ncd";
        let at = |part: &str| line_and_column(text, text.find(part).unwrap());
        assert_eq!((at("ä"), at("b"), at("d")), ((1, 1), (1, 2), (2, 2)));
        assert_eq!(line_and_column(text, 999), (2, 3));
    }

    #[test]
    fn a_headline_is_one_short_line() {
        assert_eq!(headline("\n CREATE TABLE a (\n b int)"), "CREATE TABLE a (");
        assert_eq!(headline(&"ä".repeat(200)).chars().count(), 101);
    }
}
