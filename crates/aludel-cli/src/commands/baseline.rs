//! `aludel baseline`: a database that already lives, as the first revision.

use aludel::route::Purge;
use aludel::target::Target;
use aludel::{Migrations, Runner};
use aludel_schema::source::Source;
use clap::Args;

use super::Outcome;
use super::revision::{self, Draft, NewFlags};
use crate::compare::{self, CompareFlags};
use crate::error::{Failure, Problem};
use crate::flags::Flags;
use crate::output::{Output, fields};
use crate::session::{Access, Session};
use crate::{schema_failures, verbs};

/// Write a first revision from what the database holds, and record it as applied
///
/// From then on `aludel revision --autogenerate` sees what is new. The revision is tried out in a
/// scratch database before it is written.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel baseline -m \"what was there\"
  aludel baseline --no-stamp            write it, and record nothing")]
pub(crate) struct Arguments {
    #[command(flatten)]
    new: NewFlags,

    /// Do not record it in the database
    #[arg(long)]
    no_stamp: bool,

    #[command(flatten)]
    compare: CompareFlags,
}

impl Arguments {
    pub(crate) fn run(mut self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.compare, output)?;
        session.hear_signals();
        let migrations = match session.config.migrations.as_slice() {
            [folder] if !folder.exists() => {
                return Err(Problem::new("folder", format!("there is no folder {}", folder.display()))
                    .hint("make it with `aludel init`")
                    .failed());
            }
            _ => session.migrations()?,
        };
        refuse_revisions(&migrations)?;
        self.new.message.get_or_insert_with(|| "baseline".to_owned());
        let message = self.new.message.clone().unwrap_or_default();
        let draft = Draft { parents: Vec::new(), depends_on: Vec::new(), message };
        let (path, mut revision) = revision::revision(&session, &migrations, &self.new, draft)?;
        let written = compare::with_workshop(&session, &self.compare, |workshop| {
            let from = workshop.empty().map_err(|error| schema_failures::work(&session, error))?;
            let to = compare::schema(&session, workshop, &Source::Database, &migrations, None)?;
            revision::generate::fill_between(&session, &migrations, workshop, (&from, &to), &mut revision)
        })?;
        if !written {
            return Err(Problem::new("empty", "the database holds nothing: there is nothing to begin with")
                .hint("write the first revision with `aludel revision`")
                .failed());
        }
        revision::place(&session, &self.new, &path, &revision)?;
        if !self.no_stamp {
            stamp(&session, output)?;
        }
        Ok(0)
    }
}

fn refuse_revisions(migrations: &Migrations) -> Result<(), Failure> {
    match migrations.graph.is_empty() {
        true => Ok(()),
        false => Err(Problem::new("revisions", "there are revisions already: a baseline is the first")
            .hint("where the database holds what they make: `aludel stamp heads`")
            .hint("for what they lack: `aludel revision --autogenerate --from revisions --models \"$DATABASE_URL\"`")
            .failed()),
    }
}

fn stamp(session: &Session, output: &Output) -> Result<(), Failure> {
    let migrations = session.migrations()?;
    let mut database = session.connect(Access::Write, std::time::Duration::ZERO)?;
    let migrator: Runner<'_> = session.migrator(&migrations);
    let done = migrator
        .stamp(&mut *database, &[Target::heads()], Purge::Keep)
        .map_err(verbs::failed(session, "aludel stamp"))?;
    let message = format!("recorded as applied: {}", verbs::names(&done.heads).join(", "));
    output.message("stamped", &message, fields([]));
    Ok(())
}
