//! Which views SQL texts make: what models call a table may be one of them.

use aludel::Dialect;

use super::SqlText;
use super::words::as_written;

/// The names of the views that texts make, without their schemas; a text that can't be cut has none.
pub fn views(dialect: Dialect, texts: &[SqlText]) -> Vec<String> {
    let cut = |text: &SqlText| {
        let dump = aludel::script::dump(dialect, &text.text).ok()?;
        let statements = dump.statements.iter().filter_map(|statement| text.text.get(statement.span.clone()));
        Some(statements.filter_map(view).collect::<Vec<_>>())
    };
    texts.iter().filter_map(cut).flatten().collect()
}

/// `CREATE … VIEW [IF NOT EXISTS] [schema.]name`
fn view(statement: &str) -> Option<String> {
    // Before the name stand at most MySQL's algorithm, definer and security.
    let words = as_written(statement, 24);
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    let ends = ["TABLE", "INDEX", "FUNCTION", "PROCEDURE", "TRIGGER", "RULE", "TYPE", "AS", "("];
    let at = words.iter().position(|word| is(word, "VIEW") || ends.iter().any(|end| is(word, end)))?;
    if !is(words[0], "CREATE") || !is(words[at], "VIEW") {
        return None;
    }
    let mut rest =
        words[at + 1..].iter().skip_while(|word| ["IF", "NOT", "EXISTS"].iter().any(|one| is(word, one)));
    let mut name = *rest.next()?;
    while rest.next() == Some(&".") {
        name = rest.next()?;
    }
    Some(name.trim_matches(['"', '`', '[', ']']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::view;

    #[test]
    fn the_name_of_a_view() {
        for (statement, name) in [
            ("CREATE VIEW grown AS SELECT 1", Some("grown")),
            ("create or replace view app.\"Grown\" (id) as select 1", Some("Grown")),
            ("CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 1", Some("m")),
            (
                "CREATE ALGORITHM = MERGE DEFINER = `a`@`b` SQL SECURITY INVOKER VIEW `v` AS SELECT 1",
                Some("v"),
            ),
            ("CREATE TABLE t (view integer)", None),
            ("DROP VIEW grown", None),
            ("CREATE FUNCTION f() RETURNS void AS 'CREATE VIEW v AS SELECT 1' LANGUAGE sql", None),
        ] {
            assert_eq!(view(statement).as_deref(), name, "{statement}");
        }
    }
}
