//! The account a server runs under: PostgreSQL and PgBouncer refuse to run as root.

use std::ffi::OsString;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs, process};

use crate::machine;

/// Who a server runs as: ourselves, or, when we are root, somebody with fewer rights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// Ourselves; for root the first of the named accounts that exists, or `nobody`.
    pub(crate) fn for_server(names: &[&str]) -> Account {
        if !is_root() {
            return Account { other: None };
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let other = names.iter().chain(&["nobody"]).find_map(|name| ids_in(&passwd, name));
        Account { other: Some(other.unwrap_or((65534, 65534))) }
    }

    /// Gives the folder, and nothing in it, to this account.
    pub(crate) fn own(self, path: &Path) {
        if let Some((user, group)) = self.other {
            chown(path, Some(user), Some(group)).expect("root may give a folder away");
        }
    }

    /// The words to put before a command so that it runs under this account.
    pub(crate) fn prefix(self) -> Vec<OsString> {
        let Some((user, group)) = self.other else { return Vec::new() };
        let setpriv = machine::find("setpriv", &[]).expect("setpriv (util-linux) runs servers as non-root");
        let options = [format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()];
        std::iter::once(setpriv.into_os_string()).chain(options.map(OsString::from)).collect()
    }

    /// The command, run under this account.
    pub(crate) fn command(self, program: &Path) -> process::Command {
        let mut words = self.prefix();
        words.push(program.into());
        let mut command = process::Command::new(&words[0]);
        command.args(&words[1..]);
        command
    }
}

/// Whether we are root.
pub(crate) fn is_root() -> bool {
    user_id() == 0
}

/// The user id of this process.
pub(crate) fn user_id() -> u32 {
    static ID: OnceLock<u32> = OnceLock::new();
    *ID.get_or_init(|| {
        // The standard library has no getuid; a file that we make is ours.
        let file = env::temp_dir().join(machine::unique_name("aludel_uid"));
        let id = fs::write(&file, "").and_then(|()| fs::metadata(&file)).map(|data| data.uid());
        let _ = fs::remove_file(&file);
        id.expect("a temporary file can be made")
    })
}

fn ids_in(passwd: &str, name: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then_some(())?;
        let user = fields.nth(1)?.parse().ok()?;
        Some((user, fields.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_passwd() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/:/bin/sh\n";
        assert_eq!(ids_in(passwd, "postgres"), Some((101, 104)));
        assert_eq!(ids_in(passwd, "post"), None);
    }
}
