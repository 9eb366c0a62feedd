//! MySQL and MariaDB: settings that stay, warnings, error numbers, lost connections, TLS.

use super::*;

#[test]
fn error_says_where() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut database = connect(&test.url());
    let text = "CREATE TABLE a (\n  ä int,\n  c itn\n)";
    let error = database.execute(text).expect_err("a word is wrong");
    assert_eq!(error.kind, ErrorKind::Statement);
    // MariaDB says that the type is unknown, MySQL that the syntax is wrong.
    let code = error.code.as_deref();
    assert!(matches!(code, Some("4161 (HY000)" | "1064 (42000)")), "{error:?}");
    let text = "-- ä\nCREATE TABEL a (\n  b int\n)";
    let error = database.execute(text).expect_err("a word is wrong");
    assert_eq!(error.code.as_deref(), Some("1064 (42000)"));
    assert_eq!(&text[error.offset.unwrap()..], "TABEL a (\n  b int\n)");
    let text = "SELECT (1";
    assert_eq!(database.execute(text).expect_err("no end").offset, Some(text.len()));
}

#[test]
fn settings_stay() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut database = connect(&test.url());
    let statement = "SELECT @@sql_mode = @@global.sql_mode, @@time_zone = @@global.time_zone, @@autocommit, \
                     @@character_set_client, @@character_set_connection, @@character_set_results";
    let rows = database.query(statement).unwrap();
    let row: Vec<_> = rows[0].iter().map(|value| value.as_deref().unwrap_or("NULL")).collect();
    assert_eq!(row, ["1", "1", "1", "utf8mb4", "utf8mb4", "utf8mb4"]);
    // Names of functions are ordinary names.
    database.execute("CREATE TABLE count (b int)").unwrap();
    let product = if test.value("select version()").contains("MariaDB") { "MariaDB" } else { "MySQL" };
    let server = database.server();
    assert_eq!((server.product.as_str(), server.database.as_str()), (product, test.name()));
    assert!(server.version.split('.').all(|number| number.parse::<u32>().is_ok()), "{server:?}");
}

#[test]
fn warnings_are_told() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let (mut database, heard) = listening(&test.url());
    database.execute("DROP TABLE IF EXISTS nowhere").unwrap();
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!((heard[0].severity.as_str(), heard[0].code.as_str()), ("Note", "1051"));
    assert!(heard[0].message.contains("nowhere"), "{heard:?}");
}

#[test]
fn bodies_with_semicolons_run() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut database = connect(&test.url());
    database.execute("CREATE TABLE a (b int)").unwrap();
    database.execute("CREATE PROCEDURE p() BEGIN INSERT INTO a VALUES (1); INSERT INTO a VALUES (2); SELECT * FROM a; END").unwrap();
    database.execute("CALL p()").unwrap();
    assert_eq!(one(database.as_mut(), "SELECT sum(b) FROM a"), "3");
}

#[test]
fn values_are_text() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut database = connect(&test.url());
    database.execute("SET sql_mode = ''").unwrap();
    let rows = database
        .query("SELECT 1, 1.50, 'ä', x'00ff', NULL, DATE '2026-01-02', TIMESTAMP '0000-00-00 00:00:00', true, 1e0")
        .unwrap();
    let row: Vec<_> = rows[0].iter().map(|value| value.as_deref().unwrap_or("NULL")).collect();
    assert_eq!(row, ["1", "1.50", "ä", "00ff", "NULL", "2026-01-02", "0000-00-00 00:00:00", "1", "1"]);
}

#[test]
fn refused_logins() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let role = server.role();
    let error = refused(&test.url_as(&role.name, "s3cret-wrong"));
    assert_eq!(
        (error.kind, error.code.as_deref()),
        (ErrorKind::Authentication, Some("1045 (28000)")),
        "{error:?}"
    );
    let error = refused(&test.url_as(&role.name, ""));
    assert_eq!(error.kind, ErrorKind::Authentication, "{error:?}");
    let error = refused(&test.url_as(&role.name, &role.password));
    assert_eq!(
        (error.kind, error.code.as_deref()),
        (ErrorKind::Privilege, Some("1044 (42000)")),
        "{error:?}"
    );
    let error = refused(&server.url("nowhere"));
    assert_eq!(
        (error.kind, error.code.as_deref()),
        (ErrorKind::UnknownDatabase, Some("1049 (42000)")),
        "{error:?}"
    );

    server.query(&format!("GRANT SELECT ON {}.* TO {}", test.name(), role.name));
    let mut reader = connect(&test.url_as(&role.name, &role.password));
    let error = reader.execute("CREATE TABLE a (b int)").expect_err("it may only read");
    assert_eq!(error.kind, ErrorKind::Privilege, "{error:?}");
}

#[test]
fn nobody_there() {
    let error = refused("mysql://a:s3cret@127.0.0.1:1/b");
    assert_eq!(
        (error.kind, error.message.as_str()),
        (ErrorKind::Unreachable, "127.0.0.1:1: connection refused")
    );
    let error = refused("mysql://a:s3cret@no-such-host.invalid/b");
    assert_eq!(error.kind, ErrorKind::Unreachable, "{error:?}");
    let error = refused("mysql://a@/b?socket=/nowhere.sock");
    assert_eq!(error.kind, ErrorKind::Unreachable);
    assert_eq!(error.message, "/nowhere.sock: no such file or directory");

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let error = refused(&format!("mysql://a:b@127.0.0.1:{port}/c?connect_timeout=1"));
    assert_eq!(error.kind, ErrorKind::Unreachable);
    assert_eq!(error.message, format!("127.0.0.1:{port}: no answer within 1s"));
}

