//! What holds of every layout, shown on random ones.

use super::*;

struct Graph {
    sizes: Vec<Size>,
    lines: Vec<Line>,
}

/// Boxes and lines of any shape: circles, lines to oneself, several lines between two boxes, hubs.
fn random_graph(seed: u64, most: usize) -> Graph {
    let mut random = fastrand::Rng::with_seed(seed);
    let count = random.usize(1..=most);
    let size =
        |random: &mut fastrand::Rng| Size { width: random.i32(60..200) * 2, height: random.i32(30..400) };
    let sizes: Vec<Size> = (0..count).map(|_| size(&mut random)).collect();
    let hub = random.usize(0..count);
    let lines = (0..random.usize(0..=count * 2)).map(|_| {
        let child = random.usize(0..count);
        let parent = if random.u8(0..4) == 0 { hub } else { random.usize(0..count) };
        let look = [Look::Required, Look::Optional, Look::Reads][random.usize(0..3)];
        let port =
            |random: &mut fastrand::Rng, node: usize| 15 + 20 * random.i32(0..(sizes[node].height - 10) / 20);
        let (child_port, parent_port) = (port(&mut random, child), port(&mut random, parent));
        Line { child, parent, child_port, parent_port, look }
    });
    Graph { lines: lines.collect(), sizes }
}

fn ranges_meet(a: (i32, i32), b: (i32, i32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn assert_boxes_apart(graph: &Graph, layout: &Layout) {
    let spans: Vec<_> = layout
        .corners
        .iter()
        .zip(&graph.sizes)
        .map(|(at, size)| ((at.x, at.x + size.width), (at.y, at.y + size.height)))
        .collect();
    for (place, a) in spans.iter().enumerate() {
        assert!(a.0.0 >= 0 && a.1.0 >= 0 && a.0.1 <= layout.width && a.1.1 <= layout.height, "{a:?}");
        for b in &spans[..place] {
            assert!(!(ranges_meet(a.0, b.0) && ranges_meet(a.1, b.1)), "{a:?} {b:?}");
        }
    }
}

fn assert_lines_keep_off(graph: &Graph, layout: &Layout) {
    for path in &layout.paths {
        for pair in path.windows(2) {
            let ((x1, x2), (y1, y2)) = ((pair[0].x, pair[1].x), (pair[0].y, pair[1].y));
            assert!(x1 == x2 || y1 == y2, "a slanting stroke: {path:?}");
            let (across, along) = ((x1.min(x2), x1.max(x2) + 1), (y1.min(y2), y1.max(y2) + 1));
            assert!(across.0 >= 0 && along.0 >= 0 && across.1 <= layout.width + 1, "{path:?}");
            for (at, size) in layout.corners.iter().zip(&graph.sizes) {
                let inside = (at.x + 1, at.x + size.width - 1);
                let within = (at.y + 1, at.y + size.height - 1);
                assert!(
                    !(ranges_meet(across, inside) && ranges_meet(along, within)),
                    "{path:?} {at:?} {size:?}"
                );
            }
        }
    }
}

/// A line begins and ends at its boxes' sides, no farther from its rows' middles than half a row.
fn assert_lines_join(graph: &Graph, layout: &Layout) {
    for (line, path) in graph.lines.iter().zip(&layout.paths) {
        let ends =
            [(line.child, line.child_port, path[0]), (line.parent, line.parent_port, path[path.len() - 1])];
        for (node, port, end) in ends {
            let at = layout.corners[node];
            assert!(end.x == at.x || end.x == at.x + graph.sizes[node].width, "{line:?} {path:?}");
            assert!((end.y - at.y - port).abs() <= 8, "{line:?} {path:?}");
        }
    }
}

#[test]
fn boxes_do_not_overlap_and_lines_cross_none() {
    for seed in 0..300 {
        let graph = random_graph(seed, 40);
        let layout = layout(&graph.sizes, &graph.lines);
        assert_boxes_apart(&graph, &layout);
        assert_lines_keep_off(&graph, &layout);
        assert_lines_join(&graph, &layout);
    }
}

#[test]
fn a_layout_is_the_same_every_time() {
    for seed in 0..20 {
        let graph = random_graph(seed, 60);
        let (one, two) = (layout(&graph.sizes, &graph.lines), layout(&graph.sizes, &graph.lines));
        assert_eq!(one.corners, two.corners);
        assert_eq!(one.paths, two.paths);
    }
}

#[test]
fn children_of_one_parent_make_a_block_and_not_a_tower() {
    let sizes = vec![Size { width: 200, height: 150 }; 61];
    let look = Look::Required;
    let lines: Vec<Line> =
        (1..61).map(|child| Line { child, parent: 0, child_port: 45, parent_port: 45, look }).collect();
    let layout = layout(&sizes, &lines);
    let shape = f64::from(layout.width) / f64::from(layout.height);
    assert!((0.8..3.0).contains(&shape), "{} by {}", layout.width, layout.height);
}

#[test]
fn a_chain_is_a_straight_line() {
    let sizes = vec![Size { width: 200, height: 90 }; 3];
    let line = |child, parent| Line { child, parent, child_port: 45, parent_port: 45, look: Look::Required };
    let layout = layout(&sizes, &[line(1, 0), line(2, 1)]);
    assert!(layout.paths.iter().all(|path| path.len() == 2), "{:?}", layout.paths);
}

#[test]
fn a_large_graph_is_laid_out() {
    let graph = random_graph(11, 700);
    let layout = layout(&graph.sizes, &graph.lines);
    assert_boxes_apart(&graph, &layout);
}
