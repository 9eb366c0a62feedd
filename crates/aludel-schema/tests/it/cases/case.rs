//! One case: a folder with its schemas and what is expected between them.

use std::fs;
use std::path::{Path, PathBuf};

use testkit::Dialect;

use super::pool::Bench;
use super::proof::{self, Disproved, Pair, Proved};
use super::wish::{Way, Wish};

/// A folder `cases/<dialect>/<kind>/<case>`.
#[derive(Debug)]
pub(crate) struct Case {
    /// `postgres/enum/value_added`.
    pub(crate) name: String,
    folder: PathBuf,
    from: String,
    to: String,
    rows: Option<String>,
    check: Option<String>,
    pub(crate) wish: Wish,
    flavour: Option<Flavour>,
}

/// What may have expectations of its own, which are named after it: `up.18.sql`, `up.mysql.sql`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// A major version of PostgreSQL.
    Version(u32),
    /// MySQL, in whose texts types, collations and expressions read otherwise than in MariaDB's: where it
    /// has no expectations of its own, a plan is proved and its text is not looked at.
    Mysql,
}

/// Whether expectations are compared with what was proved, or written from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expectations {
    Compare,
    Write,
}

impl Case {
    /// Reads a folder.
    pub(crate) fn read(
        root: &Path,
        folder: &Path,
        dialect: Dialect,
        flavour: Option<Flavour>,
    ) -> Result<Case, String> {
        let name = folder.strip_prefix(root).unwrap_or(folder).display().to_string();
        let optional = |file: &str| fs::read_to_string(folder.join(file)).ok();
        let needed = |file: &str| optional(file).ok_or_else(|| format!("{name}: {file} is missing"));
        let wish = Wish::parse(&optional("options").unwrap_or_default(), dialect);
        Ok(Case {
            folder: folder.to_owned(),
            from: needed("from.sql")?,
            to: needed("to.sql")?,
            rows: optional("rows.sql"),
            check: optional("check.sql"),
            wish: wish.map_err(|error| format!("{name}: {error}"))?,
            flavour,
            name,
        })
    }

    /// Runs it in two empty databases; `Err` tells what is wrong.
    pub(crate) fn run(&self, bench: &mut Bench, expectations: Expectations) -> Result<(), String> {
        let pair = Pair {
            from: &self.from,
            to: &self.to,
            rows: self.rows.as_deref(),
            check: self.check.as_deref(),
            wish: &self.wish,
        };
        let wrongs = match proof::prove(bench, &pair) {
            Ok(proved) => self.judge(&proved, expectations),
            Err(Disproved { why, plan, .. }) => {
                let plan = plan.map(|plan| format!("\nthe plan:\n{plan}")).unwrap_or_default();
                vec![format!("{why}{plan}")]
            }
        };
        if wrongs.is_empty() { Ok(()) } else { Err(wrongs.join("\n")) }
    }

    fn judge(&self, proved: &Proved, expectations: Expectations) -> Vec<String> {
        let said = proved.refused.as_ref().map(|(way, _)| *way);
        if said != self.wish.refuse {
            let message = proved.refused.as_ref().map_or("", |(_, message)| message);
            return vec![match (said, self.wish.refuse) {
                (Some(way), _) => format!("the plan {way} is refused: {message}"),
                _ => "a refusal was expected, and there are plans".to_owned(),
            }];
        }
        let files = [
            ("up.sql", proved.up.as_ref()),
            ("down.sql", proved.down.as_ref()),
            ("refused.txt", proved.refused.as_ref().map(|(_, message)| message)),
            ("check.txt", proved.answer.as_ref()),
        ];
        let found = files.iter().filter_map(|(file, text)| Some((*file, (*text)?)));
        found.filter_map(|(file, text)| self.expect(file, text, expectations)).collect()
    }

    /// Compares a text with a file, or writes the file; says what is wrong.
    fn expect(&self, file: &str, text: &str, expectations: Expectations) -> Option<String> {
        let names = names(file, self.flavour.as_ref());
        let read = |name: &String| fs::read_to_string(self.folder.join(name)).ok();
        let is_own = names.first().is_some_and(|own| self.folder.join(own).exists());
        if self.flavour == Some(Flavour::Mysql) && !is_own && !self.wish.is_for("mysql") {
            return None;
        }
        let expected = names.iter().find_map(read);
        if expected.as_deref() == Some(text) && expectations == Expectations::Compare {
            return None;
        }
        if expectations == Expectations::Write {
            return self.write(&names, text).err().map(|error| format!("{}: {error}", self.name));
        }
        Some(match expected {
            Some(expected) => format!("{file}: expected\n{expected}--- found\n{text}"),
            None => format!("{file} is missing; UPDATE_CASES=1 writes it from what was found:\n{text}"),
        })
    }

    /// Writes a text under the first of the names, unless it is already what the others say.
    fn write(&self, names: &[String], text: &str) -> std::io::Result<()> {
        let Some((own, others)) = names.split_first() else { return Ok(()) };
        let read = |name: &String| fs::read_to_string(self.folder.join(name)).ok();
        let said = others.iter().find_map(read);
        match said {
            Some(said) if said == text => match fs::remove_file(self.folder.join(own)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
            Some(_) => fs::write(self.folder.join(own), text),
            None => fs::write(self.folder.join(names.last().unwrap_or(own)), text),
        }
    }
}

/// The version that files without one are written for.
const USUAL: u32 = 15;

/// The names under which an expectation may stand, the first that is there holds: of `up.sql` on 17
/// `up.17.sql`, `up.16.sql`, `up.sql`; on 14 `up.14.sql`, `up.sql`; on MySQL `up.mysql.sql`, `up.sql`.
fn names(file: &str, flavour: Option<&Flavour>) -> Vec<String> {
    let (stem, ending) = file.split_once('.').unwrap_or((file, "sql"));
    let own: Vec<String> = match flavour {
        None | Some(Flavour::Version(USUAL)) => Vec::new(),
        Some(Flavour::Mysql) => vec!["mysql".to_owned()],
        Some(Flavour::Version(version)) if *version < USUAL => vec![version.to_string()],
        Some(Flavour::Version(version)) => (USUAL + 1..=*version).rev().map(|it| it.to_string()).collect(),
    };
    let own = own.into_iter().map(|word| format!("{stem}.{word}.{ending}"));
    own.chain([file.to_owned()]).collect()
}

/// The folders that are cases: those that hold a `from.sql` or a `to.sql`.
pub(crate) fn folders(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let mut inner: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    inner.sort();
    let is_case = |path: &Path| path.join("from.sql").exists() || path.join("to.sql").exists();
    inner.into_iter().flat_map(|path| if is_case(&path) { vec![path] } else { folders(&path) }).collect()
}

/// The way on which there is no plan.
impl std::fmt::Display for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Way::Up => "up",
            Way::Down => "down",
        })
    }
}