#[test]
fn unix_socket() {
    let Some(server) = testkit::dedicated_mariadb(&[]) else { return };
    let test = server.database();
    let mut database = connect(&test.socket_url());
    assert_eq!(
        one(
            database.as_mut(),
            "SELECT substring_index(host, ':', 1) FROM information_schema.processlist WHERE id = connection_id()"
        ),
        "localhost"
    );
}

#[test]
fn locks_are_told_from_other_failures() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut holder = connect(&test.url());
    holder.execute("CREATE TABLE a (b int)").unwrap();
    holder.execute("BEGIN").unwrap();
    holder.execute("INSERT INTO a VALUES (1)").unwrap();
    let mut other = connect(&test.url());
    other.execute("SET lock_wait_timeout = 1").unwrap();
    let error = other.execute("ALTER TABLE a ADD c int").expect_err("it is in use");
    assert_eq!(error.kind, ErrorKind::Locked, "{error:?}");
    holder.execute("COMMIT").unwrap();
    other.execute("ALTER TABLE a ADD c int").unwrap();
}

#[test]
fn lost_connections_are_told_from_refusals() {
    let Some(server) = testkit::mariadb() else { return };
    let test = server.database();
    let mut database = connect(&test.url());
    test.run(&format!("KILL {}", database.server().session));
    std::thread::sleep(Duration::from_millis(100));
    let error = database.query("SELECT 1").expect_err("it was ended");
    assert_eq!(error.kind, ErrorKind::ConnectionLost, "{error:?}");
    assert_eq!(database.query("SELECT 1").expect_err("still").kind, ErrorKind::ConnectionLost);

    let proxy = testkit::proxy(&test.address_of_server());
    let mut database = connect(&format!("{}?ssl-mode=disabled", test.url_through(&proxy)));
    proxy.cut_behind("sleep");
    let error = database.query("SELECT sleep(1)").expect_err("the line was cut");
    assert_eq!(error.kind, ErrorKind::ConnectionLost, "{error:?}");
}

#[test]
fn stopping_server_is_not_reached() {
    let Some(server) = testkit::dedicated_mariadb(&["max_connections=10"]) else { return };
    let test = server.database();
    let _all: Vec<_> = std::iter::repeat_with(|| database::connect(&url(&test.url()), &options()))
        .take_while(Result::is_ok)
        .take(12)
        .collect();
    let error = refused(&test.url());
    assert_eq!((error.kind, error.code.as_deref()), (ErrorKind::NotReady, Some("1040")), "{error:?}");
    server.stop();
    assert_eq!(refused(&test.url()).kind, ErrorKind::Unreachable);
}

#[test]
fn encrypted_as_asked() {
    let Some(authority) = testkit::Authority::create() else { return };
    let folder = authority.certificate().parent().unwrap().to_owned();
    certify(&folder, "localhost");
    let file = |name: &str| folder.join(name).display().to_string();
    open_to_all(&folder);
    let settings = [format!("ssl_cert={}", file("my.crt")), format!("ssl_key={}", file("my.key"))];
    let Some(server) = testkit::dedicated_mariadb(&settings.each_ref().map(String::as_str)) else { return };
    let test = server.database();
    let at = |host: &str, query: &str| test.url().replace("127.0.0.1", host) + "?" + query;
    let cipher = "SELECT variable_value <> '' FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'";
    for query in ["", "ssl-mode=preferred", "ssl-mode=REQUIRED", "ssl=true"] {
        assert_eq!(one(connect(&at("127.0.0.1", query)).as_mut(), cipher), "1", "{query}");
    }
    assert_eq!(one(connect(&at("127.0.0.1", "ssl-mode=disabled")).as_mut(), cipher), "0");
    let ca = file("ca.crt");
    connect(&at("localhost", &format!("ssl-mode=verify_identity&ssl-ca={ca}")));
    connect(&at("127.0.0.1", &format!("ssl-mode=verify_ca&ssl-ca={ca}")));
    for (host, query) in [
        ("127.0.0.1", format!("ssl-mode=verify_identity&ssl-ca={ca}")),
        ("localhost", "ssl-mode=verify_ca".to_owned()),
        ("localhost", "ssl-mode=verify_ca&ssl-ca=/nowhere.pem".to_owned()),
    ] {
        let error = refused(&at(host, &query));
        assert_eq!(error.kind, ErrorKind::Tls, "{query}: {error:?}");
    }
}

/// Has the authority in the folder sign a certificate, `my.crt`, with its key, `my.key`.
fn certify(folder: &std::path::Path, host: &str) {
    std::fs::write(folder.join("my.names"), format!("subjectAltName=DNS:{host}\n")).unwrap();
    for arguments in [
        format!("req -newkey rsa:2048 -nodes -subj /CN={host} -keyout my.key -out my.csr"),
        "x509 -req -in my.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile my.names -out my.crt"
            .to_owned(),
    ] {
        let mut openssl = std::process::Command::new("openssl");
        let output = openssl.args(arguments.split(' ')).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}

/// The server runs under an account of its own.
fn open_to_all(folder: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for file in std::fs::read_dir(folder).unwrap() {
        std::fs::set_permissions(file.unwrap().path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}
