//! A revision as commands show it: Alembic's one line, its longer entry, and JSON.

use std::collections::HashSet;
use std::path::PathBuf;

use aludel::RevisionGraph;
use aludel::graph::Node;
use serde::Serialize;

use super::text::{Paint, clean, indent};

/// What is known of a revision without its SQL.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RevisionView {
    /// Its id.
    pub(crate) revision: String,
    /// What it revises.
    pub(crate) revises: Vec<String>,
    /// What it depends on, as written.
    pub(crate) depends_on: Vec<String>,
    /// The labels it gives.
    pub(crate) branch_labels: Vec<String>,
    /// The labels of the lines it stands on.
    pub(crate) labels: Vec<String>,
    /// The first line of its message.
    pub(crate) title: String,
    /// Its message, whole.
    pub(crate) message: String,
    /// When it was written.
    pub(crate) created: Option<String>,
    /// Its file.
    pub(crate) path: PathBuf,
    /// Whether nothing revises it.
    pub(crate) is_head: bool,
    /// Whether nothing revises it nor depends on it.
    pub(crate) is_real_head: bool,
    /// Whether several revise it.
    pub(crate) is_branch_point: bool,
    /// Whether it revises several.
    pub(crate) is_merge_point: bool,
    /// Whether the database is at it; absent where no database was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_current: Option<bool>,
    /// Whether it is applied; absent where no database was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_applied: Option<bool>,
}

/// What a database says of revisions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// The rows of the version table.
    pub(crate) rows: HashSet<String>,
    /// All that is applied.
    pub(crate) applied: HashSet<Node>,
}

impl Marks {
    /// What follows from the rows.
    pub(crate) fn new(graph: &RevisionGraph, rows: &[aludel::RevisionId]) -> Self {
        let nodes: Vec<Node> = rows.iter().filter_map(|row| graph.find(row.as_str())).collect();
        Self {
            rows: rows.iter().map(|row| row.as_str().to_owned()).collect(),
            applied: graph.ancestors(&nodes).iter().collect(),
        }
    }
}

impl RevisionView {
    /// A view of a node of the graph.
    pub(crate) fn new(graph: &RevisionGraph, node: Node, marks: Option<&Marks>) -> Self {
        let header = graph.header(node);
        let is_head = graph.children(node).is_empty();
        Self {
            revision: header.id.to_string(),
            revises: header.parents.iter().map(ToString::to_string).collect(),
            depends_on: header.depends_on.clone(),
            branch_labels: header.branch_labels.clone(),
            labels: graph.labels_of(node).to_vec(),
            title: header.title().to_owned(),
            message: header.message.clone(),
            created: header.created.clone(),
            path: header.path.clone(),
            is_head,
            is_real_head: is_head && graph.dependents(node).is_empty(),
            is_branch_point: graph.is_branch_point(node),
            is_merge_point: graph.is_merge_point(node),
            is_current: marks.map(|marks| marks.rows.contains(header.id.as_str())),
            is_applied: marks.map(|marks| marks.applied.contains(&node)),
        }
    }

    /// `002 (billing) (head)`.
    pub(crate) fn name(&self, paint: Paint) -> String {
        let mut text = paint.id(&clean(&self.revision));
        if !self.labels.is_empty() {
            text.push_str(&paint.hint(&format!(" ({})", clean(&self.labels.join(", ")))));
        }
        text.push_str(match (self.is_head, self.is_real_head) {
            (_, true) => " (head)",
            (true, false) => " (effective head)",
            (false, false) => "",
        });
        if self.is_current == Some(true) {
            text.push_str(&paint.good(" (current)"));
        }
        text
    }

    /// `001 -> 002 (billing) (head), add invoices`.
    pub(crate) fn line(&self, paint: Paint) -> String {
        let depends_on = match self.depends_on.as_slice() {
            [] => String::new(),
            some => format!(" ({})", some.join(", ")),
        };
        let before = clean(&format!("{}{depends_on}", self.parents()));
        format!("{before} -> {}{}{}", self.name(paint), self.points(), self.tail())
    }

    /// `002 (billing) (head), add invoices`: a graph beside it shows the parents.
    pub(crate) fn line_in_graph(&self, paint: Paint) -> String {
        let depends_on = match self.depends_on.as_slice() {
            [] => String::new(),
            some => paint.faint(&clean(&format!(" (depends on {})", some.join(", ")))),
        };
        format!("{}{depends_on}{}", self.name(paint), self.tail())
    }

    /// Several lines, as Alembic's `show` has them.
    pub(crate) fn entry(&self, paint: Paint) -> String {
        let mut text = format!("Rev: {}{}\n", self.name(paint), self.points());
        text.push_str(&format!("Parent: {}\n", clean(&self.parents())));
        for (name, values) in [("Depends on", &self.depends_on), ("Branch labels", &self.branch_labels)] {
            if !values.is_empty() {
                text.push_str(&format!("{name}: {}\n", clean(&values.join(", "))));
            }
        }
        text.push_str(&format!("Path: {}\n", clean(&self.path.display().to_string())));
        if let Some(created) = &self.created {
            text.push_str(&format!("Created: {}\n", clean(created)));
        }
        if !self.message.is_empty() {
            text.push_str(&format!("\n    {}\n", indent(&clean(&self.message), "    ")));
        }
        text
    }

    fn parents(&self) -> String {
        if self.revises.is_empty() { "<base>".to_owned() } else { self.revises.join(", ") }
    }

    fn points(&self) -> String {
        let branch = if self.is_branch_point { " (branchpoint)" } else { "" };
        let merge = if self.is_merge_point { " (mergepoint)" } else { "" };
        format!("{branch}{merge}")
    }

    fn tail(&self) -> String {
        if self.title.is_empty() { String::new() } else { format!(", {}", clean(&self.title)) }
    }
}
