//! The registry as it is run: each of the ways that `kubernetes/` shows, on each database.

mod service;

use std::thread;

use aludel_testing::{Database, Databases};
use serde_json::json;
use service::{PROGRAM, Service, aludel};
use testkit::{Postgres, TestDatabase};

/// An empty database of each kind; a server that this machine lacks is left out aloud.
fn databases() -> Vec<TestDatabase> {
    testkit::sqlite().into_iter().chain(testkit::postgres().map(Postgres::database)).collect()
}

/// Code that the guide to tests has, word for word.
macro_rules! as_documented {
    ($code:expr) => {{
        let page = include_str!("../../../../docs/testing.md");
        assert!(page.contains(concat!("`", stringify!($code), "`")), "docs/testing.md has it otherwise");
        $code
    }};
}

/// The registry has SeaORM without a driver of its own: there the code is compiled, and sqlx, which SeaORM
/// hands the URL to, runs with it.
#[tokio::test]
async fn a_database_for_a_test_is_reached_by_its_url() -> Result<(), Box<dyn std::error::Error>> {
    async fn of_sea_orm(database: &Database) -> Result<sea_orm::DatabaseConnection, sea_orm::DbErr> {
        Ok(as_documented!(sea_orm::Database::connect(database.url()).await?))
    }
    let database =
        Databases::new("migrations", "sqlite:registry.db")?.folder(std::env::temp_dir()).fresh()?;
    let refused = of_sea_orm(&database).await.expect_err("it has no driver").to_string();
    assert!(refused.contains("no supporting driver"), "{refused}");

    let pool = sqlx::SqlitePool::connect(database.url()).await?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_log").fetch_one(&pool).await?;
    assert_eq!(count, 0);
    Ok(())
}

#[test]
fn a_server_is_published_found_reported_and_retired() {
    for database in databases() {
        let registry = Service::start(&database);
        let new = json!({
            "name": "io.example/weather", "version": "1.0.0", "metadata": { "license": "MIT" },
            "tags": ["Maps", "weather"], "variables": [{ "name": "API_KEY", "required": true }]
        });
        let (status, server) = registry.post("/servers", &new);
        assert_eq!((status, &server["tags"]), (201, &json!(["maps", "weather"])));
        assert_eq!(server["metadata"], json!({ "license": "MIT" }));
        assert_eq!(server["variables"][0]["required"], true);

        let path = format!("/servers/{}", server["id"]);
        let report = json!({ "health": "degraded", "latency_ms": 900 });
        assert_eq!(registry.post(&format!("{path}/health"), &report).0, 201);
        assert_eq!(registry.get("/servers?tag=maps").1[0]["health"], "degraded");
        assert_eq!(registry.get("/servers?tag=music").1, json!([]));

        assert_eq!(registry.delete(&path).0, 204);
        assert_eq!(registry.get(&path).0, 404);
        assert_eq!(
            registry.get("/audit").1[0],
            json!({ "action": "retire", "subject": "io.example/weather 1.0.0" })
        );
        assert_eq!(registry.stop(), Some(0));
    }
}

#[test]
fn a_new_version_takes_the_place_of_the_last() {
    for database in databases() {
        let registry = Service::start(&database);
        let publish = |version: &str| {
            registry.post("/servers", &json!({ "name": "io.example/weather", "version": version })).0
        };
        assert_eq!([publish("1"), publish("2"), publish("2")], [201, 201, 409]);
        let listed = registry.get("/servers").1;
        assert_eq!((listed.as_array().map(Vec::len), &listed[0]["version"]), (Some(1), &json!("2")));
    }
}

#[test]
fn replicas_migrate_at_their_start() {
    for database in databases() {
        let replicas = start(20, || Service::start(&database));
        for replica in &replicas {
            assert_eq!(replica.get("/schema"), (200, json!({ "heads": ["013"] })));
        }
    }
}

#[test]
fn replicas_wait_for_the_migration_job() {
    for database in databases() {
        // On SQLite there is nothing to look at before the file is there.
        testkit::run(&mut aludel(&database, &["upgrade", "000"])).success();
        let wait = ["run", "--no-migrate", "--wait", "60s", "--", PROGRAM];
        let replicas = thread::scope(|scope| {
            let waiting = scope.spawn(|| start(3, || Service::listening(aludel(&database, &wait))));
            testkit::run(&mut aludel(&database, &["upgrade", "head"])).success();
            waiting.join().expect("the replicas start")
        });
        for replica in &replicas {
            assert_eq!(replica.get("/schema").1, json!({ "heads": ["013"] }));
        }
    }
}

#[test]
fn a_replica_without_its_job_does_not_start() {
    for database in databases() {
        testkit::run(&mut aludel(&database, &["upgrade", "000"])).success();
        let wait = ["run", "--no-migrate", "--wait", "1s", "--", PROGRAM];
        testkit::run(&mut aludel(&database, &wait)).code_is(4);
    }
}

#[test]
fn an_init_container_migrates_and_ends() {
    for database in databases() {
        for _ in ["the first pod", "the second"] {
            testkit::run(&mut aludel(&database, &["upgrade", "head"])).success();
            assert_eq!(database.value("SELECT version_num FROM aludel_version"), "013");
        }
    }
}

#[test]
fn every_downgrade_brings_back_what_was() {
    for database in databases() {
        testkit::run(&mut aludel(&database, &["-C", env!("CARGO_MANIFEST_DIR"), "verify"])).success();
    }
}

#[test]
fn a_field_becomes_a_column_as_the_readme_says() {
    for database in databases() {
        let edit = r"s/    pub retired_at: .*/&\n    pub stars: Option<i32>,/";
        let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let said = testkit::run_readme(project, "## From an entity to the database", edit, |command| {
            command.env("DATABASE_URL", database.url());
        });
        assert!(said.success().stdout.contains("ADD COLUMN stars integer") || database.file().is_some());
        assert_eq!(database.query("SELECT stars FROM servers"), [[""; 0]; 0]);
    }
}

#[test]
fn every_revision_goes_down_with_rows_in_its_tables() {
    for database in databases() {
        let run = |arguments: &[&str]| testkit::run(&mut aludel(&database, arguments)).success();
        run(&["upgrade", "002"]);
        database.run(
            r#"INSERT INTO servers (name, version, repository_url, metadata) VALUES
               ('io.example/weather', '1', 'http://example.org/w', '{"tags": ["Maps", "weather"], "stars": 5}')"#,
        );
        run(&["upgrade", "head"]);
        assert_eq!(database.query("SELECT tag FROM server_tags ORDER BY tag"), [["maps"], ["weather"]]);
        assert_eq!(database.value("SELECT repository_url FROM servers"), "https://example.org/w");

        run(&["downgrade", "002"]);
        let metadata = database.value("SELECT metadata FROM servers").replace(' ', "");
        assert!(metadata.contains(r#""tags":["maps","weather"]"#), "{metadata}");
        run(&["downgrade", "base"]);
        let left: Vec<String> =
            database.tables().into_iter().filter(|name| !name.starts_with("aludel_")).collect();
        assert_eq!(left, [""; 0]);
    }
}

/// Starts that many at once.
fn start(count: usize, service: impl Fn() -> Service + Sync) -> Vec<Service> {
    thread::scope(|scope| {
        let starters: Vec<_> = (0..count).map(|_| scope.spawn(&service)).collect();
        starters.into_iter().map(|starter| starter.join().expect("each starts")).collect()
    })
}
