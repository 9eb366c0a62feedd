//! Routes: what holds on any graph, what is refused in which words, and what it costs.

use std::collections::BTreeSet;
use std::time::Instant;

use aludel::graph::{Node, NodeSet, RevisionGraph};
use aludel::route::{self, Purge, RouteError, Splice, Step};
use aludel::target::{Place, Target};
use aludel::{RevisionId, revision::Header};

use crate::notation::{graph, ids, joined, rows};

/// Random graphs, small and large, with branches, merges and dependencies.
fn random_graphs(count: u64) -> impl Iterator<Item = (RevisionGraph, fastrand::Rng)> {
    (0..count).map(|seed| {
        let mut random = fastrand::Rng::with_seed(seed);
        let graph = RevisionGraph::new(random_headers(&mut random)).unwrap();
        (graph, random)
    })
}

fn random_headers(random: &mut fastrand::Rng) -> Vec<Header> {
    let count = random.usize(1..60);
    let [bases, merges, dependencies] = [(); 3].map(|()| random.f64() * 0.4);
    let id = |at: usize| RevisionId::from_row(&format!("r{at}"));
    let mut headers: Vec<Header> = (0..count)
        .map(|at| {
            let mut below: Vec<usize> = (0..at).collect();
            random.shuffle(&mut below);
            let near = at.saturating_sub(1 + random.usize(0..4));
            let parents = match (at == 0 || random.f64() < bases, random.f64() < merges) {
                (true, _) => Vec::new(),
                (false, true) => below.iter().copied().take(2 + random.usize(0..2)).collect(),
                (false, false) => vec![near],
            };
            let depends = if random.f64() < dependencies { random.usize(0..4) } else { 0 };
            Header {
                id: id(at),
                parents: parents.into_iter().map(id).collect(),
                depends_on: below.iter().rev().take(depends).map(|at| id(*at).to_string()).collect(),
                branch_labels: Vec::new(),
                created: None,
                message: String::new(),
                path: Default::default(),
            }
        })
        .collect();
    random.shuffle(&mut headers);
    headers
}

fn targets(graph: &RevisionGraph, nodes: &[Node]) -> Vec<Target> {
    nodes.iter().map(|node| Target::of(Place::Named(graph.id(*node).to_string()))).collect()
}

/// The ids of those that nothing else of the set stands on.
fn uppermost(graph: &RevisionGraph, applied: &BTreeSet<Node>) -> Vec<RevisionId> {
    let needed: BTreeSet<Node> = applied.iter().flat_map(|node| graph.normalized(*node)).copied().collect();
    let mut rows: Vec<RevisionId> = applied.difference(&needed).map(|node| graph.id(*node).clone()).collect();
    rows.sort();
    rows
}

/// The rows of some random state.
fn random_rows(graph: &RevisionGraph, random: &mut fastrand::Rng) -> Vec<RevisionId> {
    let picked: Vec<Node> = graph.nodes().filter(|_| random.u8(..) < 20).collect();
    uppermost(graph, &graph.ancestors(&picked).iter().collect())
}

/// Checks that rows after each step are the uppermost applied revisions; gives the last ones.
fn follow(graph: &RevisionGraph, rows: &[RevisionId], steps: &[Step]) -> Vec<RevisionId> {
    let mut applied: BTreeSet<Node> = route::applied(graph, rows).unwrap().iter().collect();
    let mut held: BTreeSet<RevisionId> = rows.iter().cloned().collect();
    for step in steps {
        match step.direction.name() {
            "up" => {
                assert!(graph.parents(step.revision).iter().all(|parent| applied.contains(parent)));
                assert!(graph.dependencies(step.revision).iter().all(|needed| applied.contains(needed)));
                assert!(applied.insert(step.revision), "applied twice");
            }
            _ => assert!(applied.remove(&step.revision), "taken back twice"),
        }
        assert!(step.removes.iter().all(|row| held.remove(row)), "a row goes that is not there");
        assert!(step.adds.iter().all(|row| held.insert(row.clone())), "a row comes that is there");
        assert_eq!(step.heads_after, held.iter().cloned().collect::<Vec<_>>());
        assert_eq!(step.heads_after, uppermost(graph, &applied));
    }
    held.into_iter().collect()
}

#[test]
fn rows_are_the_uppermost_applied_revisions() {
    for (graph, mut random) in random_graphs(600) {
        let rows = random_rows(&graph, &mut random);
        let up = route::upgrade(&graph, &rows, &[Target::heads()]).unwrap();
        let top = follow(&graph, &rows, &up);
        assert_eq!(
            route::pending(&graph, &rows).unwrap(),
            up.iter().map(|step| step.revision).collect::<Vec<_>>()
        );
        assert!(route::upgrade(&graph, &top, &[Target::heads()]).unwrap().is_empty());
        let down = route::downgrade(&graph, &top, &Target::base()).unwrap();
        assert_eq!(down.len(), graph.len());
        assert!(follow(&graph, &top, &down).is_empty());
    }
}

