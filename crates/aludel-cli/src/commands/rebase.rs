//! `aludel rebase`: re-parents a line of unapplied revisions that met another in a merge.
//!
//! Two developers each wrote a revision on the same head; their branches were merged, and now
//! there are two heads, or two files of one number. Here one line is put behind the other.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aludel::database::Database;
use aludel::graph::Node;
use aludel::revision::{Direction, Revision};
use aludel::{Migrations, RevisionGraph, RevisionId, file, script};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::show::resolve;
use crate::error::{Failure, Place, Problem, exit, io_problem};
use crate::failures;
use crate::flags::{Flags, NoSettings};
use crate::output::text::{Paint, clean, count};
use crate::output::{Output, Report, fields};
use crate::session::{Access, Session};
use crate::verbs;

mod moves;
mod rename;

use moves::Move;
use rename::Change;

const COMMAND: &str = "aludel rebase";

/// Move a line of unapplied revisions behind another head, and number it anew
///
/// For two heads, or two files of one id, that came about when two branches of the repository were
/// merged. The revisions of the line get new parents and, where ids are numbers, new numbers and
/// file names. A revision that the database has applied is never touched.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel rebase                       where the database tells which line is new
  aludel rebase 005                   the line of head 005, behind the other head
  aludel rebase 005 --onto 007
  aludel rebase migrations/005_b.sql migrations/006_c.sql
                                      these files, where another has the id 005 too
  aludel rebase --dry-run             what would be renamed")]
pub(crate) struct Arguments {
    /// The head of the line to move, or all of its files
    #[arg(value_name = "HEAD|FILE")]
    line: Vec<String>,

    /// The head that it moves behind
    #[arg(long, value_name = "HEAD")]
    onto: Option<String>,

    /// Show what would be done
    #[arg(long)]
    dry_run: bool,

    /// Do not ask the database what is applied
    #[arg(long)]
    offline: bool,
}

/// A file of a folder of revisions.
struct Source {
    bytes: Vec<u8>,
    revision: Revision,
}

#[derive(Serialize)]
struct Rebased {
    onto: String,
    moves: Vec<Moved>,
    dry_run: bool,
}

#[derive(Serialize)]
struct Moved {
    from: String,
    to: String,
    revises: Vec<String>,
    depends_on: Vec<String>,
    old_path: PathBuf,
    new_path: PathBuf,
}

impl Report for Rebased {
    fn text(&self, paint: Paint) -> String {
        let mut text = String::new();
        for one in &self.moves {
            let (from, to) = (clean(&one.from), clean(&one.to));
            let name = if from == to { paint.id(&to) } else { format!("{from} -> {}", paint.id(&to)) };
            let revises = if one.revises.is_empty() { "base".to_owned() } else { one.revises.join(", ") };
            text.push_str(&format!("{name} (revises {})  {}\n", clean(&revises), one.new_path.display()));
        }
        text
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let session = Session::open(flags, &NoSettings, output)?;
        let (line, onto, sources) = if self.line.iter().any(|word| is_file(word)) {
            self.of_files(&session)?
        } else {
            self.of_heads(&session)?
        };
        let headers: Vec<_> = sources.iter().map(|source| source.revision.header.clone()).collect();
        let moves = moves::plan(&headers, &line, &onto, session.config.id_scheme)?;
        moves::check(&headers, &moves)?;
        if !self.dry_run {
            let changes: Vec<Change> = moves
                .iter()
                .map(|one| Change {
                    old: one.old.path.clone(),
                    new: one.new.path.clone(),
                    // What was parsed is UTF-8.
                    text: file::with_header(&String::from_utf8_lossy(&sources[one.source].bytes), &one.new),
                })
                .collect();
            rename::apply(&changes)?;
        }
        let words = if self.dry_run { "nothing was changed yet" } else { "moved" };
        output.message(
            "done",
            &format!("{words}: {}, behind {onto}", count(moves.len(), "file")),
            fields([]),
        );
        output.report(&Rebased {
            onto: onto.to_string(),
            moves: moves.into_iter().map(Moved::new).collect(),
            dry_run: self.dry_run,
        });
        Ok(0)
    }

    /// The line and its place, where files are named: the graph may be broken by ids that are there twice.
    fn of_files(&self, session: &Session) -> Result<(Vec<usize>, RevisionId, Vec<Source>), Failure> {
        let sources = sources(&session.config.migrations)?;
        let line = self
            .line
            .iter()
            .map(|word| {
                let wanted = Path::new(word).canonicalize().ok();
                let found = sources
                    .iter()
                    .position(|source| source.revision.header.path.canonicalize().ok() == wanted);
                found.filter(|_| wanted.is_some()).ok_or_else(|| {
                    Problem::new("usage", format!("{word} is no file of a revision"))
                        .hint("name either one head, or all files of the line")
                        .usage()
                })
            })
            .collect::<Result<Vec<usize>, Failure>>()?;
        let staying = sources.iter().enumerate().filter(|(place, _)| !line.contains(place));
        let rest: Vec<Revision> = staying.map(|(_, source)| source.revision.clone()).collect();
        let rest = Migrations::from_revisions(rest).map_err(|complaints| {
            let mut failure = failures::graph(&complaints);
            for problem in &mut failure.problems {
                problem.hints = vec!["name all files of the line that should move".to_owned()];
            }
            failure
        })?;
        let onto = self.onto(&rest.graph)?;
        self.refuse_applied_files(session, &sources, &line, &rest)?;
        Ok((line, onto, sources))
    }

