//! The halves of a revision from what leads to the models, tried out before they are written.

use aludel::Migrations;
use aludel::revision::Revision;
use aludel_schema::autogenerate::Draft;
use aludel_schema::kind::Refusal;
use aludel_schema::rename::{Proposal, Wish};
use aludel_schema::source::Source;
use aludel_schema::workshop::{Schema, Workshop};
use clap::{ArgAction, Args};

use super::half;
use crate::commands::verify::FindingView;
use crate::compare::{self, CompareFlags};
use crate::error::{Failure, Problem};
use crate::output::fields;
use crate::session::Session;
use crate::{rust_models, schema_failures};

/// Flags that go with `--autogenerate`.
#[derive(Args, Debug)]
#[command(next_help_heading = "With --autogenerate")]
pub(crate) struct GenerateFlags {
    /// The schema to start from: `database` for Alembic's way [default: revisions]
    #[arg(long, value_name = "SOURCE")]
    from: Option<String>,

    /// A rename, which would else be a drop and a creation: `users.fax=phone`
    #[arg(long, value_name = "OLD=NEW", action = ArgAction::Append)]
    rename: Vec<String>,

    /// What looks like a rename is none
    #[arg(long, conflicts_with = "rename")]
    no_rename: bool,

    #[command(flatten)]
    pub(super) compare: CompareFlags,
}

impl GenerateFlags {
    /// Refuses flags that mean nothing without `--autogenerate`.
    pub(super) fn refuse_unused(&self) -> Result<(), Failure> {
        let CompareFlags { models, scratch, privileges, offline, wait } = &self.compare;
        let unused = self.from.is_none()
            && self.rename.is_empty()
            && !self.no_rename
            && models.is_empty()
            && scratch.is_none()
            && wait.wait.is_none()
            && !(*privileges || *offline);
        match unused {
            true => Ok(()),
            false => {
                Err(Problem::new("usage", "these flags mean something only with `--autogenerate`").usage())
            }
        }
    }
}

/// Fills the halves of a revision; `false`: there is nothing to do.
pub(super) fn fill(
    session: &Session,
    migrations: &Migrations,
    flags: &GenerateFlags,
    revision: &mut Revision,
) -> Result<bool, Failure> {
    if !compare::has_models(session) {
        return Err(compare::no_models());
    }
    let source = compare::parse_source(flags.from.as_deref().unwrap_or("revisions"))?;
    compare::with_workshop(session, &flags.compare, |workshop| {
        let wish = |text: &String| {
            Wish::parse(text, workshop.registry()).map_err(|error| schema_failures::wish(&error))
        };
        let wishes: Vec<Wish> = flags.rename.iter().map(wish).collect::<Result<_, _>>()?;
        let (from, to) = compare::both(session, workshop, &source, &Source::Models, migrations, &wishes)?;
        let wishes = compare::renames(workshop, &from, &to, &wishes);
        let Some(draft) = drafted(session, workshop, flags, &from, &to, wishes)? else {
            session.output.message(
                "equal",
                "nothing to do: the models say what is there already",
                fields([]),
            );
            return Ok(false);
        };
        write_halves(session, migrations, workshop, &draft, revision);
        verify(session, workshop, &from, migrations, revision, &to)?;
        Ok(true)
    })
}

/// Fills the halves of a revision with what leads from one schema to another; `false`: nothing does.
pub(crate) fn fill_between(
    session: &Session,
    migrations: &Migrations,
    workshop: &Workshop<'_>,
    (from, to): (&Schema<'_>, &Schema<'_>),
    revision: &mut Revision,
) -> Result<bool, Failure> {
    let draft =
        workshop.draft(from, &to.catalog, &[]).map_err(|error| schema_failures::work(session, error))?;
    if draft.is_empty() {
        return Ok(false);
    }
    write_halves(session, migrations, workshop, &draft, revision);
    verify(session, workshop, from, migrations, revision, to)?;
    Ok(true)
}

/// The draft, once every drop and creation that looks like a rename is decided; `None`: nothing to do.
fn drafted(
    session: &Session,
    workshop: &Workshop<'_>,
    flags: &GenerateFlags,
    from: &Schema<'_>,
    to: &Schema<'_>,
    mut wishes: Vec<Wish>,
) -> Result<Option<Draft>, Failure> {
    let draft = |wishes: &[Wish]| {
        workshop.draft(from, &to.catalog, wishes).map_err(|error| schema_failures::work(session, error))
    };
    let mut drafted = draft(&wishes)?;
    if !flags.no_rename && !drafted.proposals.is_empty() {
        let taken = decide(session, &drafted.proposals)?;
        if !taken.is_empty() {
            wishes.extend(taken);
            drafted = draft(&wishes)?;
        }
    }
    Ok((!drafted.is_empty()).then_some(drafted))
}

