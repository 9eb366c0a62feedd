//! How far down each item of a layer stands.
//!
//! Every wire pulls its two ends level. A layer whose neighbours are taken as fixed has a best answer
//! that keeps its order and its gaps: it is found exactly and in linear time by pooling the items that
//! push each other (isotonic regression). The layers are gone through a few times in both directions.

use super::net::{Grid, Item, Wire};

/// Space between two boxes of a layer.
pub(super) const BOX_GAP: i32 = 30;
const LANE_GAP: i32 = 12;
const BOX_LANE_GAP: i32 = 18;

const ROUNDS: usize = 24;
/// How much more height a component gets than its fullest layer needs, for level lines.
const SLACK: f64 = 1.08;
/// In the last rounds an item goes where most of its wires are level, and not between them.
const MEDIAN_ROUNDS: usize = 10;
/// A wire that misses being level by so little is levelled if there is room.
const SNAP: i32 = 9;

/// The least space between two neighbours of a layer.
pub(super) fn gap(upper: &Item, lower: &Item) -> i32 {
    match (upper.is_lane, lower.is_lane) {
        (false, false) => BOX_GAP,
        (true, true) => LANE_GAP,
        _ => BOX_LANE_GAP,
    }
}

/// The top of each item; the least is zero.
pub(super) fn place(grid: &Grid) -> Vec<i32> {
    let pulls = pulls(grid);
    let room = room(grid);
    let mut tops = vec![0.0; grid.items.len()];
    grid.layers.iter().for_each(|layer| stack(grid, layer, room, &mut tops));
    for round in 0..ROUNDS {
        let median = round + MEDIAN_ROUNDS >= ROUNDS;
        let count = grid.layers.len();
        for step in 0..count {
            let layer = if round % 2 == 0 { step } else { count - 1 - step };
            settle(grid, &grid.layers[layer], &pulls, (median, room), &mut tops);
        }
    }
    let mut tops = rounded(grid, &tops);
    snap(grid, &mut tops);
    let least = tops.iter().copied().min().unwrap_or(0);
    tops.iter_mut().for_each(|top| *top -= least);
    tops
}

/// A wire as one of its items feels it.
struct Pull {
    other: usize,
    /// The item's top, less the other's, when the wire is level.
    offset: i32,
    weight: f64,
}

fn pulls(grid: &Grid) -> Vec<Vec<Pull>> {
    let mut pulls: Vec<Vec<Pull>> = grid.items.iter().map(|_| Vec::new()).collect();
    let mut fans = vec![0.0; grid.nets.len()];
    for channel in &grid.channels {
        channel.iter().for_each(|wire| fans[wire.net] += 1.0);
        for wire in channel {
            let &Wire { net, left, right, left_port, right_port } = wire;
            let weight = strength(&grid.items[left], &grid.items[right]) / fans[net];
            pulls[left].push(Pull { other: right, offset: right_port - left_port, weight });
            pulls[right].push(Pull { other: left, offset: left_port - right_port, weight });
        }
        channel.iter().for_each(|wire| fans[wire.net] = 0.0);
    }
    pulls
}

/// A bend in the middle of a long line is worse than one at its end.
fn strength(left: &Item, right: &Item) -> f64 {
    match (left.is_lane, right.is_lane) {
        (true, true) => 8.0,
        (false, false) => 2.0,
        _ => 3.0,
    }
}

/// The height that no layer may exceed: a little more than the fullest needs.
fn room(grid: &Grid) -> f64 {
    let fullest = grid.layers.iter().map(|layer| height(grid, layer)).max().unwrap_or(0);
    f64::from(fullest) * SLACK
}

fn height(grid: &Grid, layer: &[usize]) -> i32 {
    let last = layer.last().zip(offsets(grid, layer).last().copied());
    last.map_or(0, |(&item, offset)| offset + grid.items[item].height)
}

fn stack(grid: &Grid, layer: &[usize], room: f64, tops: &mut [f64]) {
    let above = (room - f64::from(height(grid, layer))) / 2.0;
    for (&item, offset) in layer.iter().zip(offsets(grid, layer)) {
        tops[item] = above + f64::from(offset);
    }
}

/// Each item's top if the layer were stacked without more space than it needs.
fn offsets(grid: &Grid, layer: &[usize]) -> Vec<i32> {
    let mut end = 0;
    let mut offsets = Vec::with_capacity(layer.len());
    for (place, &item) in layer.iter().enumerate() {
        if place > 0 {
            end += gap(&grid.items[layer[place - 1]], &grid.items[item]);
        }
        offsets.push(end);
        end += grid.items[item].height;
    }
    offsets
}

