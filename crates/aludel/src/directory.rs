//! Folders of revision files.

/// Revisions and their graph.
pub struct Migrations;
