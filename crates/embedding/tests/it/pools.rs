//! The service's own pools and connections of sqlx.

use embedding::migrator;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Connection as _, MySqlPool, PgPool};

use crate::{in_many_threads, in_one_thread};

#[test]
fn a_database_in_memory_is_migrated_where_it_is() {
    in_one_thread(in_memory());
    in_many_threads(in_memory());
}

async fn in_memory() {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    assert_eq!(migrator().upgrade(&pool).await.unwrap().steps.len(), 3);
    assert_eq!(migrator().pending(&pool).await.unwrap(), []);
    sqlx::query("INSERT INTO posts (id, title) VALUES (1, 'One')").execute(&pool).await.unwrap();
    let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&pool).await.unwrap();
    assert_eq!(keys, 1);
    assert_eq!(migrator().downgrade(&pool, "base").await.unwrap().steps.len(), 3);
}

#[test]
fn a_runtime_is_not_blocked_by_what_needs_it() {
    let pool = || SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:");
    in_one_thread(async {
        let error = migrator().upgrade_blocking(&pool().await.unwrap()).unwrap_err();
        assert!(error.to_string().ends_with("await the verb"), "{error}");
    });
    in_many_threads(async {
        assert_eq!(migrator().upgrade_blocking(&pool().await.unwrap()).unwrap().steps.len(), 3);
    });
}

#[test]
fn a_pool_of_postgresql_says_where_its_server_is() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    in_one_thread(async {
        let pool = PgPool::connect(&database.url()).await.unwrap();
        assert_eq!(migrator().upgrade(&pool).await.unwrap().steps.len(), 3);
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(migrator().downgrade(&mut *connection, "base").await.unwrap().steps.len(), 3);
        assert_eq!(migrator().upgrade(&mut *connection).await.unwrap().steps.len(), 3);
        let timeout: String = sqlx::query_scalar("SELECT current_setting('lock_timeout')")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(timeout, "0");
        let locks: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(locks, 0);
    });
}

#[test]
fn a_user_and_a_password_of_any_characters_get_through() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let user = format!("o'brien@example.com/{}", database.name());
    database.run(&format!("CREATE ROLE \"{}\" LOGIN PASSWORD 'p@ss:/ w%rd'", user.replace('"', "")));
    database.run(&format!("GRANT ALL ON SCHEMA public TO \"{user}\""));
    in_one_thread(async {
        let options: sqlx::postgres::PgConnectOptions = database.url().parse().unwrap();
        let options = options.username(&user).password("p@ss:/ w%rd").options([("search_path", "public")]);
        let pool = PgPool::connect_with(options).await.unwrap();
        migrator().upgrade(&pool).await.unwrap();
        pool.close().await;
    });
    migrator().downgrade_blocking(database.url(), "base").unwrap();
    database.run(&format!("DROP OWNED BY \"{user}\""));
    database.run(&format!("DROP ROLE \"{user}\""));
}

#[test]
fn a_pool_of_mariadb_says_where_its_server_is() {
    let Some(server) = testkit::mariadb() else { return };
    let database = server.database();
    in_many_threads(async {
        let pool = MySqlPool::connect(&database.url()).await.unwrap();
        assert_eq!(migrator().upgrade(&pool).await.unwrap().steps.len(), 3);
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(migrator().downgrade(&mut *connection, "base").await.unwrap().steps.len(), 3);
        assert_eq!(migrator().upgrade(&mut *connection).await.unwrap().steps.len(), 3);
    });
}

#[test]
fn errors_of_a_connection_are_those_of_our_own() {
    for database in testkit::databases() {
        let text =
            "-- revision: 1\n-- upgrade\nCREATE TABLE one (id integer);\nINSERT INTO two VALUES (1);\n";
        let migrations = || aludel::Migrations::from_texts(&[("1.sql", text)]).unwrap();
        let by_url = aludel::Migrator::new(migrations()).upgrade_blocking(database.url()).unwrap_err();
        if database.dialect() == testkit::Dialect::Mysql {
            // What is done there is kept, and the second try goes on behind it.
            continue;
        }
        let by_connection = in_one_thread(async {
            let migrator = aludel::Migrator::new(migrations());
            match database.dialect() {
                testkit::Dialect::Postgres => {
                    let mut connection = sqlx::PgConnection::connect(&database.url()).await.unwrap();
                    migrator.upgrade(&mut connection).await.unwrap_err()
                }
                _ => {
                    let mut connection = sqlx::SqliteConnection::connect(&database.url()).await.unwrap();
                    migrator.upgrade(&mut connection).await.unwrap_err()
                }
            }
        });
        let place = |text: String| text.replace("1.sql:4:1:", "1.sql:4:13:");
        assert_eq!(place(by_connection.to_string()), place(by_url.to_string()));
    }
}

#[test]
fn a_verb_can_be_spawned() {
    let Some(database) = testkit::sqlite() else { return };
    let url = database.url();
    in_many_threads(async {
        let by_url = tokio::spawn(async move { migrator().upgrade(&url).await });
        assert_eq!(by_url.await.unwrap().unwrap().steps.len(), 3);
        let url = database.url();
        let by_connection = tokio::spawn(async move {
            let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
            migrator().downgrade(&mut connection, "base").await
        });
        assert_eq!(by_connection.await.unwrap().unwrap().steps.len(), 3);
        let pool = sqlx::SqlitePool::connect(&database.url()).await.unwrap();
        let by_pool = tokio::spawn(async move { migrator().upgrade(&pool).await });
        assert_eq!(by_pool.await.unwrap().unwrap().steps.len(), 3);
    });
}

/// The same for those that need a server; here the compiler is asked.
#[expect(dead_code, reason = "the compiler is asked")]
fn futures_are_send(
    pg: &PgPool,
    my: &MySqlPool,
    pgc: &mut sqlx::PgConnection,
    myc: &mut sqlx::MySqlConnection,
) {
    fn is_send(_: impl Send) {}
    let migrator = migrator();
    is_send(migrator.upgrade(pg));
    is_send(migrator.pending(my));
    is_send(migrator.wait_for(pgc, std::time::Duration::ZERO));
    is_send(migrator.downgrade(myc, "base"));
}
