//! Agreement with Alembic: random graphs, and what Alembic 1.20 does with each.
//!
//! `cases/alembic/plan-cases.jsonl` holds a choice of cases. Where the whole collection is at hand (a
//! folder `shared/alembic` beside the repository, or the file that `ALUDEL_ALEMBIC_CASES` names), all
//! of it is run.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use aludel::graph::RevisionGraph;
use aludel::revision::{Direction, Header};
use aludel::route::{self, Purge, RouteError};
use aludel::target::{Range, Target};
use aludel::{RevisionId, graph::Node};
use serde_json::Value;

/// Why, and whether it applies to a case, given Alembic's answer and ours.
type Difference = (&'static str, fn(&Case, &Value, &Outcome) -> bool);

/// Where aludel does something else than Alembic on purpose, and why it is better.
///
/// Not listed: where Alembic fails with an internal error (`AssertionError`, `KeyError`) and aludel
/// refuses or does what plainly was meant.
const ON_PURPOSE: &[Difference] = &[
    (
        "a step back from several rows takes whichever the database returns first: name one, as label@-1",
        |case, _, ours| {
            case.command == "downgrade" && matches!(ours, Err(Refusal::Route(RouteError::SeveralRows { .. })))
        },
    ),
    (
        "a step back over a merge leaves rows that other rows stand on, and an upgrade from there is refused",
        |case, answer, ours| {
            let (Ok(headers), Ok(Answer::Steps(ours))) = (&case.headers, ours) else { return false };
            case.command == "downgrade" && same_steps(&without_overlaps(headers, answer), ours)
        },
    ),
    (
        "stamping a revision and another that it stands on writes both rows, and the next upgrade refuses them",
        |case, _, ours| {
            case.command == "stamp" && matches!(ours, Err(Refusal::Route(RouteError::Overlap { .. })))
        },
    ),
    (
        "stamping several targets, one of which has its row already, can take that row away",
        |case, answer, ours| {
            let Ok(Answer::Steps(ours)) = ours else { return false };
            let lost = |(_, _, rows): &(Option<String>, Direction, Vec<String>)| {
                rows.iter().any(|row| case.rows.iter().any(|held| held.as_str() == row))
            };
            case.command == "stamp" && ours.last().is_some_and(lost) && answer["ok"] == true
        },
    ),
    ("stamp -2 has a meaning only while the version table is empty", |case, _, ours| {
        case.command == "stamp" && matches!(ours, Err(Refusal::Route(RouteError::WalkNotAllowed { .. })))
    }),
    ("base-1 is the head: below base there is nothing", |case, _, ours| {
        case.target.iter().any(|target| target.contains("base-"))
            && matches!(ours, Err(Refusal::Route(RouteError::RelativeOutOfRange { .. })))
    }),
    (
        "a branch that means nothing, or several things, is passed over where it would make no difference",
        |case, _, ours| {
            case.target.iter().any(|target| target.contains('@'))
                && matches!(ours, Err(Refusal::Route(RouteError::AmbiguousPrefix { .. })))
        },
    ),
    (
        "id@-1 names no branch in show and in the start of a range, as it does everywhere else",
        |case, _, _| {
            let start = case.target.first().and_then(|target| target.split(':').next());
            let branch = start.and_then(|start| start.split_once('@'));
            let label = |header: &Header| {
                header.branch_labels.iter().any(|label| branch.is_some_and(|(branch, _)| branch == label))
            };
            let labelled = case.headers.as_ref().is_ok_and(|headers| headers.iter().any(label));
            ["show", "history"].contains(&case.command.as_str()) && branch.is_some() && !labelled
        },
    ),
    ("show -1 lists a revision twice that is below two heads", |case, answer, ours| {
        let mut theirs = texts(&answer["revisions"]);
        let mut seen = HashSet::new();
        theirs.retain(|revision| seen.insert(revision.clone()));
        case.command == "show" && matches!(ours, Ok(Answer::Revisions(ours)) if *ours == theirs)
    }),
    ("`current:current` is the rows; Alembic looks for a revision with the id \"current\"", |case, _, _| {
        case.command == "history" && case.target == ["current:current"]
    }),
    ("a history up to what is applied shows everything when nothing is", |case, _, _| {
        case.command == "history" && case.rows.is_empty() && case.target[0].ends_with(":current")
    }),
    ("a history that begins more steps back than there are begins at the first revision", |case, _, ours| {
        let start = case.target.first().and_then(|target| target.split(':').next());
        let walks = start.is_some_and(|start| start.starts_with('-') || start.contains("@-"));
        case.command == "history" && walks && ours.is_ok()
    }),
];

#[test]
fn chosen_cases() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/alembic/plan-cases.jsonl");
    run(&file);
}

