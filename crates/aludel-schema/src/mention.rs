//! What is made and mentioned in the text of something else that is made.
//!
//! A server reads some texts when it makes an object and then forgets what they name, as the string
//! bodies of functions. No edge of the catalog says so; the words do, if anything too many: what is
//! mentioned comes first where that is possible, and nothing is lost where it is not.

use std::collections::{HashMap, HashSet};

/// Things that are made, by number, with the words by which texts name them.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    made: HashMap<Box<str>, Vec<Made>>,
    texts: Vec<(usize, HashSet<Box<str>>)>,
}

#[derive(Debug)]
struct Made {
    number: usize,
    /// A text must hold each of them.
    called: Vec<Box<str>>,
}

impl Mentions {
    /// Says that something is made, what it is called, and which words its own text holds.
    pub(crate) fn add(&mut self, number: usize, called: Vec<Box<str>>, text: HashSet<Box<str>>) {
        if let Some(first) = called.first() {
            self.made.entry(first.clone()).or_default().push(Made { number, called });
        }
        if !text.is_empty() {
            self.texts.push((number, text));
        }
    }

    /// Pairs of what is mentioned and in whose text, in order.
    pub(crate) fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (number, text) in &self.texts {
            let mentioned = text.iter().filter_map(|word| self.made.get(word)).flatten();
            let mentioned = mentioned.filter(|made| made.called.iter().all(|word| text.contains(word)));
            pairs.extend(mentioned.map(|made| (made.number, *number)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::Mentions;

    #[test]
    fn a_column_is_mentioned_where_its_table_is() {
        let words = |words: &[&str]| words.iter().map(|word| Box::from(*word)).collect();
        let mut mentions = Mentions::default();
        mentions.add(0, ["t", "a"].map(Box::from).into(), words(&[]));
        mentions.add(1, ["u", "a"].map(Box::from).into(), words(&[]));
        mentions.add(2, vec!["f".into()], words(&["select", "a", "from", "t"]));
        assert_eq!(mentions.pairs(), [(0, 2)]);
    }
}
