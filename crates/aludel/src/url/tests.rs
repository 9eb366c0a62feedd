//! What is written, and what is understood; a password is never among it.

use super::*;

/// All there is to know of a URL in one line.
fn read(text: &str) -> String {
    let url = match DatabaseUrl::parse(text) {
        Ok(url) => url,
        Err(error) => return format!("error: {error}"),
    };
    assert_eq!(format!("{url:?}"), format!("DatabaseUrl({url})"));
    let mut line = format!("{url}");
    for warning in url.warnings() {
        line += &format!(" | {warning}");
    }
    line
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let line = read(text);
    assert_eq!(line, expected, "{text}");
    for secret in ["s3cret", "pa/ss", "hunter"] {
        assert!(!line.contains(secret), "{line}");
    }
}

fn endpoints(text: &str) -> Vec<(Option<String>, Option<u16>)> {
    let url = DatabaseUrl::parse(text).unwrap();
    url.endpoints().into_iter().map(|endpoint| (endpoint.host, endpoint.port)).collect()
}

fn password(text: &str) -> String {
    DatabaseUrl::parse(text).unwrap().password.unwrap().reveal().to_owned()
}

#[test]
fn libpq_uris() {
    check("postgres://", "postgres://");
    check("postgresql://localhost", "postgres://localhost");
    check("postgresql://localhost:5433", "postgres://localhost:5433");
    check("postgresql://user:s3cret@localhost/mydb", "postgres://user:***@localhost/mydb");
    check("postgresql:///mydb", "postgres:///mydb");
    check("postgresql://:5433/mydb", "postgres://:5433/mydb");
    check("  postgres://user@h/d\n", "postgres://user@h/d");
    check("postgres://h1:1,h2:2/d", "postgres://h1:1,h2:2/d");
    check("postgres://h1,h2/d?port=1,2", "postgres://h1:1,h2:2/d");
    check("postgres://h1,h2/d?port=9", "postgres://h1:9,h2:9/d");
    check(
        "postgres://h1,h2/d?port=1,2,3",
        "error: 3 ports do not go with 2 hosts: give one, or as many as there are hosts",
    );
    check("postgres://[2001:db8::1]:5433/d", "postgres://[2001:db8::1]:5433/d");
    check("postgres://u@[::1]/d", "postgres://u@[::1]/d");
    check("postgres://[::1/d", "error: the host in the database URL has an opening [ without its ]");
    check("postgres://%2Fvar%2Frun%2Fpostgresql/d", "postgres://%2Fvar%2Frun%2Fpostgresql/d");
    check(
        "postgres:///d?host=/var/run/postgresql&user=u&password=s3cret",
        "postgres://u:***@%2Fvar%2Frun%2Fpostgresql/d",
    );
    check("postgres://h/d?host=other", "postgres://other/d");
    check("postgres://u%40x:s3cret@h/my%20db", "postgres://u%40x:***@h/my%20db");
    check("postgres://h:0/d", "error: the port in the database URL is not a number from 1 to 65535");
    check("postgres://h:65536/d", "error: the port in the database URL is not a number from 1 to 65535");
    assert_eq!(password("postgres://u:p%40%2F%23%25ss@h/d"), "p@/#%ss");
    assert_eq!(password("postgres://u:a:b@h/d"), "a:b");
    assert_eq!(password("postgres://u@h/d?password=a%26b+c"), "a&b+c");
    assert_eq!(endpoints("postgres:///d?host=/run"), [(Some("/run".to_owned()), None)]);
    assert_eq!(endpoints("postgres:///d"), [(None, None)]);
    assert_eq!(endpoints("postgres://a,,b:7/d").len(), 3);
}