#[test]
fn down_and_up_again_comes_to_the_same_rows() {
    let mut ways = 0;
    for (graph, mut random) in random_graphs(600) {
        let rows = random_rows(&graph, &mut random);
        let all: Vec<Node> = graph.nodes().collect();
        let place = targets(&graph, &[all[random.usize(..all.len())]]).remove(0);
        let Ok(down) = route::downgrade(&graph, &rows, &place) else { continue };
        let below = follow(&graph, &rows, &down);
        let back: Vec<Node> = rows.iter().map(|row| graph.find(row.as_str()).unwrap()).collect();
        let up = route::upgrade(&graph, &below, &targets(&graph, &back)).unwrap();
        assert_eq!(follow(&graph, &below, &up), rows);
        ways += 1;
    }
    assert!(ways > 100);
}

/// Alembic's `_topological_sort`, word for word: quadratic, and the measure.
fn alembic_order(graph: &RevisionGraph, mut todo: BTreeSet<Node>, heads: Vec<Node>) -> Vec<Node> {
    let mut heads: Vec<Node> = heads.into_iter().filter(|head| todo.contains(head)).collect();
    heads.sort();
    let mut ancestors: Vec<NodeSet> = heads.iter().map(|head| graph.ancestors(&[*head])).collect();
    let (mut order, mut at) = (Vec::new(), 0);
    while !heads.is_empty() {
        let candidate = heads[at];
        let blocker = (0..heads.len()).find(|other| *other != at && ancestors[*other].contains(candidate));
        if let Some(other) = blocker {
            at = other;
            continue;
        }
        if todo.remove(&candidate) {
            order.push(candidate);
        }
        let next = graph.normalized(candidate).iter().copied();
        let next: Vec<Node> = next.filter(|node| todo.contains(node) && !heads.contains(node)).collect();
        if let Some(first) = next.first() {
            heads[at] = *first;
            ancestors[at] = graph.ancestors(&[*first]);
            heads.extend(&next[1..]);
            ancestors.extend(next[1..].iter().map(|node| graph.ancestors(&[*node])));
        } else {
            heads.remove(at);
            ancestors.remove(at);
            at = at.saturating_sub(1);
        }
    }
    assert!(todo.is_empty());
    order
}

#[test]
fn the_order_is_alembics() {
    for (graph, mut random) in random_graphs(600) {
        let rows = random_rows(&graph, &mut random);
        let applied = route::applied(&graph, &rows).unwrap();
        let pending: BTreeSet<Node> = graph.nodes().filter(|node| !applied.contains(*node)).collect();
        let mut expected = alembic_order(&graph, pending, graph.real_heads());
        expected.reverse();
        assert_eq!(route::pending(&graph, &rows).unwrap(), expected);

        let held = rows.iter().map(|row| graph.find(row.as_str()).unwrap()).collect();
        let down = route::downgrade(&graph, &rows, &Target::base()).unwrap();
        let expected = alembic_order(&graph, applied.iter().collect(), held);
        assert_eq!(down.iter().map(|step| step.revision).collect::<Vec<_>>(), expected);

        let expected = alembic_order(&graph, graph.nodes().collect(), graph.real_heads());
        assert_eq!(route::history(&graph, &[], None).unwrap(), expected);
    }
}

#[test]
fn a_range_with_gaps_is_listed_in_an_order_that_respects_them() {
    // z depends on y, y on b: z is in the range a:z only through revisions that do not descend from a.
    let graph = graph("a; b < a; z < a | y; y | b");
    let range = "a:z".parse().unwrap();
    let listed = route::history(&graph, &[], Some(&range)).unwrap();
    assert_eq!(ids(&graph, listed), "z b a");
}

#[test]
fn stamping_moves_only_the_rows_of_the_lineage() {
    let graph = graph("a; b < a; c < b; x; y < x");
    let stamp = |held: &str, to: &str, purge: Purge| {
        let targets: Vec<Target> = to.split_whitespace().map(|target| target.parse().unwrap()).collect();
        let steps = route::stamp(&graph, &rows(held), &targets, purge).unwrap();
        let lines = steps.iter().map(|step| {
            format!("{} > {} = {}", joined(&step.from), joined(&step.to), joined(&step.heads_after))
        });
        lines.collect::<Vec<_>>().join(" / ")
    };
    assert_eq!(stamp("", "heads", Purge::Keep), " > c = c /  > y = c y");
    assert_eq!(stamp("b x", "c", Purge::Keep), "b > c = c x");
    assert_eq!(stamp("b x", "c y", Purge::Keep), "b x > c = c /  > y = c y");
    assert_eq!(stamp("c y", "a", Purge::Keep), "c > a = a y");
    assert_eq!(stamp("c y", "x@base", Purge::Keep), "y >  = c");
    assert_eq!(stamp("c y", "base", Purge::Keep), "c >  = y / y >  = ");
    assert_eq!(stamp("c y", "c", Purge::Keep), "");
    assert_eq!(stamp("c nonsense", "b b", Purge::All), " > b = b");
    assert_eq!(stamp("c y", "base", Purge::All), "");
}

