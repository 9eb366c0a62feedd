//! Tables of the manual that stand in pages written by hand: each is made from what the program does by.
//!
//! A page has one between `<!-- aludel man --markdown=NAME -->` and `<!-- end -->`; a test holds the
//! pages against the program, and writes them anew where it is asked to.

use clap::{ArgAction, Command, ValueEnum};

use crate::config::{Fallback, Key, OTHERS};
use crate::error::exit;

/// A part of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// All commands and their flags: a whole page.
    Commands,
    /// What each exit code means.
    ExitCodes,
    /// What can be set, and where.
    Settings,
    /// The columns of the log's table.
    LogTable,
}

/// The part as Markdown.
pub(super) fn part(part: Part, aludel: &Command) -> String {
    match part {
        Part::Commands => super::markdown::page(aludel),
        Part::ExitCodes => exit_codes(),
        Part::Settings => settings(aludel),
        Part::LogTable => log_table(),
    }
}

fn exit_codes() -> String {
    let rows = exit::MEANINGS.iter().map(|(code, means)| format!("| {code} | {means} |\n"));
    format!(
        "| exit code | means |\n|---|---|\n{}| anything else | the application's own, after `run` has become it |\n",
        rows.collect::<String>()
    )
}

fn log_table() -> String {
    let row = |column: &aludel::log::LogColumn| format!("| `{}` | {} |\n", column.name, column.holds);
    format!("| column | holds |\n|---|---|\n{}", aludel::log::COLUMNS.iter().map(row).collect::<String>())
}

fn settings(aludel: &Command) -> String {
    let of_key = |key: Key| {
        let setting = key.setting();
        let fallback = match setting.fallback {
            Fallback::Value(text) => format!("`{text}`"),
            Fallback::Words(words) => words.to_owned(),
        };
        format!(
            "| `{}` |{}| {} | {fallback} | {} |\n",
            setting.name,
            flag(aludel, &setting.name.replace('_', "-")),
            variables(key),
            key.meaning()
        )
    };
    let other = |(name, variable, fallback, what): (&str, &str, &str, &str)| {
        format!("| |{}| `{variable}` | {fallback} | {what} |\n", flag(aludel, name))
    };
    let rows = Key::ALL.into_iter().map(of_key).chain(OTHERS.into_iter().map(other));
    format!(
        "| `aludel.toml` | flag | environment | default | what |\n|---|---|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

fn variables(key: Key) -> String {
    let variable = format!("`{}`", key.variable());
    match (key, key.separator()) {
        (Key::Url, _) => format!("{variable}, `DATABASE_URL`, `DATABASE_URL_FILE`"),
        (_, Some(between)) => format!("{variable} (with `{between}` between)"),
        (_, None) => variable,
    }
}

/// A cell with the flag as it is typed, with its command where only one has it; empty where there is none.
fn flag(aludel: &Command, name: &str) -> String {
    match typed(aludel, name).as_str() {
        "" => " ".to_owned(),
        typed => format!(" {typed} "),
    }
}

fn typed(aludel: &Command, name: &str) -> String {
    let of = |command: &Command| {
        command.get_arguments().find(|argument| argument.get_long() == Some(name)).map(|argument| {
            let short = argument.get_short().map(|short| format!("`-{short}`, "));
            let times = matches!(argument.get_action(), ArgAction::Append);
            let times = if times { " (several times)" } else { "" };
            (short.unwrap_or_default(), times)
        })
    };
    if let Some((short, times)) = of(aludel) {
        return format!("{short}`--{name}`{times}");
    }
    let commands = aludel.get_subcommands().filter(|command| !command.is_hide_set());
    let found: Vec<_> = commands.filter_map(|command| Some((command.get_name(), of(command)?))).collect();
    match found.as_slice() {
        [] => String::new(),
        [(command, (_, times))] => format!("`{command} --{name}`{times}"),
        [(_, (short, times)), ..] => format!("{short}`--{name}`{times}"),
    }
}
