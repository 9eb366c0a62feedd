//! Graphs in a line: `a; b < a #net; c < a | b` is c, which revises a and depends on b.

use std::fmt::Display;

use aludel::RevisionId;
use aludel::graph::{GraphComplaint, Node, RevisionGraph};
use aludel::revision::Header;

/// The headers; each comes from a file named after its id and its place.
pub(crate) fn headers(text: &str) -> Vec<Header> {
    let revisions = text.split(';').map(str::trim).filter(|revision| !revision.is_empty());
    revisions.enumerate().map(|(at, revision)| header(at, revision)).collect()
}

fn header(at: usize, text: &str) -> Header {
    let (text, labels) = text.split_once('#').unwrap_or((text, ""));
    let (text, depends_on) = text.split_once('|').unwrap_or((text, ""));
    let (id, parents) = text.split_once('<').unwrap_or((text, ""));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let id = id.trim();
    Header {
        id: id.parse().unwrap(),
        parents: words(parents).iter().map(|parent| parent.parse().unwrap()).collect(),
        depends_on: words(depends_on),
        branch_labels: words(labels),
        created: None,
        message: format!("make {id}"),
        path: format!("{at}_{id}.sql").into(),
    }
}

/// The graph of a text that is right.
pub(crate) fn graph(text: &str) -> RevisionGraph {
    RevisionGraph::new(headers(text)).unwrap()
}

/// What is wrong with a text: file, key and message of each complaint.
pub(crate) fn complaints(text: &str) -> Vec<String> {
    let complaints = RevisionGraph::new(headers(text)).unwrap_err();
    let line = |complaint: &GraphComplaint| {
        format!("{} {}: {complaint}", complaint.path().display(), complaint.key())
    };
    complaints.iter().map(line).collect()
}

/// Ids, as rows of a version table.
pub(crate) fn rows(text: &str) -> Vec<RevisionId> {
    text.split_whitespace().map(RevisionId::from_row).collect()
}

/// Ids in a line.
pub(crate) fn ids(graph: &RevisionGraph, nodes: impl IntoIterator<Item = Node>) -> String {
    joined(nodes.into_iter().map(|node| graph.id(node)))
}

/// Words in a line.
pub(crate) fn joined(words: impl IntoIterator<Item = impl Display>) -> String {
    words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>().join(" ")
}
