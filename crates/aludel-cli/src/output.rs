//! What people and programs are shown: data on stdout, messages on stderr.
//!
//! A command gives a report, which is one thing with two faces: JSON by serialising it, and text.
//! A reader that goes away (`aludel history | head`) ends the command quietly.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::Failure;

pub(crate) mod events;
pub(crate) mod graph;
pub(crate) mod json;
pub(crate) mod plan;
pub(crate) mod revision;
pub(crate) mod text;

use text::Paint;

/// Text for people or JSON for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs; the shapes are in docs/json.md.
    Json,
}

/// What a command found or did.
pub(crate) trait Report: Serialize {
    /// The report as text; empty where messages have said it all.
    fn text(&self, paint: Paint) -> String;
}

/// The two streams and how to write to them. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Output(Arc<Streams>);

#[derive(Debug)]
struct Streams {
    format: Format,
    log: Format,
    verbose: u8,
    quiet: bool,
    /// Colour of stdout, and of stderr.
    paint: Paint,
    message_paint: Paint,
    /// What stands before each message, `aludel: ` in a container's log.
    prefix: &'static str,
}

impl Output {
    /// Streams that write as the flags ask.
    pub(crate) fn new(format: Format, log: Format, verbose: u8, quiet: bool) -> Self {
        Self(Arc::new(Streams {
            format,
            log,
            verbose,
            quiet,
            paint: Paint(may_colour() && io::stdout().is_terminal()),
            message_paint: Paint(may_colour() && io::stderr().is_terminal()),
            prefix: "",
        }))
    }

    /// The same streams, with `aludel: ` before each message: in a log, aludel is not alone.
    pub(crate) fn for_container(&self) -> Self {
        let Streams { format, log, verbose, quiet, paint, message_paint, prefix: _ } = *self.0;
        Self(Arc::new(Streams { format, log, verbose, quiet, paint, message_paint, prefix: "aludel: " }))
    }

    /// Whether `--output json` was asked for.
    pub(crate) fn is_json(&self) -> bool {
        self.0.format == Format::Json
    }

    /// Whether this is the log of a container.
    pub(crate) fn is_container(&self) -> bool {
        !self.0.prefix.is_empty()
    }

    /// Whether `--log json` was asked for.
    pub(crate) fn is_log_json(&self) -> bool {
        self.0.log == Format::Json
    }

    /// Whether `-v` was given.
    pub(crate) fn verbose(&self) -> bool {
        self.0.verbose > 0
    }

    /// Whether stdout is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Writes a report to stdout, in the form that was asked for.
    pub(crate) fn report(&self, report: &impl Report) {
        match self.0.format {
            Format::Text => self.data(&report.text(self.0.paint)),
            Format::Json => self.data(&json::report(report)),
        }
    }

    /// Writes text to stdout as it is, with a line end.
    pub(crate) fn data(&self, text: &str) {
        if text.is_empty() {
            return;
        }
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let mut stdout = io::stdout().lock();
        if let Err(error) = write!(stdout, "{text}{end}").and_then(|()| stdout.flush()) {
            stdout_failed(&error);
        }
    }

    /// Says something on stderr, unless `-q`.
    pub(crate) fn message(&self, event: &str, text: &str, fields: Map<String, Value>) {
        if !self.0.quiet {
            self.line("info", event, text, fields);
        }
    }

    /// Says something on stderr where `-v` asks for it.
    pub(crate) fn detail(&self, event: &str, text: &str, fields: Map<String, Value>) {
        if self.0.verbose > 0 && !self.0.quiet {
            self.line("debug", event, text, fields);
        }
    }

    /// Warns on stderr, even with `-q`.
    pub(crate) fn warning(&self, event: &str, text: &str, fields: Map<String, Value>) {
        self.line("warning", event, text, fields);
    }

    /// Says why the command ends: JSON on stdout, or text on stderr; a log line with `--log json`.
    pub(crate) fn failure(&self, failure: &Failure) {
        if self.0.log == Format::Json {
            for problem in &failure.problems {
                let fields = match serde_json::to_value(problem) {
                    Ok(Value::Object(mut members)) => {
                        members.remove("message");
                        members
                    }
                    _ => Map::new(),
                };
                self.line("error", "failed", &problem.message, fields);
            }
        }
        if self.0.format == Format::Json {
            self.data(&json::failure(failure));
        } else if self.0.log == Format::Text {
            let problems: Vec<String> = failure
                .problems
                .iter()
                .map(|problem| format!("{}{}", self.0.prefix, text::problem(problem, self.0.message_paint)))
                .collect();
            write_message(&problems.join("\n"));
        }
    }

    fn line(&self, level: &str, event: &str, message: &str, fields: Map<String, Value>) {
        let line = match self.0.log {
            Format::Json => json::log_line(level, event, message, fields),
            Format::Text => {
                let paint = self.0.message_paint;
                let message = text::clean(message);
                let lead = match level {
                    "warning" => paint.warning("warning: "),
                    _ => String::new(),
                };
                format!("{}{lead}{message}", self.0.prefix)
            }
        };
        write_message(&format!("{line}\n"));
    }
}

/// Whether colours are wanted where there is a terminal: <https://no-color.org>
fn may_colour() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
    unset("NO_COLOR") && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// Writes to stderr in one call; where nobody listens there is nobody to tell.
fn write_message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Ends the program: its reader has gone, or the disk under its output is full.
fn stdout_failed(error: &io::Error) -> ! {
    if error.kind() == io::ErrorKind::BrokenPipe {
        // What a program that SIGPIPE ends is taken for.
        std::process::exit(141);
    }
    write_message(&format!("error: can't write to stdout: {error}\n"));
    std::process::exit(1);
}

/// Members of a log line.
pub(crate) fn fields<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
