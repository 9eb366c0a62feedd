//! `aludel revision`: writes a new revision file.

use std::path::{Path, PathBuf};

use aludel::graph::Node;
use aludel::naming::{self, IdScheme, Moment};
use aludel::revision::{Header, Revision, Section};
use aludel::route::{self, Splice};
use aludel::target::Target;
use aludel::{Migrations, RevisionGraph, RevisionId, file};
use clap::{ArgAction, Args};
use serde::Serialize;

use self::generate::GenerateFlags;
use super::Outcome;
use crate::error::{Failure, Place, Problem, exit};
use crate::flags::{Flags, NoSettings};
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::session::Session;
use crate::{config, editor, failures, new_file, verbs};

pub(super) mod generate;

/// Write a new revision: to be filled in by hand, or from what the models say
///
/// With `--autogenerate` it leads from the schema that the revisions make to the one that the models
/// say; both its halves have been run in a scratch database before it is written. Prints the path of
/// the file.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel revision -m \"add users\"
  aludel revision --autogenerate -m \"add notes to orders\"
  aludel revision --autogenerate -m \"phones\" --rename users.fax=phone
  aludel revision -m \"add users\" --edit
  aludel revision -m \"billing\" --head base --branch-label billing    a line of its own
  aludel revision -m \"fix\" --head 002 --splice                       a branch from 002")]
pub(crate) struct Arguments {
    #[command(flatten)]
    new: NewFlags,

    /// What it revises: a head, or base for a new line [default: head]
    #[arg(long, value_name = "REVISION", action = ArgAction::Append)]
    head: Vec<String>,

    /// A revision or branch label that it needs and that is not in its line
    #[arg(long, value_name = "REVISION", action = ArgAction::Append)]
    depends_on: Vec<String>,

    /// Write what leads from the revisions to the models
    #[arg(long)]
    autogenerate: bool,

    #[command(flatten)]
    generate: GenerateFlags,
}

/// Flags of every command that writes a revision.
#[derive(Args, Debug)]
pub(super) struct NewFlags {
    /// What it is for; the first line names the file
    #[arg(short, long, value_name = "TEXT")]
    pub(super) message: Option<String>,

    /// Its id, instead of the next one
    #[arg(long, value_name = "ID")]
    pub(super) rev_id: Option<String>,

    /// It may revise revisions that are no heads: a new branch
    #[arg(long)]
    pub(super) splice: bool,

    /// The name it gives to its line
    #[arg(long, value_name = "LABEL", action = ArgAction::Append)]
    pub(super) branch_label: Vec<String>,

    /// The folder it is written to, of those that are configured
    #[arg(long, value_name = "DIR")]
    pub(super) version_path: Option<PathBuf>,

    /// Open it in $VISUAL or $EDITOR
    #[arg(short, long)]
    pub(super) edit: bool,
}

/// The file that was written.
#[derive(Serialize)]
struct Written {
    revision: String,
    revises: Vec<String>,
    path: PathBuf,
}

impl Report for Written {
    fn text(&self, _: Paint) -> String {
        format!("{}\n", self.path.display())
    }
}

/// What a new revision is, but for its id and file.
pub(super) struct Draft {
    pub(super) parents: Vec<Node>,
    pub(super) depends_on: Vec<String>,
    pub(super) message: String,
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        if self.autogenerate {
            let mut session = Session::open(flags, &self.generate.compare, output)?;
            session.hear_signals();
            return self.generate(&session);
        }
        self.generate.refuse_unused()?;
        let session = Session::open(flags, &NoSettings, output)?;
        let migrations = session.migrations()?;
        write(&session, &migrations, &self.new, self.draft(&migrations.graph)?)
    }

    fn draft(&self, graph: &RevisionGraph) -> Result<Draft, Failure> {
        let depends_on = targets(&self.depends_on)?;
        Ok(Draft {
            parents: self.parents(graph)?,
            depends_on: route::dependencies_for_new(graph, &depends_on)
                .map_err(|error| failures::route(&error, "aludel revision --depends-on"))?,
            message: self.new.message.clone().unwrap_or_default(),
        })
    }

    /// Writes the revision that leads to the models, once it has been tried out.
    fn generate(&self, session: &Session) -> Outcome {
        let migrations = session.migrations()?;
        let draft = self.draft(&migrations.graph)?;
        let (path, mut revision) = revision(session, &migrations, &self.new, draft)?;
        if !generate::fill(session, &migrations, &self.generate, &mut revision)? {
            return Ok(0);
        }
        place(session, &self.new, &path, &revision)
    }

    fn parents(&self, graph: &RevisionGraph) -> Result<Vec<Node>, Failure> {
        let splice = self.new.splice();
        let found = match targets(&self.head)?.as_slice() {
            [] => route::parent_for_new(graph, None, splice),
            [one] => route::parent_for_new(graph, Some(one), splice),
            several => route::parents_for_merge(graph, several, splice),
        };
        found.map_err(|error| failures::route(&error, "aludel revision --head"))
    }
}

impl NewFlags {
    /// Whether it may revise a revision that is no head.
    pub(super) fn splice(&self) -> Splice {
        if self.splice { Splice::Allow } else { Splice::Refuse }
    }
}

