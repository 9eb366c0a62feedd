//! One component drawn in layers, its corner at zero.

use super::acyclic::{self, Arc};
use super::net::Grid;
use super::{Line, Look, Point, Size, layers, order, place, route};

/// A component's boxes and lines, in the order in which they were given.
pub(super) struct Sketch {
    pub(super) corners: Vec<Point>,
    pub(super) paths: Vec<Vec<Point>>,
    pub(super) size: Size,
}

/// How much room a channel of lines between two layers is thought to take, before it is known.
const CHANNEL_GUESS: i32 = 110;

/// Draws boxes that lines join; `outer` is the room they take, `inner` what is seen.
pub(super) fn draw(outer: &[Size], inner: &[Size], lines: &[Line], aspect: f64) -> Sketch {
    let mut arcs: Vec<Arc> = lines.iter().map(arc).collect();
    let positions = acyclic::positions(outer.len(), &arcs);
    for arc in &mut arcs {
        if positions[arc.left] > positions[arc.right] {
            std::mem::swap(&mut arc.left, &mut arc.right);
        }
    }
    let heights: Vec<i32> = outer.iter().map(|size| size.height + place::BOX_GAP).collect();
    let layers = layers::assign(&heights, &arcs, &positions, height_bound(outer, aspect));
    let mut grid = Grid::new(outer, lines, &arcs, &layers);
    order::order(&mut grid);
    let tops = place::place(&grid);
    route::route(&grid, &tops, inner, lines, &arcs)
}

fn arc(line: &Line) -> Arc {
    let weight = if line.look == Look::Optional { 1 } else { 4 };
    Arc { left: line.parent, right: line.child, weight }
}

fn height_bound(sizes: &[Size], aspect: f64) -> i32 {
    let area = |size: &Size| f64::from(size.width + CHANNEL_GUESS) * f64::from(size.height + place::BOX_GAP);
    let height = (sizes.iter().map(area).sum::<f64>() / aspect).sqrt().ceil() as i32;
    sizes.iter().map(|size| size.height + place::BOX_GAP).fold(height, i32::max)
}
