//! Options of tables, as `CREATE_OPTIONS` of `information_schema.tables` lists them.
//!
//! Only what somebody has written stands there: an option that goes is set to its default, which
//! the server then forgets again.

use std::collections::BTreeMap;

use super::quote;

/// Options by their names in lower case: `row_format` → `COMPRESSED`.
pub(super) type Options = BTreeMap<String, String>;

/// Reads `` row_format=COMPRESSED `encrypted`='yes' ``.
pub(super) fn parse(text: &str) -> Options {
    let mut options = Options::new();
    let mut rest = text.trim();
    while let Some((name, after)) = rest.split_once('=') {
        // A word without a value, `partitioned`, may stand before it.
        let name = name.rsplit(' ').next().unwrap_or(name).trim_matches(['`', '"']);
        let (value, after) = value(after);
        // MySQL's word for a table whose file is encrypted has the same form.
        options.insert(name.to_lowercase(), value);
        rest = after.trim_start();
    }
    options
}

/// A value, quoted or not, and what follows it.
fn value(text: &str) -> (String, &str) {
    let quote = text.chars().next().filter(|c| ['\'', '"'].contains(c));
    match quote {
        Some(quote) => {
            let inner = &text[1..];
            let end = inner.find(quote).unwrap_or(inner.len());
            (quote::literal(&inner[..end]), inner.get(end + 1..).unwrap_or(""))
        }
        None => {
            let end = text.find(' ').unwrap_or(text.len());
            (text[..end].to_owned(), &text[end..])
        }
    }
}

/// `ROW_FORMAT=COMPRESSED`.
pub(super) fn written(name: &str, value: &str) -> String {
    format!("{}={value}", name.to_uppercase())
}

/// The option as it is when nobody has written it.
pub(super) fn default(name: &str) -> String {
    let value = match name {
        "row_format" | "stats_persistent" | "stats_auto_recalc" | "stats_sample_pages" | "pack_keys"
        | "transactional" | "page_checksum" => "DEFAULT",
        "encryption" => "'N'",
        "key_block_size" | "checksum" | "delay_key_write" | "avg_row_length" | "max_rows" | "min_rows" => "0",
        // An option of a storage engine's own.
        _ => "DEFAULT",
    };
    written(name, value)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn options_are_read() {
        let options = parse("max_rows=5 row_format=DYNAMIC partitioned `encrypted`='no' `x`='a b'");
        let pairs: Vec<String> = options.iter().map(|(name, value)| format!("{name} {value}")).collect();
        assert_eq!(pairs, ["encrypted 'no'", "max_rows 5", "row_format DYNAMIC", "x 'a b'"]);
        assert!(parse("").is_empty() && parse("partitioned").is_empty());
    }
}