#[test]
fn libpq_parameters() {
    check(
        "postgres://h/d?sslmode=verify-full&sslrootcert=/a/b.crt&application_name=my%20app&options=-c%20geqo%3Doff",
        "postgres://h/d?sslmode=verify-full&sslrootcert=/a/b.crt&application_name=my%20app&options=-c%20geqo%3Doff",
    );
    check(
        "postgres://h/d?sslmode=verify_full",
        "error: sslmode is \"verify_full\": expected disable, allow, prefer, require, verify-ca or verify-full",
    );
    check(
        "postgres://h/d?sslmod=require",
        "error: unknown parameter \"sslmod\" in the database URL; it seems to be about encryption, so it is not ignored",
    );
    check("postgres://h/d?sslrootcert=system", "postgres://h/d?sslrootcert=system");
    assert_eq!(
        DatabaseUrl::parse("postgres://h/d?sslrootcert=system").unwrap().tls.mode,
        Some(SslMode::VerifyFull)
    );
    check(
        "postgres://h/d?sslmode=require&sslrootcert=system",
        "error: sslmode is \"require\": expected verify-full, because sslrootcert is \"system\"",
    );
    check("postgres://h/d?connect_timeout=ten", "error: connect_timeout is \"ten\": expected a whole number");
    check(
        "postgres://h/d?connect_timeout=10&keepalives=1&keepalives_idle=5",
        "postgres://h/d?connect_timeout=10&keepalives=1&keepalives_idle=5",
    );
    check(
        "postgres://h/d?target_session_attrs=master",
        "error: target_session_attrs is \"master\": expected any, read-write, read-only, primary, standby or prefer-standby",
    );
    check(
        "postgres://h/d?service=mine",
        "error: service is not supported: write what the service file says into the URL",
    );
    check(
        "postgres://h/d?sslpassword=s3cret",
        "error: sslpassword is not supported: decrypt the key file, or use one without a passphrase",
    );
    check("postgres://h/d?hostaddr=nine", "error: hostaddr is \"nine\": expected an IP address");
    check("postgres://h/d?hostaddr=127.0.0.1", "postgres://h/d");
}

#[test]
fn keyword_values() {
    check("host=h port=5433 dbname=d user=u password=s3cret", "postgres://u:***@h:5433/d");
    check("host = h  dbname = 'my db'", "postgres://h/my%20db");
    check("dbname=d sslmode=require", "postgres:///d?sslmode=require");
    check(
        "host=h password='s3cret",
        "error: a value of the connection string has an opening ' without its end",
    );
    check(
        "host=h password=s3cret hunter2",
        "error: a word of the connection string has no = behind it: a value with spaces stands in '…', and ' in it is \\'",
    );
    check(
        "host=h password=s3cret hunter=2",
        "postgres://:***@h | the parameter \"***\" of the database URL has no effect here",
    );
    assert_eq!(password(r"password='it\'s \\ x' user=u"), r"it's \ x");
    assert_eq!(password(r"password=a\ b user=u"), "a b");
    check("password='' user=u host=''", "postgres://u@");
}

