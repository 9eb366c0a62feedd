//! `aludel verify`: every revision, up, down and up again, in scratch.

use aludel::revision::Direction;
use aludel::target::Target;
use aludel::{Migrations, RevisionId};
use aludel_schema::source::Source;
use aludel_schema::verify::{Finding, Left, Verified};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::compare::{self, CompareFlags};
use crate::error::{Failure, Place, exit};
use crate::flags::Flags;
use crate::output::plan::PlanView;
use crate::output::text::{Paint, count};
use crate::output::{Output, Report, fields};
use crate::session::Session;
use crate::{failures, schema_failures, verbs};

/// Try every revision out in a scratch database: up, down and up again; exit 3 where one fails
///
/// After its downgrade the schema must be the one before, and all revisions together must make what
/// the models say. Your database is not touched.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel verify                       every revision
  aludel verify --from 042            042 and those after it
  aludel verify 045                   up to 045")]
pub(crate) struct Arguments {
    /// How far: a revision, heads, label@head [default: heads]
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,

    /// The first revision that is tried; those before it are applied only
    #[arg(long, value_name = "REVISION")]
    from: Option<String>,

    #[command(flatten)]
    compare: CompareFlags,
}

#[derive(Serialize)]
struct VerifiedReport {
    revisions: usize,
    irreversible: Vec<String>,
    findings: Vec<FindingView>,
}

/// What is wrong, for people and programs.
#[derive(Serialize)]
pub(super) struct FindingView {
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
    finding: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    /// What is left to do until it would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<PlanView>,
}

impl Report for VerifiedReport {
    fn text(&self, _: Paint) -> String {
        self.findings.iter().map(FindingView::text).collect()
    }
}

impl FindingView {
    /// What it says on a page: the sentence, and what is left.
    pub(super) fn text(&self) -> String {
        let place = self.place.as_ref().map(|place| {
            let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("  --> {}{line}\n", place.file.display())
        });
        let left = self.left.as_ref().map(PlanView::lines).unwrap_or_default();
        format!("{}\n{}{left}", self.message, place.unwrap_or_default())
    }

    /// The view of a finding.
    pub(super) fn new(finding: Finding, migrations: &Migrations) -> Self {
        let place = |revision: &RevisionId| {
            let node = migrations.graph.find(revision.as_str())?;
            Some(Place::file(&migrations.graph.header(node).path))
        };
        match finding {
            Finding::Fails { revision, direction, again, error } => {
                let way = match (direction, again) {
                    (Direction::Down, _) => "its downgrade fails",
                    (Direction::Up, false) => "its upgrade fails",
                    (Direction::Up, true) => "its upgrade fails after its downgrade",
                };
                let failure = failures::migrate(*error, "aludel upgrade");
                let why = failure.problems.first();
                // The words of the database stand beside the place.
                let said = why.and_then(|problem| problem.place.as_ref()).map(|place| &place.label);
                let said = said.filter(|label| !label.is_empty()).or(why.map(|problem| &problem.message));
                let said = said.map_or("", String::as_str);
                let message = format!("revision {revision}: {way}: {said}");
                let at = failure.problems.into_iter().find_map(|problem| problem.place);
                let place = at.or_else(|| place(&revision));
                Self { revision: Some(revision.to_string()), finding: "fails", message, place, left: None }
            }
            Finding::NotRestored { revision, left } => {
                let words = "its downgrade does not bring back what was; this would";
                Self::with_left(Some(&revision), "not-restored", words, place(&revision), left)
            }
            Finding::NotRepeated { revision, left } => {
                let words = "after its downgrade its upgrade makes something else; this is the difference";
                Self::with_left(Some(&revision), "not-repeated", words, place(&revision), left)
            }
            Finding::NotModels { left } => Self::with_left(
                None,
                "not-models",
                "the revisions do not make what the models say; this is left",
                None,
                left,
            ),
            _ => Self::with_left(
                None,
                "other",
                "something else is wrong",
                None,
                Left::Unplanned(String::new()),
            ),
        }
    }

    fn with_left(
        revision: Option<&RevisionId>,
        finding: &'static str,
        words: &str,
        place: Option<Place>,
        left: Left,
    ) -> Self {
        let begin = revision.map(|revision| format!("revision {revision}: ")).unwrap_or_default();
        let (more, left) = match left {
            Left::Plan(plan) => (":".to_owned(), Some(PlanView::new(&plan))),
            Left::Unplanned(why) => (format!(" ({why})"), None),
        };
        let message = format!("{begin}{words}{more}");
        Self { revision: revision.map(ToString::to_string), finding, message, place, left }
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.compare, output)?;
        session.hear_signals();
        let migrations = session.migrations()?;
        let targets = match self.targets.as_slice() {
            [] => vec![Target::heads()],
            typed => typed.iter().map(|text| verbs::parse_target(text)).collect::<Result<_, _>>()?,
        };
        let whole = self.targets.is_empty();
        let first = self.from.as_deref().map(|text| first(&migrations, text)).transpose()?;
        let verified = compare::with_workshop(&session, &self.compare, |workshop| {
            let models = match whole && compare::has_models(&session) {
                true => {
                    let (revisions, models) = (Source::Revisions(None), Source::Models);
                    Some(compare::both(&session, workshop, &revisions, &models, &migrations, &[])?.1)
                }
                false => None,
            };
            let mut told = |place: usize, total: usize, id: &RevisionId| {
                let members = fields([("revision", id.to_string().into())]);
                output.detail("verifying", &format!("trying {id} ({place} of {total})"), members);
            };
            workshop
                .verify(
                    &migrations,
                    &targets,
                    first.as_ref(),
                    models.as_ref().map(|models| &*models.catalog),
                    &mut told,
                )
                .map_err(|error| schema_failures::work(&session, error))
        })?;
        Ok(report(output, verified, &migrations))
    }
}

fn report(output: &Output, verified: Verified, migrations: &Migrations) -> u8 {
    let Verified { revisions, irreversible, findings } = verified;
    let words = match findings.len() {
        0 => format!("{} tried: up, down and up again", count(revisions, "revision")),
        found => format!("{} tried; {} found:", count(revisions, "revision"), count(found, "fault")),
    };
    if !irreversible.is_empty() {
        let names: Vec<&str> = irreversible.iter().map(RevisionId::as_str).collect();
        let text = format!("only up, as they have no downgrade: {}", failures::short_list(&names));
        output.message("irreversible", &text, fields([]));
    }
    output.message("verified", &words, fields([("revisions", revisions.into())]));
    let found = !findings.is_empty();
    output.report(&VerifiedReport {
        revisions,
        irreversible: verbs::names(&irreversible),
        findings: findings.into_iter().map(|finding| FindingView::new(finding, migrations)).collect(),
    });
    if found { exit::FOUND } else { 0 }
}

fn first(migrations: &Migrations, text: &str) -> Result<RevisionId, Failure> {
    let target = verbs::parse_target(text)?;
    let nodes = aludel::route::resolve(&migrations.graph, &[], &target)
        .map_err(|error| failures::route(&error, "aludel verify --from"))?;
    match nodes.as_slice() {
        [one] => Ok(migrations.graph.id(*one).clone()),
        _ => Err(crate::error::Problem::new("target", format!("{text} is not one revision")).usage()),
    }
}
