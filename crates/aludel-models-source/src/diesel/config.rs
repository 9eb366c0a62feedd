//! Tables that `diesel.toml` keeps out of a `schema.rs`: nobody is told of them there, and they stay.
//!
//! What is read is [`filter`](https://diesel.rs/guides/configuring-diesel-cli): `only_tables` or `except_tables`, for
//! the file that its section names.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// What a `diesel.toml` says of a file that it has printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) filter: Option<Filter>,
    /// Patterns that are not read here.
    pub(super) odd: Vec<String>,
    /// The `diesel.toml`.
    pub(super) path: PathBuf,
}

/// Which tables a file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Only(Vec<Pattern>),
    Except(Vec<Pattern>),
}

/// A piece of a name, as `^tmp_`: a regular expression of the simplest kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    text: String,
    from_start: bool,
    to_end: bool,
}

impl Filter {
    pub(super) fn leaves_out(&self, table: &str) -> bool {
        let any = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.is_in(table));
        match self {
            Self::Only(patterns) => !any(patterns),
            Self::Except(patterns) => any(patterns),
        }
    }
}

impl Pattern {
    fn read(text: &str) -> Option<Self> {
        let (from_start, rest) = (text.starts_with('^'), text.strip_prefix('^').unwrap_or(text));
        let (to_end, rest) = (rest.ends_with('$'), rest.strip_suffix('$').unwrap_or(rest));
        // `^tmp_.*` is `^tmp_`.
        let (to_end, rest) = match rest.strip_suffix(".*") {
            Some(rest) => (false, rest),
            None => (to_end, rest),
        };
        let is_plain = rest.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_plain.then(|| Self { text: rest.to_owned(), from_start, to_end })
    }

    fn is_in(&self, name: &str) -> bool {
        match (self.from_start, self.to_end) {
            (true, true) => name == self.text,
            (true, false) => name.starts_with(&self.text),
            (false, true) => name.ends_with(&self.text),
            (false, false) => name.contains(&self.text),
        }
    }
}

/// What the nearest `diesel.toml` above a file says of it; `None`: there is none that has printed it.
pub(super) fn of(file: &Path) -> Option<Printed> {
    let file = file.canonicalize().ok()?;
    let (path, text) = file.ancestors().skip(1).find_map(|folder| {
        let path = folder.join("diesel.toml");
        std::fs::read_to_string(&path).ok().map(|text| (path, text))
    })?;
    let table: Table = text.parse().ok()?;
    let print_schema = table.get("print_schema")?.as_table()?;
    let nested = print_schema.values().filter_map(Value::as_table);
    let section = std::iter::once(print_schema).chain(nested).find(|section| names(section, &path, &file))?;
    let mut printed = Printed { path: path.clone(), ..Printed::default() };
    if let Some(filter) = section.get("filter").and_then(Value::as_table) {
        printed.filter = filter_of(filter, &mut printed.odd);
    }
    Some(printed)
}

/// Whether a section of a `diesel.toml` is of a file.
fn names(section: &Table, config: &Path, file: &Path) -> bool {
    let named = section.get("file").and_then(Value::as_str);
    named.is_some_and(|named| config.with_file_name(named).canonicalize().is_ok_and(|named| named == file))
}

fn filter_of(filter: &Table, odd: &mut Vec<String>) -> Option<Filter> {
    let mut patterns = |key: &str| -> Option<Vec<Pattern>> {
        let texts = filter.get(key)?.as_array()?.iter().filter_map(Value::as_str);
        let mut read = Vec::new();
        for text in texts {
            match Pattern::read(text) {
                Some(pattern) => read.push(pattern),
                None => odd.push(text.to_owned()),
            }
        }
        Some(read)
    };
    match patterns("only_tables") {
        Some(only) => Some(Filter::Only(only)),
        None => patterns("except_tables").map(Filter::Except),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_that_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text).expect("write");
        std::fs::create_dir_all(folder.path().join("src")).expect("a folder");
        for file in ["src/schema.rs", "src/other.rs", "src/third.rs"] {
            write(file, "");
        }
        write(
            "diesel.toml",
            "[print_schema]\nfile = \"src/schema.rs\"\nfilter = { except_tables = [\"secret\", \"^tmp_.*\", \"(a|b)\"] }\n\
             [print_schema.other]\nfile = \"src/other.rs\"\nfilter = { only_tables = [\"^users$\"] }\n",
        );
        let of = |file: &str| of(&folder.path().join(file));
        let leaves_out = |file: &str, table: &str| {
            let printed = of(file).expect("a section");
            printed.filter.expect("a filter").leaves_out(table)
        };
        assert!(leaves_out("src/schema.rs", "my_secrets") && leaves_out("src/schema.rs", "tmp_a"));
        assert!(!leaves_out("src/schema.rs", "users"));
        assert_eq!(of("src/schema.rs").expect("a section").odd, ["(a|b)"]);
        assert!(leaves_out("src/other.rs", "users_old") && !leaves_out("src/other.rs", "users"));
        assert_eq!(of("src/third.rs"), None);
    }
}
