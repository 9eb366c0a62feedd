//! Which layer each box stands in: right of all that it refers to, and in a layer that has room.
//!
//! The rule is Coffman's and Graham's, with height in the place of number: boxes are taken in an order
//! in which nothing comes before what it refers to, those with the longest chain behind them first,
//! and each goes to the first layer that may hold it and still has room.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::acyclic::Arc;

/// Assigns layers. The arcs must run forward in the order of the positions.
pub(super) fn assign(heights: &[i32], arcs: &[Arc], positions: &[usize], bound: i32) -> Vec<usize> {
    let graph = Graph::new(heights.len(), arcs, positions);
    let mut layers = graph.first_fit(heights, bound);
    graph.tighten(&mut layers, heights, bound);
    without_gaps(&mut layers);
    layers
}

struct Graph {
    lefts: Vec<Vec<usize>>,
    rights: Vec<Vec<usize>>,
    /// The boxes from first to last.
    sequence: Vec<usize>,
}

impl Graph {
    fn new(count: usize, arcs: &[Arc], positions: &[usize]) -> Self {
        let (mut lefts, mut rights) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for arc in arcs {
            lefts[arc.right].push(arc.left);
            rights[arc.left].push(arc.right);
        }
        lefts.iter_mut().chain(&mut rights).for_each(|list| {
            list.sort_unstable();
            list.dedup();
        });
        let mut sequence: Vec<usize> = (0..count).collect();
        sequence.sort_by_key(|&node| positions[node]);
        Self { lefts, rights, sequence }
    }

    /// For each box the length of the longest chain of boxes right of it.
    fn chains(&self) -> Vec<usize> {
        let mut chains = vec![0; self.sequence.len()];
        for &node in self.sequence.iter().rev() {
            chains[node] = self.rights[node].iter().map(|&right| chains[right] + 1).max().unwrap_or(0);
        }
        chains
    }

    fn first_fit(&self, heights: &[i32], bound: i32) -> Vec<usize> {
        let chains = self.chains();
        let mut waiting: Vec<usize> = self.lefts.iter().map(Vec::len).collect();
        let key = |node: usize| (chains[node], Reverse(node));
        let mut ready: BinaryHeap<_> =
            (0..waiting.len()).filter(|&node| waiting[node] == 0).map(key).collect();
        let mut layers = vec![0; waiting.len()];
        let mut loads: Vec<i32> = Vec::new();
        while let Some((_, Reverse(node))) = ready.pop() {
            let least = self.least(node, &layers);
            let layer =
                (least..).find(|&layer| has_room(&loads, layer, heights[node], bound)).unwrap_or(least);
            loads.resize(loads.len().max(layer + 1), 0);
            loads[layer] += heights[node];
            layers[node] = layer;
            for &right in &self.rights[node] {
                waiting[right] -= 1;
                if waiting[right] == 0 {
                    ready.push(key(right));
                }
            }
        }
        layers
    }

    fn least(&self, node: usize, layers: &[usize]) -> usize {
        self.lefts[node].iter().map(|&left| layers[left] + 1).max().unwrap_or(0)
    }

    /// Moves boxes that refer to nothing up to the boxes that refer to them.
    fn tighten(&self, layers: &mut [usize], heights: &[i32], bound: i32) {
        let mut loads = vec![0; layers.iter().max().map_or(0, |&last| last + 1)];
        layers.iter().zip(heights).for_each(|(&layer, height)| loads[layer] += height);
        for &node in self.sequence.iter().rev() {
            let Some(nearest) = self.rights[node].iter().map(|&right| layers[right]).min() else { continue };
            if !self.lefts[node].is_empty() {
                continue;
            }
            let (from, height) = (layers[node], heights[node]);
            let to = (from + 1..nearest).rev().find(|&layer| has_room(&loads, layer, height, bound));
            if let Some(to) = to {
                loads[from] -= height;
                loads[to] += height;
                layers[node] = to;
            }
        }
    }
}

fn has_room(loads: &[i32], layer: usize, height: i32, bound: i32) -> bool {
    loads.get(layer).is_none_or(|&load| load == 0 || load + height <= bound)
}

fn without_gaps(layers: &mut [usize]) {
    let mut used: Vec<usize> = layers.to_vec();
    used.sort_unstable();
    used.dedup();
    for layer in layers {
        *layer = used.binary_search(layer).unwrap_or(0);
    }
}