#[test]
fn a_new_revision_stands_on_the_head() {
    let graph = graph("a; b < a #net; c < a");
    let new = |target: &str, splice: Splice| {
        let target: Option<Target> = (!target.is_empty()).then(|| target.parse().unwrap());
        route::parent_for_new(&graph, target.as_ref(), splice)
            .map_or_else(|error| error.to_string(), |parents| ids(&graph, parents))
    };
    assert_eq!(new("", Splice::Refuse), "\"head\" means one head, and there are 2: b (make b), c (make c)");
    assert_eq!(new("net@head", Splice::Refuse), "b");
    assert_eq!(new("heads", Splice::Refuse), "b c");
    assert_eq!(new("base", Splice::Refuse), "");
    assert_eq!(new("a", Splice::Refuse), "a (make a) is no head: it is revised by b (make b), c (make c)");
    assert_eq!(new("a", Splice::Allow), "a");
    assert_eq!(new("b-1", Splice::Allow), "b-1 counts steps, and a revision must be named here");

    let merge = |targets: &str| {
        let targets: Vec<Target> = targets.split_whitespace().map(|target| target.parse().unwrap()).collect();
        route::parents_for_merge(&graph, &targets, Splice::Refuse)
            .map_or_else(|error| error.to_string(), |parents| ids(&graph, parents))
    };
    assert_eq!(merge("heads"), "b c");
    assert_eq!(merge("c net"), "c b");
    assert_eq!(merge("b net"), "b (make b) is named twice");
    assert_eq!(merge("b"), "a merge needs two revisions or more, and b (make b) is the only one");

    let needed = ["net", "c"].map(|target| target.parse().unwrap());
    assert_eq!(route::dependencies_for_new(&graph, &needed).unwrap(), ["net", "c"]);
}

#[test]
fn what_is_applied_and_what_is_current() {
    let graph = graph("a; b < a; c < b; x; y < x | b");
    assert_eq!(ids(&graph, route::applied(&graph, &rows("y")).unwrap().iter()), "a b x y");
    assert_eq!(ids(&graph, route::current(&graph, &rows("y")).unwrap()), "b y");
    assert_eq!(ids(&graph, route::pending(&graph, &rows("y")).unwrap()), "c");
    assert!(route::applied(&graph, &rows("y gone")).is_err());
}

#[test]
fn refusals_say_what_where_and_why() {
    let text =
        "0001; ae10 < 0001 #net; ae20 < ae10; bf10 < 0001 #core; cc01 < bf10; dd01 #side; dd02 < dd01 | ae10";
    let graph = graph(text);
    let up = |held: &str, target: &str| -> Result<Vec<Step>, RouteError> {
        route::upgrade(&graph, &rows(held), &[target.parse().unwrap()])
    };
    let down = |held: &str, target: &str| route::downgrade(&graph, &rows(held), &target.parse().unwrap());
    let said = [
        (
            up("", "head"),
            "\"head\" means one head, and there are 3: ae20 (make ae20), cc01 (make cc01), dd02 (make dd02)",
        ),
        (up("", "ae"), "\"ae\" could be any of 2 revisions: ae10 (make ae10), ae20 (make ae20)"),
        (up("", "ae11"), "there is no revision ae11; did you mean ae10?"),
        (up("", "haed"), "there is no revision haed; did you mean head?"),
        (up("", "nothing-like-it"), "there is no revision nothing-like-it"),
        (up("", "net@cc01"), "cc01 is not on the branch net"),
        (up("", "nett@head"), "there is no revision nett; did you mean net?"),
        (up("ae20", "+1"), "+1 asks for 1 revision, and there is none that way"),
        (up("ae10", "net@+5"), "net@+5 asks for 5 revisions, and there is only 1 that way"),
        (up("0001", "+1"), "+1 could go several ways from 0001: to ae10 (make ae10), bf10 (make bf10)"),
        (up("", "+1"), "+1 could go several ways from base: to 0001 (make 0001), dd01 (make dd01)"),
        (up("ae10 bf10", "+1"), "+1 starts from the applied revision, and there are 2: ae10, bf10"),
        (up("ae10", "-1"), "-1 does not lead up"),
        (up("", "current"), "\"current\" is no target here"),
        (up("dead beef", "heads"), "the version table holds dead, beef, and there is no such revision"),
        (up("ae10 ae10", "heads"), "the version table holds ae10 more than once"),
        (up("ae20 0001", "heads"), "the version table holds 0001 and ae20, but ae20 already stands on 0001"),
        (
            route::upgrade(&graph, &[], &["ae10".parse().unwrap(), "ae20".parse().unwrap()]),
            "ae20 (make ae20) already stands on ae10 (make ae10): only one of them can be a target",
        ),
        (down("ae20 cc01", "-1"), "-1 starts from the applied revision, and there are 2: ae20, cc01"),
        (down("", "-1"), "-1 asks for 1 revision, and there is none that way"),
        (down("ae10", "-9"), "-9 asks for 9 revisions, and there are only 2 that way"),
        (down("ae10", "side@-1"), "side@-1: nothing of the branch side is applied"),
        (down("ae10", "+1"), "+1 does not lead down"),
        (down("ae10", "bf10"), "bf10 (make bf10) is not below what is applied (ae10)"),
        (down("", "bf10"), "bf10 (make bf10) is not below what is applied (nothing is)"),
        (down("ae20", "side@0001"), "side@0001: nothing that revises 0001 is on the branch dd01"),
    ];
    for (result, message) in said {
        assert_eq!(result.unwrap_err().to_string(), message);
    }
    let range = "ae10:cc01".parse().unwrap();
    let refused = route::history(&graph, &[], Some(&range)).unwrap_err();
    assert_eq!(refused.to_string(), "nothing leads from ae10 up to cc01");
}

