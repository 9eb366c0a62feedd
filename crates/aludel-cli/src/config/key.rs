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
    pub(crate) const ALL: [Self; 19] = [
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

    /// What it is called, what its values look like, and what holds where nobody says it. The reference is made
    /// from it.
    pub(crate) fn setting(self) -> Setting {
        use Fallback::{Value, Words};
        use KeyShape::{Text, Texts, Time, Truth};
        let setting = |name, shape, fallback| Setting { name, shape, fallback };
        match self {
            Self::Url => setting("url", Text, Words("the PG* variables")),
            Self::Migrations => setting("migrations", Texts, Value("migrations")),
            Self::VersionTable => setting("version_table", Text, Value("aludel_version")),
            Self::IdScheme => setting("id_scheme", Text, Value("sequential")),
            Self::Transaction => setting("transaction", Text, Value("per-revision")),
            Self::Ahead => setting("ahead", Text, Value("start")),
            Self::Wait => setting("wait", Time, Words("`60s` for `run` and `wait`, else one attempt")),
            Self::LockWait => setting("lock_wait", Time, Value("5m")),
            Self::LockTimeout => setting("lock_timeout", Time, Value("5s")),
            Self::LockRetry => setting("lock_retry", Time, Value("2m")),
            Self::Lease => setting("lease", Time, Value("30s")),
            Self::StatementTimeout => {
                setting("statement_timeout", Time, Words("`0`: no limit, whatever the role has"))
            }
            Self::CreateDatabase => setting("create_database", Truth, Value("false")),
            Self::Models => setting("models", Texts, Words("none")),
            Self::Scratch => setting("scratch", Text, Words("beside the database")),
            Self::Privileges => setting("privileges", Truth, Value("false")),
            Self::Schemas => setting("schemas", Texts, Words("all")),
            Self::Tables => setting("tables", Texts, Words("all")),
            Self::Kinds => setting("kinds", Texts, Words("all")),
        }
    }

    /// What it means, as Markdown.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Url => "the database",
            Self::Migrations => "folders of revisions, with their sub-folders",
            Self::VersionTable => "`name` or `schema.name`; `alembic_version` is shared with Alembic",
            Self::IdScheme => "ids of new revisions: `sequential`, `hex`, `timestamp`",
            Self::Transaction => "what shares a transaction: `per-revision`, `all`, `none`",
            Self::Ahead => {
                "in front of a database that is ahead of this release: `start`, `fail`, `downgrade`"
            }
            Self::Wait => "how long to wait until the database answers",
            Self::LockWait => "how long to wait while another process migrates",
            Self::LockTimeout => {
                "how long a statement may wait behind traffic before it is tried again; `0`: for ever"
            }
            Self::LockRetry => "for how long in all it is tried again",
            Self::Lease => {
                "behind a pooler in transaction mode: for how long a migrator that was killed keeps the others out"
            }
            Self::StatementTimeout => "how long a statement may run (not on MySQL)",
            Self::CreateDatabase => "whether a database that is not there is made",
            Self::Models => {
                "where the models stand: [schema.md](schema.md#sources); \
                 `models.command = \"…\"` for what a command prints"
            }
            Self::Scratch => "a server where scratch databases may be made",
            Self::Privileges => "whether owners and privileges are compared",
            Self::Schemas => {
                "patterns of the schemas that are compared: [schema.md](schema.md#what-is-compared)"
            }
            Self::Tables => "patterns of the tables that are compared",
            Self::Kinds => "patterns of the kinds of objects that are compared",
        }
    }

    /// Its word in aludel.toml; in capitals after `ALUDEL_` in the environment.
    pub(crate) fn name(self) -> &'static str {
        self.setting().name
    }

    /// What a value of it in aludel.toml looks like.
    pub(super) fn shape(self) -> KeyShape {
        self.setting().shape
    }

    /// What it is where nobody says it, as it would be written.
    pub(super) fn fallback(self) -> &'static str {
        match self.setting().fallback {
            Fallback::Value(text) => text,
            Fallback::Words(_) => "",
        }
    }

    /// What stands between several values in the environment, where there may be several.
    pub(crate) fn separator(self) -> Option<char> {
        match self {
            Self::Migrations => Some(':'),
            Self::Schemas | Self::Tables | Self::Kinds => Some(','),
            _ => None,
        }
    }

    pub(crate) fn variable(self) -> String {
        format!("ALUDEL_{}", self.name().to_uppercase())
    }
}

/// What is known of a key.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(super) shape: KeyShape,
    pub(crate) fallback: Fallback,
}

/// What holds where nobody says anything.
pub(crate) enum Fallback {
    /// This value.
    Value(&'static str),
    /// No value does it: in words, as Markdown.
    Words(&'static str),
}

/// What can be said on the command line and in the environment only: flag, variable, default, meaning.
pub(crate) const OTHERS: [(&str, &str, &str, &str); 5] = [
    ("config", "ALUDEL_CONFIG", "`aludel.toml` in the current folder", "the configuration file"),
    ("environment", "ALUDEL_ENVIRONMENT", "none", "the section of the file"),
    ("output", "ALUDEL_OUTPUT", "`text`", "the result on stdout: `text`, `json`"),
    ("log", "ALUDEL_LOG", "`text`", "messages on stderr: `text`, `json`"),
    ("no-cache", "ALUDEL_CACHE", "`on`", "`off`: every revision file is read anew ([the cache](#the-cache))"),
];

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyShape {
    Text,
    Texts,
    /// A text as `60s`, or a number of seconds.
    Time,
    Truth,
}
