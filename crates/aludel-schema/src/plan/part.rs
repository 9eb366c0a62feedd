//! What shares a node with its owner, and closes a circle there, stands by itself.

use super::{Builder, Verb};

impl Builder<'_> {
    /// Gives those a node of their own that share one on a cycle and have part in it.
    pub(super) fn part(&mut self, cycle: &[usize]) -> bool {
        let mut on_cycle = vec![false; self.nodes.len()];
        for node in cycle {
            on_cycle[*node] = true;
        }
        let mut waiting = Vec::new();
        let mut others = Vec::new();
        self.each_edge(|first, then| {
            let homes = (self.homes[first], self.homes[then]);
            if homes.0 == homes.1 || !on_cycle[homes.0] || !on_cycle[homes.1] {
                return;
            }
            let is_drop = |node: usize| self.nodes[node].verb == Verb::Drop;
            match (is_drop(first), is_drop(then)) {
                // A foreign key stands by itself, not the key that it waits for, nor that which waits.
                (false, false) => waiting.push(then),
                (true, true) => waiting.push(first),
                (_, _) => others.extend([first, then]),
            }
            others.extend([first, then]);
        });
        let parted = self.stand_alone(waiting) || self.stand_alone(others);
        self.follow();
        parted
    }

    /// Gives nodes that share another's a place of their own; whether there was one.
    fn stand_alone(&mut self, mut nodes: Vec<usize>) -> bool {
        nodes.retain(|node| {
            let it = &self.nodes[*node];
            self.homes[*node] != *node && !it.statements.is_empty() && !it.is_silent()
        });
        for node in &nodes {
            self.homes[*node] = *node;
        }
        !nodes.is_empty()
    }

    /// What is a part of a line goes where the line went.
    fn follow(&mut self) {
        for index in 0..self.nodes.len() {
            let node = &self.nodes[index];
            if self.homes[index] == index || node.verb != Verb::Create || !node.is_part() {
                continue;
            }
            let owner = node.entry.object().owner.and_then(|owner| self.made.get(&owner));
            if let Some(owner) = owner {
                self.homes[index] = self.homes[*owner];
            }
        }
    }
}
