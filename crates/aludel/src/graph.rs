//! Revisions as a graph.

/// The graph.
pub struct RevisionGraph;
