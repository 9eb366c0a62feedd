//! The URL of another database on the same server, with everything else as the caller wrote it.
//!
//! It goes to a driver that we don't know, so nothing of the text is read and written anew: what that
//! driver understood before, it understands still.

use std::path::Path;

use aludel::Dialect;

/// The URL with the name of another database; `text` was read as a URL before.
pub(crate) fn with_database(dialect: Dialect, text: &str, name: &str) -> String {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else {
        // libpq's other form, whose last word about a thing counts.
        return format!("{text} dbname='{name}'");
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    // In libpq the parameter counts more than the path.
    let is_kept = |pair: &&str| dialect != Dialect::Postgres || !pair.starts_with("dbname=");
    let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).filter(is_kept).collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{scheme}://{authority}/{name}{mark}{}", pairs.join("&"))
}

/// The URL of a SQLite file, as sqlx, SeaORM and Diesel read it.
pub(crate) fn of_file(text: &str, file: &Path) -> String {
    let path = file.display().to_string().replace('\\', "/");
    let mut encoded = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3F"),
            '#' => encoded.push_str("%23"),
            other => encoded.push(other),
        }
    }
    // `C:/…` stands behind a slash of its own.
    let slash = if encoded.starts_with('/') { "" } else { "/" };
    let query = text.split_once('?').map_or("", |(_, query)| query);
    // The file is there, and is not in memory.
    let pairs: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("mode=")).collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("sqlite://{slash}{encoded}{mark}{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_is_another() {
        let other = |text: &str| with_database(Dialect::Postgres, text, "copy");
        assert_eq!(other("postgres://me:s%40cret@here:5433/app"), "postgres://me:s%40cret@here:5433/copy");
        assert_eq!(other(" postgresql://me@here "), "postgresql://me@here/copy");
        assert_eq!(
            other("postgres://here?sslmode=require&dbname=app&options=-c%20a=b"),
            "postgres://here/copy?sslmode=require&options=-c%20a=b"
        );
        assert_eq!(other("postgres:///app?host=/run/x"), "postgres:///copy?host=/run/x");
        assert_eq!(other("host=here dbname=app"), "host=here dbname=app dbname='copy'");
        let mysql = with_database(Dialect::Mysql, "mysql://root:a@here/app?socket=/run/x", "copy");
        assert_eq!(mysql, "mysql://root:a@here/copy?socket=/run/x");
    }

    #[test]
    fn a_file_has_three_slashes() {
        assert_eq!(of_file("sqlite::memory:", Path::new("/a b/c")), "sqlite:///a b/c");
        assert_eq!(of_file("sqlite:x.db?mode=rwc", Path::new("/a%/?")), "sqlite:///a%25/%3F");
        assert_eq!(of_file("sqlite:x.db?cache=private", Path::new("/a")), "sqlite:///a?cache=private");
    }
}
