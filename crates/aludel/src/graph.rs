//! Revisions as a graph: who revises whom, who depends on whom, and the names of lines.
//!
//! A graph is made once, from every header, and is right from then on: no name points nowhere, no
//! line goes round in a circle. Whatever is wrong is said at once, all of it. What follows from the
//! edges (heads, bases, ancestors, lines) is answered in time linear in what is asked, and nothing
//! here recurses, so that a history of any length is as good as a short one.

mod build;
mod complaint;
mod edges;
mod node;
mod suggest;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::revision::{Header, RevisionId};

pub(crate) use complaint::meant;
pub use complaint::{CycleMember, GraphComplaint, Need};
pub use node::{Node, NodeSet};
pub(crate) use suggest::closest;

use edges::Edges;

/// Every revision, and how they stand on each other.
///
/// Revisions are asked for by [`Node`], their place in load order: the order in which the headers
/// were handed over. Alembic breaks ties by it, and so does this.
#[derive(Clone, Debug)]
pub struct RevisionGraph {
    headers: Vec<Header>,
    ids: HashMap<RevisionId, Node>,
    labels: BTreeMap<String, Node>,
    parents: Edges,
    dependencies: Edges,
    normalized: Edges,
    children: Edges,
    dependents: Edges,
    followers: Edges,
    labels_by_node: OnceLock<Vec<Vec<String>>>,
}

impl RevisionGraph {
    /// A graph of these revisions, in load order.
    ///
    /// # Errors
    /// All that is wrong with them, in load order; cycles come last.
    pub fn new(headers: Vec<Header>) -> Result<Self, Vec<GraphComplaint>> {
        build::build(headers)
    }

    /// How many revisions there are.
    pub fn len(&self) -> usize {
        self.headers.len()
    }

    /// Whether there is no revision.
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }

    /// Every revision, in load order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + ExactSizeIterator + use<> {
        (0..self.headers.len()).map(Node::at)
    }

    /// What stands at the top of its file.
    pub fn header(&self, node: Node) -> &Header {
        &self.headers[node.index()]
    }

    /// Its id.
    pub fn id(&self, node: Node) -> &RevisionId {
        &self.header(node).id
    }

    /// The revision with exactly this id.
    pub fn find(&self, id: &str) -> Option<Node> {
        self.ids.get(id).copied()
    }

    /// The revision that carries exactly this branch label.
    pub fn find_label(&self, label: &str) -> Option<Node> {
        self.labels.get(label).copied()
    }

    /// Each branch label with the revision that carries it, sorted by label.
    pub fn labels(&self) -> impl Iterator<Item = (&str, Node)> {
        self.labels.iter().map(|(label, node)| (label.as_str(), *node))
    }

    /// The revisions it revises, in the order of its file.
    pub fn parents(&self, node: Node) -> &[Node] {
        self.parents.of(node)
    }

    /// The revisions it depends on, in the order of its file; a label means the one that carries it.
    pub fn dependencies(&self, node: Node) -> &[Node] {
        self.dependencies.of(node)
    }

    /// Its parents, then those dependencies that no ancestor by parents already depends on.
    ///
    /// These edges say what must be applied before it, and which rows of the version table it
    /// replaces.
    pub fn normalized(&self, node: Node) -> &[Node] {
        self.normalized.of(node)
    }

    /// The revisions that revise it, in load order.
    pub fn children(&self, node: Node) -> &[Node] {
        self.children.of(node)
    }

    /// The revisions that depend on it, in load order.
    pub fn dependents(&self, node: Node) -> &[Node] {
        self.dependents.of(node)
    }

    /// The revisions that have it among their [normalized](Self::normalized) parents.
    pub(crate) fn followers(&self, node: Node) -> &[Node] {
        self.followers.of(node)
    }

    /// The revisions that nothing revises, in load order.
    pub fn heads(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.is_head(*node)).collect()
    }

    /// The heads that nothing depends on either, in load order.
    ///
    /// A head that another revision depends on has no row of its own in the version table once that
    /// other one is applied.
    pub fn real_heads(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.is_head(*node) && self.dependents(*node).is_empty()).collect()
    }

    /// The revisions that revise nothing, in load order.
    pub fn bases(&self) -> Vec<Node> {
        self.nodes().filter(|node| self.parents(*node).is_empty()).collect()
    }

    /// Whether nothing revises it.
    pub fn is_head(&self, node: Node) -> bool {
        self.children(node).is_empty()
    }

    /// Whether several revisions revise it.
    pub fn is_branch_point(&self, node: Node) -> bool {
        self.children(node).len() > 1
    }

    /// Whether it revises several revisions.
    pub fn is_merge_point(&self, node: Node) -> bool {
        self.parents(node).len() > 1
    }

    /// These and all that must be applied before them.
    pub fn ancestors(&self, nodes: &[Node]) -> NodeSet {
        self.reach(nodes, &[&self.normalized])
    }

    /// These and all that stands on them, as a child or as a dependent.
    pub fn descendants(&self, nodes: &[Node]) -> NodeSet {
        self.reach(nodes, &[&self.children, &self.dependents])
    }

    /// These and their ancestors by parents alone.
    pub(crate) fn ancestors_by_parents(&self, nodes: &[Node]) -> NodeSet {
        self.reach(nodes, &[&self.parents])
    }

    /// These and their descendants by children alone.
    pub(crate) fn descendants_by_children(&self, nodes: &[Node]) -> NodeSet {
        self.reach(nodes, &[&self.children])
    }

    /// Whatever shares its lineage: its ancestors and descendants by parents, and itself.
    pub fn kin(&self, node: Node) -> NodeSet {
        let mut kin = self.ancestors_by_parents(&[node]);
        kin.extend(self.descendants_by_children(&[node]).iter());
        kin
    }

    /// The line that a branch label on this revision names: the revision, what descends from it by
    /// parents, and its ancestors down to, and without, the last branch point or merge point.
    pub fn line_of(&self, node: Node) -> NodeSet {
        let mut line = self.descendants_by_children(&[node]);
        let mut below = node;
        while !self.forks(below) && !self.is_merge_point(below) {
            line.insert(below);
            match self.parents(below) {
                [parent] => below = *parent,
                _ => break,
            }
        }
        line
    }

    /// The branch labels whose line it is on, sorted.
    pub fn labels_of(&self, node: Node) -> &[String] {
        let by_node = self.labels_by_node.get_or_init(|| {
            let mut by_node = vec![Vec::new(); self.len()];
            for (label, carrier) in &self.labels {
                for member in self.line_of(*carrier).iter() {
                    by_node[member.index()].push(label.clone());
                }
            }
            by_node
        });
        &by_node[node.index()]
    }

    /// Whether several revisions stand on it, as children or dependents.
    fn forks(&self, node: Node) -> bool {
        self.children(node).len() + self.dependents(node).len() > 1
    }

    fn reach(&self, from: &[Node], edges: &[&Edges]) -> NodeSet {
        let mut reached = NodeSet::of(self.len());
        let mut open = Vec::new();
        open.extend(from.iter().copied().filter(|node| reached.insert(*node)));
        while let Some(node) = open.pop() {
            for edges in edges {
                open.extend(edges.of(node).iter().copied().filter(|next| reached.insert(*next)));
            }
        }
        reached
    }
}
