//! "Did you mean": the known word that is nearest to a mistyped one.
//!
//! The distance counts inserted, left-out, changed and swapped characters, so that `haed`
//! is one step from `head`.

/// The known word nearest to `word`, where one is near enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = word.to_lowercase().chars().collect();
    // A third of the word may be wrong; in a short one a single character.
    let allowed = (typed.len() / 3).clamp(1, 3);
    known
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter(|candidate| candidate.chars().count().abs_diff(typed.len()) <= allowed)
        .map(|candidate| (distance(&typed, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(steps, candidate)| *steps <= allowed && *steps < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let change = last[j] + usize::from(left != right);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let known = ["lock_timeout", "lock_wait", "url", "migrations"];
        assert_eq!(nearest("lock_timout", known), Some("lock_timeout"));
        assert_eq!(nearest("ulr", known), Some("url"));
        assert_eq!(nearest("Migration", known), Some("migrations"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
        assert_eq!(nearest("", known), None);
    }
}
