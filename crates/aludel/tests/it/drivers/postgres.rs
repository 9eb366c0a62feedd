//! PostgreSQL: one message a text, notices, logins, poolers, lost connections, TLS.

use super::*;
use testkit::PoolMode;

#[test]
fn error_says_where_and_how_far() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let mut database = connect(&test.url());
        let text = "CREATE TABLE ä (b int); INSERT INTO ä VALUES (1); SELECT 'ü', missing FROM ä";
        let error = database.execute(text).expect_err("no such column");
        assert_eq!((error.kind, error.statements_done), (ErrorKind::Statement, 2), "{error:?}");
        assert_eq!(&text[error.offset.unwrap()..], "missing FROM ä");
        assert_eq!(error.code.as_deref(), Some("42703"));
        // Several statements in one message are one transaction.
        assert_eq!(one(database.as_mut(), "SELECT to_regclass('ä')"), "NULL");

        let error = database
        .execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'because', HINT = 'try', ERRCODE = 'AB123'; END $$")
        .expect_err("it raises");
        assert_eq!(error.message, "no");
        assert_eq!(error.code.as_deref(), Some("AB123"));
        assert_eq!((error.detail.as_deref(), error.hint.as_deref()), (Some("because"), Some("try")));
        assert!(error.context.is_some_and(|context| context.contains("PL/pgSQL")));
    });
}

#[test]
fn one_text_is_one_round_trip() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let proxy = testkit::proxy(&test.address_of_server());
        let mut database = connect(&format!("{}?sslmode=disable", test.url_through(&proxy)));
        let before = proxy.round_trips();
        database.execute("BEGIN; CREATE TABLE a (b int); INSERT INTO a VALUES (1); COMMIT").unwrap();
        assert_eq!(proxy.round_trips(), before + 1);
        assert_eq!(test.value("SELECT count(*) FROM a"), "1");
    });
}

#[test]
fn connecting_runs_one_statement() {
    with_both(|_| {
        let Some(server) = testkit::dedicated_postgres(&["log_statement=all"]) else { return };
        let test = server.database();
        let count = || server.log().matches("LOG:  statement:").count();
        let before = count();
        let database = connect(&test.url());
        assert_eq!(count(), before + 1, "{}", server.log());
        assert_eq!(database.server().database, test.name());
        assert_eq!(database.server().schema, "public");
        assert_eq!(database.server().product, "PostgreSQL");
    });
}

#[test]
fn notices_are_told_at_once() {
    let Some(server) = testkit::postgres() else { return };
    let test = server.database();
    let (mut database, heard) = listening(&test.url());
    let text = "DO $$ BEGIN RAISE NOTICE 'one' USING HINT = 'two'; PERFORM pg_sleep(1); END $$";
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(600));
            assert_eq!(heard.lock().unwrap().len(), 1, "the notice came before the end");
        });
        database.execute(text).unwrap();
    });
    let notice = heard.lock().unwrap()[0].clone();
    assert_eq!((notice.severity.as_str(), notice.message.as_str()), ("NOTICE", "one"));
    assert_eq!((notice.code.as_str(), notice.hint.as_deref()), ("00000", Some("two")));
}

#[test]
fn application_is_named() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let name = "SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()";
        assert_eq!(one(connect(&test.url()).as_mut(), name), "aludel-test");
        assert_eq!(one(connect(&format!("{}?application_name=own", test.url())).as_mut(), name), "own");
        let with_options = format!("{}?options=-csearch_path%3Dpg_catalog%20-cwork_mem%3D1MB", test.url());
        assert_eq!(one(connect(&with_options).as_mut(), "SHOW work_mem"), "1MB");
    });
}

#[test]
fn session_is_the_servers() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let mut database = connect(&test.url());
        let session = database.server().session.to_string();
        assert_eq!(one(database.as_mut(), "SELECT pg_backend_pid()"), session);
    });
}

#[test]
fn pooler_is_noticed() {
    with_both(|driver| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        for mode in [PoolMode::Transaction, PoolMode::Session] {
            let Some(pooler) = server.pgbouncer(mode) else { return };
            let mut database = connect(&pooler.url(&test));
            assert!(database.server().pooled, "{mode:?}");
            assert_eq!(one(database.as_mut(), "SELECT 1"), "1");
            let read_only = ConnectOptions { read_only: true, ..options() };
            let mut reader = attempt(&url(&pooler.url(&test)), &read_only).unwrap();
            assert_eq!(one(reader.as_mut(), "SHOW default_transaction_read_only"), "off");
            if driver == Driver::BySqlx {
                // The session may be another's by then: it is awaited.
                database.canceller().cancel();
                continue;
            }
            let error = cancelled(database.as_mut(), "SELECT pg_sleep(20)");
            assert_eq!(error.kind, ErrorKind::Cancelled, "{error:?}");
        }
        assert!(connect(&format!("{}?pgbouncer=true", test.url())).server().pooled);
    });
}

