//! What a command is told to go to: `head`, `ae10+2`, `billing@-1`, a prefix of an id.
//!
//! A target is read once, where it enters; from there on it is a [`Target`], whose meaning a graph and
//! the rows of a version table give it ([`crate::route`]). The grammar is Alembic's:
//!
//! ```text
//! target = [ branch "@" ] ( place | [ place ] walk )
//! place  = "head" | "heads" | "base" | "current" | id | label | beginning of an id
//! walk   = ( "+" | "-" ) digits             from the place, or else from what is applied
//! range  = [ target ] ":" [ target ]
//! ```

use std::fmt;
use std::str::FromStr;

use crate::revision::Direction;

/// Where to go, as a person wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    branch: Option<String>,
    place: Place,
    walk: Option<Walk>,
}

/// A place in the graph that a target names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The only head.
    Head,
    /// Every head.
    Heads,
    /// Before the first revision.
    Base,
    /// What is applied; a walk without a place starts here.
    Current,
    /// An id, a branch label, or the beginning of one.
    Named(String),
}

/// Some steps from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Walk {
    /// `+` goes up, `-` goes down.
    pub direction: Direction,
    /// How many revisions.
    pub steps: u32,
}

/// Why a text is no target.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// Nothing is there.
    #[error("a target can't be empty")]
    Empty,
    /// It is a range, where one place is meant.
    #[error("\"{0}\" is a range, and one target is needed here")]
    Range(String),
    /// It is none of the forms.
    #[error("\"{given}\" is no target: {reason}")]
    Malformed {
        /// The text.
        given: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl Target {
    /// The only head.
    pub fn head() -> Self {
        Self::of(Place::Head)
    }

    /// Every head.
    pub fn heads() -> Self {
        Self::of(Place::Heads)
    }

    /// Before the first revision.
    pub fn base() -> Self {
        Self::of(Place::Base)
    }

    /// A place, with no branch and no walk.
    pub fn of(place: Place) -> Self {
        Self { branch: None, place, walk: None }
    }

    /// The branch before the `@`: a label, an id, or the beginning of one.
    pub fn branch(&self) -> Option<&str> {
        self.branch.as_deref()
    }

    /// The place it names; [`Place::Current`] where it only walks.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The steps from that place.
    pub fn walk(&self) -> Option<Walk> {
        self.walk
    }

    /// Whether it speaks of what is applied, so that a database must be asked.
    pub fn needs_rows(&self) -> bool {
        self.place == Place::Current
    }

    /// Whether it is this name and nothing else.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        self.branch.is_none() && self.walk.is_none() && self.place == Place::Named(name.to_owned())
    }
}

impl Place {
    fn word(text: &str) -> Option<Self> {
        match text {
            "head" => Some(Self::Head),
            "heads" => Some(Self::Heads),
            "base" => Some(Self::Base),
            "current" => Some(Self::Current),
            _ => None,
        }
    }
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(given: &str) -> Result<Self, TargetError> {
        let malformed = |reason| TargetError::Malformed { given: given.to_owned(), reason };
        if given.is_empty() {
            return Err(TargetError::Empty);
        }
        if given.contains(':') {
            return Err(TargetError::Range(given.to_owned()));
        }
        if given.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(malformed("it holds white space"));
        }
        let (branch, rest) = match given.split_once('@') {
            Some((branch, rest)) => (Some(name(branch).map_err(malformed)?), rest),
            None => (None, given),
        };
        let (place, walk) = split_walk(rest).map_err(malformed)?;
        let place = match (place, walk) {
            ("", Some(_)) => Place::Current,
            (text, _) => match Place::word(text) {
                Some(word) => word,
                None => Place::Named(name(text).map_err(malformed)?),
            },
        };
        if branch.is_some() && walk.is_none() && place == Place::Current {
            return Err(malformed("\"current\" takes no branch"));
        }
        Ok(Self { branch, place, walk })
    }
}

/// The steps at the end of a text, and what stands before them.
fn split_walk(text: &str) -> Result<(&str, Option<Walk>), &'static str> {
    let place = text.trim_end_matches(|c: char| c.is_ascii_digit());
    // Both are suffixes of the text that begin at a character.
    let digits = text.strip_prefix(place).unwrap_or_default();
    let (place, direction) = match (place.strip_suffix('+'), place.strip_suffix('-')) {
        (Some(place), _) => (place, Direction::Up),
        (None, Some(place)) => (place, Direction::Down),
        (None, None) => return Ok((text, None)),
    };
    if digits.is_empty() {
        return Ok((text, None));
    }
    let steps = digits.parse().map_err(|_| "so many steps can't be counted")?;
    Ok((place, Some(Walk { direction, steps })))
}

