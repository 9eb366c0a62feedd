//! Boxes and lanes in layers, and the wires between neighbouring layers.
//!
//! Lines of one look that leave one point to the right make a net. A net that reaches beyond the next
//! layer passes every layer between through a lane: an item like a box, of no height, that nothing
//! else can stand on. However many lines a net has, it takes one lane a layer.

use std::collections::BTreeMap;

use super::acyclic::Arc;
use super::{Line, Look, Size};

/// What stands in a layer: the boxes come first, and have their own numbers.
pub(super) struct Item {
    pub(super) layer: usize,
    pub(super) height: i32,
    pub(super) is_lane: bool,
}

/// A part of a net, between an item and another in the next layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    pub(super) net: usize,
    pub(super) left: usize,
    pub(super) right: usize,
    /// Below the item's top.
    pub(super) left_port: i32,
    pub(super) right_port: i32,
}

/// Lines that leave one point of one box.
pub(super) struct Net {
    pub(super) start: usize,
    pub(super) port: i32,
    /// The lane of the layer after the start's, of the next, and so on.
    pub(super) lanes: Vec<usize>,
    ends: Vec<(usize, i32)>,
}

/// A component in layers.
pub(super) struct Grid {
    pub(super) items: Vec<Item>,
    /// The items of each layer from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    pub(super) nets: Vec<Net>,
    /// The wires between a layer and the next.
    pub(super) channels: Vec<Vec<Wire>>,
    /// For each line its net and where it ends, below the right box's top.
    pub(super) ends: Vec<(usize, i32)>,
    pub(super) widths: Vec<i32>,
}

impl Grid {
    /// The arcs are those of the lines, all from left to right.
    pub(super) fn new(sizes: &[Size], lines: &[Line], arcs: &[Arc], layer_of: &[usize]) -> Self {
        let items = sizes.iter().zip(layer_of);
        let item = |(size, &layer): (&Size, &usize)| Item { layer, height: size.height, is_lane: false };
        let mut items: Vec<Item> = items.map(item).collect();
        let count = layer_of.iter().max().map_or(0, |&last| last + 1);
        let mut widths = vec![0; count];
        sizes.iter().zip(layer_of).for_each(|(size, &layer)| widths[layer] = widths[layer].max(size.width));
        let (mut nets, ends) = nets(lines, arcs);
        nets.iter_mut().for_each(|net| net.add_lanes(&mut items));
        let mut layers = vec![Vec::new(); count];
        items.iter().enumerate().for_each(|(place, item)| layers[item.layer].push(place));
        let mut channels = vec![Vec::new(); count.saturating_sub(1)];
        nets.iter().enumerate().for_each(|(place, net)| net.add_wires(place, &items, &mut channels));
        Self { items, layers, nets, channels, ends, widths }
    }
}

/// Lines of one look, in one direction, from one point.
type NetKey = (usize, i32, Look, bool);

/// The nets, and for each line its net and its right end.
fn nets(lines: &[Line], arcs: &[Arc]) -> (Vec<Net>, Vec<(usize, i32)>) {
    let mut keys: BTreeMap<NetKey, usize> = BTreeMap::new();
    let (line_keys, right_ends): (Vec<NetKey>, Vec<(usize, i32)>) =
        lines.iter().zip(arcs).map(key_and_end).unzip();
    line_keys.iter().for_each(|key| _ = keys.entry(*key).or_default());
    keys.values_mut().enumerate().for_each(|(place, number)| *number = place);
    let starts: Vec<(usize, i32)> = keys.keys().map(|&(node, port, ..)| (node, port)).collect();
    let mut nets: Vec<Net> = keys
        .keys()
        .zip(spread(&starts))
        .map(|(key, port)| Net { start: key.0, port, lanes: Vec::new(), ends: Vec::new() })
        .collect();
    // Lines of one net that end at one point are one there; those of different nets must not be.
    let of_nets: Vec<(usize, i32, usize)> =
        line_keys.iter().zip(&right_ends).map(|(key, &(node, port))| (node, port, keys[key])).collect();
    let mut distinct = of_nets.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let points: Vec<(usize, i32)> = distinct.iter().map(|&(node, port, _)| (node, port)).collect();
    let ports = spread(&points);
    let mut ends = Vec::with_capacity(lines.len());
    for of_net in of_nets {
        let port = distinct.binary_search(&of_net).map_or(of_net.1, |place| ports[place]);
        nets[of_net.2].ends.push((of_net.0, port));
        ends.push((of_net.2, port));
    }
    (nets, ends)
}

fn key_and_end((line, arc): (&Line, &Arc)) -> (NetKey, (usize, i32)) {
    if arc.left == line.parent {
        ((line.parent, line.parent_port, line.look, false), (line.child, line.child_port))
    } else {
        ((line.child, line.child_port, line.look, true), (line.parent, line.parent_port))
    }
}

/// Ports for sorted points; those of equal points are moved apart, within a row's height.
fn spread(points: &[(usize, i32)]) -> Vec<i32> {
    let mut ports = Vec::with_capacity(points.len());
    for same in points.chunk_by(|a, b| a == b) {
        let count = i32::try_from(same.len()).unwrap_or(1);
        let step = if count > 1 { (14 / (count - 1)).clamp(1, 8) } else { 0 };
        ports.extend(
            (0..count).zip(same).map(|(place, point)| point.1 + place * step - (count - 1) * step / 2),
        );
    }
    ports
}

impl Net {
    fn add_lanes(&mut self, items: &mut Vec<Item>) {
        let first = items[self.start].layer + 1;
        let last = self.ends.iter().map(|&(node, _)| items[node].layer).max().unwrap_or(first);
        for layer in first..last {
            self.lanes.push(items.len());
            items.push(Item { layer, height: 0, is_lane: true });
        }
    }

    fn add_wires(&self, net: usize, items: &[Item], channels: &mut [Vec<Wire>]) {
        let first = items[self.start].layer;
        let left_of = |layer: usize| match layer - first {
            0 => (self.start, self.port),
            steps => (self.lanes[steps - 1], 0),
        };
        let lanes = self.lanes.iter().map(|&lane| (lane, 0));
        let mut rights: Vec<(usize, i32)> = self.ends.iter().copied().chain(lanes).collect();
        rights.sort_unstable();
        rights.dedup();
        for (right, right_port) in rights {
            let channel = items[right].layer - 1;
            let (left, left_port) = left_of(channel);
            channels[channel].push(Wire { net, left, right, left_port, right_port });
        }
    }
}
