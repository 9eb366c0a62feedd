//! Statements in an order that works.
//!
//! An object has two nodes at most, Make and Drop, and every edge comes from what owns and needs
//! what. What may be written inside its owner's CREATE shares the node of its owner until that
//! makes a cycle: then it stands by itself.

use std::collections::HashMap;

use crate::catalog::Entry;
use crate::diff::{Change, Difference};
use crate::kind::{Refusal, Registry};
use crate::mention::Mentions;
use crate::object::{ObjectId, Position};
use crate::sort::Edges;
use crate::statement::Statement;

mod assemble;
mod claim;
mod fold;
mod frame;
mod node;
mod part;
mod stub;

use assemble::{assemble, dropping};
use node::Node;
use stub::Stub;

/// Statements that lead from one catalog to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they run.
    pub steps: Vec<Step>,
}

/// Statements that belong together, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens to which objects.
    pub actions: Vec<Action>,
    /// How.
    pub statements: Vec<Statement>,
}

/// What happens to one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub verb: Verb,
    /// To which.
    pub object: ObjectId,
    /// The alterations, in words.
    pub words: Vec<String>,
    /// Whether it only gives way to another change, and comes back as it was.
    pub gives_way: bool,
    /// Whether it comes or goes with the first of its step, and is not said by itself.
    pub inside: bool,
}

/// What happens to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// It is made.
    Create,
    /// It is altered where it stands.
    Alter,
    /// It goes.
    Drop,
    /// It takes another name.
    Rename,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Every statement in order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.steps.iter().flat_map(|step| &step.statements)
    }

    /// The plan with neighbours written as one statement where their shapes allow it.
    #[must_use]
    pub fn folded(self) -> Self {
        fold::fold(self)
    }
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// Some objects can't be made or dropped by statements.
    #[error("{} objects can't be brought there by statements", .0.len())]
    Refused(Vec<Refusal>),
    /// Some objects wait for each other.
    #[error("these wait for each other: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Cycle(Vec<ObjectId>),
}

/// Puts the changes in an order that works.
///
/// # Errors
/// Objects that no statement makes or drops; objects that wait for each other.
pub fn plan(difference: &Difference<'_>, registry: &Registry) -> Result<Plan, PlanError> {
    let mut builder = Builder::new(difference, registry)?;
    loop {
        let edges = builder.edges();
        match edges.sort(&builder.ranks) {
            Ok(sorted) => return Ok(Plan { steps: builder.steps(&sorted) }),
            // A column that is added keeps its default: without it rows that are there may refuse it.
            Err(cycle) if builder.defy(&cycle, |node| node.is_added()) => {}
            Err(cycle) if builder.part(&cycle) || builder.defy(&cycle, |_| true) => {}
            Err(cycle) if builder.stub(&cycle, registry) => {}
            Err(cycle) => return Err(PlanError::Cycle(builder.names(&cycle))),
        }
    }
}

struct Builder<'a> {
    difference: &'a Difference<'a>,
    nodes: Vec<Node<'a>>,
    /// The node in which each is written: its own, or its owner's.
    homes: Vec<usize>,
    ranks: Vec<u32>,
    made: HashMap<Position, usize>,
    dropped: HashMap<Position, usize>,
    /// The nodes that alter something and disturb these objects.
    disturbers: HashMap<Position, Vec<usize>>,
    claims: Vec<(usize, usize)>,
    /// What should be there before because a text mentions it; the server does not insist.
    mentions: Vec<(usize, usize)>,
    /// What is there at first, or at last, without what it stands on.
    stubs: Vec<Stub>,
}

