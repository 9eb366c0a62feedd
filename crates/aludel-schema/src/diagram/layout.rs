//! Where each box stands and each line runs.
//!
//! Boxes that lines join form a component. A component is drawn in layers from left to right, what is
//! referred to left of what refers to it, with room for lines reserved like room for boxes: a line
//! then cannot cross a box, nor two boxes overlap, by construction and not by luck. Layers have a
//! bound on their height, so that fifty tables that refer to one make a block and not a tower. Lines
//! that leave from one point share a trunk. Components are then packed side by side, and boxes that no
//! line touches stand in a grid below.
//!
//! The method is Sugiyama's: break cycles, assign layers, order within layers, place, route. Only
//! whole numbers and the basic operations on floats, which are the same on every machine, decide
//! anything, and ties are broken by the order of the boxes: the same input makes the same picture.

mod acyclic;
mod layers;
mod net;
mod order;
mod pack;
mod place;
mod route;
mod sketch;
#[cfg(test)]
mod tests;

/// A box to be placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A line to be drawn between two boxes, or from a box to itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) child: usize,
    pub(super) parent: usize,
    /// How far below the child's top the line begins.
    pub(super) child_port: i32,
    /// How far below the parent's top the line ends.
    pub(super) parent_port: i32,
    /// Lines of one look share a trunk.
    pub(super) look: Look,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Look {
    Required,
    Optional,
    Reads,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// The finished layout.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The upper left corner of each box.
    pub(super) corners: Vec<Point>,
    /// The bends of each line, from the child to the parent.
    pub(super) paths: Vec<Vec<Point>>,
    pub(super) width: i32,
    pub(super) height: i32,
    /// Where the grid of boxes without lines begins, if there is one and something above it.
    pub(super) grid_top: Option<i32>,
}

/// Space between boxes of different components.
const COMPONENT_GAP: i32 = 56;
/// Space between boxes of the grid, and for its caption.
const GRID_GAP: i32 = 28;
const CAPTION: i32 = 36;
/// How far a line from a box to itself stands off, and the next one from it.
const LOOP: i32 = 22;
const LOOP_STEP: i32 = 12;
/// Width to height that a picture strives for.
const ASPECT: f64 = 1.6;

/// Places the boxes and routes the lines.
pub(super) fn layout(sizes: &[Size], lines: &[Line]) -> Layout {
    let mut layout = Layout {
        corners: vec![Point::default(); sizes.len()],
        paths: vec![Vec::new(); lines.len()],
        ..Layout::default()
    };
    let loops = loops(sizes.len(), lines);
    let outer = with_loops(sizes, &loops);
    let (components, lone) = components(sizes.len(), lines);
    let blocks: Vec<Size> =
        components.iter().map(|component| component.draw(&outer, sizes, lines, &mut layout)).collect();
    let grid_width = lone.iter().map(|&node| outer[node].width).max().unwrap_or(0);
    let width = target_width(&blocks, &lone, &outer).max(grid_width);
    for (component, corner) in components.iter().zip(pack::pack(&blocks, width, COMPONENT_GAP)) {
        component.shift(corner, &mut layout);
    }
    let bottom = |corner: Point, size: Size| Point { x: corner.x + size.width, y: corner.y + size.height };
    let ends = components.iter().flat_map(|component| &component.nodes);
    let above = ends.map(|&node| bottom(layout.corners[node], outer[node]));
    let above = above.chain(layout.paths.iter().flatten().copied());
    let (right, low) = above.fold((0, 0), |(x, y), point| (x.max(point.x), y.max(point.y)));
    (layout.width, layout.height) = (right, low);
    if !lone.is_empty() {
        place_grid(&lone, &outer, width.max(right), &mut layout);
    }
    draw_loops(sizes, lines, &mut layout);
    layout
}

/// Boxes that lines join, and these lines.
struct Component {
    nodes: Vec<usize>,
    lines: Vec<usize>,
}

impl Component {
    /// Draws the component by itself, its corner at zero.
    fn draw(&self, outer: &[Size], sizes: &[Size], lines: &[Line], layout: &mut Layout) -> Size {
        let local: std::collections::HashMap<usize, usize> =
            self.nodes.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let outer: Vec<Size> = self.nodes.iter().map(|&node| outer[node]).collect();
        let inner: Vec<Size> = self.nodes.iter().map(|&node| sizes[node]).collect();
        let lines: Vec<Line> = self.lines.iter().map(|&line| lines[line]).collect();
        let lines: Vec<Line> = lines
            .into_iter()
            .map(|line| Line { child: local[&line.child], parent: local[&line.parent], ..line })
            .collect();
        let sketch = sketch::draw(&outer, &inner, &lines, ASPECT);
        self.nodes.iter().zip(sketch.corners).for_each(|(&node, corner)| layout.corners[node] = corner);
        self.lines.iter().zip(sketch.paths).for_each(|(&line, path)| layout.paths[line] = path);
        sketch.size
    }

