//! What the environment says: where the database is, on which port to listen.
//!
//! The names are those that `aludel` reads, so that one environment serves both.

use std::env;
use std::fmt;
use std::fs;

const DEFAULT_PORT: u16 = 8080;

/// How the shop is run.
pub(crate) struct Settings {
    /// `sqlite:shop.db`, `postgres://user:password@host/database`.
    pub(crate) database_url: String,
    /// 0 takes any free port.
    pub(crate) port: u16,
}

impl Settings {
    /// Reads `DATABASE_URL` or `DATABASE_URL_FILE`, and `PORT`.
    pub(crate) fn from_environment() -> Result<Self, SettingsError> {
        Ok(Self { database_url: database_url()?, port: port()? })
    }
}

/// What is wrong with the environment.
pub(crate) enum SettingsError {
    NoDatabase,
    UrlFile { path: String, cause: std::io::Error },
    Port(String),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDatabase => f.write_str("set DATABASE_URL or DATABASE_URL_FILE"),
            Self::UrlFile { path, cause } => write!(f, "DATABASE_URL_FILE {path} can't be read: {cause}"),
            Self::Port(text) => write!(f, "PORT must be a number from 0 to 65535, not \"{text}\""),
        }
    }
}

fn database_url() -> Result<String, SettingsError> {
    if let Ok(url) = env::var("DATABASE_URL") {
        return Ok(url);
    }
    let path = env::var("DATABASE_URL_FILE").map_err(|_| SettingsError::NoDatabase)?;
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text.trim().to_owned()),
        Err(cause) => Err(SettingsError::UrlFile { path, cause }),
    }
}

fn port() -> Result<u16, SettingsError> {
    match env::var("PORT") {
        Ok(text) => text.parse().map_err(|_| SettingsError::Port(text)),
        Err(_) => Ok(DEFAULT_PORT),
    }
}
