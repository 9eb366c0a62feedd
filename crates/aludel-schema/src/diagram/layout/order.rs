//! The order of items within each layer, with few crossings of wires.
//!
//! Layers are swept from left to right and back; each time a layer is sorted by where its neighbours'
//! wires come from, and the best order seen is kept. Then neighbours are exchanged for as long as it
//! helps. Finding the least number of crossings is NP-hard even for two layers; this comes near.

use super::net::{Grid, Wire};
use super::place::gap;

/// After so many sweeps without a better order the search ends.
const PATIENCE: usize = 6;
const MAX_SWEEPS: usize = 40;
const MAX_EXCHANGES: usize = 12;

/// Orders the items of every layer.
pub(super) fn order(grid: &mut Grid) {
    let wires = Wires::new(grid);
    let first = grid.layers.clone();
    let mut best = (usize::MAX, first.clone());
    for leftward_first in [false, true] {
        grid.layers.clone_from(&first);
        let found = search(grid, &wires, leftward_first);
        if found.0 < best.0 {
            best = found;
        }
    }
    grid.layers = best.1;
}

/// Each item's wires, by the channel they lie in.
struct Wires {
    leftward: Vec<Vec<Wire>>,
    rightward: Vec<Vec<Wire>>,
}

impl Wires {
    fn new(grid: &Grid) -> Self {
        let (mut leftward, mut rightward) =
            (vec![Vec::new(); grid.items.len()], vec![Vec::new(); grid.items.len()]);
        for &wire in grid.channels.iter().flatten() {
            rightward[wire.left].push(wire);
            leftward[wire.right].push(wire);
        }
        Self { leftward, rightward }
    }
}

fn search(grid: &mut Grid, wires: &Wires, leftward_first: bool) -> (usize, Vec<Vec<usize>>) {
    let mut best = (crossings(grid), grid.layers.clone());
    let mut since = 0;
    for sweep in 0..MAX_SWEEPS {
        sweep_layers(grid, wires, (sweep % 2 == 0) == leftward_first);
        let found = crossings(grid);
        since += 1;
        if found < best.0 {
            best = (found, grid.layers.clone());
            since = 0;
        }
        if since == PATIENCE || best.0 == 0 {
            break;
        }
    }
    grid.layers = best.1;
    exchange(grid, wires);
    (crossings(grid), grid.layers.clone())
}

