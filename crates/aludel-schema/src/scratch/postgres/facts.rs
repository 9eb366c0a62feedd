//! What a scratch database has to be like, so that the same SQL means the same in it.

use aludel::Dialect;
use aludel::database::{Database, DatabaseError};

/// What a database is like, and who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) version: (u32, u32),
    pub(crate) database: String,
    pub(crate) user: String,
    /// Whether the role may create databases.
    pub(crate) may_create: bool,
    encoding: String,
    collate: String,
    ctype: String,
    /// `c` libc, `i` ICU, `b` built in; absent before PostgreSQL 15.
    provider: Option<String>,
    locale: Option<String>,
    icu_rules: Option<String>,
    /// What `ALTER DATABASE … SET` has set, names and values as SQL writes them.
    pub(crate) settings: Vec<(String, String)>,
    /// Where names are looked for when a session begins.
    pub(crate) search_path: String,
}

// Columns that not every version has are read by way of JSON.
// https://www.postgresql.org/docs/current/catalog-pg-database.html
const QUERY: &str = "\
SELECT pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
       to_jsonb(d)->>'datlocprovider',
       COALESCE(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'),
       to_jsonb(d)->>'daticurules',
       r.rolcreatedb OR r.rolsuper,
       (SELECT array_to_string(s.setconfig, chr(31))
          FROM pg_db_role_setting s WHERE s.setdatabase = d.oid AND s.setrole = 0),
       (SELECT reset_val FROM pg_settings WHERE name = 'search_path')
  FROM pg_database d, pg_roles r
 WHERE d.datname = current_database() AND r.rolname = current_user";

impl Facts {
    pub(crate) fn read(database: &mut dyn Database) -> Result<Self, DatabaseError> {
        let mut values = database.query(QUERY)?.into_iter().next().unwrap_or_default().into_iter();
        let mut value = || values.next().flatten();
        let (encoding, collate, ctype) = (value(), value(), value());
        let (provider, locale, icu_rules) = (value(), value(), value());
        let may_create = value().as_deref() == Some("t");
        let settings = value().unwrap_or_default();
        let settings = read_settings(&settings);
        let search_path = value().unwrap_or_default();
        let server = database.server();
        Ok(Self {
            version: server.version_number,
            database: server.database.clone(),
            user: server.user.clone(),
            may_create,
            encoding: encoding.unwrap_or_default(),
            collate: collate.unwrap_or_default(),
            ctype: ctype.unwrap_or_default(),
            provider,
            locale,
            icu_rules,
            settings,
            search_path,
        })
    }

    /// `PostgreSQL 15.18`.
    pub(crate) fn server(&self) -> String {
        format!("PostgreSQL {}.{}", self.version.0, self.version.1)
    }

    /// The options of `CREATE DATABASE` that make another database like it.
    pub(crate) fn like(&self) -> String {
        let literal = |text: &str| Dialect::Postgres.literal(text);
        let mut options = format!(
            " ENCODING {} LC_COLLATE {} LC_CTYPE {}",
            literal(&self.encoding),
            literal(&self.collate),
            literal(&self.ctype)
        );
        let locale = self.locale.as_deref().map(literal);
        match (self.provider.as_deref(), locale) {
            (Some("i"), Some(locale)) => {
                options += &format!(" LOCALE_PROVIDER icu ICU_LOCALE {locale}");
                if let Some(rules) = &self.icu_rules {
                    options += &format!(" ICU_RULES {}", literal(rules));
                }
            }
            (Some("b"), Some(locale)) => {
                options += &format!(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {locale}");
            }
            (Some("c"), _) => options += " LOCALE_PROVIDER libc",
            _ => {}
        }
        options
    }

    /// The same for a machine that lacks the locale: order of text is none of the schema's.
    pub(crate) fn like_without_locale(&self) -> String {
        let encoding = Dialect::Postgres.literal(&self.encoding);
        let provider = if self.provider.is_some() { " LOCALE_PROVIDER libc" } else { "" };
        format!(" ENCODING {encoding} LC_COLLATE 'C' LC_CTYPE 'C'{provider}")
    }
}

/// Asks for what `ALTER DATABASE … SET` has set for a database, joined as [`read_settings`] takes it apart.
pub(super) fn settings_of(database: &str) -> String {
    format!(
        "SELECT array_to_string(s.setconfig, chr(31)) FROM pg_db_role_setting s \
         JOIN pg_database d ON d.oid = s.setdatabase WHERE s.setrole = 0 AND d.datname = {}",
        Dialect::Postgres.literal(database)
    )
}

/// Names and values as `ALTER DATABASE` writes them.
pub(super) fn read_settings(joined: &str) -> Vec<(String, String)> {
    let pairs = joined.split('\u{1f}').filter_map(|setting| setting.split_once('='));
    pairs.filter_map(|(name, value)| setting(name, value.to_owned())).collect()
}

/// A setting as `ALTER DATABASE` writes it; none for those that would keep us from writing.
fn setting(name: &str, value: String) -> Option<(String, String)> {
    // Lists are kept as SQL writes them, others as the bare value.
    // pg_dump's variable_is_guc_list_quote knows the same names.
    const LISTS: [&str; 6] = [
        "search_path",
        "temp_tablespaces",
        "local_preload_libraries",
        "session_preload_libraries",
        "shared_preload_libraries",
        "unix_socket_directories",
    ];
    const NOT_HERE: [&str; 4] =
        ["default_transaction_read_only", "role", "synchronous_commit", "statement_timeout"];
    if NOT_HERE.contains(&name) {
        return None;
    }
    let is_list = LISTS.contains(&name) && !value.is_empty();
    let value = if is_list { value } else { Dialect::Postgres.literal(&value) };
    let quoted: Vec<String> = name.split('.').map(|part| Dialect::Postgres.quote(part)).collect();
    Some((quoted.join("."), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_written_as_sql_writes_them() {
        let setting = |name: &str, value: &str| setting(name, value.to_owned());
        let pair = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
        assert_eq!(setting("search_path", "app, \"A b\""), pair("\"search_path\"", "app, \"A b\""));
        assert_eq!(setting("search_path", ""), pair("\"search_path\"", "''"));
        assert_eq!(setting("app.tenant", "it's"), pair("\"app\".\"tenant\"", "'it''s'"));
        assert_eq!(setting("default_transaction_read_only", "on"), None);
    }
}
