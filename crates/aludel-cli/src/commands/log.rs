//! `aludel log`: who did what when.

use std::time::Duration;

use aludel::log::LogRecord;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::text::{Paint, clean, indent, table};
use crate::output::{Output, Report, fields};
use crate::session::{Access, Session};
use crate::verbs;

/// Show who did what when, newest first
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Of this revision only
    #[arg(value_name = "REVISION")]
    revision: Option<String>,

    /// How many entries; 0: all
    #[arg(short = 'l', long, default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Serialize)]
struct Log {
    entries: Vec<Entry>,
    #[serde(skip)]
    verbose: bool,
}

#[derive(Serialize)]
struct Entry {
    id: i64,
    revision: String,
    direction: &'static str,
    message: String,
    revises: Vec<String>,
    depends_on: Vec<String>,
    started_at: String,
    finished_at: Option<String>,
    role: Option<String>,
    host: Option<String>,
    tool: String,
    checksum: String,
    segments_done: usize,
    segments_total: usize,
    error: Option<String>,
    downgrade: Option<String>,
}

impl Report for Log {
    fn text(&self, _: Paint) -> String {
        if self.entries.is_empty() {
            return String::new();
        }
        if self.verbose {
            return self.entries.iter().map(Entry::long).collect::<Vec<_>>().join("\n");
        }
        let mut rows =
            vec![["started", "what", "revision", "result", "who", "message"].map(str::to_owned).to_vec()];
        rows.extend(self.entries.iter().map(Entry::row));
        table(&rows)
    }
}

impl Entry {
    fn new(record: LogRecord) -> Self {
        let direction = record.kind.name();
        Self {
            id: record.id,
            revision: record.revision.to_string(),
            direction,
            message: record.message,
            revises: verbs::names(&record.parents),
            depends_on: record.depends_on,
            started_at: record.started_at,
            finished_at: record.finished_at,
            role: record.role,
            host: record.host,
            tool: record.tool,
            checksum: record.checksum,
            segments_done: record.segments_done,
            segments_total: record.segments_total,
            error: record.error,
            downgrade: record.downgrade,
        }
    }

    fn result(&self) -> String {
        let segments = format!("{} of {} segments", self.segments_done, self.segments_total);
        match (&self.finished_at, &self.error) {
            (Some(_), _) => "done".to_owned(),
            (None, Some(_)) if self.segments_done == 0 => "failed".to_owned(),
            (None, Some(_)) => format!("failed after {segments}"),
            (None, None) => format!("cut after {segments}"),
        }
    }

    fn who(&self) -> String {
        // MySQL's roles end in the host that they may come from.
        let role = self.role.as_deref().map(|role| role.split_once('@').map_or(role, |(name, _)| name));
        [role, self.host.as_deref()]
            .into_iter()
            .flatten()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join("@")
    }

    fn row(&self) -> Vec<String> {
        let title = self.message.lines().next().unwrap_or("").to_owned();
        vec![
            self.started_at.clone(),
            self.direction.to_owned(),
            self.revision.clone(),
            self.result(),
            self.who(),
            title,
        ]
    }

    fn long(&self) -> String {
        let mut text = format!("{} {}: {}\n", self.direction, clean(&self.revision), self.result());
        let finished = self.finished_at.as_deref().unwrap_or("");
        for (name, value) in [
            ("started", self.started_at.as_str()),
            ("finished", finished),
            ("who", &self.who()),
            ("tool", &self.tool),
            ("checksum", &self.checksum),
            ("error", self.error.as_deref().unwrap_or("")),
            ("message", self.message.trim_end()),
        ] {
            if !value.is_empty() {
                text.push_str(&format!("  {name}: {}\n", indent(&clean(value), "    ")));
            }
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &self.wait, output)?;
        let migrations = session.migrations()?;
        let mut database = session.connect(Access::Read, Duration::ZERO)?;
        let mut records = session
            .migrator(&migrations)
            .log(&mut *database, self.revision.as_deref())
            .map_err(verbs::failed(&session, "aludel log"))?;
        records.reverse();
        if self.limit > 0 {
            records.truncate(self.limit);
        }
        if records.is_empty() {
            output.message("done", "the log is empty", fields([]));
        }
        let entries = records.into_iter().map(Entry::new).collect();
        output.report(&Log { entries, verbose: output.verbose() });
        Ok(0)
    }
}