/// A text as the name of a revision or a branch.
fn name(text: &str) -> Result<String, &'static str> {
    if text.is_empty() {
        return Err("a name is missing");
    }
    if Place::word(text).is_some() {
        return Err("a branch has a name of its own: a label or an id");
    }
    if text.contains('@') {
        return Err("it has more than one '@'");
    }
    if text.contains('+') || text.starts_with('-') {
        return Err("only digits can follow a '+' or a leading '-'");
    }
    Ok(text.to_owned())
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(branch) = &self.branch {
            write!(f, "{branch}@")?;
        }
        match (&self.place, self.walk) {
            (Place::Current, Some(walk)) => write!(f, "{walk}"),
            (place, Some(walk)) => write!(f, "{place}{walk}"),
            (place, None) => write!(f, "{place}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Head => "head",
            Self::Heads => "heads",
            Self::Base => "base",
            Self::Current => "current",
            Self::Named(name) => name,
        })
    }
}

impl fmt::Display for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.direction {
            Direction::Up => '+',
            Direction::Down => '-',
        };
        write!(f, "{sign}{}", self.steps)
    }
}

/// From one target to another: `history -r a:b`, and `--sql` from a to b.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range {
    /// Where it begins; `None`: as far down as there is.
    pub start: Option<Target>,
    /// Where it ends; `None`: as far up as there is.
    pub end: Option<Target>,
}

/// Why a text is no range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RangeError {
    /// It has no colon, or more than one.
    #[error("\"{0}\" is no range: start:end, start: or :end is")]
    Colon(String),
    /// One of its ends is no target.
    #[error(transparent)]
    Target(#[from] TargetError),
}

impl FromStr for Range {
    type Err = RangeError;

    fn from_str(given: &str) -> Result<Self, RangeError> {
        let (start, end) = given
            .trim()
            .split_once(':')
            .filter(|(_, end)| !end.contains(':'))
            .ok_or_else(|| RangeError::Colon(given.to_owned()))?;
        let side = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
        Ok(Self { start: side(start)?, end: side(end)? })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(start) = &self.start {
            write!(f, "{start}")?;
        }
        f.write_str(":")?;
        if let Some(end) = &self.end {
            write!(f, "{end}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_printed_as_it_was_read() {
        for text in [
            "head",
            "heads",
            "base",
            "current",
            "+2",
            "-1",
            "ae10+2",
            "ae10-12",
            "head-1",
            "base+3",
            "billing@head",
            "billing@heads",
            "billing@base",
            "billing@+1",
            "billing@-1",
            "billing@ae10",
            "billing@ae10-2",
            "ae1027a6acf",
            "my-branch@head",
            "v1.2+1",
            "001",
            "HEAD",
            "naïve-2",
        ] {
            let target: Target = text.parse().unwrap();
            assert_eq!(target.to_string(), text);
        }
    }

    #[test]
    fn a_walk_ends_the_text() {
        let target: Target = "my-branch-2".parse().unwrap();
        assert_eq!(target.place(), &Place::Named("my-branch".to_owned()));
        assert_eq!(target.walk(), Some(Walk { direction: Direction::Down, steps: 2 }));
        assert!("+2".parse::<Target>().unwrap().needs_rows());
    }

    // Alembic reads "+1foo" as "+1" and looks the others up as ids.
    #[test]
    fn what_is_no_target_is_refused() {
        for text in [
            "",
            "+1foo",
            "+x",
            "-x",
            "+",
            "-",
            "@",
            "a@",
            "@a",
            "@+1",
            "a@b@c",
            "head@head",
            "a@current",
            "a b",
            "a:b",
            ":",
            "+99999999999",
            "a+b",
            " head",
        ] {
            assert!(text.parse::<Target>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_range_has_one_colon() {
        for text in [":", "a:", ":b", "-2:", "a:+2", "x@base:heads", "current:head"] {
            assert_eq!(text.parse::<Range>().unwrap().to_string(), text);
        }
        for text in ["", "a", "a:b:c", "+x:"] {
            assert!(text.parse::<Range>().is_err(), "{text:?}");
        }
    }
}