impl<'a> Builder<'a> {
    fn new(difference: &'a Difference<'a>, registry: &Registry) -> Result<Self, PlanError> {
        let mut builder = Self {
            difference,
            nodes: Vec::new(),
            homes: Vec::new(),
            ranks: Vec::new(),
            made: HashMap::new(),
            dropped: HashMap::new(),
            disturbers: HashMap::new(),
            claims: Vec::new(),
            mentions: Vec::new(),
            stubs: Vec::new(),
        };
        let mut refusals = Vec::new();
        for change in &difference.changes {
            if let Err(refusal) = builder.add(change, registry) {
                refusals.push(refusal);
            }
        }
        if !refusals.is_empty() {
            return Err(PlanError::Refused(refusals));
        }
        builder.rank(registry)?;
        builder.claim(registry)?;
        builder.mention(registry)?;
        builder.settle();
        Ok(builder)
    }

    fn add(&mut self, change: &Change, registry: &Registry) -> Result<(), Refusal> {
        match change {
            Change::Create { to } => self.add_make(*to, registry, false),
            Change::Drop { from, with_owner } => self.add_drop(*from, registry, *with_owner, false),
            Change::Recreate { from, to, with_owner, changed } => {
                self.add_drop(*from, registry, *with_owner, !changed)?;
                self.add_make(*to, registry, !changed)
            }
            Change::Restore { from } => {
                let entry = self.difference.from.entry(*from);
                let statements = registry.of(entry)?.1.to_create(entry)?;
                let (verb, words) = (Verb::Create, Vec::new());
                self.nodes.push(Node { entry, verb, statements, words, gives_way: true, silent: false });
                Ok(())
            }
            Change::Alter { to, how, .. } => {
                let node = self.nodes.len();
                let disturbed = how.disturbs.iter().filter_map(|id| self.difference.from.find(id));
                for entry in disturbed {
                    self.disturbers.entry(entry.position()).or_default().push(node);
                }
                self.made.insert(*to, node);
                self.nodes.push(Node {
                    entry: self.difference.to.entry(*to),
                    verb: Verb::Alter,
                    statements: how.statements.clone(),
                    words: how.words.clone(),
                    gives_way: false,
                    silent: false,
                });
                Ok(())
            }
        }
    }

    fn add_make(&mut self, to: Position, registry: &Registry, gives_way: bool) -> Result<(), Refusal> {
        let entry = self.difference.to.entry(to);
        let kind = registry.of(entry)?.1;
        let statements = match kind.comes_with(entry, self.difference.from) {
            true => Vec::new(),
            false => kind.to_create(entry)?,
        };
        self.made.insert(to, self.nodes.len());
        self.nodes.push(Node {
            entry,
            verb: Verb::Create,
            statements,
            words: Vec::new(),
            gives_way,
            silent: false,
        });
        Ok(())
    }

    fn add_drop(
        &mut self,
        from: Position,
        registry: &Registry,
        silent: bool,
        gives_way: bool,
    ) -> Result<(), Refusal> {
        let entry = self.difference.from.entry(from);
        let kind = registry.of(entry)?.1;
        // What goes with its owner may have no statement of its own: it is then never parted.
        let statements = match silent {
            _ if kind.goes_with(entry, self.difference.to) => Vec::new(),
            true => kind.to_drop(entry).unwrap_or_default(),
            false => kind.to_drop(entry)?,
        };
        self.dropped.insert(from, self.nodes.len());
        self.nodes.push(Node { entry, verb: Verb::Drop, statements, words: Vec::new(), gives_way, silent });
        Ok(())
    }

    /// Ranks every node: what only stands in the way goes first, what holds data goes last, and
    /// between them things stand together with what they belong to.
    fn rank(&mut self, registry: &Registry) -> Result<(), PlanError> {
        let refused = |refusal| PlanError::Refused(vec![refusal]);
        let mut keys = Vec::with_capacity(self.nodes.len());
        for (index, node) in self.nodes.iter().enumerate() {
            let (place, kind) = registry.of(node.entry).map_err(refused)?;
            let root = node.entry.root();
            let (root_place, _) = registry.of(root).map_err(refused)?;
            let phase = match (node.verb, kind.holds_data()) {
                (Verb::Drop, true) => 2,
                (Verb::Drop, false) => 0,
                (Verb::Create | Verb::Alter | Verb::Rename, _) => 1,
            };
            let object = node.entry.object();
            keys.push((phase, root_place, root.id().path(), place, object.order, object.id.path(), index));
        }
        keys.sort_unstable();
        let mut ranks = vec![0; keys.len()];
        for (rank, key) in keys.iter().enumerate() {
            ranks[key.6] = rank as u32;
        }
        self.ranks = ranks;
        Ok(())
    }

