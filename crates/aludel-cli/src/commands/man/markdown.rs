//! All commands and their flags as one page of Markdown: `docs/command-line.md`, made from the help.

use clap::{Arg, Command};

/// What stands above the commands.
const HEAD: &str = "\
# Every flag

What `aludel help COMMAND` says of each, made from the program itself. What the commands are for:
[commands](commands.md).
";

/// The page.
pub(super) fn page(aludel: &Command) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Everywhere\n\nBefore or after the command.\n\n");
    page.push_str(&table(aludel));
    for command in aludel.get_subcommands().filter(|it| it.get_name() != "help" && !it.is_hide_set()) {
        page.push_str(&section(command));
    }
    page
}

fn section(command: &Command) -> String {
    let name = command.get_name();
    let mut section = format!("\n## {name}\n\n");
    if let Some(about) = command.get_long_about().or(command.get_about()) {
        let about = about.to_string();
        // The first line is a title, and has no full stop; what follows are sentences.
        let (title, rest) = about.split_once('\n').unwrap_or((&about, ""));
        section.push_str(&format!("{}.\n", escaped(title.trim_end_matches('.'))));
        if !rest.trim().is_empty() {
            section.push_str(&format!("\n{}\n", escaped(rest.trim())));
        }
    }
    let usage = command.clone().bin_name(format!("aludel {name}")).render_usage().to_string();
    section.push_str(&format!("\n```text\n{}\n```\n\n", usage.trim_start_matches("Usage: ").trim()));
    section.push_str(&table(command));
    if let Some(after) = command.get_after_long_help().or(command.get_after_help()) {
        section.push_str(&format!("\n```text\n{}\n```\n", after.to_string().trim_end()));
    }
    section
}

/// The arguments of a command; nothing where it has none.
fn table(command: &Command) -> String {
    let shown = |argument: &&Arg| {
        !argument.is_hide_set() && !matches!(argument.get_id().as_str(), "help" | "version")
    };
    let rows: String = command.get_arguments().filter(shown).map(row).collect();
    if rows.is_empty() { rows } else { format!("| | |\n|---|---|\n{rows}") }
}

fn row(argument: &Arg) -> String {
    let mut help =
        argument.get_long_help().or(argument.get_help()).map(|it| it.to_string()).unwrap_or_default();
    help = help.replace("\n\n", ". ").replace('\n', " ");
    let values = argument.get_possible_values();
    if argument.get_action().takes_values() && !values.is_empty() {
        let values: Vec<String> = values
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| match value.get_help() {
                Some(help) => format!("`{}` ({})", value.get_name(), escaped(&help.to_string())),
                None => format!("`{}`", value.get_name()),
            })
            .collect();
        help = format!("{}: {}", escaped(&help), values.join(", "));
    } else {
        help = escaped(&help);
    }
    format!("| {} | {help} |\n", written(argument))
}

/// How it is typed: `-m TEXT`, `--message TEXT`.
fn written(argument: &Arg) -> String {
    let names: Vec<&str> =
        argument.get_value_names().into_iter().flatten().map(|name| name.as_str()).collect();
    let value = if argument.get_action().takes_values() { names.join(" ") } else { String::new() };
    if argument.is_positional() {
        let many = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        return format!("`{value}{}`", if many { "…" } else { "" });
    }
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let forms: Vec<String> = [short, long].into_iter().flatten().collect();
    let value = if value.is_empty() { value } else { format!(" {value}") };
    format!("`{}{value}`", forms.join("`, `")).replace('|', "\\|")
}

fn escaped(text: &str) -> String {
    // Between backquotes everything stands as it is, but for what ends the cell.
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.replace('<', "&lt;").replace('*', "\\*").replace('|', "\\|"),
        _ => part.replace('|', "\\|"),
    });
    parts.collect::<Vec<_>>().join("`")
}
