//! Names of new revisions: the next id, and the file it stands in.
//!
//! Pure: the clock and the dice are the caller's.

use std::fmt;
use std::str::FromStr;

/// How ids of new revisions are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IdScheme {
    /// `001`, `002`: one more than the highest.
    #[default]
    Sequential,
    /// Alembic's 12 hexadecimal digits, at random.
    Hex,
    /// `20261122003114`: the second it was made in, UTC.
    Timestamp,
}

impl IdScheme {
    /// The word for it in configuration and flags.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Hex => "hex",
            Self::Timestamp => "timestamp",
        }
    }
}

impl fmt::Display for IdScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The word that names no scheme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown id scheme \"{0}\": known are sequential, hex, timestamp")]
pub struct UnknownIdScheme(pub String);

impl FromStr for IdScheme {
    type Err = UnknownIdScheme;

    fn from_str(word: &str) -> Result<Self, UnknownIdScheme> {
        [Self::Sequential, Self::Hex, Self::Timestamp]
            .into_iter()
            .find(|scheme| scheme.name().eq_ignore_ascii_case(word))
            .ok_or_else(|| UnknownIdScheme(word.to_owned()))
    }
}

/// A second, UTC; shown as RFC 3339: `2026-11-22T00:31:14Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    seconds: u64,
}

impl Moment {
    /// From seconds since 1970; what comes after the year 9999 becomes its last second.
    pub fn from_unix(seconds: u64) -> Self {
        Self { seconds: seconds.min(253_402_300_799) }
    }

    /// Year, month, day, hour, minute, second.
    fn parts(self) -> [u64; 6] {
        // Days since 1970 to a date, by Howard Hinnant: years begin in March, eras have 400 years.
        // https://howardhinnant.github.io/date_algorithms.html#civil_from_days
        let days = self.seconds / 86_400 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let second = self.seconds % 86_400;
        [year, month, day, second / 3_600, second / 60 % 60, second % 60]
    }

    /// `20261122003114`
    fn digits(self) -> String {
        let [year, month, day, hour, minute, second] = self.parts();
        format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, second] = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// The id of a new revision; none of `existing`.
pub fn next_id<'a>(
    scheme: IdScheme,
    existing: impl IntoIterator<Item = &'a str>,
    now: Moment,
    random: u64,
) -> String {
    let existing: Vec<&str> = existing.into_iter().collect();
    match scheme {
        IdScheme::Sequential => next_number(&existing),
        IdScheme::Hex => first_free(
            &existing,
            (0_u64..).map(|n| format!("{:012x}", random.wrapping_add(n) & 0xffff_ffff_ffff)),
        ),
        IdScheme::Timestamp => {
            first_free(&existing, (0_u64..).map(|n| Moment::from_unix(now.seconds + n).digits()))
        }
    }
}

/// One more than the highest number, as wide as the widest.
fn next_number(existing: &[&str]) -> String {
    // Longer ones are timestamps, or hexadecimal ids that happen to hold no letter.
    let numbers = existing
        .iter()
        .filter(|id| id.len() <= 9 && id.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|id| Some((id.len(), id.parse::<u64>().ok()?)));
    let (width, highest) =
        numbers.fold((3, 0), |(width, highest), (length, number)| (width.max(length), highest.max(number)));
    format!("{:0width$}", highest + 1)
}

fn first_free(existing: &[&str], mut candidates: impl Iterator<Item = String>) -> String {
    candidates.find(|id| !existing.contains(&id.as_str())).unwrap_or_default()
}

/// So long a slug may be, in characters.
const SLUG_LENGTH: usize = 40;

/// The words of a message in lower case, joined by `_`; letters keep their script.
pub fn slug(message: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    let lower = message.to_lowercase();
    // A combining mark or an apostrophe parts no words.
    let text: String = lower.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’')).collect();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let characters = word.chars().count();
        if length == 0 {
            slug.extend(word.chars().take(SLUG_LENGTH));
            length = characters;
        } else if length + 1 + characters <= SLUG_LENGTH {
            slug.push('_');
            slug.push_str(word);
            length += 1 + characters;
        } else {
            break;
        }
    }
    slug
}

/// The name of a revision's file: `{id}_{slug}.sql`, or `{id}.sql` where the message has no word.
pub fn file_name(id: &str, message: &str) -> String {
    // A file whose name begins with a dot is hidden, and would not be read.
    let id = if id.starts_with('.') { format!("_{id}") } else { id.to_owned() };
    match slug(message.lines().next().unwrap_or("")) {
        slug if slug.is_empty() => format!("{id}.sql"),
        slug => format!("{id}_{slug}.sql"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment { seconds: 1_795_307_474 };

    #[test]
    fn moments() {
        assert_eq!(NOW.to_string(), "2026-11-22T00:31:14Z");
        assert_eq!(Moment::from_unix(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Moment::from_unix(951_782_400).to_string(), "2000-02-29T00:00:00Z");
        assert_eq!(Moment::from_unix(u64::MAX).to_string(), "9999-12-31T23:59:59Z");
    }

    #[test]
    fn sequential_ids() {
        let next = |existing: &[&str]| next_id(IdScheme::Sequential, existing.iter().copied(), NOW, 0);
        assert_eq!(next(&[]), "001");
        assert_eq!(next(&["001", "007", "x"]), "008");
        assert_eq!(next(&["0001", "2"]), "0003");
        assert_eq!(next(&["999"]), "1000");
        assert_eq!(next(&["002", "20261122003114", "ae1027a6acf3"]), "003");
        assert_eq!(next(&["999999999"]), "1000000000");
    }

    #[test]
    fn hex_ids() {
        let next = |existing: &[&str], random| next_id(IdScheme::Hex, existing.iter().copied(), NOW, random);
        assert_eq!(next(&[], 0xabc), "000000000abc");
        assert_eq!(next(&["ffffffffffff"], u64::MAX), "000000000000");
    }

    #[test]
    fn timestamps() {
        let next = |existing: &[&str]| next_id(IdScheme::Timestamp, existing.iter().copied(), NOW, 0);
        assert_eq!(next(&[]), "20261122003114");
        assert_eq!(next(&["20261122003114", "20261122003115"]), "20261122003116");
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Add enhanced metadata"), "add_enhanced_metadata");
        assert_eq!(slug("  Don't -- drop `users.e-mail`!  "), "dont_drop_users_e_mail");
        assert_eq!(slug("Größe der Straße, cafe\u{301}"), "größe_der_straße_cafe");
        assert_eq!(slug("添加 用户"), "添加_用户");
        assert_eq!(
            slug("a word that stops before the fortieth character of it"),
            "a_word_that_stops_before_the_fortieth"
        );
        assert_eq!(slug(&"x".repeat(50)), "x".repeat(40));
        assert_eq!(slug("!?"), "");
    }

    #[test]
    fn file_names() {
        assert_eq!(file_name("002", "Add metadata\n\nand more"), "002_add_metadata.sql");
        assert_eq!(file_name("002", ""), "002.sql");
        assert_eq!(file_name(".x", "y"), "_.x_y.sql");
    }

    #[test]
    fn schemes_have_names() {
        for scheme in [IdScheme::Sequential, IdScheme::Hex, IdScheme::Timestamp] {
            assert_eq!(scheme.to_string().parse::<IdScheme>().unwrap(), scheme);
        }
        assert!("uuid".parse::<IdScheme>().is_err());
    }
}
