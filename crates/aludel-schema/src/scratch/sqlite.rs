//! SQLite: a scratch database is in memory, a template is a file, its copy a file of a private folder.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aludel::Dialect;
use aludel::database::{ConnectOptions, Database, DatabaseError};
use aludel::url::DatabaseUrl;

use super::folder::OwnFolder;
use super::{ScratchError, Settings, connect, name};

/// So many templates are kept in one folder; those used last stay.
const KEPT: usize = 16;
/// A template that was not used for so long is removed.
const UNUSED: Duration = Duration::from_secs(14 * 24 * 60 * 60);

pub(super) fn in_memory(settings: &Settings) -> Result<Box<dyn Database>, ScratchError> {
    connect(settings, &memory()).map_err(|error| refused("in memory", error))
}

fn memory() -> DatabaseUrl {
    // An empty path is SQLite's database of no name.
    DatabaseUrl::parse("sqlite::memory:").unwrap_or_else(|_| DatabaseUrl::sqlite_file(""))
}

fn refused(place: &str, error: DatabaseError) -> ScratchError {
    ScratchError::Database { what: format!("scratch database {place}"), error }
}

pub(super) fn template(settings: &Settings, key: &str) -> Option<String> {
    settings.cache.as_ref().map(|_| name::template(&[key, "sqlite"]))
}

fn path(settings: &Settings, template: &str, ending: &str) -> PathBuf {
    let folder = settings.cache.as_deref().unwrap_or(&settings.folder);
    folder.join(format!("{template}.{ending}"))
}

pub(super) fn has_template(settings: &Settings, template: &str) -> bool {
    path(settings, template, "sqlite").is_file()
}

/// The lock under which the template is filled; none if another process has it.
pub(super) fn try_lock(settings: &Settings, template: &str) -> Result<Option<File>, ScratchError> {
    let path = path(settings, template, "lock");
    let failed = |error| ScratchError::File { path: path.clone(), error };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Writes what is in memory to the template's file, which appears when it is whole.
pub(super) fn save(
    settings: &Settings,
    database: &mut dyn Database,
    template: &str,
) -> Result<(), ScratchError> {
    let final_path = path(settings, template, "sqlite");
    let folder = OwnFolder::make(final_path.parent().unwrap_or(&settings.folder))?;
    let file = file_in(&folder);
    let statement = format!("VACUUM INTO {}", Dialect::Sqlite.literal(&file.display().to_string()));
    database.execute(&statement).map_err(|error| refused(template, error))?;
    let failed = |error| ScratchError::File { path: final_path.clone(), error };
    fs::rename(&file, &final_path).map_err(failed)?;
    if let Some(folder) = final_path.parent() {
        sweep(folder, &final_path);
    }
    folder.remove()
}

/// Copies the template into a folder of its own and opens the copy.
pub(super) fn copy(
    settings: &Settings,
    template: &str,
) -> Result<(OwnFolder, Box<dyn Database>), ScratchError> {
    let folder = copy_file(settings, template)?;
    let opened = connect(settings, &url(&file_in(&folder))).and_then(|mut database| {
        // Nobody needs it after a crash.
        database.execute("PRAGMA synchronous = OFF")?;
        Ok(database)
    });
    Ok((folder, opened.map_err(|error| refused(template, error))?))
}

/// Copies the template into a folder of its own.
pub(super) fn copy_file(settings: &Settings, template: &str) -> Result<OwnFolder, ScratchError> {
    let from = path(settings, template, "sqlite");
    let folder = OwnFolder::make(&settings.folder)?;
    fs::copy(&from, file_in(&folder)).map_err(|error| ScratchError::File { path: from.clone(), error })?;
    touch(&from);
    Ok(folder)
}

/// The database in a folder of its own.
pub(super) fn file_in(folder: &OwnFolder) -> PathBuf {
    folder.path().join("database")
}

/// Opens the template itself.
pub(super) fn read(settings: &Settings, template: &str) -> Result<Box<dyn Database>, ScratchError> {
    let file = path(settings, template, "sqlite");
    touch(&file);
    let options = ConnectOptions { create: false, read_only: true, ..settings.connect.clone() };
    aludel::database::connect(&url(&file), &options).map_err(|error| refused(template, error))
}

fn url(file: &Path) -> DatabaseUrl {
    DatabaseUrl::sqlite_file(file.display().to_string())
}

/// Remembers that the template was used.
fn touch(file: &Path) {
    if let Ok(file) = File::options().append(true).open(file) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// Removes templates that nobody uses any more.
fn sweep(folder: &Path, but: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut templates: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(is_template))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .filter(|(_, path)| path != but)
        .collect();
    templates.sort_by_key(|(used, _)| std::cmp::Reverse(*used));
    for (place, (used, path)) in templates.into_iter().enumerate() {
        if place + 1 >= KEPT || used.elapsed().is_ok_and(|age| age > UNUSED) {
            let _ = fs::remove_file(path.with_extension("lock"));
            let _ = fs::remove_file(path);
        }
    }
}

fn is_template(name: &str) -> bool {
    name.strip_prefix(name::TEMPLATE)
        .and_then(|rest| rest.strip_suffix(".sqlite"))
        .is_some_and(|digest| digest.len() == 20 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
