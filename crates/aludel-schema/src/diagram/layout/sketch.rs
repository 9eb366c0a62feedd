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

/// Drawn anew so often if the shape is far from what is wished.
const ATTEMPTS: usize = 3;
/// So many times as wide as wished is well enough.
const TOLERANCE: f64 = 1.25;

/// Draws boxes that lines join; `outer` is the room they take, `inner` what is seen.
///
/// How much room lines take is known only when they are routed. A sketch that comes out too wide is
/// drawn again in fewer and higher layers.
pub(super) fn draw(outer: &[Size], inner: &[Size], lines: &[Line], aspect: f64) -> Sketch {
    let mut arcs: Vec<Arc> = lines.iter().map(arc).collect();
    let positions = acyclic::positions(outer.len(), &arcs);
    for arc in &mut arcs {
        if positions[arc.left] > positions[arc.right] {
            std::mem::swap(&mut arc.left, &mut arc.right);
        }
    }
    let heights: Vec<i32> = outer.iter().map(|size| size.height + place::BOX_GAP).collect();
    let mut bound = height_bound(outer, aspect);
    let mut layers = layers::assign(&heights, &arcs, &positions, bound);
    let mut best = draw_layers(outer, inner, lines, &arcs, &layers);
    for _ in 1..ATTEMPTS {
        let excess = best.shape() / aspect;
        if excess < TOLERANCE {
            break;
        }
        bound = (f64::from(bound) * excess.sqrt()).ceil() as i32;
        let others = layers::assign(&heights, &arcs, &positions, bound);
        if others == layers {
            break;
        }
        layers = others;
        let sketch = draw_layers(outer, inner, lines, &arcs, &layers);
        if sketch.shape() < best.shape() {
            best = sketch;
        }
    }
    best
}

fn draw_layers(outer: &[Size], inner: &[Size], lines: &[Line], arcs: &[Arc], layers: &[usize]) -> Sketch {
    let mut grid = Grid::new(outer, lines, arcs, layers);
    order::order(&mut grid);
    let tops = place::place(&grid);
    route::route(&grid, &tops, inner, lines, arcs)
}

impl Sketch {
    fn shape(&self) -> f64 {
        f64::from(self.size.width) / f64::from(self.size.height.max(1))
    }
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
