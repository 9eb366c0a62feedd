//! Names that nothing has, for what stands there only meanwhile.

use crate::diff::Difference;

/// The longest name that the server keeps, in bytes,
/// <https://www.postgresql.org/docs/current/limits.html>.
const LONGEST: usize = 63;

/// `stem` and `suffix` as a name, shortened and numbered so that nothing in the schema has it.
pub(super) fn free(difference: &Difference<'_>, schema: &str, stem: &str, suffix: &str) -> String {
    let is_taken = |name: &str| {
        [difference.from, difference.to].iter().flat_map(|catalog| catalog.objects()).any(|object| {
            let path = object.id.path();
            path.first().is_some_and(|first| **first == *schema) && object.id.name() == name
        })
    };
    let numbered = (1_u32..).map(|number| match number {
        1 => joined(stem, suffix),
        _ => joined(stem, &format!("{suffix}{number}")),
    });
    // One of so many is free: there are fewer objects than numbers.
    numbered.into_iter().find(|name| !is_taken(name)).unwrap_or_else(|| joined(stem, suffix))
}

fn joined(stem: &str, suffix: &str) -> String {
    let mut end = stem.len().min(LONGEST.saturating_sub(suffix.len()));
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{suffix}", &stem[..end])
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_name_fits() {
        assert_eq!(joined("a", "_new"), "a_new");
        assert_eq!(joined(&"ä".repeat(40), "_new").len(), 62);
    }
}
