//! Writes what was printed into the session's file, and keeps what still holds.

use super::compare::{self, DOTS, Pair};
use super::parse::{Command, Manner, Session, escape};
use super::{placeholder, stage};
use crate::database::Dialect;

/// What one command printed on one product.
pub(crate) type Printed<'a> = (Option<Dialect>, &'a [String]);

/// The session's text with these commands' expectations made true.
pub(crate) fn rewrite(session: &Session, changes: &[(&Command, Vec<Printed<'_>>)]) -> String {
    let mut lines: Vec<String> = session.text.lines().map(str::to_owned).collect();
    // From the end, so that the earlier places stay where they are.
    for (command, printed) in changes.iter().rev() {
        lines.splice(command.range.clone(), expectation(session, command, printed));
    }
    lines.join("\n") + "\n"
}

fn expectation(session: &Session, command: &Command, printed: &[Printed<'_>]) -> Vec<String> {
    let kept = |(dialect, lines): &Printed<'_>| {
        (*dialect, keep(session.manner, &command.expected_on(*dialect), lines))
    };
    let mut texts: Vec<(Option<Dialect>, Vec<String>)> = printed.iter().map(kept).collect();
    if session.manner == Manner::Document {
        return texts.pop().map(|(_, lines)| lines).unwrap_or_default();
    }
    let start = common(texts.iter().map(|(_, lines)| lines.iter()).collect());
    let shared: Vec<String> = texts.first().map(|(_, lines)| lines[..start].to_vec()).unwrap_or_default();
    texts.iter_mut().for_each(|(_, lines)| drop(lines.drain(..start)));
    let end = common(texts.iter().map(|(_, lines)| lines.iter().rev()).collect());
    let rest: Vec<String> =
        texts.first().map(|(_, lines)| lines[lines.len() - end..].to_vec()).unwrap_or_default();
    texts.iter_mut().for_each(|(_, lines)| lines.truncate(lines.len() - end));
    let escaped = |lines: &[String]| lines.iter().map(|line| escape(line)).collect::<Vec<_>>();
    let mut result = escaped(&shared);
    let groups = groups(texts);
    for (names, lines) in &groups {
        result.push(format!("[{}]", names.join(", ")));
        result.extend(escaped(lines));
    }
    if !groups.is_empty() && !rest.is_empty() {
        result.push("[all]".to_owned());
    }
    result.extend(escaped(&rest));
    result
}

/// Products that print the same share a block; those that print nothing here need none.
fn groups(texts: Vec<(Option<Dialect>, Vec<String>)>) -> Vec<(Vec<&'static str>, Vec<String>)> {
    let mut groups: Vec<(Vec<&'static str>, Vec<String>)> = Vec::new();
    for (dialect, lines) in texts {
        let name = dialect.map_or("", Dialect::name);
        match groups.iter_mut().find(|(_, others)| *others == lines) {
            _ if lines.is_empty() => {}
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], lines)),
        }
    }
    groups
}

/// How many lines all the texts begin with.
fn common<'a>(mut texts: Vec<impl Iterator<Item = &'a String>>) -> usize {
    let mut count = 0;
    while let Some(first) = texts.first_mut().and_then(Iterator::next) {
        if !texts.iter_mut().skip(1).all(|text| text.next() == Some(first)) {
            break;
        }
        count += 1;
    }
    count
}

/// The printed lines, each as the expectation has it where that still holds.
fn keep(manner: Manner, expected: &[&str], printed: &[String]) -> Vec<String> {
    let pairs = compare::align(expected, printed, stage::same(manner));
    let line = |pair: &Pair| match *pair {
        Pair::Both(at, _) => Some(expected[at].to_owned()),
        Pair::Dots(_) => Some(DOTS.to_owned()),
        Pair::Surplus(at) if manner == Manner::Session => Some(placeholder::generalise(&printed[at])),
        Pair::Surplus(at) => Some(printed[at].clone()),
        Pair::Covered(_) | Pair::Missing(_) => None,
    };
    pairs.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::session::parse::{self, Step};

    #[test]
    fn what_holds_is_kept_and_products_are_told_apart() {
        let text = "# databases: sqlite postgres mysql\n$ a\nold\nin [DURATION]\n\n$ b\n";
        let session = parse::session(Path::new("s"), text).expect("it is right");
        let Step::Command(command) = &session.steps[0] else { panic!("a command") };
        let on = |middle: &str| vec!["# new".to_owned(), middle.to_owned(), "in 3 ms".to_owned()];
        let (sqlite, postgres) = (on("one 5 ms"), on("two"));
        let printed = vec![
            (Some(Dialect::Sqlite), sqlite.as_slice()),
            (Some(Dialect::Postgres), postgres.as_slice()),
            (Some(Dialect::Mysql), postgres.as_slice()),
        ];
        let new = rewrite(&session, &[(command, printed)]);
        let wanted = "# databases: sqlite postgres mysql\n$ a\n\\# new\n[sqlite]\none [DURATION]\n\
                      [postgres, mysql]\ntwo\n[all]\nin [DURATION]\n\n$ b\n";
        assert_eq!(new, wanted);
    }
}