#[test]
fn every_case_that_is_at_hand() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/alembic/plan-cases.jsonl");
    let named = std::env::var_os("ALUDEL_ALEMBIC_CASES").map(PathBuf::from);
    let file = named.unwrap_or(beside);
    if file.exists() {
        run(&file);
    } else {
        eprintln!("skipped: {} is not there", file.display());
    }
}

fn run(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let mut wrong = Vec::new();
    let mut on_purpose: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut count = 0;
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let case = Case::read(&value);
        let ours = case.answer();
        count += 1;
        let Err(difference) = compare(&value["answer"], &ours) else { continue };
        match ON_PURPOSE.iter().find(|(_, applies)| applies(&case, &value["answer"], &ours)) {
            Some((why, _)) => on_purpose.entry(why).or_default().push(value["case"].to_string()),
            None => wrong.push(format!(
                "case {} ({} {:?}, rows {:?}): {difference}",
                value["case"], case.command, case.target, case.rows
            )),
        }
    }
    for (why, cases) in on_purpose {
        eprintln!("{} x different on purpose (case {}): {why}", cases.len(), cases[0]);
    }
    assert!(wrong.is_empty(), "{} of {count} cases differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 0);
}

struct Case {
    headers: Result<Vec<Header>, Refusal>,
    rows: Vec<RevisionId>,
    command: String,
    target: Vec<String>,
    offline: bool,
    purge: Purge,
}

/// What aludel answers.
type Outcome = Result<Answer, Refusal>;

#[derive(Debug, PartialEq)]
enum Answer {
    /// The revision of each step (none for a stamp) with its direction, and the rows after it.
    Steps(Vec<(Option<String>, Direction, Vec<String>)>),
    Revisions(Vec<String>),
    /// In no order.
    Set(Vec<String>),
}

#[derive(Debug)]
enum Refusal {
    Route(RouteError),
    Other(String),
}

impl From<RouteError> for Refusal {
    fn from(error: RouteError) -> Self {
        Self::Route(error)
    }
}

fn other(error: impl std::fmt::Display) -> Refusal {
    Refusal::Other(error.to_string())
}

impl Case {
    fn read(value: &Value) -> Self {
        Self {
            headers: value["revisions"].as_array().unwrap().iter().map(header).collect(),
            rows: texts(&value["current"]).iter().map(|row| RevisionId::from_row(row)).collect(),
            command: value["command"].as_str().unwrap().to_owned(),
            target: texts(&value["target"]),
            offline: value["sql"] == true,
            purge: if value["purge"] == true { Purge::All } else { Purge::Keep },
        }
    }

    fn answer(&self) -> Outcome {
        let headers = self.headers.as_ref().map_err(|refusal| match refusal {
            Refusal::Other(why) => Refusal::Other(why.clone()),
            Refusal::Route(error) => Refusal::Route(error.clone()),
        })?;
        let graph =
            RevisionGraph::new(headers.clone()).map_err(|complaints| other(format!("{complaints:?}")))?;
        let only = self.target.first();
        let rows = &self.rows;
        match self.command.as_str() {
            "upgrade" => {
                let (rows, target) = self.start_and_target(&graph)?;
                steps(&graph, &route::upgrade(&graph, &rows, &[target])?)
            }
            "downgrade" => {
                if self.offline && !only.is_some_and(|target| target.contains(':')) {
                    return Err(other("an offline downgrade needs a range"));
                }
                let (rows, target) = self.start_and_target(&graph)?;
                steps(&graph, &route::downgrade(&graph, &rows, &target)?)
            }
            "stamp" => {
                let targets: Result<Vec<Target>, _> = self.target.iter().map(|text| text.parse()).collect();
                let steps = route::stamp(&graph, rows, &targets.map_err(other)?, self.purge)?;
                let steps = steps.iter().map(|step| {
                    let down = step.to.is_empty();
                    let direction = if down { Direction::Down } else { Direction::Up };
                    (None, direction, names(&step.heads_after))
                });
                Ok(Answer::Steps(steps.collect()))
            }
            "history" => {
                let range: Option<Range> = only.map(|text| text.parse()).transpose().map_err(other)?;
                Ok(revisions(&graph, &route::history(&graph, rows, range.as_ref())?))
            }
            "show" => {
                let target = only.unwrap().parse().map_err(other)?;
                Ok(revisions(&graph, &route::resolve(&graph, rows, &target)?))
            }
            "heads" if only.is_some() => Ok(revisions(&graph, &graph.real_heads())),
            "heads" => Ok(revisions(&graph, &graph.heads())),
            "bases" => Ok(revisions(&graph, &graph.bases())),
            "branches" => {
                let all = route::history(&graph, &[], None)?;
                let points: Vec<Node> = all.into_iter().filter(|node| graph.is_branch_point(*node)).collect();
                Ok(revisions(&graph, &points))
            }
            "current" => match revisions(&graph, &route::current(&graph, rows)?) {
                Answer::Revisions(found) => Ok(Answer::Set(found)),
                answer => Ok(answer),
            },
            command => panic!("a command nobody knows: {command}"),
        }
    }

