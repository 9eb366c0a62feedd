//! `aludel ensure-version`: makes the tables, and nothing else.

use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{ChangeFlags, Flags};
use crate::output::text::Paint;
use crate::output::{Output, Report, fields};
use crate::session::{Access, Session};
use crate::verbs;

/// Make the version table and the log table, where they are not there
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    change: ChangeFlags,
}

#[derive(Serialize)]
struct Ensured {
    version_table: String,
}

impl Report for Ensured {
    fn text(&self, _: Paint) -> String {
        String::new()
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.change, output)?;
        let migrations = session.migrations()?;
        session.hear_signals();
        let mut database = session.connect(Access::Write, Duration::ZERO)?;
        session
            .migrator(&migrations)
            .ensure_version(&mut *database)
            .map_err(verbs::failed(&session, "aludel ensure-version"))?;
        let version_table = session.version_table().to_string();
        output.message("done", &format!("{version_table} is there"), fields([]));
        output.report(&Ensured { version_table });
        Ok(0)
    }
}
