//! The way of each line, and with it how wide the channels between layers are.
//!
//! In a channel a net is one upright stroke with a level stroke to the left and one to each of its
//! ends at the right. Which upright stroke stands left of which decides the crossings; strokes that do
//! not meet share a track.

use super::acyclic::Arc;
use super::net::{Grid, Net};
use super::sketch::Sketch;
use super::{Line, Point, Size};

/// Room for the signs at a line's ends, left and right in a channel.
const MARGIN: i32 = 30;
const TRACK: i32 = 10;
const MAX_PASSES: usize = 40;
/// Two level strokes nearer than this would look like one.
const NEAR: i32 = 4;
/// How many crossings such a likeness is worth.
const LIKENESS: usize = 30;

/// Routes all lines and gives the finished sketch.
pub(super) fn route(grid: &Grid, tops: &[i32], inner: &[Size], lines: &[Line], arcs: &[Arc]) -> Sketch {
    let mut lefts = Vec::with_capacity(grid.layers.len());
    let mut uprights: Vec<Vec<i32>> = grid.nets.iter().map(|_| Vec::new()).collect();
    let mut x = 0;
    for (layer, width) in grid.widths.iter().enumerate() {
        lefts.push(x);
        x += width;
        if layer < grid.channels.len() {
            let mut strokes = strokes(grid, tops, layer);
            sort(&mut strokes);
            let tracks = tracks(&strokes);
            let most = tracks.iter().max().map_or(0, |&last| last);
            strokes
                .iter()
                .zip(tracks)
                .for_each(|(stroke, track)| uprights[stroke.net].push(x + MARGIN + track * TRACK));
            x += 2 * MARGIN + most * TRACK;
        }
    }
    let corner = |node: usize| Point { x: lefts[grid.items[node].layer], y: tops[node] };
    let corners: Vec<Point> = (0..inner.len()).map(corner).collect();
    let paths = lines.iter().zip(arcs).zip(&grid.ends).map(|((line, arc), &(net, port))| {
        let from = Point { x: corners[arc.left].x + inner[arc.left].width, y: 0 };
        let to = Point { x: corners[arc.right].x, y: tops[arc.right] + port };
        let mut path = path(&grid.nets[net], tops, &uprights[net], from, to);
        if arc.left == line.parent {
            path.reverse();
        }
        path
    });
    let paths = paths.collect();
    let bottoms = grid.items.iter().zip(tops).map(|(item, top)| top + item.height);
    let size = Size { width: x, height: bottoms.max().unwrap_or(0) };
    Sketch { corners, paths, size }
}

/// A net's part in one channel.
struct Stroke {
    net: usize,
    left: i32,
    /// Sorted.
    rights: Vec<i32>,
    top: i32,
    bottom: i32,
}

fn strokes(grid: &Grid, tops: &[i32], channel: usize) -> Vec<Stroke> {
    let mut wires = grid.channels[channel].clone();
    wires.sort_by_key(|wire| wire.net);
    let stroke = |wires: &[super::net::Wire]| {
        let left = tops[wires[0].left] + wires[0].left_port;
        let mut rights: Vec<i32> = wires.iter().map(|wire| tops[wire.right] + wire.right_port).collect();
        rights.sort_unstable();
        let (first, last) = (rights[0], rights[rights.len() - 1]);
        Stroke { net: wires[0].net, left, rights, top: left.min(first), bottom: left.max(last) }
    };
    // A chunk is never empty.
    wires.chunk_by(|a, b| a.net == b.net).map(stroke).collect()
}

/// Brings strokes into an order from left to right with few crossings.
fn sort(strokes: &mut [Stroke]) {
    strokes.sort_by_key(|stroke| {
        let downward = stroke.bottom - stroke.left > stroke.left - stroke.top;
        (if downward { -stroke.left } else { stroke.left }, stroke.net)
    });
    for _ in 0..MAX_PASSES {
        let mut changed = false;
        for place in 1..strokes.len() {
            let (a, b) = (&strokes[place - 1], &strokes[place]);
            if cost(b, a) < cost(a, b) {
                strokes.swap(place - 1, place);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// What it costs that one stroke stands left of the other.
fn cost(left: &Stroke, right: &Stroke) -> usize {
    if !left.meets(right) {
        return 0;
    }
    let inside = |y: i32, stroke: &Stroke| stroke.top < y && y < stroke.bottom;
    let out = between(&left.rights, right.top + 1, right.bottom - 1);
    let into = usize::from(inside(right.left, left));
    let alike = between(&left.rights, right.left - NEAR, right.left + NEAR);
    out + into + alike * LIKENESS
}

/// How many of the sorted values lie from the first to the last.
fn between(values: &[i32], first: i32, last: i32) -> usize {
    let upto = |limit: i32| values.partition_point(|&value| value <= limit);
    upto(last).saturating_sub(upto(first - 1))
}

impl Stroke {
    /// Whether the two cannot share a track.
    fn meets(&self, other: &Self) -> bool {
        self.top - NEAR * 2 <= other.bottom && other.top - NEAR * 2 <= self.bottom
    }

    fn is_level(&self) -> bool {
        self.top == self.bottom
    }
}

/// The track of each stroke: right of all those before it that it meets.
fn tracks(strokes: &[Stroke]) -> Vec<i32> {
    let mut tracks: Vec<i32> = Vec::with_capacity(strokes.len());
    for (place, stroke) in strokes.iter().enumerate() {
        let before = strokes[..place].iter().zip(&tracks);
        let met = before.filter(|(other, _)| !other.is_level() && !stroke.is_level() && other.meets(stroke));
        tracks.push(met.map(|(_, track)| track + 1).max().unwrap_or(0));
    }
    tracks
}

/// A line's way from its left to its right end.
fn path(net: &Net, tops: &[i32], uprights: &[i32], from: Point, to: Point) -> Vec<Point> {
    let mut y = tops[net.start] + net.port;
    let mut path = vec![Point { x: from.x, y }];
    let mut bend = |x: i32, next: i32| {
        if next != y {
            path.extend([Point { x, y }, Point { x, y: next }]);
            y = next;
        }
    };
    let passed = uprights.partition_point(|&x| x < to.x);
    for (step, &x) in uprights[..passed].iter().enumerate() {
        // Each channel but the last leads to a lane.
        bend(x, if step + 1 < passed { tops[net.lanes[step]] } else { to.y });
    }
    path.push(to);
    path
}
