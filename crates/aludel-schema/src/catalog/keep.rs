//! Catalogs kept in files, so that what has not changed is not inspected again.
//!
//! A file that is damaged, or was written by another version of aludel, is as if it were not there.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Catalog, CatalogBuilder};
use crate::kind::Registry;
use crate::object::ObjectId;
use aludel::Dialect;

/// What a file says of a catalog.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    tool: String,
    dialect: String,
    version: (u32, u32),
    objects: Vec<KeptObject<'a>>,
    #[serde(default)]
    carried: Vec<String>,
    warnings: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct KeptObject<'a> {
    kind: std::borrow::Cow<'a, str>,
    path: Vec<std::borrow::Cow<'a, str>>,
    owner: Option<u32>,
    needs: Vec<u32>,
    order: u32,
    definition: std::borrow::Cow<'a, str>,
}

const TOOL: &str = concat!("aludel ", env!("CARGO_PKG_VERSION"), " catalog 1");

impl Catalog {
    /// Keeps the catalog in a file; it is written beside it first and then named.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn keep(&self, file: &Path) -> io::Result<()> {
        let objects = self.objects.iter().map(|object| KeptObject {
            kind: object.id.kind().into(),
            path: object.id.path().iter().map(|name| (&**name).into()).collect(),
            owner: object.owner.map(|owner| owner.0),
            needs: object.needs.iter().map(|needed| needed.0).collect(),
            order: object.order,
            definition: (&*object.definition).into(),
        });
        let kept = Kept {
            tool: TOOL.to_owned(),
            dialect: self.dialect.name().to_owned(),
            version: self.version,
            objects: objects.collect(),
            carried: self.carried.iter().map(|kind| (*kind).to_owned()).collect(),
            warnings: self.warnings.clone(),
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
            sweep(folder);
        }
        let beside = file.with_extension(format!("{}.new", std::process::id()));
        let written = fs::write(&beside, serde_json::to_vec(&kept)?).and_then(|()| fs::rename(&beside, file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }

    /// Reads a catalog that was kept; `None`: there is none that this aludel can read.
    pub fn kept(file: &Path, dialect: Dialect, registry: &Registry) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let Kept { tool, dialect: name, version, objects, carried, warnings } =
            serde_json::from_slice(&bytes).ok()?;
        if tool != TOOL || name != dialect.name() {
            return None;
        }
        let mut builder = CatalogBuilder::new(dialect, version);
        let mut handles = Vec::with_capacity(objects.len());
        for object in &objects {
            let kind = registry.name(&object.kind)?;
            let id = ObjectId::new(kind, object.path.iter().map(|name| &**name));
            handles.push(builder.add(id, object.order, &*object.definition));
        }
        for (object, handle) in objects.iter().zip(&handles) {
            if let Some(owner) = object.owner {
                builder.own(*handle, *handles.get(owner as usize)?);
            }
            for needed in &object.needs {
                builder.need(*handle, *handles.get(*needed as usize)?);
            }
        }
        for kind in carried {
            builder.carry(registry.name(&kind)?);
        }
        builder.warnings = warnings;
        Some(builder.finish())
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
