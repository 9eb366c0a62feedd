//! aludel.toml: keys, sections, and where in the text each value stands.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{Key, KeyShape};
use crate::error::{Failure, Place, Problem};
use crate::suggest::nearest;

const ENVIRONMENTS: &str = "environments";

/// A configuration, with what is wrong with its keys and shapes.
#[derive(Debug)]
pub(super) struct ConfigFile {
    path: PathBuf,
    text: String,
    values: Vec<Entry>,
    environments: Vec<String>,
    problems: Vec<Problem>,
}

/// A key that is set.
#[derive(Debug)]
struct Entry {
    /// In which environment; `None`: for all.
    section: Option<String>,
    key: Key,
    texts: Vec<String>,
    /// Where in the text the value stands.
    span: Range<usize>,
}

impl ConfigFile {
    /// Reads it; what it doesn't know stands among its problems.
    ///
    /// # Errors
    /// It is no TOML at all.
    pub(super) fn parse(path: &Path, text: String) -> Result<Self, Failure> {
        let mut file = Self {
            path: path.to_owned(),
            text: String::new(),
            values: Vec::new(),
            environments: Vec::new(),
            problems: Vec::new(),
        };
        let mut problems = Vec::new();
        match DeTable::parse(&text) {
            Ok(table) => file.read_top(&text, table.get_ref(), &mut problems),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                return Err(Problem::new(
                    "configuration",
                    format!("the configuration is no TOML: {}", error.message()),
                )
                .at(shown(Place::in_text(path, &text, offset)))
                .usage());
            }
        }
        Ok(Self { text, problems, ..file })
    }

    /// What is wrong with it.
    pub(super) fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// Its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The names of its sections.
    pub(super) fn environments(&self) -> impl Iterator<Item = &str> {
        self.environments.iter().map(String::as_str)
    }

    /// A place in it, with its line.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        spot(&self.path, &self.text, span)
    }

    /// The texts of a key, from the section where it has them.
    pub(super) fn value(&self, section: Option<&str>, key: Key) -> Option<(Vec<String>, Range<usize>)> {
        let find = |wanted: Option<&str>| {
            let entry =
                self.values.iter().find(|entry| entry.section.as_deref() == wanted && entry.key == key)?;
            Some((entry.texts.clone(), entry.span.clone()))
        };
        section.and_then(|section| find(Some(section))).or_else(|| find(None))
    }

    /// Whether this section, by itself, sets the key.
    pub(super) fn sets(&self, section: &str, key: Key) -> bool {
        self.values.iter().any(|entry| entry.section.as_deref() == Some(section) && entry.key == key)
    }

    fn read_top(&mut self, text: &str, table: &DeTable<'_>, problems: &mut Vec<Problem>) {
        for (key, value) in table {
            match value.get_ref() {
                DeValue::Table(sections) if key.get_ref() == ENVIRONMENTS => {
                    self.read_environments(text, sections, problems);
                }
                _ => self.read_key(text, None, (key.get_ref(), key.span()), value, problems),
            }
        }
    }

    fn read_environments(&mut self, text: &str, sections: &DeTable<'_>, problems: &mut Vec<Problem>) {
        for (name, section) in sections {
            let DeValue::Table(table) = section.get_ref() else {
                let words =
                    format!("`{ENVIRONMENTS}.{}` is a section, not {}", name.get_ref(), shape(section));
                problems.push(self.problem(text, section.span(), words));
                continue;
            };
            self.environments.push(name.get_ref().to_string());
            for (key, value) in table {
                self.read_key(text, Some(name.get_ref()), (key.get_ref(), key.span()), value, problems);
            }
        }
    }

    fn read_key(
        &mut self,
        text: &str,
        section: Option<&str>,
        (name, span): (&str, Range<usize>),
        value: &Spanned<DeValue<'_>>,
        problems: &mut Vec<Problem>,
    ) {
        let Some(key) = Key::ALL.into_iter().find(|key| key.name() == name) else {
            let mut problem = self.problem(text, span, format!("unknown key \"{name}\""));
            let known =
                Key::ALL.iter().map(|key| key.name()).chain(section.is_none().then_some(ENVIRONMENTS));
            if let Some(meant) = nearest(name, known) {
                problem = problem.hint(format!("did you mean `{meant}`?"));
            }
            problems.push(problem);
            return;
        };
        match texts(key, value.get_ref()) {
            Some(texts) => self.values.push(Entry {
                section: section.map(str::to_owned),
                key,
                texts,
                span: value.span(),
            }),
            None => {
                let wanted = match key.shape() {
                    KeyShape::Texts => "a text or a list of texts",
                    KeyShape::Truth => "true or false",
                    KeyShape::Text | KeyShape::Time => "a text",
                };
                let words = format!("`{name}` is {wanted}, not {}", shape(value));
                problems.push(self.problem(text, value.span(), words));
            }
        }
    }

    fn problem(&self, text: &str, span: Range<usize>, words: String) -> Problem {
        Problem::new("configuration", words).at(spot(&self.path, text, &span))
    }
}

/// A place in the text, as wide as it is.
fn spot(path: &Path, text: &str, span: &Range<usize>) -> Place {
    let width =
        text.get(span.clone()).and_then(|part| part.lines().next()).map_or(0, |part| part.chars().count());
    shown(Place { width, ..Place::in_text(path, text, span.start) })
}

/// A line that may hold a URL is not shown: it may hold a password.
fn shown(place: Place) -> Place {
    let secret = |line: &String| line.contains("://") || line.trim_start().starts_with("url");
    Place { source_line: place.source_line.filter(|line| !secret(line)), ..place }
}

/// The texts of a value; a number stands for seconds.
fn texts(key: Key, value: &DeValue<'_>) -> Option<Vec<String>> {
    match (key.shape(), value) {
        (_, DeValue::String(text)) => Some(vec![text.to_string()]),
        (KeyShape::Texts, DeValue::Array(items)) if !items.is_empty() => {
            items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
        }
        (KeyShape::Texts, DeValue::Table(table)) if key == Key::Models => command(table),
        (KeyShape::Time, DeValue::Integer(number)) => Some(vec![number.as_str().to_owned()]),
        (KeyShape::Truth, DeValue::Boolean(truth)) => Some(vec![truth.to_string()]),
        _ => None,
    }
}

/// `models.command = "python -m app.ddl"`, as the source that it is.
fn command(table: &DeTable<'_>) -> Option<Vec<String>> {
    let mut entries = table.iter();
    let (Some((key, value)), None) = (entries.next(), entries.next()) else { return None };
    let command = value.get_ref().as_str().filter(|_| key.get_ref() == "command")?;
    Some(vec![format!("command:{command}")])
}

fn shape(value: &Spanned<DeValue<'_>>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}
