//! What is said of a routine beside its arguments and its body.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::postgres::quote;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Properties {
    /// `v`, `s`, `i`.
    volatility: String,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    security_definer: bool,
    #[serde(default)]
    leakproof: bool,
    /// `u`, `r`, `s`.
    parallel: String,
    /// Where it is not the language's.
    #[serde(default)]
    cost: Option<String>,
    /// Where it is not a thousand, and a set is returned.
    #[serde(default)]
    rows: Option<String>,
    #[serde(default)]
    returns_set: bool,
    #[serde(default)]
    support: Option<String>,
    /// `search_path=public`.
    #[serde(default)]
    settings: Vec<String>,
}

/// The JSON of the properties, of `pg_proc p` and `pg_language l`.
pub(super) const QUERY: &str = "json_build_object(
                        'volatility', p.provolatile,
                        'strict', NULLIF(p.proisstrict, false),
                        'security_definer', NULLIF(p.prosecdef, false),
                        'leakproof', NULLIF(p.proleakproof, false),
                        'parallel', p.proparallel,
                        'cost', NULLIF(p.procost, CASE WHEN l.lanname IN ('c', 'internal') THEN 1
                                                       ELSE 100 END)::text,
                        'rows', CASE WHEN p.proretset THEN NULLIF(p.prorows, 1000)::text END,
                        'returns_set', NULLIF(p.proretset, false),
                        'support', NULLIF(p.prosupport::text, '-'),
                        'settings', p.proconfig)";

impl Properties {
    /// What is not the default, as CREATE FUNCTION says it.
    pub(super) fn create_words(&self) -> Vec<String> {
        let Self {
            volatility,
            strict,
            security_definer,
            leakproof,
            parallel,
            cost,
            rows,
            returns_set: _,
            support,
            settings: _,
        } = self;
        let mut words = Vec::new();
        if volatility != "v" {
            words.push(volatility_word(volatility).to_owned());
        }
        if *strict {
            words.push("STRICT".to_owned());
        }
        if *security_definer {
            words.push("SECURITY DEFINER".to_owned());
        }
        if *leakproof {
            words.push("LEAKPROOF".to_owned());
        }
        if parallel != "u" {
            words.push(parallel_word(parallel).to_owned());
        }
        words.extend(cost.as_ref().map(|cost| format!("COST {cost}")));
        words.extend(rows.as_ref().map(|rows| format!("ROWS {rows}")));
        words.extend(support.as_ref().map(|support| format!("SUPPORT {support}")));
        words
    }

    /// `SET search_path TO 'public'`, one each.
    pub(super) fn settings(&self) -> Vec<String> {
        self.settings.iter().map(|setting| set(setting)).collect()
    }

    /// What ALTER FUNCTION says to come here from there; `None`: it can't.
    pub(super) fn clauses(&self, from: &Self, language: &str) -> Option<Vec<String>> {
        let Self {
            volatility,
            strict,
            security_definer,
            leakproof,
            parallel,
            cost,
            rows,
            returns_set: _,
            support,
            settings,
        } = self;
        let mut clauses = Vec::new();
        if from.volatility != *volatility {
            clauses.push(volatility_word(volatility).to_owned());
        }
        if from.strict != *strict {
            clauses.push(if *strict { "STRICT" } else { "CALLED ON NULL INPUT" }.to_owned());
        }
        if from.security_definer != *security_definer {
            let word = if *security_definer { "DEFINER" } else { "INVOKER" };
            clauses.push(format!("SECURITY {word}"));
        }
        if from.leakproof != *leakproof {
            clauses.push(if *leakproof { "LEAKPROOF" } else { "NOT LEAKPROOF" }.to_owned());
        }
        if from.parallel != *parallel {
            clauses.push(parallel_word(parallel).to_owned());
        }
        if from.cost != *cost {
            let default = if matches!(language, "c" | "internal") { "1" } else { "100" };
            clauses.push(format!("COST {}", cost.as_deref().unwrap_or(default)));
        }
        if from.rows != *rows {
            clauses.push(format!("ROWS {}", rows.as_deref().unwrap_or("1000")));
        }
        if from.support != *support {
            // What supports it can be replaced, but not taken away.
            clauses.push(format!("SUPPORT {}", support.as_ref()?));
        }
        let (old, new) = (named(&from.settings), named(settings));
        clauses
            .extend(old.keys().filter(|name| !new.contains_key(*name)).map(|name| format!("RESET {name}")));
        clauses.extend(new.iter().filter(|(name, text)| old.get(*name) != Some(text)).map(|new| set(new.1)));
        Some(clauses)
    }

    /// The properties that differ, in words.
    pub(super) fn words(&self, from: &Self) -> Vec<String> {
        let mut words = self.clauses(from, "").unwrap_or_else(|| vec!["support".to_owned()]);
        for word in &mut words {
            *word = match word.split_once(' ') {
                Some(("SET", setting)) => format!("sets {setting}"),
                Some(("RESET", setting)) => format!("sets {setting} no more"),
                _ => word.to_lowercase(),
            };
        }
        words
    }
}

fn volatility_word(volatility: &str) -> &'static str {
    match volatility {
        "i" => "IMMUTABLE",
        "s" => "STABLE",
        _ => "VOLATILE",
    }
}

fn parallel_word(parallel: &str) -> &'static str {
    match parallel {
        "s" => "PARALLEL SAFE",
        "r" => "PARALLEL RESTRICTED",
        _ => "PARALLEL UNSAFE",
    }
}

/// The settings by their names.
fn named(settings: &[String]) -> BTreeMap<String, &str> {
    let pairs = settings.iter().filter_map(|setting| Some((setting.split_once('=')?.0, setting.as_str())));
    pairs.map(|(name, setting)| (setting_name(name), setting)).collect()
}

/// `myapp.user` is two names.
fn setting_name(name: &str) -> String {
    quote::path(&name.split('.').collect::<Vec<_>>())
}

/// `SET name TO value`; of some settings the server keeps a list whose parts are quoted by themselves.
fn set(setting: &str) -> String {
    const LISTS: &[&str] = &[
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    ];
    let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
    let value = match LISTS.contains(&name.to_lowercase().as_str()) {
        true => list(value).iter().map(|part| quote::name(part)).collect::<Vec<_>>().join(", "),
        false => quote::text(value),
    };
    format!("SET {} TO {}", setting_name(name), if value == "\"\"" { "''" } else { &value })
}

/// The parts of `"$user", public`.
fn list(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut characters = value.chars().peekable();
    while let Some(c) = characters.next() {
        let part = match c {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => '"',
            '"' => {
                quoted = !quoted;
                continue;
            }
            ',' if !quoted => {
                parts.push(String::new());
                continue;
            }
            ' ' if !quoted => continue,
            c => c,
        };
        if let Some(last) = parts.last_mut() {
            last.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn a_list_is_quoted_part_by_part() {
        assert_eq!(set("search_path=\"$user\", public"), "SET search_path TO \"$user\", public");
        assert_eq!(set("search_path=\"\""), "SET search_path TO ''");
        assert_eq!(set("myapp.role=a, b"), "SET myapp.role TO 'a, b'");
        assert_eq!(set("DateStyle=iso, dmy"), "SET \"DateStyle\" TO 'iso, dmy'");
    }
}