/// Moves a layer's items to where their wires pull them, in their order.
fn settle(grid: &Grid, layer: &[usize], pulls: &[Vec<Pull>], (median, room): (bool, f64), tops: &mut [f64]) {
    let offsets = offsets(grid, layer);
    let spare = room - f64::from(height(grid, layer));
    let mut pools: Vec<Pool> = Vec::with_capacity(layer.len());
    for (&item, &offset) in layer.iter().zip(&offsets) {
        let (wish, weight) = wish(&pulls[item], tops, median).unwrap_or((tops[item], 0.05));
        let mut pool = Pool { sum: (wish - f64::from(offset)) * weight, weight, count: 1 };
        while let Some(before) = pools.pop_if(|before| before.mean() > pool.mean()) {
            pool.sum += before.sum;
            pool.weight += before.weight;
            pool.count += before.count;
        }
        pools.push(pool);
    }
    let bases = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.mean(), pool.count));
    for ((&item, offset), base) in layer.iter().zip(offsets).zip(bases) {
        // To keep within the room is to cut each pool's place off at its ends: that too is exact.
        tops[item] = base.clamp(0.0, spare.max(0.0)) + f64::from(offset);
    }
}

/// Items that touch, and so move together.
struct Pool {
    sum: f64,
    weight: f64,
    count: usize,
}

impl Pool {
    fn mean(&self) -> f64 {
        self.sum / self.weight
    }
}

/// Where an item's wires want its top, and how strongly.
fn wish(pulls: &[Pull], tops: &[f64], median: bool) -> Option<(f64, f64)> {
    let weight: f64 = pulls.iter().map(|pull| pull.weight).sum();
    if pulls.is_empty() {
        return None;
    }
    let target = |pull: &Pull| tops[pull.other] + f64::from(pull.offset);
    if !median {
        let sum: f64 = pulls.iter().map(|pull| target(pull) * pull.weight).sum();
        return Some((sum / weight, weight));
    }
    let mut targets: Vec<(f64, f64)> = pulls.iter().map(|pull| (target(pull), pull.weight)).collect();
    targets.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut passed = 0.0;
    let middle = targets.iter().find(|(_, own)| {
        passed += own;
        passed * 2.0 >= weight
    });
    middle.map(|&(target, _)| (target, weight))
}

fn rounded(grid: &Grid, tops: &[f64]) -> Vec<i32> {
    let mut whole = vec![0; tops.len()];
    for layer in &grid.layers {
        let mut least = i32::MIN;
        for (place, &item) in layer.iter().enumerate() {
            whole[item] = (tops[item].round() as i32).max(least);
            let next = layer.get(place + 1).map_or(0, |&next| gap(&grid.items[item], &grid.items[next]));
            least = whole[item] + grid.items[item].height + next;
        }
    }
    whole
}

/// Levels the wires that nearly are.
fn snap(grid: &Grid, tops: &mut [i32]) {
    for (channel, layer) in grid.channels.iter().zip(grid.layers.iter().skip(1)) {
        let mut wires: Vec<Vec<&Wire>> = vec![Vec::new(); layer.len()];
        let ranks: std::collections::HashMap<usize, usize> =
            layer.iter().enumerate().map(|(rank, &item)| (item, rank)).collect();
        channel.iter().for_each(|wire| wires[ranks[&wire.right]].push(wire));
        for (rank, own) in wires.iter().enumerate() {
            let item = layer[rank];
            let miss = |wire: &&Wire| tops[wire.left] + wire.left_port - tops[item] - wire.right_port;
            let Some(by) = own.iter().map(miss).min_by_key(|by| by.abs()) else { continue };
            if by.abs() <= SNAP && has_room(grid, layer, rank, tops, by) {
                tops[item] += by;
            }
        }
    }
}

fn has_room(grid: &Grid, layer: &[usize], rank: usize, tops: &[i32], by: i32) -> bool {
    let item = layer[rank];
    let (top, bottom) = (tops[item] + by, tops[item] + by + grid.items[item].height);
    let above = rank.checked_sub(1).is_none_or(|rank| {
        let upper = layer[rank];
        tops[upper] + grid.items[upper].height + gap(&grid.items[upper], &grid.items[item]) <= top
    });
    let below = layer
        .get(rank + 1)
        .is_none_or(|&lower| bottom + gap(&grid.items[item], &grid.items[lower]) <= tops[lower]);
    above && below
}
