//! A revision's place in the graph, and sets of such places.

use std::fmt;

/// A revision of one graph, by its place in load order.
///
/// It means nothing to another graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(u32);

impl Node {
    // A graph can't hold 2^32 headers: each is larger than a byte, and `build` counts them.
    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Some revisions of one graph.
#[derive(Clone, PartialEq, Eq)]
pub struct NodeSet {
    words: Vec<u64>,
    len: usize,
}

impl NodeSet {
    /// None of the `count` revisions of a graph.
    pub(crate) fn of(count: usize) -> Self {
        Self { words: vec![0; count.div_ceil(64)], len: 0 }
    }

    /// Whether the revision is in it.
    pub fn contains(&self, node: Node) -> bool {
        self.words.get(node.index() / 64).is_some_and(|word| word >> (node.index() % 64) & 1 == 1)
    }

    /// How many are in it.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none is in it.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The revisions, in load order.
    pub fn iter(&self) -> impl Iterator<Item = Node> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(Node::at(at * 64 + bit))
            })
        })
    }

    /// Adds a revision; says whether it is new.
    pub(crate) fn insert(&mut self, node: Node) -> bool {
        let (word, bit) = (&mut self.words[node.index() / 64], 1 << (node.index() % 64));
        let new = *word & bit == 0;
        *word |= bit;
        self.len += usize::from(new);
        new
    }

    /// Takes a revision out; says whether it was there.
    pub(crate) fn remove(&mut self, node: Node) -> bool {
        let (word, bit) = (&mut self.words[node.index() / 64], 1 << (node.index() % 64));
        let there = *word & bit != 0;
        *word &= !bit;
        self.len -= usize::from(there);
        there
    }

    /// Adds revisions.
    pub(crate) fn extend(&mut self, nodes: impl IntoIterator<Item = Node>) {
        for node in nodes {
            self.insert(node);
        }
    }

    /// Keeps what is in both.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.combine(other, |mine, theirs| mine & theirs);
    }

    /// Takes out what is in the other.
    pub(crate) fn take_out(&mut self, other: &Self) {
        self.combine(other, |mine, theirs| mine & !theirs);
    }

    fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        self.len = 0;
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine = with(*mine, *theirs);
            self.len += mine.count_ones() as usize;
        }
    }
}

impl fmt::Debug for NodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_counts_and_lists_in_order() {
        let mut set = NodeSet::of(200);
        assert!(set.is_empty());
        for index in [199, 0, 64, 63, 64] {
            set.insert(Node::at(index));
        }
        assert_eq!(set.len(), 4);
        let listed: Vec<_> = set.iter().map(Node::index).collect();
        assert_eq!(listed, [0, 63, 64, 199]);
        assert!(set.remove(Node::at(63)) && !set.remove(Node::at(63)));
        assert!(!set.contains(Node::at(63)) && !set.contains(Node::at(1000)));
        assert_eq!(set.len(), 3);
    }
}