#[test]
fn other_programs() {
    check("postgresql+asyncpg://u:s3cret@h/d", "postgres://u:***@h/d");
    check("postgresql+psycopg2://u:s3cret@h/d?sslmode=require", "postgres://u:***@h/d?sslmode=require");
    check("postgresql+asyncpg://h/d?ssl=require", "postgres://h/d?ssl=require");
    assert_eq!(DatabaseUrl::parse("postgres://h/d?ssl=true").unwrap().tls.mode, Some(SslMode::Require));
    check(
        "postgres://h/d?schema=app&connection_limit=5",
        "postgres://h/d?schema=app | the parameter schema=app is Prisma's and has no effect here; options=-csearch_path%3Dapp chooses a schema",
    );
    check("postgres://h/d?schema=public&pgbouncer=true", "postgres://h/d?schema=public&pgbouncer=true");
    assert!(DatabaseUrl::parse("postgres://h/d?pgbouncer=true").unwrap().postgres.pooled);
    check("postgres://h/d?async_fallback=True&prepared_statement_cache_size=0", "postgres://h/d");
    check(
        "postgres://h/d?server_settings=x",
        "postgres://h/d | the parameter \"server_settings\" of the database URL has no effect here",
    );
    check("mysql+pymysql://u:s3cret@h:3307/d?charset=utf8mb4", "mysql://u:***@h:3307/d?charset=utf8mb4");
    check("mariadb+mariadbconnector://u:s3cret@h/d", "mysql://u:***@h/d");
    check(
        "mysql2://u@h/d?charset=latin1",
        "mysql://u@h/d?charset=latin1 | charset=latin1 has no effect here: the connection is utf8mb4",
    );
    check(
        "mysql://u@h/d?ssl-mode=VERIFY_IDENTITY&ssl-ca=/ca.pem",
        "mysql://u@h/d?ssl-mode=VERIFY_IDENTITY&ssl-ca=/ca.pem",
    );
    check(
        "mysql://u@h/d?ssl-mode=nearly",
        "error: ssl-mode is \"nearly\": expected disabled, preferred, required, verify_ca or verify_identity",
    );
    check("mysql://u@localhost/d?socket=/run/mysqld.sock", "mysql://u@localhost/d?socket=/run/mysqld.sock");
    check(
        "mysql://u@localhost/d?unix_socket=/run/mysqld.sock",
        "mysql://u@localhost/d?unix_socket=/run/mysqld.sock",
    );
}

#[test]
fn what_is_no_url() {
    check("", "error: the database URL is empty");
    check("app.db", "error: this is no database URL: one begins with postgres://, mysql:// or sqlite:");
    check(
        "user:s3cret@h/d",
        "error: this is no database URL: one begins with postgres://, mysql:// or sqlite:",
    );
    check("postgres:h/d", "error: this is no database URL: one begins with postgres://, mysql:// or sqlite:");
    check(
        "oracle://u:s3cret@h/d",
        "error: unknown scheme \"oracle://\": known are postgres, mysql, mariadb and sqlite",
    );
}

#[test]
fn unescaped_characters() {
    let unescaped = "error: the user or password in the database URL has a character that must be percent-encoded: \
                     @ as %40, # as %23, / as %2F, ? as %3F, : as %3A, % as %25";
    for login in [
        "u:s3@cret",
        "u:x@y/s3cret",
        "u:s3cret/",
        "u:pa/ss",
        "u:hunter#2",
        "u:hunter?2",
        "u:9/s3cret",
        "u@corp:s3cret",
    ] {
        check(&format!("postgres://{login}@h:5432/d"), unescaped);
        check(&format!("mysql://{login}@h/d?charset=utf8mb4"), unescaped);
    }
    let percent = "error: the password in the database URL has a % without two hexadecimal digits behind it: write % as %25";
    check("postgres://u:s3cret%@h/d", percent);
    check("postgres://u:s3cret%zz@h/d", percent);
    check(
        "postgres://u:s3cret%ff@h/d",
        "error: the password in the database URL is not UTF-8 text, or has a NUL character",
    );
    check(
        "postgres://u:s3cret%00@h/d",
        "error: the password in the database URL is not UTF-8 text, or has a NUL character",
    );
    // The host is missing: what stands where a port should be may be a password.
    check("postgres://u:s3cret/d", "error: the port in the database URL is not a number from 1 to 65535");
    // An @ in a parameter is one.
    check("postgres://h/d?application_name=me@home", "postgres://h/d?application_name=me@home");
    check("postgres://h?user=me@home", "postgres://me%40home@h");
}

