//! Roles that statements about rights name: they are the server's, and may not be there.

use std::collections::HashSet;

use super::super::super::words::{begins, words};

/// Whether it gives or takes rights, or names an owner.
pub(super) fn is_about_rights(words: &[String]) -> bool {
    begins(words, "GRANT|REVOKE")
        || begins(words, "ALTER DEFAULT PRIVILEGES")
        || (begins(words, "ALTER") && owner(words).is_some())
}

/// The role behind OWNER TO.
fn owner(words: &[String]) -> Option<&String> {
    match words {
        [.., owner, to, role] if owner == "OWNER" && to == "TO" => Some(role),
        _ => None,
    }
}

/// The role that a statement about rights names, and that is not there.
pub(super) fn missing(text: &str, roles: &HashSet<String>) -> Option<String> {
    let first = text.trim_start().get(..5)?;
    if !["alter", "grant", "revok"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
        return None;
    }
    // The names stand at the end.
    let words = words(text, 400);
    if !is_about_rights(&words) {
        return None;
    }
    let named: Vec<&String> = match owner(&words) {
        Some(role) => vec![role],
        None => {
            let to = words.iter().rposition(|word| matches!(word.as_str(), "TO" | "FROM"))?;
            let end = |word: &String| matches!(word.as_str(), "WITH" | "GRANTED" | "CASCADE" | "RESTRICT");
            let list = words.get(to + 1..).unwrap_or_default().iter();
            list.take_while(|word| !end(word)).filter(|word| *word != "," && *word != "GROUP").collect()
        }
    };
    const ANYBODY: [&str; 4] = ["PUBLIC", "CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"];
    let name = |word: &String| match word.strip_prefix('"').and_then(|word| word.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => word.to_lowercase(),
    };
    named
        .into_iter()
        .filter(|word| !ANYBODY.contains(&word.as_str()))
        .map(name)
        .find(|name| !roles.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_is_not_there_is_found() {
        let roles = HashSet::from(["me".to_owned(), "My Role".to_owned()]);
        let missing = |text: &str| missing(text, &roles);
        assert_eq!(missing("ALTER TABLE public.a OWNER TO app"), Some("app".to_owned()));
        assert_eq!(missing("ALTER TABLE public.a OWNER TO me"), None);
        assert_eq!(missing("ALTER FUNCTION a(int, b text) OWNER TO \"My Role\""), None);
        assert_eq!(
            missing("GRANT SELECT, INSERT ON TABLE a TO me, app WITH GRANT OPTION"),
            Some("app".to_owned())
        );
        assert_eq!(missing("REVOKE ALL ON SCHEMA public FROM PUBLIC"), None);
        assert_eq!(
            missing("ALTER DEFAULT PRIVILEGES FOR ROLE me IN SCHEMA a GRANT SELECT ON TABLES TO \"Reader\""),
            Some("Reader".to_owned())
        );
        assert_eq!(missing("ALTER TABLE a ADD COLUMN b text DEFAULT 'to app'"), None);
    }
}
