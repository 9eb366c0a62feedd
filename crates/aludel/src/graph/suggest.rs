//! "Did you mean": the names that are nearest to a mistyped one.

/// Up to three names that a small slip turns into `given`, the nearest first.
pub(crate) fn closest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let given: Vec<char> = given.to_lowercase().chars().take(MOST).collect();
    let allowed = (given.len() / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> =
        names.into_iter().filter_map(|name| Some((distance(&given, name, allowed)?, name))).collect();
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Longer names than this are not compared to their end.
const MOST: usize = 64;

/// How many slips (a character added, dropped, changed, or two swapped) lie between; `None`: too many.
fn distance(given: &[char], name: &str, allowed: usize) -> Option<usize> {
    let name: Vec<char> = name.to_lowercase().chars().take(MOST).collect();
    if name.len().abs_diff(given.len()) > allowed {
        return None;
    }
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (i, a) in given.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in name.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == name[j - 1] && given[i - 1] == *b {
                best = best.min(slip(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= allowed)
}

fn slip(row: &[usize], at: usize) -> usize {
    row.get(at).copied().unwrap_or(usize::MAX - 1)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let names = ["head", "heads", "base", "ae1027a6acf", "004", "005", "billing"];
        assert_eq!(closest("haed", names), ["head"]);
        assert_eq!(closest("HEAD", names), ["head", "heads"]);
        assert_eq!(closest("ae1027a6acd", names), ["ae1027a6acf"]);
        assert_eq!(closest("biling", names), ["billing"]);
        assert_eq!(closest("006", names), ["004", "005"]);
        assert!(closest("zzz", names).is_empty());
        assert!(closest("", names).is_empty());
    }
}
