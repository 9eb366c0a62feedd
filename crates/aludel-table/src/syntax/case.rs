//! Names in another spelling: `rename_all = "snake_case"`, with the words of sqlx and serde.

/// How the words of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `lowercase`: the words are not told apart.
    Lower,
    /// `UPPERCASE`: the words are not told apart.
    Upper,
    /// `snake_case`
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnake,
    /// `kebab-case`
    Kebab,
    /// `camelCase`
    Camel,
    /// `PascalCase`
    Pascal,
}

impl Case {
    /// The cases with what they are called.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("camelCase", Self::Camel),
        ("PascalCase", Self::Pascal),
    ];

    /// The case that is called so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(its, _)| *its == name).map(|(_, case)| *case)
    }

    /// A name in this case.
    pub fn apply(self, name: &str) -> String {
        let words = || words(name).into_iter().map(|word| word.to_lowercase());
        match self {
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Snake => words().collect::<Vec<_>>().join("_"),
            Self::ScreamingSnake => words().collect::<Vec<_>>().join("_").to_uppercase(),
            Self::Kebab => words().collect::<Vec<_>>().join("-"),
            Self::Camel => {
                words().enumerate().map(|(at, word)| if at == 0 { word } else { capital(&word) }).collect()
            }
            Self::Pascal => words().map(|word| capital(&word)).collect(),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The words of a name, cut as the crate heck does, by which sqlx renames: `HTTPServer2` is `HTTP`, `Server2`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let letters: Vec<char> = name.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or('_');
        let next = letters.get(at + 1).copied().unwrap_or('_');
        let begins = letter.is_uppercase()
            && (before.is_lowercase()
                || before.is_numeric()
                || (before.is_uppercase() && next.is_lowercase()));
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_sqlx_does() {
        for (name, snake) in [
            ("UserAccount", "user_account"),
            ("HTTPServer", "http_server"),
            ("Http2Server", "http2_server"),
            ("A", "a"),
            ("ABTest", "ab_test"),
            ("already_snake", "already_snake"),
        ] {
            assert_eq!(Case::Snake.apply(name), snake);
        }
        let all: Vec<_> = Case::ALL.iter().map(|(_, case)| case.apply("InReview")).collect();
        assert_eq!(
            all,
            ["inreview", "INREVIEW", "in_review", "IN_REVIEW", "in-review", "inReview", "InReview"]
        );
        assert_eq!(Case::Camel.apply("created_at"), "createdAt");
    }
}
