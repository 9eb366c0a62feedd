//! `aludel init`: the folder of revisions and the configuration.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::config::{FILE_NAME, IdScheme, Key};
use crate::error::{Failure, Problem, io_problem};
use crate::flags::{Flags, NoSettings, Settings as _};
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::session::Session;

/// Make the folder of revisions and aludel.toml
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel init
  aludel init db/migrations --id-scheme timestamp")]
pub(crate) struct Arguments {
    /// The folder of revisions
    #[arg(value_name = "DIR", default_value = "migrations")]
    folder: PathBuf,

    /// How the ids of revisions are made
    #[arg(long, value_enum, value_name = "SCHEME", default_value_t)]
    id_scheme: IdScheme,
}

/// What was made.
#[derive(Serialize)]
struct Made {
    migrations: PathBuf,
    config: PathBuf,
    #[serde(skip)]
    is_new: bool,
}

impl Report for Made {
    fn text(&self, _: Paint) -> String {
        if !self.is_new {
            return format!("made {}/, as {} has it\n", self.migrations.display(), self.config.display());
        }
        format!(
            "\
made {}/ and {}

next:
  export DATABASE_URL=sqlite:app.db      or postgres://…, mysql://…
  aludel revision -m \"the first tables\"  writes a file; fill in its two halves
  aludel upgrade                         applies it
",
            self.migrations.display(),
            self.config.display()
        )
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let folder = match flags.migrations.as_slice() {
            [] => self.folder,
            [one] => one.clone(),
            _ => {
                return Err(Problem::new("usage", "`init` makes one folder")
                    .hint("name the others in aludel.toml afterwards: `migrations = [\"a\", \"b\"]`")
                    .usage());
            }
        };
        let config = flags.config.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
        // The configuration may have come first: then it says where the revisions stand.
        if config.exists()
            && let [missing] = Session::open(flags, &NoSettings, output)?.config.migrations.as_slice()
            && !missing.exists()
        {
            make(missing)?;
            output.report(&Made { migrations: missing.clone(), config, is_new: false });
            return Ok(0);
        }
        refuse_to_overwrite(&folder, &config)?;
        let table = flags.values(Key::VersionTable).pop();
        make(&folder)?;
        write_new(&config, &configuration(&folder, self.id_scheme, table.as_deref()))?;
        output.report(&Made { migrations: folder, config, is_new: true });
        Ok(0)
    }
}

fn make(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| io_problem("make the folder", folder, &error).failed())
}

fn refuse_to_overwrite(folder: &Path, config: &Path) -> Result<(), Failure> {
    let mut problems = Vec::new();
    if config.exists() {
        problems.push(
            Problem::new("exists", format!("{} is already there", config.display()))
                .hint("the project is set up: `aludel revision -m \"…\"` writes a revision"),
        );
    }
    let filled = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if filled || folder.is_file() {
        problems.push(
            Problem::new("exists", format!("{} is already there and not empty", folder.display()))
                .hint("name another folder: `aludel init DIR`; a folder named `migrations` is found without any configuration"),
        );
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure { exit: crate::error::exit::FAILED, problems }) }
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| io_problem("write", path, &error).failed())
}

/// The configuration: what differs from the defaults is set, the rest explained.
fn configuration(folder: &Path, scheme: IdScheme, table: Option<&str>) -> String {
    let id_scheme = match scheme {
        IdScheme::Sequential => {
            "# id_scheme = \"sequential\"           # 001, 002, …; or \"hex\", \"timestamp\""
        }
        IdScheme::Hex => "id_scheme = \"hex\"                    # or \"sequential\", \"timestamp\"",
        IdScheme::Timestamp => "id_scheme = \"timestamp\"              # or \"sequential\", \"hex\"",
    };
    let version_table = match table {
        Some(table) => format!("version_table = {}\n", toml_text(table)),
        None => "# version_table = \"aludel_version\"   # \"alembic_version\" to share it with Alembic\n"
            .to_owned(),
    };
    format!(
        "\
# aludel: https://github.com/aludel/aludel
# A flag wins over the environment (DATABASE_URL, ALUDEL_…), which wins over this file.
migrations = {}
{id_scheme}
{version_table}\
# lock_timeout = \"5s\"                # how long a statement may wait behind traffic before a retry
# wait = \"60s\"                       # how long to wait until the database answers

# The database is best named outside of this file, in DATABASE_URL or DATABASE_URL_FILE.
# A place for others, chosen with `-n test`:
# [environments.test]
# url = \"sqlite:test.db\"
",
        toml_text(&folder.display().to_string())
    )
}

fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_it_writes_is_right() {
        for scheme in [IdScheme::Sequential, IdScheme::Hex, IdScheme::Timestamp] {
            let text = configuration(Path::new("db/\"odd\" folder"), scheme, Some("alembic_version"));
            let table: toml::Table = text.parse().expect("TOML");
            assert_eq!(table["migrations"].as_str(), Some("db/\"odd\" folder"));
            assert_eq!(table["version_table"].as_str(), Some("alembic_version"));
            assert_eq!(table.contains_key("id_scheme"), scheme != IdScheme::Sequential);
        }
    }
}
