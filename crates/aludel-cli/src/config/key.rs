//! What can be set, and what its values look like.

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Url,
    Migrations,
    VersionTable,
    IdScheme,
    Transaction,
    Ahead,
    Wait,
    LockWait,
    LockTimeout,
    LockRetry,
    Lease,
    StatementTimeout,
    CreateDatabase,
    Models,
    Scratch,
    Privileges,
    Schemas,
    Tables,
    Kinds,
}

impl Key {
    pub(super) const ALL: [Self; 19] = [
        Self::Url,
        Self::Migrations,
        Self::VersionTable,
        Self::IdScheme,
        Self::Transaction,
        Self::Ahead,
        Self::Wait,
        Self::LockWait,
        Self::LockTimeout,
        Self::LockRetry,
        Self::Lease,
        Self::StatementTimeout,
        Self::CreateDatabase,
        Self::Models,
        Self::Scratch,
        Self::Privileges,
        Self::Schemas,
        Self::Tables,
        Self::Kinds,
    ];

    /// Its word in aludel.toml; in capitals after `ALUDEL_` in the environment.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Migrations => "migrations",
            Self::VersionTable => "version_table",
            Self::IdScheme => "id_scheme",
            Self::Transaction => "transaction",
            Self::Ahead => "ahead",
            Self::Wait => "wait",
            Self::LockWait => "lock_wait",
            Self::LockTimeout => "lock_timeout",
            Self::LockRetry => "lock_retry",
            Self::Lease => "lease",
            Self::StatementTimeout => "statement_timeout",
            Self::CreateDatabase => "create_database",
            Self::Models => "models",
            Self::Scratch => "scratch",
            Self::Privileges => "privileges",
            Self::Schemas => "schemas",
            Self::Tables => "tables",
            Self::Kinds => "kinds",
        }
    }

    /// What a value of it in aludel.toml looks like.
    pub(super) fn shape(self) -> KeyShape {
        match self {
            Self::Migrations | Self::Models | Self::Schemas | Self::Tables | Self::Kinds => KeyShape::Texts,
            Self::CreateDatabase | Self::Privileges => KeyShape::Truth,
            Self::Wait
            | Self::LockWait
            | Self::LockTimeout
            | Self::LockRetry
            | Self::Lease
            | Self::StatementTimeout => KeyShape::Time,
            Self::Url
            | Self::VersionTable
            | Self::IdScheme
            | Self::Transaction
            | Self::Ahead
            | Self::Scratch => KeyShape::Text,
        }
    }

    pub(super) fn variable(self) -> String {
        format!("ALUDEL_{}", self.name().to_uppercase())
    }
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyShape {
    Text,
    Texts,
    /// A text as `60s`, or a number of seconds.
    Time,
    Truth,
}
