//! What a rebase changes: pure, from the headers of all files to the headers as they will be.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use aludel::revision::Header;
use aludel::{RevisionGraph, RevisionId};

use crate::config::IdScheme;
use crate::error::{Failure, Place, Problem};

/// A file whose header, and perhaps name, changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// Its place in the list of all files.
    pub(super) source: usize,
    /// What its header says now.
    pub(super) old: Header,
    /// What it will say; its path is the new one.
    pub(super) new: Header,
}

/// Puts the files of `line` (places in `headers`) behind `onto`, in their order.
///
/// Files outside of the line that depend on one of its ids are among the moves, too.
pub(super) fn plan(
    headers: &[Header],
    line: &[usize],
    onto: &RevisionId,
    scheme: IdScheme,
) -> Result<Vec<Move>, Failure> {
    let moved: HashSet<usize> = line.iter().copied().collect();
    let rest: Vec<&Header> = headers
        .iter()
        .enumerate()
        .filter(|(place, _)| !moved.contains(place))
        .map(|(_, header)| header)
        .collect();
    let line = in_order(headers, line)?;
    let ids: HashSet<&RevisionId> = line.iter().map(|place| &headers[*place].id).collect();
    let names = new_names(headers, &line, &rest, scheme);
    let renamed = |id: &RevisionId| names.get(id).cloned().unwrap_or_else(|| id.clone());
    let mut moves = Vec::new();
    for place in line {
        let old = &headers[place];
        let inside: Vec<RevisionId> = old.parents.iter().filter(|id| ids.contains(id)).map(renamed).collect();
        let id = renamed(&old.id);
        let new = Header {
            parents: if inside.is_empty() { vec![onto.clone()] } else { inside },
            depends_on: rename_all(&old.depends_on, &names),
            path: new_path(old, &id),
            id,
            ..old.clone()
        };
        moves.push(Move { source: place, old: old.clone(), new });
    }
    moves.extend(of_the_rest(headers, &moved, &names));
    moves.retain(|one| one.old != one.new);
    Ok(moves)
}

/// Files that stay, and depend on one that is renamed.
fn of_the_rest(
    headers: &[Header],
    moved: &HashSet<usize>,
    names: &HashMap<RevisionId, RevisionId>,
) -> Vec<Move> {
    let stays = |place: &usize| !moved.contains(place);
    let staying: HashSet<&str> =
        (0..headers.len()).filter(stays).map(|place| headers[place].id.as_str()).collect();
    (0..headers.len())
        .filter(stays)
        .filter_map(|source| {
            let old = &headers[source];
            // An id that a file which stays has too means that file.
            let depends_on: Vec<String> = old
                .depends_on
                .iter()
                .map(|name| match names.get(name.as_str()) {
                    Some(new) if !staying.contains(name.as_str()) => new.to_string(),
                    _ => name.clone(),
                })
                .collect();
            (depends_on != old.depends_on).then(|| Move {
                source,
                old: old.clone(),
                new: Header { depends_on, ..old.clone() },
            })
        })
        .collect()
}

fn rename_all(ids: &[String], names: &HashMap<RevisionId, RevisionId>) -> Vec<String> {
    ids.iter().map(|id| names.get(id.as_str()).map_or_else(|| id.clone(), ToString::to_string)).collect()
}

/// The line with parents before children.
fn in_order(headers: &[Header], line: &[usize]) -> Result<Vec<usize>, Failure> {
    let place: HashMap<&RevisionId, usize> = line.iter().map(|place| (&headers[*place].id, *place)).collect();
    if place.len() < line.len() {
        let mut seen = HashSet::new();
        let twice = line.iter().map(|place| &headers[*place]).find(|header| !seen.insert(&header.id));
        let id = twice.map(|header| header.id.to_string()).unwrap_or_default();
        return Err(Problem::new("usage", format!("two of the files that should move have the id {id}"))
            .hint("move one of them first, then the other")
            .failed());
    }
    let mut sorted = line.to_vec();
    sorted.sort();
    let mut done: HashSet<usize> = HashSet::new();
    let mut order = Vec::new();
    while order.len() < sorted.len() {
        let ready = sorted.iter().copied().filter(|place| !done.contains(place)).find(|candidate| {
            headers[*candidate]
                .parents
                .iter()
                .all(|parent| place.get(parent).is_none_or(|at| done.contains(at)))
        });
        let Some(ready) = ready else {
            return Err(
                Problem::new("revision", "the revisions that should move go round in a circle").failed()
            );
        };
        done.insert(ready);
        order.push(ready);
    }
    Ok(order)
}

