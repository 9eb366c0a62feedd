//! What the embedded crate adds to a service that uses sqlx: to its clean release build, and to its binary.
//!
//! The service is written anew, each build has a folder of its own, and cargo fetches nothing meanwhile.
//! On a machine that is not quiet the time of the processor says more than the one on the wall.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use super::measure::{Cost, cost_of};
use super::table::Figure;

/// A database, the feature of sqlx for it, the pool, and ours.
const SERVICES: [(&str, &str, &str, &str); 3] = [
    ("PostgreSQL", "postgres", "PgPool", "sqlx-postgres"),
    ("SQLite", "sqlite", "SqlitePool", "sqlx-sqlite"),
    ("MySQL", "mysql", "MySqlPool", "sqlx-mysql"),
];

/// The build may take so much longer, with two processors, and the binary be so much larger.
const SECONDS: f64 = 25.0;
const MEBIBYTES: f64 = 1.5;

/// A build that is done.
struct Built {
    cost: Cost,
    size: u64,
}

/// Builds each service that is wanted (an empty name: all) without aludel and with it.
pub(super) fn run(root: &Path, wanted: &[String]) -> Outcome {
    println!(
        "\nEmbedding\n\n| a service with | build, wall | build, processor | binary |\n|---|--:|--:|--:|"
    );
    let mut figures = Vec::new();
    let is_wanted = |feature: &str| wanted.iter().any(|name| name.is_empty() || name == feature);
    for (database, feature, pool, ours) in SERVICES.into_iter().filter(|service| is_wanted(service.1)) {
        let without = build(root, feature, pool, None)?;
        row(&format!("sqlx, {database}"), &without);
        let with = build(root, feature, pool, Some(ours))?;
        row(&format!("… and aludel, {ours}"), &with);
        let added = with.cost.cpu.saturating_sub(without.cost.cpu).as_secs_f64() / 2.0;
        figures.push(Figure::new(format!("{ours}: build, processor / 2"), added, SECONDS, "s"));
        let larger = with.size.saturating_sub(without.size) as f64 / 1_048_576.0;
        figures.push(Figure::new(format!("{ours}: binary"), larger, MEBIBYTES, "MiB"));
    }
    Ok(figures)
}

fn row(name: &str, built: &Built) {
    let (wall, cpu) = (built.cost.wall.as_secs_f64(), built.cost.cpu.as_secs_f64());
    println!("| {name} | {wall:.0} s | {cpu:.0} s | {:.2} MiB |", built.size as f64 / 1_048_576.0);
}

fn build(root: &Path, feature: &str, pool: &str, ours: Option<&str>) -> Result<Built, String> {
    let folder = tempfile::tempdir_in(root.join("target")).map_err(|error| format!("a folder: {error}"))?;
    write(root, folder.path(), feature, pool, ours).map_err(|error| format!("a service: {error}"))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .args(["build", "--release", "--offline", "--quiet", "--jobs", "2"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", folder.path().join("target"))
        .env("CARGO_INCREMENTAL", "0");
    let cost = cost_of(&mut build)?;
    let binary: PathBuf = folder.path().join("target/release/service");
    let size = fs::metadata(&binary).map_err(|error| format!("{}: {error}", binary.display()))?.len();
    Ok(Built { cost, size })
}

/// Writes the service; it stands in no workspace, and has the versions of this one.
fn write(root: &Path, folder: &Path, feature: &str, pool: &str, ours: Option<&str>) -> std::io::Result<()> {
    let crates = root.join("crates");
    let mut manifest = format!(
        "[package]\nname = \"service\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.release]\nstrip = true\n\n[dependencies]\n\
         sqlx = {{ version = \"0.9\", default-features = false, \
         features = [\"runtime-tokio\", \"tls-rustls-ring-native-roots\", \"macros\", \"{feature}\"] }}\n\
         tokio = {{ version = \"1\", features = [\"rt-multi-thread\", \"macros\", \"net\", \"time\"] }}\n"
    );
    let mut migrate = String::new();
    if let Some(ours) = ours {
        manifest.push_str(&format!(
            "aludel = {{ path = {:?}, features = [\"{ours}\"] }}\n\n[build-dependencies]\naludel-build = {{ path = {:?} }}\n",
            crates.join("aludel"),
            crates.join("aludel-build"),
        ));
        migrate.push_str("    aludel::Migrator::new(aludel::embedded!()).upgrade(&pool).await?;\n");
        fs::write(folder.join("build.rs"), "fn main() {\n    aludel_build::embed(\"migrations\");\n}\n")?;
        fs::create_dir(folder.join("migrations"))?;
        fs::write(
            folder.join("migrations/001.sql"),
            "-- revision: 001\n-- upgrade\nCREATE TABLE users (id integer PRIMARY KEY);\n",
        )?;
    }
    fs::create_dir(folder.join("src"))?;
    fs::write(
        folder.join("src/main.rs"),
        format!(
            "#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let pool = sqlx::{pool}::connect(&std::env::var(\"DATABASE_URL\")?).await?;\n{migrate}    \
             let one: i32 = sqlx::query_scalar(\"SELECT 1\").fetch_one(&pool).await?;\n    \
             println!(\"{{one}}\");\n    Ok(())\n}}\n"
        ),
    )?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map(|_| ())
}
