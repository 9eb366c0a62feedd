//! A certificate authority of one test, made with `openssl`.

use std::fs;
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

    /// Makes a certificate and its key for the host in the folder, readable by that account alone.
    pub(crate) fn certify(&self, host: &str, folder: &Path, account: Account) -> (PathBuf, PathBuf) {
        let ours = self.folder.path();
        fs::write(ours.join("names"), format!("subjectAltName=DNS:{host}\n"))
            .expect("the folder is writable");
        openssl(
            ours,
            &format!("req -newkey rsa:2048 -nodes -subj /CN={host} -keyout server.key -out server.csr"),
        );
        let sign = "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names";
        openssl(ours, &format!("{sign} -out server.crt"));
        let files = ["server.crt", "server.key"].map(|name| {
            let target = folder.join(name);
            fs::copy(ours.join(name), &target).expect("the folder is writable");
            // PostgreSQL refuses a key that others may read.
            must(Command::new("chmod").arg("600").arg(&target));
            account.own(&target);
            target
        });
        let [certificate, key] = files;
        (certificate, key)
    }
}

fn openssl(folder: &Path, arguments: &str) {
    must(Command::new("openssl").args(arguments.split(' ')).current_dir(folder));
}
