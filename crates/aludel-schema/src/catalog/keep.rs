//! Catalogs kept in files, so that what has not changed is not inspected again.
//!
//! A file that is damaged, or was written by another version of aludel, is as if it were not there.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::{Catalog, CatalogBuilder};
use crate::kind::Registry;
use crate::object::{Object, ObjectId};
use aludel::Dialect;

/// The first line of a file, as JSON. Each object follows as a line of numbers, which ends in the lengths of
/// its texts, and the texts: they are read where they stand, as there may be a hundred thousand of them.
#[derive(Serialize, Deserialize)]
struct Head {
    tool: String,
    dialect: String,
    version: (u32, u32),
    /// An object's line says the place of its kind in this list.
    kinds: Vec<String>,
    objects: usize,
    #[serde(default)]
    carried: Vec<String>,
    warnings: Vec<String>,
}

const TOOL: &str = concat!("aludel ", env!("CARGO_PKG_VERSION"), " catalog 2");

impl Catalog {
    /// Keeps the catalog in a file; it is written beside it first and then named.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn keep(&self, file: &Path) -> io::Result<()> {
        let text = self.to_text();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
            sweep(folder);
        }
        let beside = file.with_extension(format!("{}.new", std::process::id()));
        let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }

    /// All that it holds, as a text that no other catalog has.
    pub(crate) fn to_text(&self) -> String {
        let mut kinds: Vec<&str> = self.objects.iter().map(|object| object.id.kind()).collect();
        // Objects are sorted by their kinds.
        kinds.dedup();
        let head = Head {
            tool: TOOL.to_owned(),
            dialect: self.dialect.name().to_owned(),
            version: self.version,
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            objects: self.objects.len(),
            carried: self.carried.iter().map(|kind| (*kind).to_owned()).collect(),
            warnings: self.warnings.clone(),
        };
        // Texts, numbers and lists of them: that is always JSON. Without a head a file is not read.
        let mut text = serde_json::to_string(&head).unwrap_or_default();
        text.push('\n');
        for object in &self.objects {
            let kind = kinds.binary_search(&object.id.kind()).unwrap_or(kinds.len());
            write(&mut text, object, kind);
        }
        text
    }

    /// Reads a catalog that was kept; `None`: there is none that this aludel can read.
    pub fn kept(file: &Path, dialect: Dialect, registry: &Registry) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let (head, mut rest) = text.split_once('\n')?;
        let Head { tool, dialect: name, version, kinds, objects, carried, warnings } =
            serde_json::from_str(head).ok()?;
        if tool != TOOL || name != dialect.name() {
            return None;
        }
        let kinds: Vec<&'static str> = kinds.iter().map(|kind| registry.name(kind)).collect::<Option<_>>()?;
        let mut builder = CatalogBuilder::new(dialect, version);
        let (mut handles, mut edges) = (Vec::new(), Vec::new());
        for _ in 0..objects {
            let (line, texts) = rest.split_once('\n')?;
            let mut object = Reading { numbers: line.split(' '), texts };
            let kind = *kinds.get(object.number()?)?;
            let order = u32::try_from(object.number()?).ok()?;
            // From 1: 0 is none.
            let owner = object.number()?.checked_sub(1);
            let needs: Vec<usize> = object.several(Reading::number)?;
            let hangs = object.number()? == 1;
            let path: Vec<&str> = object.several(Reading::text)?;
            let id = if hangs { ObjectId::hanging(kind, path) } else { ObjectId::new(kind, path) };
            handles.push(builder.add(id, order, object.text()?));
            edges.push((owner, needs));
            rest = object.texts.strip_prefix('\n')?;
        }
        for ((owner, needs), handle) in edges.iter().zip(&handles) {
            if let Some(owner) = owner {
                builder.own(*handle, *handles.get(*owner)?);
            }
            for needed in needs {
                builder.need(*handle, *handles.get(*needed)?);
            }
        }
        for kind in carried {
            builder.carry(registry.name(&kind)?);
        }
        builder.warnings = warnings;
        Some(builder.finish())
    }
}

/// Writes what [`Catalog::kept`] reads: kind, order, owner, needs, whether it hangs, path, definition.
fn write(text: &mut String, object: &Object, kind: usize) {
    let Object { id, owner, needs, order, definition } = object;
    // Writing to a String does not fail.
    let _ = write!(text, "{kind} {order} {} {}", owner.map_or(0, |owner| owner.0 + 1), needs.len());
    for needed in needs {
        let _ = write!(text, " {}", needed.0);
    }
    let _ = write!(text, " {} {}", u8::from(id.bearer().is_some()), id.path().len());
    for name in id.path() {
        let _ = write!(text, " {}", name.len());
    }
    let _ = writeln!(text, " {}", definition.len());
    for part in id.path().iter().chain([definition]) {
        text.push_str(part);
    }
    text.push('\n');
}

/// An object's line of numbers, and the texts behind it.
struct Reading<'t, N> {
    numbers: N,
    texts: &'t str,
}

impl<'t, N: Iterator<Item = &'t str>> Reading<'t, N> {
    fn number(&mut self) -> Option<usize> {
        self.numbers.next()?.parse().ok()
    }

    fn text(&mut self) -> Option<&'t str> {
        let length = self.number()?;
        let (text, rest) = self.texts.split_at_checked(length)?;
        self.texts = rest;
        Some(text)
    }

    fn several<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| one(self)).collect()
    }
}

/// For how long a file is kept that nobody writes again.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 3600);

/// Takes away what was kept long ago: the models and the revisions have moved on.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|metadata| metadata.modified()).map(|time| time.elapsed());
        if matches!(age, Ok(Ok(age)) if age > KEPT_FOR) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect;

    /// A table, its column, and a comment, which has no name of its own.
    fn catalog() -> Catalog {
        let mut builder = CatalogBuilder::new(Dialect::Postgres, (15, 3));
        let column = builder.add(ObjectId::new("column", ["public", "a b\n", "ü"]), 2, "{\"type\": \n\"é\"}");
        let comment = builder.add(ObjectId::hanging("comment", ["table", "public", "a b\n"]), 0, "\"x\"");
        let table = builder.add(ObjectId::new("table", ["public", "a b\n"]), 0, "{}");
        builder.own(column, table);
        builder.own(comment, table);
        builder.need(comment, column);
        builder.need(comment, table);
        builder.warn("odd");
        builder.carry("privileges");
        builder.finish()
    }

    #[test]
    fn what_was_kept_is_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("catalogs/one.json");
        let catalog = catalog();
        catalog.keep(&file).expect("it is written");
        let registry = dialect::registry(Dialect::Postgres);
        let kept = Catalog::kept(&file, Dialect::Postgres, registry).expect("it is read");
        assert_eq!(kept.objects(), catalog.objects());
        assert_eq!((kept.version(), kept.warnings()), (catalog.version(), catalog.warnings()));
        assert!(kept.carries("privileges") && kept.dialect() == catalog.dialect());
        assert!(Catalog::kept(&file, Dialect::Sqlite, registry).is_none());
    }

    #[test]
    fn what_is_damaged_is_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("one.json");
        catalog().keep(&file).expect("it is written");
        let text = fs::read(&file).expect("it is read");
        for end in 0..text.len() {
            fs::write(&file, &text[..end]).expect("it is written");
            let kept = Catalog::kept(&file, Dialect::Postgres, dialect::registry(Dialect::Postgres));
            assert!(kept.is_none(), "{end} bytes of {}", text.len());
        }
    }
}