#[test]
fn unix_socket() {
    with_both(|_| {
        let Some(server) = testkit::dedicated_postgres(&[]) else { return };
        let test = server.database();
        let mut database = connect(&test.socket_url());
        assert_eq!(one(database.as_mut(), "SELECT inet_server_addr()"), "NULL");
        // Sockets are not encrypted, whatever is asked, as in libpq.
        connect(&format!("{}&sslmode=verify-full", test.socket_url()));
    });
}

#[test]
fn refused_logins() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let role = server.role("");
        let error = refused(&test.url_as(&role.name, "s3cret-wrong"));
        assert_eq!(
            (error.kind, error.code.as_deref()),
            (ErrorKind::Authentication, Some("28P01")),
            "{error:?}"
        );
        let error = refused(&test.url_as(&role.name, ""));
        assert_eq!(error.kind, ErrorKind::Authentication, "{error:?}");
        assert!(error.message.ends_with("the server asks for a password, and none was given"), "{error:?}");
        let error = refused(&test.url_as("nobody_s", "x"));
        assert_eq!(error.kind, ErrorKind::Authentication, "{error:?}");
        let error = refused(&server.url("nowhere"));
        assert_eq!(
            (error.kind, error.code.as_deref()),
            (ErrorKind::UnknownDatabase, Some("3D000")),
            "{error:?}"
        );

        server.query(&format!("REVOKE CONNECT ON DATABASE {} FROM public", test.name()));
        let error = refused(&test.url_as(&role.name, &role.password));
        assert_eq!(error.kind, ErrorKind::Privilege, "{error:?}");

        let test = server.database();
        let mut reader = connect(&test.url_as(&role.name, &role.password));
        let error = reader.execute("CREATE TABLE a (b int)").expect_err("not in public");
        assert_eq!(error.kind, ErrorKind::Privilege, "{error:?}");
    });
}

#[test]
fn nobody_there() {
    with_both(|_| {
        let error = refused("postgres://a:s3cret@127.0.0.1:1/b");
        assert_eq!(error.kind, ErrorKind::Unreachable);
        assert_eq!(error.message, "127.0.0.1:1: connection refused");
        let error = refused("postgres://a:s3cret@no-such-host.invalid/b");
        assert_eq!(error.kind, ErrorKind::Unreachable, "{error:?}");
        assert!(error.message.starts_with("no-such-host.invalid:5432: "), "{error:?}");
        let error = refused("postgres://a@/b?host=/nowhere");
        assert_eq!(error.kind, ErrorKind::Unreachable);
        assert_eq!(error.message, "/nowhere/.s.PGSQL.5432: no such file or directory");
    });
}

#[test]
fn silent_server_runs_out_of_time() {
    with_both(|_| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let begun = Instant::now();
        let error = refused(&format!("postgres://a:b@127.0.0.1:{port}/c?connect_timeout=1"));
        assert_eq!(error.kind, ErrorKind::Unreachable);
        assert_eq!(error.message, format!("127.0.0.1:{port}: no answer within 1s"));
        assert!(begun.elapsed() < Duration::from_secs(3));
    });
}

#[test]
fn several_hosts_are_tried() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let at = format!("127.0.0.1:{}", server.port());
        let several = test.url().replace(&at, &format!("127.0.0.1:1,{at}"));
        connect(&several);
        connect(&format!("{several}?target_session_attrs=read-write"));
        connect(&format!("{several}?target_session_attrs=prefer-standby"));
        let error = refused(&format!("{}?target_session_attrs=standby", test.url()));
        assert_eq!(error.kind, ErrorKind::NotReady, "{error:?}");
    });
}

