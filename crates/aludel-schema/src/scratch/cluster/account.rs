//! Whom the server runs as: PostgreSQL refuses to run as root, as which containers do.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

/// Ourselves; or, when we are root, `postgres` or `nobody`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account(Option<(u32, u32)>);

impl Account {
    /// For a folder that we have just made, which tells who we are; it is given to the account.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, chown};
            if fs::metadata(folder)?.uid() != 0 {
                return Ok(Self(None));
            }
            let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
            let other = ["postgres", "nobody"].iter().find_map(|name| ids(&accounts, name));
            let (user, group) = other.unwrap_or((65534, 65534));
            chown(folder, Some(user), Some(group))?;
            Ok(Self(Some((user, group))))
        }
        #[cfg(not(unix))]
        fs::metadata(folder).map(|_| Self(None))
    }

    /// Lets the command run as it.
    pub(super) fn apply(self, command: &mut Command) {
        #[cfg(unix)]
        if let Some((user, group)) = self.0 {
            use std::os::unix::process::CommandExt as _;
            command.uid(user).gid(group);
        }
        #[cfg(not(unix))]
        let _ = command;
    }
}

/// User and group of a name in `/etc/passwd`.
#[cfg(unix)]
fn ids(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        match fields[..] {
            [first, _, user, group, ..] if first == name => Some((user.parse().ok()?, group.parse().ok()?)),
            _ => None,
        }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::ids;

    #[test]
    fn accounts_are_read() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104::/:/bin/sh\nbroken";
        assert_eq!(ids(accounts, "postgres"), Some((101, 104)));
        assert_eq!(ids(accounts, "broken"), None);
    }
}
