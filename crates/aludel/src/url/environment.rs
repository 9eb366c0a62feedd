//! What libpq's variables add, and the user and home folder of this machine.
//!
//! The library does not look at any of them: the caller hands them in.
//! <https://www.postgresql.org/docs/current/libpq-envars.html>

use std::path::{Path, PathBuf};

use super::{DatabaseUrl, Secret, UrlError};
use crate::Dialect;

/// Variables that stand for a parameter of the URL.
const PARAMETERS: &[(&str, &str)] = &[
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGSSLNEGOTIATION", "sslnegotiation"),
    ("PGSSLCRL", "sslcrl"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGLOADBALANCEHOSTS", "load_balance_hosts"),
    ("PGREQUIREAUTH", "require_auth"),
    ("PGPASSFILE", "passfile"),
];

impl DatabaseUrl {
    /// Makes a URL from PG* variables alone; absent where none of them names a server or database.
    ///
    /// # Errors
    /// A variable holds what it can't.
    pub fn from_environment(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Option<Self>, UrlError> {
        let is_set = |name: &&str| lookup(name).is_some_and(|value| !value.is_empty());
        if !["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"].iter().any(is_set) {
            return Ok(None);
        }
        let mut url = Self::new(Dialect::Postgres);
        url.apply_environment(lookup)?;
        Ok(Some(url))
    }

    /// Takes from the variables what the URL does not say: PG* on PostgreSQL, MYSQL_PWD on MySQL.
    ///
    /// # Errors
    /// A variable holds what it can't, or is one that is not supported.
    pub fn apply_environment(&mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Result<(), UrlError> {
        let get = |name: &str| lookup(name).filter(|value| !value.is_empty());
        match self.dialect {
            Dialect::Sqlite => Ok(()),
            Dialect::Mysql => {
                self.password = self.password.take().or_else(|| get("MYSQL_PWD").map(Secret::new));
                Ok(())
            }
            Dialect::Postgres => self.apply_postgres(&get),
        }
    }

    fn apply_postgres(&mut self, get: &dyn Fn(&str) -> Option<String>) -> Result<(), UrlError> {
        if get("PGSERVICE").is_some() && self.hosts.is_empty() {
            return Err(UrlError::Unsupported {
                name: "PGSERVICE".to_owned(),
                reason: "write what the service file says into the URL",
            });
        }
        if self.hosts.is_empty() && self.addresses.is_empty() {
            self.set_addresses(&get("PGHOSTADDR").unwrap_or_default())?;
            self.set_hosts(&get("PGHOST").unwrap_or_default());
        }
        if let (true, Some(ports)) = (self.ports.iter().all(Option::is_none), get("PGPORT")) {
            self.set_ports(&ports)?;
        }
        self.user = self.user.take().or_else(|| get("PGUSER"));
        self.database = self.database.take().or_else(|| get("PGDATABASE"));
        self.password = self.password.take().or_else(|| get("PGPASSWORD").map(Secret::new));
        for (variable, parameter) in PARAMETERS {
            let said = self
                .shown
                .iter()
                .any(|(name, _)| name == parameter || (name == "ssl" && *parameter == "sslmode"));
            if let (false, Some(value)) = (said, get(variable)) {
                // sslrootcert=system has chosen its mode by itself: a weaker one stays an error.
                self.set_postgres(parameter, &value)?;
                self.shown.push(((*parameter).to_owned(), value));
            }
        }
        self.check()
    }

    /// Says who runs this program: who logs in where nobody is named.
    pub fn apply_user(&mut self, name: &str) {
        if self.dialect != Dialect::Sqlite && self.user.is_none() && !name.is_empty() {
            self.user = Some(name.to_owned());
        }
    }

    /// Says where certificates and the password file lie by default, as libpq has it:
    /// `.postgresql/root.crt`, `.postgresql/postgresql.crt` and `.key`, `.pgpass`.
    pub fn apply_home(&mut self, home: &Path) {
        self.home = Some(home.to_owned());
    }

    /// The password file to read, where a password is missing; it may not be there.
    ///
    /// Whoever reads it makes sure that nobody else can: libpq passes over a file that its group or
    /// others may read.
    pub fn passfile_wanted(&self) -> Option<PathBuf> {
        if self.dialect != Dialect::Postgres || self.password.is_some() {
            return None;
        }
        self.passfile.clone().or_else(|| self.home.as_ref().map(|home| home.join(".pgpass")))
    }
}
