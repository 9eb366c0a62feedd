//! What the log is told of a revision: gathered from its file in one place.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::error::MigrateError;
use crate::Dialect;
use crate::directory::Migrations;
use crate::graph::Node;
use crate::log::{EntryKind, NewEntry};
use crate::revision::{Direction, Revision, Section};
use crate::script;
use crate::settings::Settings;

/// What stands before the name of a Rust function that downgrades, where the log keeps it.
pub(super) const RUST: &str = "-- [rust]\n";

/// A revision as the log is to remember it.
pub(super) struct Facts<'m> {
    revision: &'m Revision,
    text: &'m str,
    dialect: Dialect,
    /// Of the text; only what is written needs it.
    checksum: OnceCell<String>,
    /// Ids, never labels: who has not the newer files must be able to follow them.
    depends_on: Vec<String>,
    downgrade: Option<&'m Section>,
    downgrade_text: Option<Cow<'m, str>>,
}

impl<'m> Facts<'m> {
    /// Those of one half.
    pub(super) fn of(
        migrations: &'m Migrations,
        node: Node,
        direction: Direction,
        dialect: Dialect,
    ) -> Result<Self, MigrateError> {
        let graph = &migrations.graph;
        let revision = migrations.revision(node)?;
        let text = revision.section(direction, dialect).map_or("", |section| section.text.as_str());
        let downgrade = revision.section(Direction::Down, dialect);
        Ok(Self {
            revision,
            text,
            dialect,
            checksum: OnceCell::new(),
            depends_on: graph.dependencies(node).iter().map(|node| graph.id(*node).to_string()).collect(),
            downgrade,
            downgrade_text: downgrade.map(|section| match section.rust {
                true => Cow::Owned(format!("{RUST}{}", section.text)),
                false => Cow::Borrowed(section.text.as_str()),
            }),
        })
    }

    /// A finished entry of nothing that ran.
    pub(super) fn entry<'e>(&'e self, kind: EntryKind, settings: &'e Settings) -> NewEntry<'e> {
        NewEntry {
            revision: self.revision.header.id.as_str().into(),
            kind,
            parents: &self.revision.header.parents,
            depends_on: &self.depends_on,
            message: &self.revision.header.message,
            checksum: self.checksum.get_or_init(|| script::checksum(self.dialect, self.text)),
            segments: "",
            segments_done: 0,
            segments_total: 0,
            finished: true,
            host: &settings.host,
            tool: &settings.tool,
            error: None,
            downgrade: self.downgrade_text.as_deref(),
            downgrade_no_transaction: self.downgrade.is_some_and(|section| section.no_transaction),
        }
    }
}
