//! The edges of one sort, packed: a history of 100,000 revisions makes a few allocations, not as many.

use super::Node;

/// For each revision, some others in an order.
#[derive(Clone, Debug)]
pub(super) struct Edges {
    /// Where the edges of each revision begin in `ends`; one more than there are revisions.
    starts: Vec<u32>,
    ends: Vec<Node>,
}

impl Edges {
    /// The edges that `each` appends for every revision in turn.
    pub(super) fn collect(count: usize, mut each: impl FnMut(Node, &mut Vec<Node>)) -> Self {
        let mut edges = Self { starts: Vec::with_capacity(count + 1), ends: Vec::with_capacity(count) };
        edges.starts.push(0);
        for index in 0..count {
            each(Node::at(index), &mut edges.ends);
            edges.starts.push(Node::at(edges.ends.len()).index() as u32);
        }
        edges
    }

    /// The same edges from the other side, each list in load order.
    pub(super) fn reversed(&self) -> Self {
        let count = self.starts.len() - 1;
        let mut starts = vec![0_u32; count + 1];
        for end in &self.ends {
            starts[end.index() + 1] += 1;
        }
        for index in 0..count {
            starts[index + 1] += starts[index];
        }
        let mut free = starts.clone();
        let mut ends = vec![Node::at(0); self.ends.len()];
        for index in 0..count {
            for end in self.of(Node::at(index)) {
                let slot = &mut free[end.index()];
                ends[*slot as usize] = Node::at(index);
                *slot += 1;
            }
        }
        Self { starts, ends }
    }

    /// The revisions at the other end.
    pub(super) fn of(&self, node: Node) -> &[Node] {
        let (from, to) = (self.starts[node.index()], self.starts[node.index() + 1]);
        &self.ends[from as usize..to as usize]
    }
}
