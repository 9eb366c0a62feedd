//! `aludel wait`: until the database answers.

use std::time::Duration;

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::flags::{Flags, WaitFlags};
use crate::output::text::Paint;
use crate::output::{Output, Report, fields};
use crate::session::{Access, Session};

/// Wait until the database answers and accepts the login
///
/// 60 s unless `--wait` says otherwise. What waiting cannot cure, a wrong password, fails at once.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    wait: WaitFlags,
}

/// How long `wait` and `run` wait where nothing else is said.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Serialize)]
struct Reached {
    product: String,
    version: String,
    database: String,
}

impl Report for Reached {
    fn text(&self, _: Paint) -> String {
        String::new()
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.wait, output)?;
        session.hear_signals();
        let database = session.connect(Access::Read, PATIENCE)?;
        let server = database.server();
        output.message("done", &format!("{} {} answers", server.product, server.version), fields([]));
        output.report(&Reached {
            product: server.product.clone(),
            version: server.version.clone(),
            database: server.database.clone(),
        });
        Ok(0)
    }
}
