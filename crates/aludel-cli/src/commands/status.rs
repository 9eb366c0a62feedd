//! `aludel status`: where the database is, and what is pending.

use std::time::Duration;

use aludel::database::Server;
use aludel::migrator::{Edit, State};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::text::{Paint, clean, count};
use crate::output::{Output, Report};
use crate::session::{Access, Session};
use crate::verbs;

/// Show where the database is and what is pending, edited, unfinished or unknown
///
/// Reads only. Exit code 0 whatever it finds; `current --check-heads` is for scripts.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wait: WaitFlags,
}

/// What is known of database and files together.
#[derive(Serialize)]
pub(super) struct Status {
    server: String,
    database: String,
    version_table: String,
    has_version_table: bool,
    at_heads: bool,
    rows: Vec<String>,
    heads: Vec<String>,
    applied: usize,
    pending: Vec<Titled>,
    /// Applied revisions that have no file here, but that the log knows.
    ahead: Vec<String>,
    /// Rows that nobody knows.
    unknown: Vec<String>,
    edited: Vec<EditedRevision>,
    unfinished: Vec<Unfinished>,
    #[serde(skip)]
    place: String,
}

#[derive(Serialize)]
struct Titled {
    revision: String,
    title: String,
    path: std::path::PathBuf,
}

#[derive(Serialize)]
struct EditedRevision {
    revision: String,
    path: std::path::PathBuf,
    what: &'static str,
}

#[derive(Serialize)]
struct Unfinished {
    revision: String,
    direction: &'static str,
    segments_done: usize,
    segments_total: usize,
}

impl Status {
    pub(super) fn new(
        session: &Session,
        migrations: &aludel::Migrations,
        server: &Server,
        state: &State,
    ) -> Self {
        let graph = &migrations.graph;
        let titled = |id: &aludel::RevisionId| {
            let header = graph.find(id.as_str()).map(|node| graph.header(node));
            Titled {
                revision: id.to_string(),
                title: header.map(|header| header.title().to_owned()).unwrap_or_default(),
                path: header.map(|header| header.path.clone()).unwrap_or_default(),
            }
        };
        Self {
            server: format!("{} {}", server.product, server.version),
            database: server.database.clone(),
            version_table: session.version_table().to_string(),
            has_version_table: state.has_version_table,
            at_heads: state.is_at_heads(),
            rows: verbs::names(&state.rows),
            heads: graph.heads().into_iter().map(|node| graph.id(node).to_string()).collect(),
            applied: state.applied.len(),
            pending: state.pending.iter().map(titled).collect(),
            ahead: verbs::names(&state.beyond),
            unknown: verbs::names(&state.unknown),
            edited: state
                .edited
                .iter()
                .map(|edited| EditedRevision {
                    revision: edited.revision.to_string(),
                    path: edited.path.clone(),
                    what: match edited.what {
                        Edit::Parents { .. } => "parents",
                        _ => "text",
                    },
                })
                .collect(),
            unfinished: state
                .cut
                .iter()
                .map(|entry| Unfinished {
                    revision: entry.revision.to_string(),
                    direction: entry.kind.name(),
                    segments_done: entry.segments_done,
                    segments_total: entry.segments_total,
                })
                .collect(),
            place: verbs::place(migrations, &state.rows),
        }
    }
}

impl Report for Status {
    fn text(&self, paint: Paint) -> String {
        let mut text = format!("database:  {} ({})\n", clean(&self.database), clean(&self.server));
        let place = match self.has_version_table {
            true => self.place.clone(),
            false => "base: it has no version table yet".to_owned(),
        };
        text.push_str(&format!(
            "at:        {}, {} applied\n",
            clean(&place),
            count(self.applied, "revision")
        ));
        match self.pending.as_slice() {
            [] if self.at_heads => text.push_str(&format!("pending:   {}\n", paint.good("nothing"))),
            [] => text.push_str("pending:   nothing\n"),
            pending => {
                text.push_str(&format!("pending:   {}\n", count(pending.len(), "revision")));
                for one in pending {
                    text.push_str(&format!("  {} {}\n", paint.id(&clean(&one.revision)), clean(&one.title)));
                }
            }
        }
        for (name, ids) in [("ahead:   ", &self.ahead), ("unknown: ", &self.unknown)] {
            if !ids.is_empty() {
                text.push_str(&format!("{}  {}\n", paint.warning(name), clean(&ids.join(", "))));
            }
        }
        for one in &self.edited {
            let words = format!("{} ({}), {}", one.revision, one.what, one.path.display());
            text.push_str(&format!("{}   {}\n", paint.warning("edited: "), clean(&words)));
        }
        for one in &self.unfinished {
            let words = format!("{}: {} of {} segments", one.revision, one.segments_done, one.segments_total);
            text.push_str(&format!("{} {}\n", paint.warning("unfinished:"), clean(&words)));
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let migrations = session.migrations()?;
        let mut database = session.connect(Access::Read, Duration::ZERO)?;
        let state = session
            .migrator(&migrations)
            .state(&mut *database)
            .map_err(verbs::failed(&session, "aludel status"))?;
        output.report(&Status::new(&session, &migrations, database.server(), &state));
        Ok(0)
    }
}
