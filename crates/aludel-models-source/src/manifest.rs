//! What the nearest `Cargo.toml` says: the crate's name, its features, and which SeaORM it uses.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::Options;

/// A `Cargo.toml`, as far as models depend on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Manifest {
    /// The folder that it stands in.
    pub(crate) folder: PathBuf,
    /// The crate's name as Rust writes it.
    pub(crate) crate_name: Option<String>,
    /// The library's file, where the manifest names another than `src/lib.rs`.
    pub(crate) library: Option<PathBuf>,
    /// The features that are set.
    pub(crate) features: Vec<String>,
    /// The major version of SeaORM that it asks for.
    pub(crate) sea_orm: Option<u32>,
}

/// The `Cargo.toml` nearest above a file or folder; `None`: there is none, or it is no TOML.
pub(crate) fn nearest(path: &Path, options: &Options) -> Option<Manifest> {
    path.ancestors().filter(|folder| !folder.as_os_str().is_empty()).find_map(|folder| read(folder, options))
}

/// The `Cargo.toml` of a folder, if it is that of a package: a workspace's own has no code.
pub(crate) fn read(folder: &Path, options: &Options) -> Option<Manifest> {
    let table = parse(folder)?;
    let package = table.get("package")?.as_table()?;
    let library = table.get("lib").and_then(Value::as_table);
    let name = library.and_then(|library| library.get("name")).or_else(|| package.get("name"))?.as_str()?;
    Some(Manifest {
        folder: folder.to_path_buf(),
        crate_name: Some(name.replace('-', "_")),
        library: library
            .and_then(|library| library.get("path"))
            .and_then(Value::as_str)
            .map(|path| folder.join(path)),
        features: features(&table, options),
        sea_orm: sea_orm(&table, folder),
    })
}

fn parse(folder: &Path) -> Option<Table> {
    std::fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()
}

/// The features that are set, with those that they set in turn.
fn features(table: &Table, options: &Options) -> Vec<String> {
    let declared = table.get("features").and_then(Value::as_table);
    let mut open = options.features.clone();
    if !options.no_default_features {
        open.push("default".to_owned());
    }
    let mut set = HashSet::new();
    while let Some(feature) = open.pop() {
        let Some(implied) = declared.and_then(|all| all.get(&feature)).and_then(Value::as_array) else {
            set.insert(feature);
            continue;
        };
        if set.insert(feature) {
            // `dep:x` and `x/y` are no features of this crate.
            let names = implied.iter().filter_map(Value::as_str).filter(|name| !name.contains([':', '/']));
            open.extend(names.map(str::to_owned));
        }
    }
    let mut set: Vec<_> = set.into_iter().collect();
    set.sort();
    set
}

/// The major version of SeaORM; the workspace's, where the package leaves it to that.
fn sea_orm(table: &Table, folder: &Path) -> Option<u32> {
    let dependency = table.get("dependencies")?.as_table()?.get("sea-orm")?;
    let is_inherited =
        dependency.as_table().is_some_and(|t| t.get("workspace") == Some(&Value::Boolean(true)));
    if !is_inherited {
        return major(dependency);
    }
    folder.ancestors().find_map(|above| {
        let workspace = parse(above)?;
        major(workspace.get("workspace")?.as_table()?.get("dependencies")?.as_table()?.get("sea-orm")?)
    })
}

/// `"1"`, `"^2.0.0-rc.1"`, `{ version = "1.1", … }`
fn major(dependency: &Value) -> Option<u32> {
    let version = dependency.as_str().or_else(|| dependency.as_table()?.get("version")?.as_str())?;
    let digits: String = version
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_features_are_set_with_what_they_set() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = "[package]\nname = \"my-models\"\n[features]\ndefault = [\"users\"]\n\
                    users = [\"mail\", \"dep:lettre\", \"sqlx/uuid\"]\nmail = []\nshop = [\"mail\"]\n\
                    [dependencies]\nsea-orm = { version = \"^1.1\", features = [] }\n";
        std::fs::write(folder.path().join("Cargo.toml"), text).expect("write");
        let with =
            |options: &Options| nearest(&folder.path().join("src/models"), options).expect("a manifest");

        let manifest = with(&Options::default());
        assert_eq!(manifest.features, ["default", "mail", "users"]);
        assert_eq!(manifest.crate_name.as_deref(), Some("my_models"));
        assert_eq!(manifest.sea_orm, Some(1));
        let options = Options { features: vec!["shop".to_owned()], no_default_features: true };
        assert_eq!(with(&options).features, ["mail", "shop"]);
    }
}
