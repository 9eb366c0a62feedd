//! Models in Rust sources: what it costs to read them.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{fs, io};

use super::measure::{Contestant, cost_of, race};
use super::table::{Figure, milliseconds, print_race};
use super::{Bench, Outcome, place};

const ROUNDS: usize = 21;

/// Reads 500 structs; each lap is a process of its own, as each of aludel's commands is.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let home = folder.path();
    for (name, files) in [("few", 5), ("many", 50)] {
        write(&home.join(name), files).map_err(|error| error.to_string())?;
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let reading = |name: &'static str, folder: &'static str| {
        let (own, folder) = (own.clone(), home.join(folder));
        Contestant::new(name, move || cost_of(Command::new(&own).arg("read-models").arg(&folder)))
    };
    let laps =
        race(ROUNDS * bench.rounds, vec![reading("500 structs", "many"), reading("50 structs", "few")])?;
    print_race("Models in Rust sources", &laps);
    let cpu = laps.first().map_or(f64::NAN, |laps| milliseconds(laps.cpu().median));
    Ok(vec![Figure::new("reading 500 structs: CPU, median", cpu, 50.0, "ms")])
}

/// A lap: reads models and does nothing with them.
pub(crate) fn read(folder: &Path) -> ExitCode {
    let options = aludel_models_source::Options::default();
    match aludel_models_source::read(&[folder.to_path_buf()], aludel::Dialect::Postgres, &options) {
        Ok(_) => ExitCode::SUCCESS,
        Err(complaints) => {
            complaints.iter().for_each(|complaint| eprintln!("error: {complaint}"));
            ExitCode::FAILURE
        }
    }
}

/// Modules of ten structs each, with the methods that structs of a service have.
fn write(folder: &Path, files: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut modules = String::new();
    for file in 0..files {
        let _ = writeln!(modules, "pub mod part_{file};");
        let structs: String = (0..10).map(|number| one(file * 10 + number)).collect();
        let head = "use aludel_models::Table;\nuse chrono::{DateTime, Utc};\nuse uuid::Uuid;\n\n";
        fs::write(folder.join(format!("part_{file}.rs")), format!("{head}{structs}"))?;
    }
    fs::write(folder.join("mod.rs"), modules)
}

fn one(number: usize) -> String {
    format!(
        "/// What thing {number} is.
#[derive(Debug, Clone, Table, sqlx::FromRow, serde::Serialize)]
#[table(name = \"things_{number}\", index(owner_id, created_at = \"desc\"))]
pub struct Thing{number} {{
    #[column(primary_key, identity)]
    pub id: i64,
    /// Whose it is.
    #[column(references = \"things_0\", on_delete = \"cascade\")]
    pub owner_id: Option<i64>,
    #[column(unique, length = 200)]
    pub slug: String,
    pub title: String,
    pub note: Option<String>,
    pub count: i32,
    pub token: Uuid,
    pub settings: serde_json::Value,
    pub picture: Option<Vec<u8>>,
    #[column(default = \"now()\")]
    pub created_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}}

impl Thing{number} {{
    pub async fn find(pool: &sqlx::PgPool, id: i64) -> sqlx::Result<Option<Self>> {{
        let found = sqlx::query_as(\"SELECT * FROM things_{number} WHERE id = $1\").bind(id).fetch_optional(pool).await?;
        if let Some(found) = &found {{
            tracing::debug!(?found, \"found\");
        }}
        Ok(found)
    }}
}}

"
    )
}