/// New ids, where ids are numbers and the old ones would not stand behind all others.
fn new_names(
    headers: &[Header],
    line: &[usize],
    rest: &[&Header],
    scheme: IdScheme,
) -> HashMap<RevisionId, RevisionId> {
    let number = |id: &RevisionId| {
        let text = id.as_str();
        (text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u64>().ok())
            .flatten()
    };
    let numbers: Option<Vec<u64>> = line.iter().map(|place| number(&headers[*place].id)).collect();
    let (Some(numbers), IdScheme::Sequential) = (numbers, scheme) else { return HashMap::new() };
    let highest = rest.iter().filter_map(|header| number(&header.id)).max().unwrap_or(0);
    let rising = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if rising && numbers.first().is_some_and(|first| *first > highest) {
        return HashMap::new();
    }
    let width = headers
        .iter()
        .filter(|header| number(&header.id).is_some())
        .map(|header| header.id.as_str().len())
        .max()
        .unwrap_or(3);
    line.iter()
        .zip(highest + 1..)
        .filter_map(|(place, next)| {
            let old = headers[*place].id.clone();
            let new: RevisionId = format!("{next:0width$}").parse().ok()?;
            Some((old, new))
        })
        .collect()
}

/// The file's name with the new id in the place of the old one.
fn new_path(old: &Header, id: &RevisionId) -> PathBuf {
    if old.id == *id {
        return old.path.clone();
    }
    let name = old.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.strip_prefix(old.id.as_str()) {
        Some(rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => {
            old.path.with_file_name(format!("{id}{rest}"))
        }
        _ => old.path.with_file_name(aludel::naming::file_name(id.as_str(), &old.message)),
    }
}

/// Refuses moves after which the revisions would be no graph.
pub(super) fn check(headers: &[Header], moves: &[Move]) -> Result<(), Failure> {
    let mut after = headers.to_vec();
    for one in moves {
        after[one.source] = one.new.clone();
    }
    let Err(complaints) = RevisionGraph::new(after) else { return Ok(()) };
    let problems = complaints.iter().map(|complaint| {
        Problem::new("revision", format!("it can't be moved so: {complaint}"))
            .at(Place::file(complaint.path()))
    });
    Err(Failure { exit: crate::error::exit::FAILED, problems: problems.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `id: parents | depends`, a line each.
    fn headers(text: &str) -> Vec<Header> {
        let id = |text: &str| text.parse::<RevisionId>().expect("an id");
        text.lines()
            .map(|line| {
                let (name, rest) = line.split_once(':').expect("a colon");
                let (parents, depends) = rest.split_once('|').unwrap_or((rest, ""));
                Header {
                    id: id(name.trim()),
                    parents: parents.split_whitespace().map(id).collect(),
                    depends_on: depends.split_whitespace().map(str::to_owned).collect(),
                    branch_labels: Vec::new(),
                    created: None,
                    message: String::new(),
                    path: PathBuf::from(format!("m/{}_x.sql", name.trim())),
                }
            })
            .collect()
    }

    fn check_plan(text: &str, line: &[usize], onto: &str, expected: &str) {
        let headers = headers(text);
        let moves =
            plan(&headers, line, &onto.parse().expect("an id"), IdScheme::Sequential).expect("a plan");
        check(&headers, &moves).expect("a graph");
        let shown: Vec<String> = moves
            .iter()
            .map(|one| {
                let parents: Vec<&str> = one.new.parents.iter().map(RevisionId::as_str).collect();
                let depends = match one.new.depends_on.as_slice() {
                    [] => String::new(),
                    some => format!(" | {}", some.join(" ")),
                };
                format!("{} {} {}{depends}", one.old.id, one.new.path.display(), parents.join(" "))
            })
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn a_line_is_numbered_behind_the_other() {
        check_plan(
            "001:\n002: 001\n003: 002\n004: 001\n005: 004",
            &[1, 2],
            "005",
            "002 m/006_x.sql 005\n003 m/007_x.sql 006",
        );
    }

    #[test]
    fn higher_numbers_stay() {
        check_plan("001:\n002: 001\n003: 001", &[2], "002", "003 m/003_x.sql 002");
    }

    #[test]
    fn two_files_of_one_id() {
        check_plan("001:\n002: 001\n002: 001", &[2], "002", "002 m/003_x.sql 002");
    }

    #[test]
    fn names_that_are_no_numbers_stay() {
        check_plan("a:\nb: a\nc: a", &[1], "c", "b m/b_x.sql c");
    }

    #[test]
    fn what_depends_on_a_renamed_one_follows() {
        check_plan(
            "001:\n002: 001\n003: 001\n004: 003 | 002\n100:",
            &[1],
            "003",
            "002 m/101_x.sql 003\n004 m/004_x.sql 003 | 101",
        );
    }
}