#[test]
fn sqlite_files() {
    let path = |text: &str| {
        let url = DatabaseUrl::parse(text).unwrap();
        assert_eq!(url.dialect(), Dialect::Sqlite);
        let absolute = url.sqlite.absolute.map(|path| format!(" or {path}")).unwrap_or_default();
        url.sqlite.path.unwrap_or_else(|| "memory".to_owned()) + &absolute
    };
    for text in [
        "sqlite:",
        "sqlite://",
        "sqlite:///",
        "sqlite::memory:",
        "sqlite://:memory:",
        "sqlite:///:memory:",
        "file:x?mode=memory",
    ] {
        assert_eq!(path(text), "memory", "{text}");
    }
    assert_eq!(path("sqlite:app.db"), "app.db");
    assert_eq!(path("sqlite:a/b.db"), "a/b.db");
    assert_eq!(path("sqlite://a/b.db"), "a/b.db");
    assert_eq!(path("sqlite3:app.db"), "app.db");
    assert_eq!(path("sqlite:/data/app.db"), "/data/app.db");
    assert_eq!(path("sqlite:////data/app.db"), "/data/app.db");
    assert_eq!(path("sqlite+aiosqlite:///app.db"), "app.db");
    assert_eq!(path("sqlite+aiosqlite:////data/app.db"), "/data/app.db");
    assert_eq!(path("sqlite:///app.db"), "app.db or /app.db");
    assert_eq!(path("sqlite:my%20app%3F.db?mode=ro"), "my app?.db");
    assert_eq!(path("sqlite:100%.db"), "100%.db");
    assert_eq!(path("file:app.db?mode=ro"), "app.db");
    assert_eq!(path("file:///data/app.db"), "data/app.db or /data/app.db");
    check("sqlite:app.db?mode=rwc", "sqlite:app.db?mode=rwc");
    check("sqlite:app.db?mode=w", "error: mode is \"w\": expected ro, rw, rwc or memory");
    check("sqlite:app.db?check_same_thread=false", "sqlite:app.db");
    check(
        "sqlite:app.db?_journal=wal",
        "sqlite:app.db | the parameter \"_journal\" of the database URL has no effect here",
    );
}

#[test]
fn another_database_of_the_server() {
    let url = DatabaseUrl::parse("postgres://u:s3cret@h/d?sslmode=require").unwrap();
    assert_eq!(url.with_database("post gres").to_string(), "postgres://u:***@h/post%20gres?sslmode=require");
    let url = DatabaseUrl::parse("sqlite:///app.db").unwrap();
    assert_eq!(url.with_database("/b.db").to_string(), "sqlite:/b.db");
}

#[test]
fn environment_fills_what_is_not_said() {
    let lookup = |name: &str| {
        let value = match name {
            "PGHOST" => "env.host",
            "PGPORT" => "5499",
            "PGUSER" => "env_user",
            "PGPASSWORD" => "s3cret",
            "PGDATABASE" => "env_db",
            "PGSSLMODE" => "require",
            "PGAPPNAME" => "env_app",
            "PGOPTIONS" => "",
            _ => return None,
        };
        Some(value.to_owned())
    };
    let from = |text: &str| {
        let mut url = DatabaseUrl::parse(text).unwrap();
        url.apply_environment(&lookup).unwrap();
        url.to_string()
    };
    let all = "postgres://env_user:***@env.host:5499/env_db?sslmode=require&application_name=env_app";
    assert_eq!(DatabaseUrl::from_environment(&lookup).unwrap().unwrap().to_string(), all);
    assert_eq!(from("postgres://"), all);
    assert_eq!(
        from("postgres://u:p@h:1/d?sslmode=disable"),
        "postgres://u:***@h:1/d?sslmode=disable&application_name=env_app"
    );
    assert_eq!(
        from("postgres://h/d?ssl=true"),
        "postgres://env_user:***@h:5499/d?ssl=true&application_name=env_app"
    );
    assert_eq!(from("sqlite:app.db"), "sqlite:app.db");
    assert_eq!(from("mysql://u@h/d"), "mysql://u@h/d");
    assert_eq!(DatabaseUrl::from_environment(&|_| None).unwrap(), None);
    let bad = |name: &str| (name == "PGHOST" || name == "PGPORT").then(|| "x".to_owned());
    assert_eq!(DatabaseUrl::from_environment(&bad).unwrap_err(), UrlError::Port);
    let service = |name: &str| (name == "PGSERVICE").then(|| "x".to_owned());
    assert!(
        DatabaseUrl::from_environment(&service)
            .unwrap_err()
            .to_string()
            .starts_with("PGSERVICE is not supported")
    );
    let mut url = DatabaseUrl::parse("mysql://u@h/d").unwrap();
    url.apply_environment(&|name| (name == "MYSQL_PWD").then(|| "s3cret".to_owned())).unwrap();
    assert_eq!(url.to_string(), "mysql://u:***@h/d");
}