    /// The head of what stays.
    fn onto(&self, rest: &RevisionGraph) -> Result<RevisionId, Failure> {
        if let Some(name) = &self.onto {
            return match rest.find(name) {
                Some(node) => Ok(rest.id(node).clone()),
                None => {
                    Err(Problem::new("unknown-revision", format!("there is no revision {name} that stays"))
                        .failed())
                }
            };
        }
        match rest.heads().as_slice() {
            [one] => Ok(rest.id(*one).clone()),
            [] => Err(Problem::new("usage", "no revision would stay for the line to stand behind").usage()),
            several => {
                let ids: Vec<&str> = several.iter().map(|head| rest.id(*head).as_str()).collect();
                Err(Problem::new(
                    "several-heads",
                    format!("the line could go behind any of {}", ids.join(", ")),
                )
                .hint(format!("`{COMMAND} … --onto {}`", ids.last().copied().unwrap_or("HEAD")))
                .usage())
            }
        }
    }

    /// The line and its place, where heads tell.
    fn of_heads(&self, session: &Session) -> Result<(Vec<usize>, RevisionId, Vec<Source>), Failure> {
        let migrations = session.migrations()?;
        let graph = &migrations.graph;
        let heads = graph.heads();
        if heads.len() < 2 {
            return Err(
                Problem::new("one-head", "there is nothing to move: the revisions have one head").failed()
            );
        }
        let applied = self.applied(session, &migrations)?;
        let (head, onto) = self.choose(session, &migrations, &heads, applied.as_ref())?;
        let line = line(graph, head, onto);
        if let Some(applied) = &applied
            && let Some(node) = line.iter().find(|node| applied.contains(graph.id(**node)))
        {
            return Err(is_applied(graph.id(*node), &graph.header(*node).path));
        }
        let sources = migrations
            .revisions()
            .map_err(|error| failures::directory(&error))?
            .into_iter()
            .map(|revision| {
                let path = &revision.header.path;
                let bytes = std::fs::read(path).map_err(|error| io_problem("read", path, &error).failed())?;
                Ok(Source { bytes, revision: revision.clone() })
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        // The revisions stand in load order, as the nodes do.
        let places =
            graph.nodes().enumerate().filter(|(_, node)| line.contains(node)).map(|(place, _)| place);
        Ok((places.collect(), graph.id(onto).clone(), sources))
    }

    /// The head that moves and the one it goes behind.
    fn choose(
        &self,
        session: &Session,
        migrations: &Migrations,
        heads: &[Node],
        applied: Option<&HashSet<RevisionId>>,
    ) -> Result<(Node, Node), Failure> {
        let graph = &migrations.graph;
        let one = |text: &str| match resolve(session, migrations, text, COMMAND)?.as_slice() {
            [node] if graph.children(*node).is_empty() => Ok(*node),
            _ => Err(Problem::new("target", format!("{text} is no head"))
                .hint("`aludel heads` lists the heads")
                .failed()),
        };
        let onto = self.onto.as_deref().map(one).transpose()?;
        let head = match self.line.as_slice() {
            [] => None,
            [head] => Some(one(head)?),
            _ => return Err(Problem::new("usage", "one head, or all files of a line, can be named").usage()),
        };
        let others = |known: Node| heads.iter().copied().filter(|head| *head != known).collect::<Vec<_>>();
        match (head, onto) {
            (Some(head), Some(onto)) if head == onto => {
                Err(Problem::new("usage", "a line can't go behind itself").usage())
            }
            (Some(head), Some(onto)) => Ok((head, onto)),
            (Some(head), None) => match others(head).as_slice() {
                [onto] => Ok((head, *onto)),
                _ => Err(unclear(graph, heads, "there are several heads that it could go behind")),
            },
            (None, Some(onto)) => match others(onto).as_slice() {
                [head] => Ok((*head, onto)),
                _ => Err(unclear(graph, heads, "there are several heads that could move")),
            },
            (None, None) => match (heads, applied) {
                ([a, b], Some(applied)) => {
                    let is_new = |head: Node, other: Node| {
                        line(graph, head, other).iter().all(|node| !applied.contains(graph.id(*node)))
                    };
                    match (is_new(*a, *b), is_new(*b, *a)) {
                        (true, false) => Ok((*a, *b)),
                        (false, true) => Ok((*b, *a)),
                        (true, true) => Err(unclear(graph, heads, "the database has applied neither line")),
                        (false, false) => Err(Problem::new("applied", "the database has applied both lines")
                            .hint("join them: `aludel merge heads`")
                            .failed()),
                    }
                }
                ([_, _], None) => Err(unclear(graph, heads, "which of the two lines should move?")),
                _ => Err(unclear(graph, heads, "there are more than two heads")),
            },
        }
    }

    /// What the database has applied; `None` where no database is named, or is not to be asked.
    fn applied(
        &self,
        session: &Session,
        migrations: &Migrations,
    ) -> Result<Option<HashSet<RevisionId>>, Failure> {
        let Some(mut database) = self.database(session)? else { return Ok(None) };
        let state =
            session.migrator(migrations).state(&mut *database).map_err(verbs::failed(session, COMMAND))?;
        Ok(Some(state.applied.into_iter().collect()))
    }

    fn database(&self, session: &Session) -> Result<Option<Box<dyn Database>>, Failure> {
        if self.offline {
            return Ok(None);
        }
        match session.url() {
            Err(_) if session.config.url.is_none() => Ok(None),
            Err(failure) => Err(failure),
            Ok(_) => session.connect(Access::Read, Duration::ZERO).map(Some).map_err(|mut failure| {
                for problem in &mut failure.problems {
                    problem.hints.push(format!("`{COMMAND} --offline` does not ask the database"));
                }
                failure
            }),
        }
    }

    /// Refuses a file whose text is what the database has applied under its id.
    fn refuse_applied_files(
        &self,
        session: &Session,
        sources: &[Source],
        line: &[usize],
        rest: &Migrations,
    ) -> Result<(), Failure> {
        let Some(mut database) = self.database(session)? else { return Ok(()) };
        let dialect = database.server().dialect;
        let records =
            session.migrator(rest).log(&mut *database, None).map_err(verbs::failed(session, COMMAND))?;
        // The newest entry of each revision tells whether it is applied.
        let newest: HashMap<&RevisionId, _> =
            records.iter().map(|record| (&record.revision, record)).collect();
        for place in line {
            let revision = &sources[*place].revision;
            let Some(record) = newest.get(&revision.header.id) else { continue };
            let text = revision.section(Direction::Up, dialect).map_or("", |section| section.text.as_str());
            let is_this = script::checksum(dialect, text) == record.checksum;
            if matches!(record.kind.name(), "up" | "stamp") && is_this {
                return Err(is_applied(&revision.header.id, &revision.header.path));
            }
        }
        Ok(())
    }
}

impl Moved {
    fn new(one: Move) -> Self {
        let Move { source: _, old, new } = one;
        Self {
            from: old.id.to_string(),
            to: new.id.to_string(),
            revises: verbs::names(&new.parents),
            depends_on: new.depends_on,
            old_path: old.path,
            new_path: new.path,
        }
    }
}

/// What stands above the point where two heads parted, on the side of the first.
fn line(graph: &RevisionGraph, head: Node, onto: Node) -> Vec<Node> {
    let shared = graph.ancestors(&[onto]);
    let mut line = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![head];
    while let Some(node) = open.pop() {
        if shared.contains(node) || !seen.insert(node) {
            continue;
        }
        line.push(node);
        open.extend(graph.parents(node));
        open.extend(graph.children(node));
    }
    line.sort();
    line
}

fn is_applied(id: &RevisionId, path: &Path) -> Failure {
    Problem::new("applied", format!("the database has applied {id}: an applied revision is not moved"))
        .at(Place::file(path))
        .hint("move the other line, or join both: `aludel merge heads`")
        .failed()
}

fn unclear(graph: &RevisionGraph, heads: &[Node], words: &str) -> Failure {
    let mut problem = Problem::new("unclear", words);
    for head in heads {
        let header = graph.header(*head);
        problem = problem.fact(format!("{} {}", header.id, header.title()).trim_end().to_owned());
    }
    let example = heads.last().map(|head| graph.id(*head).as_str()).unwrap_or("HEAD");
    problem
        .hint(format!("name the head of the line that moves: `{COMMAND} {example}`, and `--onto` another"))
        .exit(exit::FAILED)
}

fn is_file(word: &str) -> bool {
    word.ends_with(".sql") || word.contains('/') || Path::new(word).is_file()
}

/// All files of revisions, parsed one by one.
fn sources(folders: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(folder, &mut paths)
            .map_err(|error| io_problem("read the folder", folder, &error).failed())?;
    }
    paths.sort();
    let mut sources = Vec::new();
    let mut complaints = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| io_problem("read", &path, &error).failed())?;
        match file::parse(&path, &bytes) {
            Ok(revision) => sources.push(Source { bytes, revision }),
            Err(found) => complaints.extend(found),
        }
    }
    if complaints.is_empty() { Ok(sources) } else { Err(failures::complaints(&complaints)) }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            paths.push(path);
        }
    }
    Ok(())
}
