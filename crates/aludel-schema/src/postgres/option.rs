//! Storage parameters as the catalogs keep them: `fillfactor=70`.

/// The options as a WITH or SET list.
pub(super) fn list(options: &[String]) -> String {
    options.iter().map(|option| written(option)).collect::<Vec<_>>().join(", ")
}

/// The clauses that turn one list into another.
pub(super) fn clauses(from: &[String], to: &[String]) -> Vec<String> {
    let set: Vec<String> = to.iter().filter(|option| !from.contains(option)).cloned().collect();
    let kept = |option: &&String| !to.iter().any(|new| name(new) == name(option));
    let reset: Vec<&str> = from.iter().filter(kept).map(|option| name(option)).collect();
    let set = (!set.is_empty()).then(|| format!("SET ({})", list(&set)));
    let reset = (!reset.is_empty()).then(|| format!("RESET ({})", reset.join(", ")));
    reset.into_iter().chain(set).collect()
}

/// A clause in words: `fillfactor=70`, `no fillfactor`.
pub(super) fn words(clause: &str) -> String {
    let inside = |verb: &str| clause.strip_prefix(verb)?.strip_suffix(')');
    match (inside("SET ("), inside("RESET (")) {
        (Some(set), _) => set.to_owned(),
        (None, Some(reset)) => format!("no {reset}"),
        (None, None) => clause.to_owned(),
    }
}

fn name(option: &str) -> &str {
    option.split_once('=').map_or(option, |(name, _)| name)
}

/// Values are written bare where they are numbers or plain words.
fn written(option: &str) -> String {
    let Some((name, value)) = option.split_once('=') else { return option.to_owned() };
    let number = value.parse::<f64>().is_ok_and(f64::is_finite);
    let word = value.chars().all(|c| c.is_ascii_lowercase()) && !value.is_empty();
    match number || word {
        true => format!("{name}={value}"),
        false => format!("{name}={}", super::quote::text(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_set() {
        let owned = |options: &[&str]| options.iter().map(|option| (*option).to_owned()).collect::<Vec<_>>();
        let from = owned(&["fillfactor=70", "toast.autovacuum_enabled=false"]);
        let to = owned(&["autovacuum_vacuum_scale_factor=0.2", "fillfactor=80"]);
        assert_eq!(
            clauses(&from, &to),
            ["RESET (toast.autovacuum_enabled)", "SET (autovacuum_vacuum_scale_factor=0.2, fillfactor=80)"]
        );
        assert_eq!(clauses(&to, &to), Vec::<String>::new());
    }
}