#[test]
fn user_of_this_machine_is_the_default() {
    let mut url = DatabaseUrl::parse("postgres://h").unwrap();
    assert_eq!((url.user(), url.database()), (None, None));
    url.apply_user("me");
    assert_eq!((url.user(), url.database()), (Some("me"), Some("me")));
}

#[test]
fn password_files() {
    let find = |url: &str, file: &str| {
        let mut url = DatabaseUrl::parse(url).unwrap();
        let found = url.apply_passfile(file);
        assert_eq!(found || url.password.is_some(), url.has_password());
        assert!(!format!("{url:?}").contains("pw"));
        let passwords = url.endpoints().into_iter();
        passwords
            .map(|endpoint| endpoint.password.map_or("-".to_owned(), |password| password.reveal().to_owned()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(find("postgres://u@h/d", "h:5432:d:u:pw"), "pw");
    assert_eq!(find("postgres://u@h/d", "# no\n\nh:5432:d:other:no\nh:*:*:u:pw1\n*:*:*:*:pw2"), "pw1");
    assert_eq!(find("postgres://u@h/d", "h:5432:d:u:p\\:w\\\\x:y\r\n"), "p:w\\x:y");
    assert_eq!(find("postgres://u@h/d", "h:5432:d:u"), "-");
    assert_eq!(find("postgres://u@h/d", "h:5432:d:u:"), "-");
    assert_eq!(find("postgres://u@[::1]/d", "\\:\\:1:5432:d:u:pw"), "pw");
    assert_eq!(find("postgres://u@/d", "localhost:*:*:*:pw"), "pw");
    assert_eq!(find("postgres://u@/d?host=/var/run/postgresql", "localhost:*:*:*:pw"), "pw");
    assert_eq!(find("postgres://u@/d?host=/own", "localhost:*:*:*:no\n/own:*:*:*:pw"), "pw");
    assert_eq!(find("postgres://u@a:1,b:2,c:3/d", "a:1:*:*:pw1\nc:*:*:*:pw3"), "pw1 - pw3");
    assert_eq!(find("postgres://u:own@h/d", "*:*:*:*:pw"), "own");
    assert_eq!(find("postgres://u@h/\\*", "h:*:\\*:u:no\nh:*:\\\\*:u:pw"), "pw");
    let mut url = DatabaseUrl::parse("postgres://u@h/d?passfile=/secret/pass").unwrap();
    assert_eq!(url.passfile_wanted(), Some("/secret/pass".into()));
    url.password = Some(Secret::new("x"));
    assert_eq!(url.passfile_wanted(), None);
    let mut url = DatabaseUrl::parse("postgres://u@h/d").unwrap();
    assert_eq!(url.passfile_wanted(), None);
    url.apply_home(std::path::Path::new("/home/me"));
    assert_eq!(url.passfile_wanted(), Some("/home/me/.pgpass".into()));
}

#[test]
fn no_text_panics() {
    let pieces = [
        "postgres://",
        "mysql://",
        "sqlite:",
        "//",
        "/",
        ":",
        "@",
        "?",
        "#",
        "[",
        "]",
        "%",
        "%4",
        "%40",
        "=",
        "&",
        "'",
        "\\",
        " ",
        "ä",
        "host",
        "password",
        "sslmode",
        ",",
        "1",
    ];
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..20_000 {
        let text: String = (0..random.usize(0..9)).map(|_| pieces[random.usize(0..pieces.len())]).collect();
        let line = read(&text);
        if let Ok(mut url) = DatabaseUrl::parse(&text) {
            url.apply_passfile(&text);
            assert!(!line.is_empty(), "{text}");
        }
    }
}
