//! Definitions as the catalog queries write them.
//!
//! `json_strip_nulls(json_build_object(…))` does the same, and takes the server three times as long
//! where most properties are the usual ones and left out.

/// A JSON object of these names and expressions, without those that are NULL.
pub(super) fn object(properties: &[(&str, &str)]) -> String {
    let written: Vec<String> = properties
        .iter()
        .map(|(name, expression)| format!("',\"{name}\":' || to_json({expression})"))
        .collect();
    format!("'{{' || ltrim(concat({}), ',') || '}}'", written.join(",\n       "))
}
