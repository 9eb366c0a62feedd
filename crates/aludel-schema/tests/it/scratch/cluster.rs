//! A throw-away cluster from the programs on this machine.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use aludel::Dialect;
use aludel_schema::scratch::{self, Settings};

use super::{Fault, postgres_settings};

/// Whether the programs are here: asked of the test kit, which skips aloud.
pub(super) fn is_possible() -> bool {
    testkit::postgres().is_some()
}

/// A short path that every account may write to, as /tmp: the server is not run by root.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix("aludel-").tempdir_in("/tmp").unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    folder
}

#[test]
fn it_serves_without_any_server_and_goes() {
    if !is_possible() {
        return;
    }
    let folder = folder();
    let mut data = None;
    scratch::open(Settings::new(Dialect::Postgres, folder.path()), |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> {
            made.execute("create table a (b int)")?;
            let rows = made.query("show data_directory")?;
            data = rows[0][0].clone();
            Ok(())
        })?;
        scratch.with("for a second", |made| -> Result<_, Fault> {
            assert_eq!(made.query("show data_directory")?[0][0], data);
            Ok(made.execute("create table a (b int)")?)
        })
    })
    .unwrap();
    assert!(!Path::new(&data.unwrap()).exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn it_serves_where_the_role_may_not_create_databases() {
    let Some(server) = testkit::postgres() else { return };
    let (folder, role, target) = (folder(), server.role("nocreatedb"), server.database());
    let settings = postgres_settings(&target.url_as(&role.name, &role.password), folder.path());
    let user = scratch::open(settings, |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> { Ok(made.server().user.clone()) })
    });
    assert_eq!(user.unwrap(), role.name);
}

#[test]
fn a_program_of_another_version_does_not_serve() {
    let Some(server) = testkit::postgres() else { return };
    let (folder, role, target) = (folder(), server.role("nocreatedb"), server.database());
    let mut settings = postgres_settings(&target.url_as(&role.name, &role.password), folder.path());
    // A folder that has the programs, and says that they are of version 14.
    let programs = tempfile::tempdir().unwrap();
    for name in ["initdb", "postgres"] {
        let file = programs.path().join(name);
        std::fs::write(&file, "#!/bin/sh\necho 'postgres (PostgreSQL) 99.1'\n").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    settings.programs = vec![programs.path().to_owned()];
    let used = scratch::open(settings, |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> { Ok(made.server().version_number.0) })
    });
    let major = server.query("select current_setting('server_version_num')::int / 10000")[0][0].clone();
    assert_eq!(used.unwrap().to_string(), major);
}

#[test]
fn a_wish_to_end_leaves_nothing_at_any_moment() {
    if !is_possible() {
        return;
    }
    let folder = folder();
    for milliseconds in [30, 300, 700, 1100] {
        let settings = Settings::new(Dialect::Postgres, folder.path());
        let stop = settings.stop.clone();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(milliseconds));
            stop.request();
        });
        let result = scratch::open(settings, |scratch| {
            scratch
                .with("for a test", |made| -> Result<_, Fault> { Ok(made.execute("select pg_sleep(60)")?) })
        });
        assert!(result.is_err());
        thread.join().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{milliseconds} ms");
    }
}

#[test]
fn a_server_that_has_just_begun_ends_with_its_maker() {
    if !is_possible() {
        return;
    }
    let folder = folder();
    // The keeper's input ends before the server can hear a signal.
    let keeper = |folder: &Path| {
        let said = std::process::Command::new("sh")
            .args(["-c", "ps -eo args | grep -c \"[p]ostgres -D $0\"; true"])
            .arg(folder)
            .output()
            .unwrap();
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    };
    super::killed::kill_cluster_at_once(folder.path());
    super::killed::until("the server ends", || keeper(folder.path()) == "0");
}