    /// Finds what is made and mentioned in the text of something else that is made.
    fn mention(&mut self, registry: &Registry) -> Result<(), PlanError> {
        let mut mentions = Mentions::default();
        for (index, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.verb != Verb::Drop) {
            let (_, kind) = registry.of(node.entry).map_err(|refusal| PlanError::Refused(vec![refusal]))?;
            mentions.add(index, kind.called(node.entry.id()), kind.mentions(node.entry));
        }
        self.mentions = mentions.pairs();
        Ok(())
    }

    /// Makes a text although what it mentions, and may be missed, is not there yet.
    fn defy(&mut self, cycle: &[usize], may_be_missed: impl Fn(&Node<'_>) -> bool) -> bool {
        let mut on_cycle = vec![false; self.nodes.len()];
        for node in cycle {
            on_cycle[*node] = true;
        }
        let (homes, nodes) = (&self.homes, &self.nodes);
        let before = self.mentions.len();
        self.mentions.retain(|(made, text)| {
            let (home, text) = (homes[*made], homes[*text]);
            // What is made inside something else is not made by itself.
            let is_missed = may_be_missed(&nodes[home]);
            home == text || !on_cycle[home] || !on_cycle[text] || !is_missed
        });
        self.mentions.len() < before
    }

    /// Gives each node its home.
    fn settle(&mut self) {
        let mut homes: Vec<usize> = (0..self.nodes.len()).collect();
        for (index, node) in self.nodes.iter().enumerate() {
            let Some(owner) = node.entry.object().owner else { continue };
            let home = match node.verb {
                Verb::Drop if node.silent => self
                    .dropped
                    .get(&owner)
                    .or_else(|| self.disturbers.get(&owner).and_then(|disturbers| disturbers.first())),
                Verb::Create if node.is_member() => {
                    self.made.get(&owner).filter(|home| self.nodes[**home].is_container())
                }
                Verb::Create if node.is_part() => {
                    self.made.get(&owner).filter(|home| self.nodes[**home].is_made_member())
                }
                Verb::Create | Verb::Alter | Verb::Drop | Verb::Rename => None,
            };
            if let Some(home) = home {
                homes[index] = *home;
            }
        }
        for index in 0..homes.len() {
            let mut home = homes[index];
            while homes[home] != home {
                home = homes[home];
            }
            homes[index] = home;
        }
        self.homes = homes;
    }

    fn edges(&self) -> Edges {
        let mut edges = Edges::new(self.nodes.len());
        self.each_edge(|first, then| {
            if self.stubs.iter().all(|stub| !stub.breaks(first, then)) {
                edges.add(self.homes[first], self.homes[then]);
            }
        });
        self.stub_edges(&mut edges);
        edges
    }

    fn each_edge(&self, mut edge: impl FnMut(usize, usize)) {
        // Stubs have edges of their own.
        let stubbed = self.nodes.len() - self.stubs.len();
        for (index, node) in self.nodes[..stubbed].iter().enumerate() {
            let object = node.entry.object();
            let below = object.needs.iter().chain(object.owner.as_slice());
            match node.verb {
                Verb::Drop => {
                    for needed in below {
                        if let Some(dropped) = self.dropped.get(needed) {
                            edge(index, *dropped);
                        }
                        for disturber in self.disturbers.get(needed).into_iter().flatten() {
                            edge(index, *disturber);
                        }
                    }
                    if let Some(made) = self.made_again(node.entry) {
                        edge(index, made);
                    }
                }
                Verb::Create | Verb::Alter | Verb::Rename => {
                    for made in below.filter_map(|needed| self.made_below(node, *needed)) {
                        edge(made, index);
                    }
                    self.old_edges(index, node, &mut edge);
                }
            }
        }
        for (first, then) in self.claims.iter().chain(&self.mentions) {
            edge(*first, *then);
        }
    }

    /// What a made object stood on as it was: it lets go of what is dropped, and comes back after
    /// what disturbed it.
    fn old_edges(&self, index: usize, node: &Node<'_>, edge: &mut impl FnMut(usize, usize)) {
        let Some(old) = self.difference.from.find(node.entry.id()) else { return };
        let object = old.object();
        for needed in object.needs.iter().chain(object.owner.as_slice()) {
            if node.verb == Verb::Alter {
                let for_good = self.made_again(self.difference.from.entry(*needed)).is_none();
                if let Some(dropped) = self.dropped.get(needed).filter(|_| for_good) {
                    edge(index, *dropped);
                }
                if !self.still_needs(node.entry, *needed) {
                    for disturber in self.disturbers.get(needed).into_iter().flatten() {
                        edge(index, *disturber);
                    }
                }
            } else {
                for disturber in self.disturbers.get(needed).into_iter().flatten() {
                    edge(*disturber, index);
                }
            }
        }
    }

    /// Whether an object to come stands on what has the name of this one of the catalog as it is.
    fn still_needs(&self, made: Entry<'_>, old: Position) -> bool {
        let old = self.difference.from.entry(old);
        made.needs().chain(made.owner()).any(|needed| needed.id() == old.id())
    }

    /// The node that makes what a made object stands on.
    fn made_below(&self, node: &Node<'_>, needed: Position) -> Option<usize> {
        let catalog = node.entry.catalog();
        // What is restored stands in the catalog as it is.
        match std::ptr::eq(catalog, self.difference.from) {
            true => self.made_again(catalog.entry(needed)),
            false => self.made.get(&needed).copied(),
        }
    }

    /// The node that makes a dropped object again.
    fn made_again(&self, dropped: Entry<'_>) -> Option<usize> {
        let again = self.difference.to.find(dropped.id())?;
        self.made.get(&again.position()).copied()
    }

    fn names(&self, cycle: &[usize]) -> Vec<ObjectId> {
        cycle.iter().map(|node| self.nodes[*node].entry.id().clone()).collect()
    }

    /// The nodes in order, each with those that share it.
    fn steps(self, sorted: &[usize]) -> Vec<Step> {
        let mut shared: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (index, home) in self.homes.iter().enumerate().filter(|(index, home)| index != *home) {
            shared[*home].push(index);
        }
        for members in &mut shared {
            members.sort_by_key(|member| self.ranks[*member]);
        }
        let homes = sorted.iter().filter(|node| self.homes[**node] == **node);
        homes
            .map(|home| self.step(*home, &shared[*home]))
            .filter(|step| !step.statements.is_empty())
            .collect()
    }

    fn step(&self, home: usize, members: &[usize]) -> Step {
        let node = &self.nodes[home];
        let inside = |member: &usize| Action { inside: true, ..self.nodes[*member].action() };
        let actions = std::iter::once(Action { inside: self.is_stub(home), ..node.action() })
            .chain(members.iter().map(inside))
            .collect();
        let statements = match node.verb {
            Verb::Create | Verb::Alter => {
                let members = members.iter().map(|member| &self.nodes[*member]);
                assemble(node, members.filter(|member| member.verb != Verb::Drop))
            }
            Verb::Drop => dropping(node, members.iter().map(|member| &self.nodes[*member])),
            Verb::Rename => node.statements.clone(),
        };
        Step { actions, statements }
    }
}
