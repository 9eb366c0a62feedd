//! The graph: what follows from headers, and what is wrong with them.

use crate::notation::{complaints, graph, ids};

#[test]
fn edges_heads_and_bases() {
    let graph = graph("d < b c; a; b < a; c < a | x; x #side; y < x");
    let node = |id: &str| graph.find(id).unwrap();
    assert_eq!(ids(&graph, graph.heads()), "d y");
    assert_eq!(ids(&graph, graph.bases()), "a x");
    assert_eq!(ids(&graph, graph.normalized(node("d")).to_vec()), "b c");
    assert_eq!(ids(&graph, graph.normalized(node("c")).to_vec()), "a x");
    assert_eq!(ids(&graph, graph.dependents(node("x")).to_vec()), "c");
    assert!(graph.is_branch_point(node("a")) && !graph.is_branch_point(node("x")));
    assert!(graph.is_merge_point(node("d")) && !graph.is_merge_point(node("c")));
    assert_eq!(ids(&graph, graph.ancestors(&[node("c")]).iter()), "a c x");
    assert_eq!(ids(&graph, graph.descendants(&[node("x")]).iter()), "d c x y");
    assert_eq!(graph.header(node("b")).title(), "make b");
    assert!(graph.find("side").is_none());
    assert_eq!(graph.find_label("side"), graph.find("x"));
}

#[test]
fn an_empty_graph_is_a_graph() {
    let graph = graph("");
    assert!(graph.is_empty() && graph.heads().is_empty() && graph.nodes().next().is_none());
}

#[test]
fn a_head_that_another_depends_on_is_no_real_head() {
    let graph = graph("a; b < a; x; y < x | b");
    assert_eq!(ids(&graph, graph.heads()), "b y");
    assert_eq!(ids(&graph, graph.real_heads()), "y");
}

#[test]
fn a_dependency_that_an_ancestor_has_says_nothing_new() {
    let graph = graph("x; a | x; b < a; c < b | x; d | x; e < d c | x; f < a | x a");
    for (id, normalized) in [("a", "x"), ("c", "b"), ("d", "x"), ("e", "d c"), ("f", "a")] {
        assert_eq!(ids(&graph, graph.normalized(graph.find(id).unwrap()).to_vec()), normalized, "{id}");
    }
}

#[test]
fn a_dependency_on_a_label_is_one_on_its_carrier() {
    let graph = graph("a #net; b < a; c | net a");
    assert_eq!(ids(&graph, graph.dependencies(graph.find("c").unwrap()).to_vec()), "a");
}

#[test]
fn a_line_goes_up_to_its_heads_and_down_to_the_last_fork() {
    let graph = graph("root; a < root; z < root; b < a #net; c < b; d < b; m < c z #merged; e < m");
    let line = |id: &str| ids(&graph, graph.line_of(graph.find(id).unwrap()).iter());
    // b is a branch point itself: the walk down ends where it begins.
    assert_eq!(line("b"), "b c d m e");
    assert_eq!(line("a"), "a b c d m e");
    assert_eq!(line("e"), "e");
    assert_eq!(line("z"), "z m e");
    assert_eq!(graph.labels_of(graph.find("m").unwrap()), ["merged", "net"]);
    assert!(graph.labels_of(graph.find("root").unwrap()).is_empty());
}

#[test]
fn everything_wrong_is_said_at_once() {
    let found = complaints(
        "001; 002 < 001 #net; 002 < 001; 003 < 02 | nett #net; 004 < 003 003 #001 head; 005 < 006; 006 < 005",
    );
    assert_eq!(
        found,
        [
            "2_002.sql revision: revision 002 is there twice: 1_002.sql has the same id",
            "3_003.sql branch_labels: branch label net of revision 003 is already the label of 002 (1_002.sql)",
            "4_004.sql branch_labels: branch label 001 of revision 004 is also the id of a revision (0_001.sql)",
            "4_004.sql branch_labels: \"head\" can't be a branch label (of revision 004): a target would read it as something else",
            "3_003.sql revises: revision 003 revises 02, and there is no revision 02; did you mean 002?",
            "4_004.sql revises: revision 004 names 003 twice among the revisions it revises",
            "3_003.sql depends_on: revision 003 depends on nett, and no revision has that id or branch label; did you mean net?",
            "5_005.sql revises: revisions go round in a circle: 005 revises 006, 006 revises 005",
        ]
    );
}

#[test]
fn cycles_name_their_members_in_order() {
    let cases = [
        ("a < a", vec!["0_a.sql revises: revision a revises itself"]),
        ("a | me #me", vec!["0_a.sql depends_on: revision a depends on itself"]),
        (
            "a | c; b < a; c < b; d < c",
            vec![
                "0_a.sql depends_on: revisions go round in a circle: a depends on c, c revises b, b revises a",
            ],
        ),
        (
            "p < q; q < p; r < s; s < r; t < q s",
            vec![
                "0_p.sql revises: revisions go round in a circle: p revises q, q revises p",
                "2_r.sql revises: revisions go round in a circle: r revises s, s revises r",
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(complaints(text), expected, "{text}");
    }
}

#[test]
fn a_long_history_is_no_deeper_than_a_short_one() {
    let count = 200_000;
    let revisions: Vec<String> =
        (0..count).map(|at| if at == 0 { "0".to_owned() } else { format!("{at} < {}", at - 1) }).collect();
    let text = revisions.join(";");
    let graph = graph(&text);
    assert_eq!(graph.ancestors(&graph.heads()).len(), count);
    assert_eq!(graph.line_of(graph.heads()[0]).len(), count);
    let closed = format!("{text}; end < {}; again < end", count - 1).replacen('0', "0 < again", 1);
    let found = complaints(&closed);
    assert_eq!(found.len(), 1);
    assert!(found[0].len() > count);
}