/// Asks which proposals are renames; where nobody can be asked, refuses to lose data by a guess.
fn decide(session: &Session, proposals: &[Proposal]) -> Result<Vec<Wish>, Failure> {
    if session.asks() {
        let mut taken = Vec::new();
        for proposal in proposals {
            let question = format!("is {} renamed to {}?", proposal.old, proposal.new.name());
            if session.ask(&question) {
                taken.push(proposal.wish());
            }
        }
        return Ok(taken);
    }
    let (losing, harmless): (Vec<&Proposal>, Vec<&Proposal>) =
        proposals.iter().partition(|proposal| proposal.holds_data);
    for proposal in harmless {
        let words = format!(
            "{} is dropped and {} made; if that is a rename, say `--rename \"{}\"`",
            proposal.old, proposal.new, proposal
        );
        session.output.warning("perhaps-renamed", &words, fields([]));
    }
    if losing.is_empty() {
        return Ok(Vec::new());
    }
    let in_rust = rust_models::are_meant(session, &Source::Models);
    let problems = losing.iter().map(|proposal| {
        Problem::new(
            "perhaps-renamed",
            format!(
                "{} would be dropped with its data, and {} of the same shape made",
                proposal.old.said(),
                proposal.new.said()
            ),
        )
        .hint(match in_rust.then(|| attribute(proposal)).flatten() {
            Some(attribute) => {
                format!("if it is a rename: `--rename \"{proposal}\"`, or in the models {attribute}")
            }
            None => format!("if it is a rename: `--rename \"{proposal}\"`"),
        })
        .hint("if it is none: `--no-rename`")
    });
    Err(Failure { exit: crate::error::exit::FAILED, problems: problems.collect() })
}

/// How a rename is said in Rust.
fn attribute(proposal: &Proposal) -> Option<String> {
    let at = match proposal.old.kind() {
        "table" => "table",
        "column" => "column",
        _ => return None,
    };
    Some(format!("`#[{at}(renamed_from = \"{}\")]`", proposal.old.name()))
}

/// Puts the plan into the revision: its words into the message, its statements into the halves.
fn write_halves(
    session: &Session,
    migrations: &Migrations,
    workshop: &Workshop<'_>,
    draft: &Draft,
    revision: &mut Revision,
) {
    let words: String =
        draft.words().iter().map(|words| format!("- {}\n", words.replace(['\n', '\r'], " "))).collect();
    let message = revision.header.message.trim_end().to_owned();
    revision.header.message = format!("{message}\n\n{words}").trim().to_owned();
    let mut up = half(&draft.upgrade_text());
    let mut down = Vec::new();
    match (&draft.down, draft.downgrade_text()) {
        (_, Some(text)) => down.push(half(&text)),
        (Err(refusals), None) => {
            for Refusal { object, why, mend } in refusals {
                let words = format!("there is no way back: {object}: {why}");
                session.output.warning("irreversible", &words, fields([]));
                up.text.push_str(&format!("-- no downgrade: {object}: {why}; {mend}\n"));
            }
        }
        (Ok(_), None) => {}
    }
    if has_sections(migrations) {
        up.dialects = vec![workshop.dialect];
        down.iter_mut().for_each(|down| down.dialects = vec![workshop.dialect]);
    }
    revision.upgrade = vec![up];
    revision.downgrade = down;
}

/// Whether the revisions are written for several dialects.
fn has_sections(migrations: &Migrations) -> bool {
    migrations.revisions().is_ok_and(|revisions| {
        revisions.iter().flat_map(|revision| &revision.upgrade).any(|section| !section.dialects.is_empty())
    })
}

/// Runs both halves where nothing can be lost. What fails there is not written.
fn verify(
    session: &Session,
    workshop: &Workshop<'_>,
    from: &Schema<'_>,
    migrations: &Migrations,
    revision: &Revision,
    to: &Schema<'_>,
) -> Result<(), Failure> {
    let verified = workshop
        .verify_draft(from, migrations, revision, &to.catalog)
        .map_err(|error| schema_failures::work(session, error))?;
    if verified.findings.is_empty() {
        return Ok(());
    }
    let text = aludel::file::print(revision);
    let problems = verified.findings.into_iter().map(|finding| {
        let finding = FindingView::new(finding, migrations);
        Problem::new(
            "unverified",
            format!(
                "the planned revision did not pass its trial, and is not written: {}",
                finding.text().trim_end()
            ),
        )
        .hint("write this revision by hand (`aludel revision`), and please report what was planned")
    });
    let problems: Vec<Problem> = problems.collect();
    session.output.detail("planned", &format!("this was planned:\n{text}"), fields([]));
    Err(Failure { exit: crate::error::exit::FAILED, problems })
}