    fn start_and_target(&self, graph: &RevisionGraph) -> Result<(Vec<RevisionId>, Target), Refusal> {
        let text = self.target.first().unwrap();
        if !self.offline {
            return Ok((self.rows.clone(), text.parse().map_err(other)?));
        }
        if !text.contains(':') {
            return Ok((Vec::new(), text.parse().map_err(other)?));
        }
        let range: Range = text.parse().map_err(other)?;
        let end = range.end.ok_or_else(|| other("the range has no end"))?;
        Ok((route::offline_rows(graph, range.start.as_ref())?, end))
    }
}

fn header(value: &Value) -> Result<Header, Refusal> {
    let id = value["id"].as_str().unwrap();
    Ok(Header {
        id: id.parse().map_err(other)?,
        parents: texts(&value["down"]).iter().map(|parent| RevisionId::from_row(parent)).collect(),
        depends_on: texts(&value["depends_on"]),
        branch_labels: texts(&value["labels"]),
        created: None,
        message: format!("make {id}"),
        path: format!("migrations/{id}.sql").into(),
    })
}

fn steps(graph: &RevisionGraph, steps: &[route::Step]) -> Outcome {
    let mut rows_before: Option<Vec<RevisionId>> = None;
    for step in steps {
        if let Some(mut rows) = rows_before {
            rows.retain(|row| !step.removes.contains(row));
            rows.extend(step.adds.iter().cloned());
            rows.sort();
            assert_eq!(rows, step.heads_after, "what a step removes and adds is not what it leaves");
        }
        rows_before = Some(step.heads_after.clone());
    }
    let line = |step: &route::Step| {
        (Some(graph.id(step.revision).to_string()), step.direction, names(&step.heads_after))
    };
    Ok(Answer::Steps(steps.iter().map(line).collect()))
}

fn revisions(graph: &RevisionGraph, nodes: &[Node]) -> Answer {
    Answer::Revisions(nodes.iter().map(|node| graph.id(*node).to_string()).collect())
}

fn names(rows: &[RevisionId]) -> Vec<String> {
    rows.iter().map(RevisionId::to_string).collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        value => value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect(),
    }
}

fn compare(answer: &Value, ours: &Outcome) -> Result<(), String> {
    if answer["ok"] == false {
        let crashed = answer["kind"] != "CommandError";
        return match ours {
            Ok(ours) if !crashed => Err(format!("Alembic refuses ({}), we say {ours:?}", answer["error"])),
            _ => Ok(()),
        };
    }
    let ours = match ours {
        Ok(ours) => ours,
        Err(refusal) => return Err(format!("we refuse ({refusal:?}), Alembic says {answer}")),
    };
    let agrees = match ours {
        Answer::Steps(ours) => same_steps(answer, ours),
        Answer::Revisions(ours) => *ours == texts(&answer["revisions"]),
        Answer::Set(ours) => {
            let (mut ours, mut theirs) = (ours.clone(), texts(&answer["revisions"]));
            ours.sort();
            theirs.sort();
            ours == theirs
        }
    };
    if agrees { Ok(()) } else { Err(format!("we say {ours:?}, Alembic {answer}")) }
}

/// An answer whose rows are only those that no other row stands on.
fn without_overlaps(headers: &[Header], answer: &Value) -> Value {
    let graph = RevisionGraph::new(headers.to_vec()).unwrap();
    let mut answer = answer.clone();
    for step in answer["steps"].as_array_mut().unwrap() {
        let mut rows = texts(&step["heads_after"]);
        let all: Vec<Node> = rows.iter().map(|row| graph.find(row).unwrap()).collect();
        let stands_on =
            |upper: &Node, lower: Node| *upper != lower && graph.ancestors(&[*upper]).contains(lower);
        rows.retain(|row| !all.iter().any(|upper| stands_on(upper, graph.find(row).unwrap())));
        step["heads_after"] = rows.into();
    }
    answer
}

fn same_steps(answer: &Value, ours: &[(Option<String>, Direction, Vec<String>)]) -> bool {
    let theirs = answer["steps"].as_array().unwrap();
    let same =
        |(theirs, (revision, direction, rows)): (&Value, &(Option<String>, Direction, Vec<String>))| {
            let stamp = revision.is_none();
            theirs["revision"].as_str() == revision.as_deref()
                && (stamp || theirs["direction"] == direction.name())
                && texts(&theirs["heads_after"]) == *rows
        };
    if theirs.len() == ours.len() && theirs.iter().zip(ours).all(same) {
        return true;
    }
    let order: Vec<&str> = ours.iter().filter_map(|(revision, ..)| revision.as_deref()).collect();
    let alternatives = answer["alternatives"].as_array().into_iter().flatten();
    alternatives.map(texts).any(|alternative| alternative == order)
}