/// Figures for docs/benchmarks.md: `cargo test --release -p aludel -- --ignored --nocapture cost`.
#[test]
#[ignore = "measures"]
fn what_a_plan_costs() {
    let linear = |count: usize| {
        let revisions =
            (0..count).map(|at| if at == 0 { "r0".into() } else { format!("r{at} < r{}", at - 1) });
        revisions.collect::<Vec<String>>().join(";")
    };
    let diamonds = |count: usize| {
        let one = |at: usize| format!("l{at} < m{at}; r{at} < m{at}; m{} < l{at} r{at}", at + 1);
        format!("m0;{}", (0..count).map(one).collect::<Vec<_>>().join(";"))
    };
    // Many branches from one base, joined again.
    let star = |count: usize, length: usize| {
        let step = |branch: usize, at: usize| {
            if at == 0 {
                format!("b{branch}x0 < root")
            } else {
                format!("b{branch}x{at} < b{branch}x{}", at - 1)
            }
        };
        let branch =
            |branch: usize| (0..length).map(move |at| step(branch, at)).collect::<Vec<_>>().join(";");
        let tips = (0..count).map(|branch| format!("b{branch}x{}", length - 1)).collect::<Vec<_>>().join(" ");
        format!("root;{};end < {tips}", (0..count).map(branch).collect::<Vec<_>>().join(";"))
    };
    // Two lines, each revision of the one depending on its fellow in the other.
    let ladder = |count: usize| {
        let rung = |at: usize| format!("a{at} < a{} | b{at}; b{at} < b{}", at - 1, at - 1);
        format!("a0 | b0; b0; {}", (1..count).map(rung).collect::<Vec<_>>().join(";"))
    };
    for (name, text) in [
        ("linear 10,000", linear(10_000)),
        ("linear 100,000", linear(100_000)),
        ("diamonds 800", diamonds(800)),
        ("diamonds 8,000", diamonds(8_000)),
        ("star 100 x 100", star(100, 100)),
        ("star 1,000 x 100", star(1_000, 100)),
        ("ladder 5,000", ladder(5_000)),
        ("ladder 50,000", ladder(50_000)),
    ] {
        let headers = crate::notation::headers(&text);
        let start = Instant::now();
        let graph = RevisionGraph::new(headers).unwrap();
        let built = start.elapsed();
        let start = Instant::now();
        let up = route::upgrade(&graph, &[], &[Target::heads()]).unwrap();
        let upgrade = start.elapsed();
        let rows = up.last().unwrap().heads_after.clone();
        let start = Instant::now();
        assert!(route::upgrade(&graph, &rows, &[Target::heads()]).unwrap().is_empty());
        let nothing = start.elapsed();
        let start = Instant::now();
        route::downgrade(&graph, &rows, &Target::base()).unwrap();
        let downgrade = start.elapsed();
        let start = Instant::now();
        route::history(&graph, &[], None).unwrap();
        let history = start.elapsed();
        eprintln!(
            "{name}: build {built:?}, upgrade {upgrade:?}, nothing to do {nothing:?}, downgrade {downgrade:?}, history {history:?}"
        );
    }
}
