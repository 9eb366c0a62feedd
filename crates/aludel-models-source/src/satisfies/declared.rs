//! A declaration, taken apart: `character varying(255)[]`, `int(11) unsigned`, `timestamp(3) with time zone`.

/// A type as a database declares it, in small letters but for what is in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// The words without what stands in brackets: `timestamp with time zone`.
    pub(super) name: String,
    /// What stands in brackets, each without blanks around it.
    pub(super) arguments: Vec<String>,
    pub(super) is_array: bool,
    pub(super) is_unsigned: bool,
}

impl Declared {
    pub(super) fn read(text: &str) -> Self {
        let mut text = text.trim();
        let mut is_array = false;
        while let Some(element) = text.strip_suffix("[]") {
            (text, is_array) = (element.trim_end(), true);
        }
        let (outside, within) = apart(text);
        let words: Vec<_> = outside.split_whitespace().collect();
        let is_unsigned = words.contains(&"unsigned");
        let words: Vec<_> =
            words.into_iter().filter(|word| !matches!(*word, "unsigned" | "zerofill")).collect();
        let arguments = match within.trim() {
            "" => Vec::new(),
            within => within.split(',').map(|argument| argument.trim().to_owned()).collect(),
        };
        Self { name: words.join(" "), arguments, is_array, is_unsigned }
    }

    /// What an array is of.
    pub(super) fn element(&self) -> Option<Self> {
        self.is_array.then(|| Self { is_array: false, ..self.clone() })
    }

    pub(super) fn numbers(&self) -> Vec<u32> {
        self.arguments.iter().filter_map(|argument| argument.parse().ok()).collect()
    }

    /// `public.mood` is `mood`.
    pub(super) fn without_schema(&self) -> &str {
        match self.name.rfind('.') {
            Some(point) if !self.name[point..].contains('"') || self.name.ends_with('"') => {
                &self.name[point + 1..]
            }
            _ => &self.name,
        }
    }
}

/// What stands outside of the first brackets, in small letters but for what is in quotes, and what within.
fn apart(text: &str) -> (String, String) {
    let (mut outside, mut within) = (String::new(), String::new());
    let (mut depth, mut quote) = (0_usize, None);
    for letter in text.chars() {
        match quote {
            Some(open) if open == letter => quote = None,
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None if letter == '(' => {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            }
            None if letter == ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    outside.push(' ');
                    continue;
                }
            }
            _ => {}
        }
        if depth > 0 {
            within.push(letter);
        } else if quote.is_none() {
            outside.extend(letter.to_lowercase());
        } else {
            outside.push(letter);
        }
    }
    (plain(&outside), within)
}

/// `"mood"` is `mood`; `"Mood"` stays as it is, and so does `"char"`, which is not `char`.
fn plain(text: &str) -> String {
    if text.trim() == "\"char\"" {
        return "\"char\"".to_owned();
    }
    let mut parts = Vec::new();
    for part in text.trim().split('.') {
        let inner = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
        let is_plain = |inner: &str| {
            !inner.is_empty()
                && inner.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        parts.push(inner.filter(|inner| is_plain(inner)).unwrap_or(part));
    }
    parts.join(".")
}
