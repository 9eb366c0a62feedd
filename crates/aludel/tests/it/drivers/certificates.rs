//! Certificates as PostgreSQL's manual has people make them, and those of clients.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;

/// A server with files in its data folder, after the text of `openssl` commands ran there.
fn server_with(
    commands: &[&str],
    rules: Option<&str>,
) -> Option<(testkit::DedicatedPostgres, tempfile::TempDir)> {
    let server = testkit::dedicated_postgres(&[])?;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    for command in commands {
        run(Command::new("openssl").args(command.split(' ')).current_dir(&folder));
    }
    let data = server.query("SHOW data_directory")[0][0].clone();
    for name in ["server.crt", "server.key", "ca.crt"].iter().filter(|name| folder.path().join(name).exists())
    {
        fs::copy(folder.path().join(name), Path::new(&data).join(name)).unwrap();
        run(Command::new("chown").arg(format!("--reference={data}")).arg(name).current_dir(&data));
        run(Command::new("chmod").args(["600", name]).current_dir(&data));
    }
    if let Some(rules) = rules {
        fs::write(Path::new(&data).join("pg_hba.conf"), rules).unwrap();
        server.query("ALTER SYSTEM SET ssl_ca_file = 'ca.crt'");
    }
    server.query("ALTER SYSTEM SET ssl = on");
    server.restart();
    Some((server, folder))
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
}

fn at(test: &testkit::TestDatabase, host: &str, query: &str) -> String {
    test.url().replace("127.0.0.1", host) + "?" + query
}

#[test]
fn a_self_signed_certificate_is_its_own_authority() {
    // https://www.postgresql.org/docs/current/ssl-tcp.html#SSL-CERTIFICATE-CREATION
    let make = "req -new -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -nodes -out server.crt -keyout server.key -subj /CN=localhost";
    let Some((server, folder)) = server_with(&[make], None) else { return };
    let test = server.database();
    let root = folder.path().join("server.crt").display().to_string();
    connect(&at(&test, "localhost", &format!("sslmode=verify-ca&sslrootcert={root}")));
    // It has no name but the common one.
    connect(&at(&test, "localhost", &format!("sslmode=verify-full&sslrootcert={root}")));
    let error = refused(&at(&test, "127.0.0.1", &format!("sslmode=verify-full&sslrootcert={root}")));
    assert_eq!(error.kind, ErrorKind::Tls);
    assert!(error.message.ends_with("it is for localhost, not for 127.0.0.1"), "{error:?}");
    let error = refused(&at(&test, "localhost", "sslmode=verify-full"));
    assert_eq!(error.kind, ErrorKind::Tls);
    fs::write(folder.path().join("other.crt"), "").unwrap();
    let empty = folder.path().join("other.crt").display().to_string();
    let error = refused(&at(&test, "localhost", &format!("sslmode=verify-ca&sslrootcert={empty}")));
    assert_eq!(error.message, format!("{empty}: there is no certificate in it"));
}

#[test]
fn a_certificate_of_version_1_is_enough_to_encrypt() {
    let commands = [
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt",
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout server.key -out server.csr",
        "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out server.crt",
    ];
    let Some((server, folder)) = server_with(&commands, None) else { return };
    let test = server.database();
    connect(&at(&test, "localhost", "sslmode=require"));
    let root = folder.path().join("ca.crt").display().to_string();
    let error = refused(&at(&test, "localhost", &format!("sslmode=verify-full&sslrootcert={root}")));
    assert_eq!(error.kind, ErrorKind::Tls);
    assert!(error.message.contains("X.509 version 1"), "{error:?}");
}

#[test]
fn clients_show_their_certificate() {
    let commands = [
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt",
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout server.key -out server.csr",
        "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt",
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=aludel -keyout client.key -out client.csr",
        "x509 -req -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out client.crt",
    ];
    let rules =
        "local all all trust\nhostnossl all all 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 cert\n";
    let Some((server, folder)) = server_with(&commands, Some(rules)) else { return };
    let test = server.database();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let query = format!("sslmode=require&sslcert={}&sslkey={}", file("client.crt"), file("client.key"));
    let mut database = connect(&at(&test, "127.0.0.1", &query));
    assert_eq!(
        one(database.as_mut(), "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()"),
        "/CN=aludel"
    );

    let error = refused(&at(&test, "127.0.0.1", "sslmode=require"));
    assert_eq!(error.kind, ErrorKind::Authentication, "{error:?}");
    // Encrypted, the server would want a certificate; in the clear it does not.
    connect(&at(&test, "127.0.0.1", "sslmode=prefer"));
    connect(&at(&test, "127.0.0.1", "sslmode=allow"));

    let error = refused(&at(&test, "127.0.0.1", &format!("sslmode=require&sslcert={}", file("none.crt"))));
    assert_eq!(
        (error.kind, error.message),
        (ErrorKind::Tls, format!("{}: no such file or directory", file("none.crt")))
    );
    let error = refused(&at(&test, "127.0.0.1", &format!("sslmode=require&sslcert={}", file("client.crt"))));
    assert_eq!(error.kind, ErrorKind::Tls);
    assert!(error.message.starts_with(&file("client.crt")), "{error:?}");

    let query = format!("sslmode=require&sslcert={}&sslkey={}", file("client.crt"), file("server.key"));
    let error = refused(&at(&test, "127.0.0.1", &query));
    assert_eq!(
        error.message,
        format!("{}: the key in {} is not its own", file("client.crt"), file("server.key"))
    );

    // The home folder's default places.
    let home = folder.path().join("home/.postgresql");
    fs::create_dir_all(&home).unwrap();
    for (from, to) in
        [("client.crt", "postgresql.crt"), ("client.key", "postgresql.key"), ("ca.crt", "root.crt")]
    {
        fs::copy(folder.path().join(from), home.join(to)).unwrap();
    }
    let mut url = url(&at(&test, "127.0.0.1", "sslmode=verify-ca"));
    url.apply_home(&folder.path().join("home"));
    database::connect(&url, &options()).unwrap();
}
