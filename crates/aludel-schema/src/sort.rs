//! A stable topological sort.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A graph whose nodes are numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edges {
    /// For each node those that come after it.
    after: Vec<Vec<u32>>,
    /// For each node how many come before it.
    before: Vec<u32>,
}

impl Edges {
    pub(crate) fn new(nodes: usize) -> Self {
        Self { after: vec![Vec::new(); nodes], before: vec![0; nodes] }
    }

    /// Says that `first` comes before `then`. A node never waits for itself.
    pub(crate) fn add(&mut self, first: usize, then: usize) {
        if first != then {
            self.after[first].push(then as u32);
            self.before[then] += 1;
        }
    }

    /// The nodes in an order that keeps every edge, the least rank first where there is a choice.
    /// What others wait for counts as the least of them: it stands just before it is needed.
    ///
    /// # Errors
    /// The nodes that lie on cycles.
    pub(crate) fn sort(&self, ranks: &[u32]) -> Result<Vec<usize>, Vec<usize>> {
        let mut urgent: Vec<(u32, u32)> = ranks.iter().map(|rank| (*rank, *rank)).collect();
        for node in self.sort_by(&urgent)?.into_iter().rev() {
            let waits = self.after[node].iter().map(|then| urgent[*then as usize].0).min();
            urgent[node].0 = waits.map_or(ranks[node], |rank| rank.min(ranks[node]));
        }
        self.sort_by(&urgent)
    }

    fn sort_by<R: Ord + Copy>(&self, ranks: &[R]) -> Result<Vec<usize>, Vec<usize>> {
        let mut waiting = self.before.clone();
        let mut ready: BinaryHeap<Reverse<(R, usize)>> = (0..waiting.len())
            .filter(|node| waiting[*node] == 0)
            .map(|node| Reverse((ranks[node], node)))
            .collect();
        let mut sorted = Vec::with_capacity(waiting.len());
        while let Some(Reverse((_, node))) = ready.pop() {
            sorted.push(node);
            for then in &self.after[node] {
                let then = *then as usize;
                waiting[then] -= 1;
                if waiting[then] == 0 {
                    ready.push(Reverse((ranks[then], then)));
                }
            }
        }
        match sorted.len() == waiting.len() {
            true => Ok(sorted),
            false => Err(self.on_cycles(&waiting)),
        }
    }

    /// Of the nodes that still wait, those that something on a cycle waits for in turn: what only
    /// stands behind a cycle is taken away leaf by leaf.
    fn on_cycles(&self, waiting: &[u32]) -> Vec<usize> {
        let mut left: Vec<bool> = waiting.iter().map(|count| *count > 0).collect();
        let mut before = vec![Vec::new(); left.len()];
        let mut count = vec![0u32; left.len()];
        for (node, after) in self.after.iter().enumerate().filter(|(node, _)| left[*node]) {
            for then in after.iter().map(|then| *then as usize).filter(|then| left[*then]) {
                before[then].push(node);
                count[node] += 1;
            }
        }
        let mut leaves: Vec<usize> =
            (0..left.len()).filter(|node| left[*node] && count[*node] == 0).collect();
        while let Some(leaf) = leaves.pop() {
            left[leaf] = false;
            for node in &before[leaf] {
                count[*node] -= 1;
                if count[*node] == 0 {
                    leaves.push(*node);
                }
            }
        }
        (0..left.len()).filter(|node| left[*node]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Edges;

    fn edges(nodes: usize, pairs: &[(usize, usize)]) -> Edges {
        let mut edges = Edges::new(nodes);
        for (first, then) in pairs {
            edges.add(*first, *then);
        }
        edges
    }

    #[test]
    fn what_is_free_stands_in_its_rank() {
        assert_eq!(edges(3, &[]).sort(&[2, 0, 1]), Ok(vec![1, 2, 0]));
        assert_eq!(edges(3, &[(0, 1)]).sort(&[2, 0, 1]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn what_is_waited_for_stands_just_before() {
        assert_eq!(edges(4, &[(3, 1)]).sort(&[0, 1, 2, 3]), Ok(vec![0, 3, 1, 2]));
    }

    #[test]
    fn a_cycle_is_named_without_what_stands_behind_it() {
        assert_eq!(edges(5, &[(0, 1), (1, 2), (2, 1), (2, 3), (3, 4)]).sort(&[0; 5]), Err(vec![1, 2]));
    }
}
