//! Circles that are broken by a stub: a view that is there without its query until what it reads is,
//! or that lets go of what it reads before that goes.

use super::{Builder, Node, Verb};
use crate::kind::Registry;
use crate::sort::Edges;

/// A node that stands for another as long as that would close a circle.
pub(super) struct Stub {
    /// Its own node.
    node: usize,
    /// The node for which it stands, which makes or drops the object.
    of: usize,
    is_drop: bool,
    on_cycle: Vec<bool>,
}

impl Stub {
    /// Whether it takes this edge away.
    pub(super) fn breaks(&self, first: usize, then: usize) -> bool {
        let is_on = |node: usize| self.on_cycle.get(node).copied().unwrap_or(false);
        // What stands on it finds the stub; what it stood on waits only for the stub.
        self.of == first && is_on(then)
    }
}

impl Builder<'_> {
    /// Makes a stub of something on the cycle; whether there was one.
    pub(super) fn stub(&mut self, cycle: &[usize], registry: &Registry) -> bool {
        let mut on_cycle = vec![false; self.nodes.len()];
        for node in cycle {
            on_cycle[*node] = true;
        }
        for of in cycle.iter().copied() {
            let node = &self.nodes[of];
            let is_drop = node.verb == Verb::Drop;
            let is_taken = self.stubs.iter().any(|stub| stub.node == of || stub.of == of);
            if is_taken || !matches!(node.verb, Verb::Create | Verb::Drop) {
                continue;
            }
            let Ok((_, kind)) = registry.of(node.entry) else { continue };
            let Some(stub) = kind.to_stub(node.entry) else { continue };
            let (entry, statements) = match is_drop {
                true => (node.entry, vec![stub.again]),
                false => (node.entry, vec![stub.made]),
            };
            if !is_drop {
                self.nodes[of].statements = stub.whole;
            }
            let (words, silent) = (Vec::new(), false);
            self.stubs.push(Stub { node: self.nodes.len(), of, is_drop, on_cycle });
            self.homes.push(self.nodes.len());
            self.ranks.push(self.ranks[of]);
            self.nodes.push(Node { entry, verb: Verb::Create, statements, words, gives_way: true, silent });
            return true;
        }
        false
    }

    pub(super) fn is_stub(&self, node: usize) -> bool {
        self.stubs.iter().any(|stub| stub.node == node)
    }

    pub(super) fn stub_edges(&self, edges: &mut Edges) {
        for stub in &self.stubs {
            edges.add(stub.node, stub.of);
            self.each_edge(|first, then| {
                let (first_home, then_home) = (self.homes[first], self.homes[then]);
                if stub.breaks(first, then) {
                    edges.add(stub.node, then_home);
                } else if then == stub.of && !stub.is_drop && !stub.on_cycle[first] {
                    // Its columns' types, and what gives up its name.
                    edges.add(first_home, stub.node);
                }
            });
            let dropped = self.difference.from.find(self.nodes[stub.of].entry.id()).map(|old| old.position());
            if let Some(dropped) = dropped.and_then(|old| self.dropped.get(&old)).filter(|_| !stub.is_drop) {
                edges.add(*dropped, stub.node);
            }
        }
    }
}
