//! Where reading begins, and which files it finds from there.

use std::fs;
use std::path::{Path, PathBuf};

use aludel::Dialect;
use aludel_models_source::{Options, read};

/// A struct that is a table of this name.
fn table(name: &str) -> String {
    format!("#[derive(aludel_models::Table)]\n#[table(name = \"{name}\")]\nstruct A {{ id: i32 }}\n")
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is ours");
        fs::write(path, text).expect("it is ours");
    }
}

/// The tables that some roots have; or what is wrong.
fn tables(folder: &Path, roots: &[&str], options: &Options) -> Result<String, String> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| folder.join(root)).collect();
    match read(&roots, Dialect::Postgres, options) {
        Ok(found) => {
            let names: Vec<_> = found.models.tables.iter().map(|table| table.name.as_str()).collect();
            Ok(names.join(" "))
        }
        Err(complaints) => {
            let lines: Vec<_> = complaints.iter().map(ToString::to_string).collect();
            Err(lines.join("\n").replace(&format!("{}/", folder.display()), ""))
        }
    }
}

#[test]
fn a_root_is_a_crate_a_folder_or_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "[package]\nname = \"shop\"\n[features]\nmore = []\n";
    let more = "mod models;\nmod schema;\n#[cfg(feature = \"more\")]\nmod more;\n";
    let models = "mod user;\n#[path = \"strange name.rs\"]\nmod order;\nmod inline { mod deep; }\n";
    write(
        folder.path(),
        &[
            ("Cargo.toml", manifest),
            ("src/main.rs", more),
            ("src/models.rs", models),
            ("src/models/user.rs", &table("users")),
            ("src/strange name.rs", &table("orders")),
            ("src/models/inline/deep.rs", &table("deep")),
            ("src/models/forgotten.rs", &table("forgotten")),
            ("src/schema.rs", &table("of_schema")),
            ("src/more.rs", &table("more")),
            ("loose/a.rs", &table("a")),
            ("loose/b/c.rs", &table("c")),
            ("loose/d/mod.rs", "mod e;"),
            ("loose/d/e.rs", &table("e")),
            ("loose/d/unnamed.rs", &table("unnamed")),
        ],
    );
    let plain = Options::default();
    let of = |roots: &[&str]| tables(folder.path(), roots, &plain);
    assert_eq!(of(&["."]).as_deref(), Ok("users orders deep of_schema"));
    assert_eq!(of(&["src"]).as_deref(), Ok("users orders deep of_schema"));
    assert_eq!(of(&["src/main.rs"]).as_deref(), Ok("users orders deep of_schema"));
    assert_eq!(of(&["src/models"]).as_deref(), Ok("users orders deep"));
    assert_eq!(of(&["src/models.rs", "src/models"]).as_deref(), Ok("users orders deep"));
    assert_eq!(of(&["src/schema.rs", "src/models"]).as_deref(), Ok("of_schema users orders deep"));
    assert_eq!(of(&["loose"]).as_deref(), Ok("a c e"));
    let with_more = Options { features: vec!["more".to_owned()], ..Options::default() };
    assert_eq!(tables(folder.path(), &["."], &with_more).as_deref(), Ok("users orders deep of_schema more"));
    let wrong = of(&["nowhere", "src/nothing.rs", "loose"]).expect_err("they are not there");
    assert_eq!(wrong.lines().count(), 2, "{wrong}");
    assert!(wrong.contains("nowhere cannot be read: "), "{wrong}");
}
