//! The tools that aludel is held against: where they are, how they are installed and called.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::inputs::{self, Sql};
use super::place;

/// Where each is; `None`: it is not on this machine.
pub(crate) struct Peers {
    pub(super) psql: Option<PathBuf>,
    pub(super) sqlite3: Option<PathBuf>,
    tools: Vec<(Tool, Option<PathBuf>)>,
}

/// A tool that migrates, as aludel does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Alembic,
    Dbmate,
    Sqlx,
    Diesel,
}

/// The database of one lap.
pub(super) enum Target<'a> {
    /// `postgres://…`
    Postgres(&'a str),
    Sqlite(&'a Path),
}

impl Peers {
    /// Looks for all of them: first among what `--install-peers` has installed.
    pub(super) fn find(installed: &Path) -> Peers {
        let psql = find("psql", &postgres_folders());
        let tools = Tool::ALL.map(|tool| (tool, tool.find(installed)));
        Peers { psql, sqlite3: find("sqlite3", &[]), tools: tools.to_vec() }
    }

    /// The tools that are here; of the others it is said that they are missing.
    pub(super) fn tools(&self) -> Vec<(Tool, &Path)> {
        let mut here = Vec::new();
        for (tool, program) in &self.tools {
            match program {
                Some(program) => here.push((*tool, program.as_path())),
                None => super::skip(&format!("{} is not here: --install-peers", tool.name())),
            }
        }
        here
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, Option<&PathBuf>)> {
        [("psql", self.psql.as_ref()), ("sqlite3", self.sqlite3.as_ref())]
            .into_iter()
            .chain(self.tools.iter().map(|(tool, program)| (tool.name(), program.as_ref())))
    }
}

impl Tool {
    const ALL: [Tool; 4] = [Tool::Alembic, Tool::Dbmate, Tool::Sqlx, Tool::Diesel];

    pub(super) fn name(self) -> &'static str {
        match self {
            Tool::Alembic => "Alembic",
            Tool::Dbmate => "dbmate",
            Tool::Sqlx => "sqlx-cli",
            Tool::Diesel => "diesel_cli",
        }
    }

    fn find(self, installed: &Path) -> Option<PathBuf> {
        let (program, folder) = match self {
            // Only from its own environment: what lies on PATH is often a script around it.
            Tool::Alembic => {
                return Some(installed.join("alembic/bin/alembic")).filter(|file| file.is_file());
            }
            Tool::Dbmate => ("dbmate", native_dbmate(installed)),
            Tool::Sqlx => ("sqlx", Some(installed.join("cargo/bin"))),
            Tool::Diesel => ("diesel", Some(installed.join("cargo/bin"))),
        };
        find(program, &folder.into_iter().collect::<Vec<_>>())
    }

    /// Writes a history of that length in its form.
    pub(super) fn write(self, folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
        match self {
            Tool::Alembic => inputs::for_alembic(folder, count, sql),
            Tool::Dbmate => inputs::for_dbmate(folder, count, sql),
            Tool::Sqlx => inputs::for_sqlx(folder, count, sql),
            Tool::Diesel => inputs::for_diesel(folder, count, sql),
        }
    }

    /// Applies what is pending.
    pub(super) fn upgrade(self, program: &Path, history: &Path, target: &Target<'_>, home: &Path) -> Command {
        let mut command = place::command(program, home);
        let url = self.url(target);
        match self {
            Tool::Alembic => {
                command.arg("-c").arg(history.join("alembic.ini")).args(["upgrade", "head"]);
                command.env("BENCH_URL", url);
            }
            Tool::Dbmate => {
                command
                    .args(["--url", &url, "--no-dump-schema", "--migrations-dir"])
                    .arg(history)
                    .arg("migrate");
            }
            Tool::Sqlx => {
                command.args(["migrate", "run", "--database-url", &url, "--source"]).arg(history);
            }
            Tool::Diesel => {
                command.args(["migration", "run", "--database-url", &url, "--migration-dir"]).arg(history);
            }
        }
        command
    }

    fn url(self, target: &Target<'_>) -> String {
        match (self, target) {
            (Tool::Alembic, Target::Postgres(url)) => url.replace("postgres://", "postgresql+psycopg://"),
            (Tool::Dbmate, Target::Postgres(url)) => format!("{url}?sslmode=disable"),
            (Tool::Sqlx | Tool::Diesel, Target::Postgres(url)) => (*url).to_owned(),
            (Tool::Alembic, Target::Sqlite(file)) => format!("sqlite:///{}", file.display()),
            (Tool::Dbmate, Target::Sqlite(file)) => format!("sqlite:{}", file.display()),
            (Tool::Sqlx, Target::Sqlite(file)) => format!("sqlite://{}?mode=rwc", file.display()),
            (Tool::Diesel, Target::Sqlite(file)) => file.display().to_string(),
        }
    }
}

/// Installs them in the folder: Alembic from PyPI, dbmate from npm, the others from crates.io.
pub(super) fn install(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let at = |name: &str| folder.join(name).display().to_string();
    let (alembic, dbmate, cargo) = (at("alembic"), at("npm"), at("cargo"));
    let pip = format!("{alembic}/bin/pip");
    let steps: [&[&str]; 5] = [
        &["python3", "-m", "venv", &alembic],
        &[&pip, "install", "--quiet", "alembic", "psycopg[binary]"],
        &["npm", "install", "--silent", "--no-fund", "--prefix", &dbmate, "dbmate"],
        &[
            "cargo",
            "install",
            "--root",
            &cargo,
            "sqlx-cli",
            "--no-default-features",
            "--features",
            "postgres,sqlite,rustls",
        ],
        &[
            "cargo",
            "install",
            "--root",
            &cargo,
            "diesel_cli",
            "--no-default-features",
            "--features",
            "postgres,sqlite-bundled",
        ],
    ];
    for words in steps {
        println!("{}", words.join(" "));
        let status = Command::new(words[0]).args(&words[1..]).status();
        if !status.as_ref().is_ok_and(|status| status.success()) {
            // The others may be there all the same, and what is missing is said later.
            super::skip(&format!("`{}` failed: {status:?}", words.join(" ")));
        }
    }
    Ok(())
}

/// npm's `dbmate` is a script that starts the program; the program is what is measured.
fn native_dbmate(installed: &Path) -> Option<PathBuf> {
    let packages = fs::read_dir(installed.join("npm/node_modules/@dbmate")).ok()?;
    packages.flatten().map(|package| package.path().join("bin")).find(|bin| bin.join("dbmate").is_file())
}

fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let everywhere = folders.iter().cloned().chain(std::env::split_paths(&path));
    everywhere.map(|folder| folder.join(program)).find(|file| file.is_file())
}

// Debian's psql on PATH is a Perl script that looks for a cluster; the program stands in here.
fn postgres_folders() -> Vec<PathBuf> {
    let Ok(versions) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut folders: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
    folders.sort_unstable_by(|one, two| two.cmp(one));
    folders
}