#[test]
fn starting_and_full_servers_are_not_ready() {
    with_both(|_| {
        let Some(server) =
            testkit::dedicated_postgres(&["max_connections=4", "superuser_reserved_connections=0"])
        else {
            return;
        };
        let test = server.database();
        let all: Vec<_> = std::iter::repeat_with(|| attempt(&url(&test.url()), &options()))
            .take_while(Result::is_ok)
            .take(4)
            .collect();
        assert!(!all.is_empty());
        let error = refused(&test.url());
        assert_eq!((error.kind, error.code.as_deref()), (ErrorKind::NotReady, Some("53300")), "{error:?}");
        drop(all);
        server.stop_immediate();
        assert_eq!(refused(&test.url()).kind, ErrorKind::Unreachable);
        server.start_without_waiting();
        let deadline = Instant::now() + Duration::from_secs(20);
        while let Err(error) = attempt(&url(&test.url()), &options()) {
            assert!(matches!(error.kind, ErrorKind::NotReady | ErrorKind::Unreachable), "{error:?}");
            assert!(Instant::now() < deadline);
        }
    });
}

#[test]
fn lost_connections_are_told_from_refusals() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let mut database = connect(&test.url());
        let session = database.server().session;
        test.query(&format!("SELECT pg_terminate_backend({session})"));
        std::thread::sleep(Duration::from_millis(100));
        let error = database.query("SELECT 1").expect_err("it was ended");
        assert_eq!(error.kind, ErrorKind::ConnectionLost, "{error:?}");
        assert!(error.message.contains("terminating connection due to administrator command"), "{error:?}");
        assert_eq!(database.query("SELECT 1").expect_err("still").kind, ErrorKind::ConnectionLost);

        let proxy = testkit::proxy(&test.address_of_server());
        let mut database = connect(&format!("{}?sslmode=disable", test.url_through(&proxy)));
        proxy.cut_behind("pg_sleep");
        let error = database.query("SELECT pg_sleep(1)").expect_err("the line was cut");
        assert_eq!(error.kind, ErrorKind::ConnectionLost, "{error:?}");
    });
}

#[test]
fn locks_and_timeouts_are_told_apart() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let mut holder = connect(&test.url());
        holder.execute("CREATE TABLE a (b int)").unwrap();
        holder.execute("BEGIN; LOCK TABLE a").unwrap();
        let mut other = connect(&test.url());
        let error = other.execute("SET lock_timeout = '50ms'; SELECT * FROM a").expect_err("it is locked");
        assert_eq!((error.kind, error.statements_done), (ErrorKind::Locked, 1), "{error:?}");
        let error =
            other.execute("SET statement_timeout = '50ms'; SELECT pg_sleep(9)").expect_err("time is up");
        assert_eq!(error.kind, ErrorKind::Statement, "{error:?}");
        other.execute("SET statement_timeout = 0").unwrap();
        let error = other.execute("BEGIN READ ONLY; CREATE TABLE c (d int)").expect_err("read only");
        assert_eq!(error.kind, ErrorKind::ReadOnly, "{error:?}");
        other.execute("ROLLBACK").unwrap();
    });
}

#[test]
fn copy_that_needs_a_client_is_refused() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        test.run("CREATE TABLE a (b int)");
        for text in ["COPY a FROM STDIN", "COPY a TO STDOUT"] {
            let mut database = connect(&test.url());
            let error = database.execute(text).expect_err("there is no data");
            assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
            assert_eq!(database.query("SELECT 1").expect_err("closed").kind, ErrorKind::ConnectionLost);
        }
        // Nobody is left waiting inside the server.
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY a%' AND datname = current_database()";
        let deadline = Instant::now() + Duration::from_secs(5);
        while test.value(waiting) != "0" {
            assert!(Instant::now() < deadline, "a session still waits for data");
            std::thread::sleep(Duration::from_millis(20));
        }
    });
}

#[test]
fn password_file_and_special_characters() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let role = server.role("");
        server.query(&format!("ALTER ROLE {} PASSWORD 'a:b\\c@d/e#f%g'", role.name));
        connect(&test.url_as(&role.name, "a%3Ab%5Cc%40d%2Fe%23f%25g"));
        let mut url = url(&test.url_as(&role.name, ""));
        assert!(url.apply_passfile(&format!(
            "# comment\nelsewhere:*:*:*:no\n127.0.0.1:{}:*:{}:a\\:b\\\\c@d/e#f%g\n",
            server.port(),
            role.name
        )));
        attempt(&url, &options()).unwrap();
    });
}

