//! Lays what was printed beside what was expected.

/// One line of the two texts laid side by side; the numbers are indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pair {
    /// The expected line and the printed one are as one.
    Both(usize, usize),
    /// The expected `...` stands for this printed line.
    Covered(usize),
    /// The `...` itself.
    Dots(usize),
    /// Expected, and not printed.
    Missing(usize),
    /// Printed, and not expected.
    Surplus(usize),
}

/// A line of dots stands for any number of lines.
pub(crate) const DOTS: &str = "...";

/// Lays the texts side by side with as few missing and surplus lines as there can be.
pub(crate) fn align(expected: &[&str], printed: &[String], same: impl Fn(&str, &str) -> bool) -> Vec<Pair> {
    let (rows, columns) = (expected.len(), printed.len());
    // costs[e][p]: the faults in expected[e..] beside printed[p..].
    let mut costs = vec![vec![0_usize; columns + 1]; rows + 1];
    for e in (0..=rows).rev() {
        for p in (0..=columns).rev() {
            costs[e][p] =
                choices(expected, printed, &same, &costs, e, p).map(|(cost, _)| cost).min().unwrap_or(0);
        }
    }
    let (mut pairs, mut e, mut p) = (Vec::new(), 0, 0);
    while let Some((_, pair)) = choices(expected, printed, &same, &costs, e, p).min_by_key(|(cost, _)| *cost)
    {
        pairs.push(pair);
        (e, p) = match pair {
            Pair::Both(..) => (e + 1, p + 1),
            Pair::Covered(_) | Pair::Surplus(_) => (e, p + 1),
            Pair::Dots(_) | Pair::Missing(_) => (e + 1, p),
        };
    }
    pairs
}

/// Whether nothing is missing and nothing too much.
pub(crate) fn agree(pairs: &[Pair]) -> bool {
    !pairs.iter().any(|pair| matches!(pair, Pair::Missing(_) | Pair::Surplus(_)))
}

/// What may come next at this place, each with its faults up to the end; the preferred first.
fn choices(
    expected: &[&str],
    printed: &[String],
    same: &impl Fn(&str, &str) -> bool,
    costs: &[Vec<usize>],
    e: usize,
    p: usize,
) -> impl Iterator<Item = (usize, Pair)> {
    let line = expected.get(e).copied();
    let text = printed.get(p).map(String::as_str);
    let dots = line == Some(DOTS);
    let cost = |down: usize, right: usize| {
        costs.get(e + down).and_then(|row| row.get(p + right)).copied().unwrap_or(0)
    };
    let both = line.zip(text).is_some_and(|(line, text)| !dots && same(line, text));
    [
        both.then(|| (cost(1, 1), Pair::Both(e, p))),
        dots.then(|| (cost(1, 0), Pair::Dots(e))),
        (dots && text.is_some()).then(|| (cost(0, 1), Pair::Covered(p))),
        (line.is_some() && !dots).then(|| (cost(1, 0) + 1, Pair::Missing(e))),
        text.is_some().then(|| (cost(0, 1) + 1, Pair::Surplus(p))),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(expected: &[&str], printed: &[&str]) -> String {
        let printed: Vec<String> = printed.iter().map(|&line| line.to_owned()).collect();
        let sign = |pair: &Pair| match pair {
            Pair::Both(..) => '=',
            Pair::Covered(_) => '.',
            Pair::Dots(_) => ':',
            Pair::Missing(_) => '-',
            Pair::Surplus(_) => '+',
        };
        align(expected, &printed, |one, two| one == two).iter().map(sign).collect()
    }

    #[test]
    fn lines_are_laid_side_by_side() {
        assert_eq!(laid(&["a", "b"], &["a", "b"]), "==");
        assert_eq!(laid(&["a", "b", "c"], &["a", "x", "c"]), "=-+=");
        assert_eq!(laid(&["a", "...", "c"], &["a", "1", "2", "c"]), "=..:=");
        assert_eq!(laid(&["..."], &[]), ":");
        assert_eq!(laid(&[], &["a"]), "+");
    }
}