    fn shift(&self, by: Point, layout: &mut Layout) {
        let Layout { corners, paths, width: _, height: _, grid_top: _ } = layout;
        let points = self
            .lines
            .iter()
            .flat_map(|&line| std::mem::take(&mut paths[line]).into_iter().map(move |p| (line, p)));
        let points: Vec<(usize, Point)> = points.collect();
        for (line, point) in points {
            paths[line].push(Point { x: point.x + by.x, y: point.y + by.y });
        }
        for &node in &self.nodes {
            corners[node].x += by.x;
            corners[node].y += by.y;
        }
    }
}

/// The components, and the boxes that no line joins to another.
fn components(count: usize, lines: &[Line]) -> (Vec<Component>, Vec<usize>) {
    let mut leader: Vec<usize> = (0..count).collect();
    for line in lines {
        let (a, b) = (find(&mut leader, line.child), find(&mut leader, line.parent));
        leader[a.max(b)] = a.min(b);
    }
    let mut members: Vec<Component> =
        (0..count).map(|_| Component { nodes: Vec::new(), lines: Vec::new() }).collect();
    (0..count).for_each(|node| members[find(&mut leader, node)].nodes.push(node));
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.child != line.parent) {
        members[find(&mut leader, line.child)].lines.push(place);
    }
    let lone = members.iter().filter(|one| one.nodes.len() == 1).map(|one| one.nodes[0]).collect();
    (members.into_iter().filter(|one| one.nodes.len() > 1).collect(), lone)
}

fn find(leader: &mut [usize], mut node: usize) -> usize {
    while leader[node] != node {
        leader[node] = leader[leader[node]];
        node = leader[node];
    }
    node
}

/// How many lines each box has to itself.
fn loops(count: usize, lines: &[Line]) -> Vec<i32> {
    let mut loops = vec![0; count];
    lines.iter().filter(|line| line.child == line.parent).for_each(|line| loops[line.child] += 1);
    loops
}

fn with_loops(sizes: &[Size], loops: &[i32]) -> Vec<Size> {
    let outer = |(size, &loops): (&Size, &i32)| {
        let extra = if loops == 0 { 0 } else { LOOP + loops * LOOP_STEP };
        Size { width: size.width + extra, ..*size }
    };
    sizes.iter().zip(loops).map(outer).collect()
}

/// The width at which all blocks and the grid together have the wished shape.
fn target_width(blocks: &[Size], lone: &[usize], outer: &[Size]) -> i32 {
    let area = |size: &Size, gap: i32| f64::from(size.width + gap) * f64::from(size.height + gap);
    let blocks_area: f64 = blocks.iter().map(|size| area(size, COMPONENT_GAP)).sum();
    let grid_area: f64 = lone.iter().map(|&node| area(&outer[node], GRID_GAP)).sum();
    let wished = ((blocks_area + grid_area) * ASPECT).sqrt().ceil() as i32;
    blocks.iter().map(|size| size.width).fold(wished, i32::max)
}

/// Places boxes in columns of one width, each at the end of the shortest column.
fn place_grid(lone: &[usize], outer: &[Size], width: i32, layout: &mut Layout) {
    let column = lone.iter().map(|&node| outer[node].width).max().unwrap_or(0) + GRID_GAP;
    let count = usize::try_from((width + GRID_GAP) / column).unwrap_or(1).clamp(1, lone.len());
    let top = if layout.height == 0 { 0 } else { layout.height + COMPONENT_GAP + CAPTION };
    let mut ends = vec![top; count];
    let mut right = layout.width;
    for &node in lone {
        let shortest = (0..count).min_by_key(|&place| ends[place]).unwrap_or(0);
        let x = i32::try_from(shortest).unwrap_or(0) * column;
        layout.corners[node] = Point { x, y: ends[shortest] };
        ends[shortest] += outer[node].height + GRID_GAP;
        right = right.max(x + outer[node].width);
    }
    layout.grid_top = (top > 0).then_some(top - CAPTION);
    layout.width = right;
    layout.height = ends.into_iter().max().unwrap_or(0) - GRID_GAP;
}

/// A line from a box to itself leaves it at the right and comes back there.
fn draw_loops(sizes: &[Size], lines: &[Line], layout: &mut Layout) {
    let mut drawn = vec![0; sizes.len()];
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.child == line.parent) {
        let node = line.child;
        let corner = layout.corners[node];
        let right = corner.x + sizes[node].width;
        let far = right + LOOP + drawn[node] * LOOP_STEP;
        drawn[node] += 1;
        // A little off the middle of the rows, where the lines of other tables begin.
        let (from, to) = (corner.y + line.child_port, corner.y + line.parent_port);
        let aside = if from < to { -5 } else { 5 };
        let (from, to) = if from == to { (from + 6, to - 6) } else { (from, to + aside) };
        let ends = [(right, from), (far, from), (far, to), (right, to)];
        layout.paths[place] = ends.map(|(x, y)| Point { x, y }).to_vec();
    }
}