fn sweep_layers(grid: &mut Grid, wires: &Wires, leftward: bool) {
    let mut middles = middles(grid);
    let count = grid.layers.len();
    for step in 0..count {
        let layer = if leftward { count - 1 - step } else { step };
        let mut keyed: Vec<(f64, usize)> = grid.layers[layer]
            .iter()
            .map(|&item| {
                let own = if leftward { &wires.rightward[item] } else { &wires.leftward[item] };
                (pulled_to(item, own, &middles, grid).unwrap_or(middles[item]), item)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        grid.layers[layer] = keyed.into_iter().map(|(_, item)| item).collect();
        stack(grid, layer, &mut middles);
    }
}

/// Where an item's middle would be, for its wires to be level in the mean.
fn pulled_to(item: usize, wires: &[Wire], middles: &[f64], grid: &Grid) -> Option<f64> {
    let half = |item: usize| f64::from(grid.items[item].height) / 2.0;
    let pull = |wire: &Wire| {
        let (other, port, own) = if wire.left == item {
            (wire.right, wire.right_port, wire.left_port)
        } else {
            (wire.left, wire.left_port, wire.right_port)
        };
        middles[other] - half(other) + f64::from(port) - f64::from(own) + half(item)
    };
    (!wires.is_empty()).then(|| wires.iter().map(pull).sum::<f64>() / wires.len() as f64)
}

/// Where the middle of each item would be if each layer were stacked about zero.
fn middles(grid: &Grid) -> Vec<f64> {
    let mut middles = vec![0.0; grid.items.len()];
    (0..grid.layers.len()).for_each(|layer| stack(grid, layer, &mut middles));
    middles
}

fn stack(grid: &Grid, layer: usize, middles: &mut [f64]) {
    let mut end = 0;
    let mut before = None;
    for &item in &grid.layers[layer] {
        end += before.map_or(0, |before| gap(&grid.items[before], &grid.items[item]));
        middles[item] = f64::from(end) + f64::from(grid.items[item].height) / 2.0;
        end += grid.items[item].height;
        before = Some(item);
    }
    grid.layers[layer].iter().for_each(|&item| middles[item] -= f64::from(end) / 2.0);
}

/// An item's place in its layer.
fn ranks(grid: &Grid) -> Vec<usize> {
    let mut ranks = vec![0; grid.items.len()];
    for layer in &grid.layers {
        layer.iter().enumerate().for_each(|(rank, &item)| ranks[item] = rank);
    }
    ranks
}

fn crossings(grid: &Grid) -> usize {
    let ranks = ranks(grid);
    let of_channel = |channel: &Vec<Wire>| {
        let mut ends: Vec<_> = channel
            .iter()
            .map(|wire| ((ranks[wire.left], wire.left_port), (ranks[wire.right], wire.right_port)))
            .collect();
        ends.sort_unstable();
        let mut rights: Vec<_> = ends.into_iter().map(|(_, right)| right).collect();
        inversions(&mut rights)
    };
    grid.channels.iter().map(of_channel).sum()
}

/// How many pairs stand in the wrong order; sorts them on the way.
fn inversions<T: Copy + Ord>(list: &mut [T]) -> usize {
    if list.len() < 2 {
        return 0;
    }
    let (first, second) = list.split_at_mut(list.len() / 2);
    let mut count = inversions(first) + inversions(second);
    let mut after = 0;
    for one in first.iter() {
        after += second[after..].iter().take_while(|two| *two < one).count();
        count += after;
    }
    list.sort();
    count
}

/// Exchanges neighbours wherever that takes away crossings.
fn exchange(grid: &mut Grid, wires: &Wires) {
    let mut ranks = ranks(grid);
    for _ in 0..MAX_EXCHANGES {
        let mut changed = false;
        for layer in &mut grid.layers {
            for place in 1..layer.len() {
                let (a, b) = (layer[place - 1], layer[place]);
                let (now, then) = between(a, b, wires, &ranks);
                if then < now {
                    layer.swap(place - 1, place);
                    ranks.swap(a, b);
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
}

/// The crossings of two neighbours' wires as they stand, and were they exchanged.
fn between(a: usize, b: usize, wires: &Wires, ranks: &[usize]) -> (usize, usize) {
    let right_ends =
        |item: usize| sorted(wires.rightward[item].iter().map(|wire| (ranks[wire.right], wire.right_port)));
    let left_ends =
        |item: usize| sorted(wires.leftward[item].iter().map(|wire| (ranks[wire.left], wire.left_port)));
    let (a_right, b_right, a_left, b_left) = (right_ends(a), right_ends(b), left_ends(a), left_ends(b));
    let now = above(&b_right, &a_right) + above(&b_left, &a_left);
    let then = above(&a_right, &b_right) + above(&a_left, &b_left);
    (now, then)
}

fn sorted(ends: impl Iterator<Item = (usize, i32)>) -> Vec<(usize, i32)> {
    let mut ends: Vec<_> = ends.collect();
    ends.sort_unstable();
    ends
}

/// In how many pairs the first's end lies above the second's.
fn above(first: &[(usize, i32)], second: &[(usize, i32)]) -> usize {
    let mut place = 0;
    let mut count = 0;
    for end in second {
        place += first[place..].iter().take_while(|one| *one < end).count();
        count += place;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_counted() {
        assert_eq!(inversions(&mut [1, 2, 3]), 0);
        assert_eq!(inversions(&mut [3, 2, 1]), 3);
        assert_eq!(inversions(&mut [2, 2, 1, 3, 0]), 6);
    }

    #[test]
    fn ends_above_are_counted() {
        assert_eq!(above(&[(0, 1), (2, 0)], &[(0, 1), (1, 0), (3, 0)]), 3);
    }
}
