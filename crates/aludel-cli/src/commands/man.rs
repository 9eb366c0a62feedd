//! `aludel man`: the manual pages, made from the help.

mod markdown;
mod parts;

use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use serde::Serialize;

use super::Outcome;
use crate::error::{Problem, io_problem};
use crate::flags::Flags;
use crate::output::text::Paint;
use crate::output::{Output, Report};

/// Print the manual page of aludel, or write all pages into a folder
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel man | man -l -
  aludel man --to /usr/local/share/man/man1")]
pub(crate) struct Arguments {
    /// The command whose page is printed
    #[arg(value_name = "COMMAND", conflicts_with = "to")]
    command: Option<String>,

    /// The folder into which all pages are written
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,

    /// All commands as one page of Markdown, or a table: for the documentation
    #[arg(long, hide = true, value_name = "PART", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "commands", conflicts_with_all = ["command", "to"])]
    markdown: Option<parts::Part>,
}

/// The files that were written.
#[derive(Serialize)]
struct Written {
    files: Vec<PathBuf>,
}

impl Report for Written {
    fn text(&self, _: Paint) -> String {
        self.files.iter().map(|file| format!("{}\n", file.display())).collect()
    }
}

impl Arguments {
    pub(crate) fn run(self, _: &Flags, output: &Output) -> Outcome {
        let aludel = crate::Cli::command();
        if let Some(part) = self.markdown {
            output.data(&parts::part(part, &aludel));
            return Ok(0);
        }
        if let Some(folder) = self.to {
            std::fs::create_dir_all(&folder).map_err(|error| io_problem("make", &folder, &error).failed())?;
            let mut files = Vec::new();
            for (name, page) in pages(&aludel)? {
                let file = folder.join(name);
                std::fs::write(&file, page).map_err(|error| io_problem("write", &file, &error).failed())?;
                files.push(file);
            }
            output.report(&Written { files });
            return Ok(0);
        }
        let wanted = self.command.map_or("aludel.1".to_owned(), |command| format!("aludel-{command}.1"));
        let page = pages(&aludel)?.into_iter().find(|(name, _)| *name == wanted);
        let Some((_, page)) = page else {
            return Err(Problem::new("usage", "there is no such command")
                .hint("`aludel help` lists them")
                .usage());
        };
        output.data(&String::from_utf8_lossy(&page));
        Ok(0)
    }
}

/// The name and text of each page.
fn pages(aludel: &clap::Command) -> Result<Vec<(String, Vec<u8>)>, crate::error::Failure> {
    let mut pages = vec![("aludel.1".to_owned(), page(aludel.clone())?)];
    for command in aludel.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("aludel-{}", command.get_name());
        let command = command.clone().display_name(name.clone()).bin_name(name.replacen('-', " ", 1));
        pages.push((format!("{name}.1"), page(command)?));
    }
    Ok(pages)
}

fn page(command: clap::Command) -> Result<Vec<u8>, crate::error::Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Problem::new("manual", format!("the page can't be written: {error}")).failed())?;
    Ok(page)
}