/// Gives a draft its id, writes its file, says where it is, and opens it where that is asked for.
pub(super) fn write(session: &Session, migrations: &Migrations, new: &NewFlags, draft: Draft) -> Outcome {
    let (path, revision) = revision(session, migrations, new, draft)?;
    place(session, new, &path, &revision)
}

/// A draft with its id and its file's path, its halves empty.
pub(super) fn revision(
    session: &Session,
    migrations: &Migrations,
    new: &NewFlags,
    draft: Draft,
) -> Result<(PathBuf, Revision), Failure> {
    let graph = &migrations.graph;
    let now = Moment::from_unix(jiff::Timestamp::now().as_second().try_into().unwrap_or(0));
    let id = id(session, graph, new, now)?;
    let folder = folder(session, new)?;
    let path = folder.join(naming::file_name(id.as_str(), &draft.message));
    let header = Header {
        parents: draft.parents.iter().map(|parent| graph.id(*parent).clone()).collect(),
        id,
        depends_on: draft.depends_on,
        branch_labels: new.branch_label.clone(),
        created: Some(now.to_string()),
        message: draft.message,
        path: path.clone(),
    };
    refuse_what_makes_no_graph(graph, &header)?;
    let blank = || vec![half("\n")];
    Ok((path, Revision { header, upgrade: blank(), downgrade: blank() }))
}

/// A half of a revision that every dialect runs.
pub(super) fn half(text: &str) -> Section {
    Section { dialects: Vec::new(), no_transaction: false, rust: false, line: 0, text: text.to_owned() }
}

/// Writes a revision's file, says where it is, and opens it where that is asked for.
pub(super) fn place(session: &Session, new: &NewFlags, path: &Path, revision: &Revision) -> Outcome {
    new_file::write(path, &file::print(revision))?;
    session.output.report(&Written {
        revision: revision.header.id.to_string(),
        revises: verbs::names(&revision.header.parents),
        path: path.to_owned(),
    });
    if new.edit {
        editor::open(path)?;
    }
    Ok(0)
}

/// The id that is asked for, or the next one.
fn id(session: &Session, graph: &RevisionGraph, new: &NewFlags, now: Moment) -> Result<RevisionId, Failure> {
    let text = match &new.rev_id {
        Some(id) => id.clone(),
        None => {
            let existing = graph.nodes().map(|node| graph.id(node).as_str());
            naming::next_id(session.config.id_scheme.into(), existing, now, fastrand::u64(..))
        }
    };
    let id: RevisionId = text.parse().map_err(|error: aludel::revision::RevisionIdError| {
        Problem::new("revision-id", error.to_string()).hint("letters, digits, `_` and `.` are safe").usage()
    })?;
    if let Some(node) = graph.find(id.as_str()) {
        return Err(Problem::new("revision-id", format!("there is a revision {id} already"))
            .at(Place::file(&graph.header(node).path))
            .hint("leave `--rev-id` out, and it gets the next one")
            .failed());
    }
    let table = session.version_table();
    let (length, longest) = (id.as_str().chars().count(), table.longest_id());
    if length > longest {
        let words = format!("the id {id} has {length} characters, and the table {table} holds {longest}");
        return Err(Problem::new("id-too-long", words).hint("choose a shorter one with `--rev-id`").failed());
    }
    Ok(id)
}

/// The folder for a new file: the only one, or the one that is named.
fn folder(session: &Session, new: &NewFlags) -> Result<PathBuf, Failure> {
    let folders = &session.config.migrations;
    let list = || folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ");
    let Some(wanted) = &new.version_path else {
        return match folders.as_slice() {
            [one] => Ok(one.clone()),
            _ => Err(Problem::new("usage", format!("there are several folders of revisions: {}", list()))
                .hint("name the one for this revision: `--version-path DIR`")
                .usage()),
        };
    };
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let target = real(wanted);
    if folders.iter().any(|folder| target.starts_with(real(folder))) && wanted.is_dir() {
        return Ok(wanted.clone());
    }
    Err(Problem::new(
        "usage",
        format!("{} is in none of the folders of revisions ({})", wanted.display(), list()),
    )
    .hint("a revision that is written there would not be read; add the folder to `migrations`")
    .exit(exit::USAGE))
}

/// A label that is taken, for one, is refused before the file is there.
fn refuse_what_makes_no_graph(graph: &RevisionGraph, header: &Header) -> Result<(), Failure> {
    let headers = graph.nodes().map(|node| graph.header(node).clone()).chain([header.clone()]).collect();
    let Err(complaints) = RevisionGraph::new(headers) else { return Ok(()) };
    let problems =
        complaints.iter().map(|complaint| Problem::new("revision", complaint.to_string())).collect();
    Err(Failure { exit: exit::FAILED, problems })
}

fn targets(typed: &[String]) -> Result<Vec<Target>, Failure> {
    typed.iter().map(|text| verbs::parse_target(text)).collect()
}

impl From<config::IdScheme> for IdScheme {
    fn from(scheme: config::IdScheme) -> Self {
        match scheme {
            config::IdScheme::Sequential => Self::Sequential,
            config::IdScheme::Hex => Self::Hex,
            config::IdScheme::Timestamp => Self::Timestamp,
        }
    }
}