#[test]
fn encrypted_as_asked() {
    with_both(|driver| {
        let Some((server, authority)) = testkit::tls_postgres() else { return };
        let test = server.database();
        let at = |host: &str, query: &str| test.url().replace("127.0.0.1", host) + "?" + query;
        let ca = authority.certificate().display().to_string();
        let is_encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        for query in ["", "sslmode=prefer", "sslmode=allow", "sslmode=require", "ssl=true"] {
            assert_eq!(one(connect(&at("127.0.0.1", query)).as_mut(), is_encrypted), "t", "{query}");
        }
        let error = refused(&at("localhost", "sslmode=disable"));
        assert_eq!(
            (error.kind, error.code.as_deref()),
            (ErrorKind::Authentication, Some("28000")),
            "{error:?}"
        );

        // Nobody on this machine has signed it.
        let error = refused(&at("localhost", "sslmode=verify-full"));
        assert_eq!(error.kind, ErrorKind::Tls, "{error:?}");
        let full = format!("sslmode=verify-full&sslrootcert={ca}");
        let mut database = connect(&at("localhost", &full));
        let error = cancelled(database.as_mut(), "SELECT pg_sleep(20)");
        assert_eq!(error.kind, ErrorKind::Cancelled, "{error:?}");
        assert!(!database.server().pooled, "{:?}", database.server());

        // The certificate is for localhost.
        let error = refused(&at("127.0.0.1", &full));
        assert_eq!(error.kind, ErrorKind::Tls, "{error:?}");
        assert!(error.message.contains("it is for"), "{error:?}");
        connect(&at("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={ca}")));
        connect(&at("127.0.0.1", &format!("sslmode=require&sslrootcert={ca}")));

        // With a file of trusted certificates, require looks at the certificate too.
        let other = testkit::Authority::create().unwrap();
        let stranger = other.certificate().display().to_string();
        for mode in ["require", "verify-ca", "verify-full"] {
            let error = refused(&at("localhost", &format!("sslmode={mode}&sslrootcert={stranger}")));
            assert_eq!(error.kind, ErrorKind::Tls, "{mode}: {error:?}");
            assert!(error.message.contains("no authority that is trusted here has signed it"), "{error:?}");
        }
        let error = refused(&at("localhost", "sslmode=verify-ca&sslrootcert=/nowhere.crt"));
        assert_eq!(
            (error.kind, error.message.as_str()),
            (ErrorKind::Tls, "/nowhere.crt: no such file or directory")
        );

        // Its own password, over an encrypted line, bound to it.
        let bound = format!("{full}&channel_binding=require");
        if driver == Driver::Native {
            connect(&at("localhost", &bound));
        } else {
            let error = refused(&at("localhost", &bound));
            assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
            assert!(error.message.contains("aludel's feature `postgres`"), "{error:?}");
        }

        // The home folder has libpq's places for certificates.
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".postgresql")).unwrap();
        std::fs::copy(&ca, home.path().join(".postgresql/root.crt")).unwrap();
        let mut url = url(&at("localhost", "sslmode=verify-full"));
        url.apply_home(home.path());
        attempt(&url, &options()).unwrap();
    });
}

#[test]
fn server_without_encryption() {
    with_both(|_| {
        let Some(server) = testkit::postgres() else { return };
        let test = server.database();
        let error = refused(&format!("{}?sslmode=require", test.url()));
        assert_eq!(error.kind, ErrorKind::Tls, "{error:?}");
        assert!(error.message.ends_with("the server does not offer an encrypted connection"), "{error:?}");
        connect(&format!("{}?sslmode=prefer", test.url()));
        connect(&format!("{}?sslmode=allow", test.url()));
    });
}

#[test]
fn pooler_in_front_of_nothing() {
    with_both(|_| {
        let Some(server) = testkit::dedicated_postgres(&[]) else { return };
        let test = server.database();
        let Some(pooler) = server.pgbouncer(PoolMode::Transaction) else { return };
        let error = refused_url(&url(&pooler.url(&test)).with_database("nowhere"));
        assert_eq!(error.kind, ErrorKind::UnknownDatabase, "{error:?}");
        let error = refused(&format!("{}?options=-cgeqo%3Doff", pooler.url(&test)));
        assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
        server.stop();
        let error = refused(&pooler.url(&test));
        assert!(matches!(error.kind, ErrorKind::NotReady | ErrorKind::Unreachable), "{error:?}");
        let error = refused(&pooler.url(&test));
        assert!(matches!(error.kind, ErrorKind::NotReady | ErrorKind::Unreachable), "{error:?}");
    });
}
