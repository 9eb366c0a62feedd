//! A certificate authority of one test, made with `openssl`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::account::Account;
use crate::machine;
use crate::postgres::must;

/// A certificate authority in a temporary folder.
#[derive(Debug)]
pub struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    /// Makes one; `None` where there is no `openssl`.
    pub fn create() -> Option<Authority> {
        machine::find("openssl", &[])?;
        let authority = Authority { folder: machine::temporary_folder("authority") };
        let folder = authority.folder.path();
        openssl(
            folder,
            "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tests -keyout ca.key -out ca.crt",
        );
        Some(authority)
    }

    /// The file to trust: `sslrootcert`.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("ca.crt")
    }

    /// Makes a certificate for the host and its key, which that account alone may read.
    pub(crate) fn certify(&self, host: &str, account: Account) -> [PathBuf; 2] {
        let folder = self.folder.path();
        fs::write(folder.join("names"), format!("subjectAltName=DNS:{host}\n")).expect("the folder is ours");
        openssl(
            folder,
            &format!("req -newkey rsa:2048 -nodes -subj /CN={host} -keyout server.key -out server.csr"),
        );
        let sign = "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names";
        openssl(folder, &format!("{sign} -out server.crt"));
        ["server.crt", "server.key"].map(|name| {
            let file = folder.join(name);
            // PostgreSQL refuses a key that others may read.
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("the file is ours");
            account.own(&file);
            file
        })
    }
}

fn openssl(folder: &Path, arguments: &str) {
    must(Command::new("openssl").args(arguments.split(' ')).current_dir(folder));
}
