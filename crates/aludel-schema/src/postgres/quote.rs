//! Names and texts as PostgreSQL writes them.

use crate::object::ObjectId;

/// A name, in quotes where it needs them: as `quote_ident` does.
pub(crate) fn name(name: &str) -> String {
    let mut characters = name.chars();
    let plain = characters.next().is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    match plain && !KEYWORDS.contains(&name) {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

/// Names joined by dots.
pub(crate) fn path<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|part| name(part.as_ref())).collect::<Vec<_>>().join(".")
}

/// The first two names of an object's path: its schema and its own name, or its table's.
pub(crate) fn relation(id: &ObjectId) -> String {
    path(id.path().get(..2).unwrap_or(id.path()))
}

/// A text as a constant.
pub(crate) fn text(text: &str) -> String {
    match text.contains('\\') {
        true => format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}

/// An expression in brackets: the server puts them around operators, not around a call or a name.
pub(crate) fn bracketed(expression: &str) -> String {
    match expression.starts_with('(') && expression.ends_with(')') && closes_last(expression) {
        true => expression.to_owned(),
        false => format!("({expression})"),
    }
}

/// Whether the first bracket is closed by the last.
fn closes_last(expression: &str) -> bool {
    let (mut depth, mut quote) = (0usize, None);
    for (place, character) in expression.char_indices() {
        match (quote, character) {
            // A doubled quote closes and opens again.
            (Some(open), _) => quote = (character != open).then_some(open),
            (None, '\'' | '"') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        if depth == 0 {
            return place + 1 == expression.len();
        }
    }
    false
}

/// The words that `quote_ident` puts in quotes: all that are not "unreserved",
/// <https://www.postgresql.org/docs/current/sql-keywords-appendix.html>.
const KEYWORDS: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "bigint",
    "binary",
    "bit",
    "boolean",
    "both",
    "case",
    "cast",
    "char",
    "character",
    "check",
    "coalesce",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "dec",
    "decimal",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "exists",
    "extract",
    "false",
    "fetch",
    "float",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "greatest",
    "group",
    "grouping",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "inout",
    "int",
    "integer",
    "intersect",
    "interval",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "least",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "national",
    "natural",
    "nchar",
    "none",
    "normalize",
    "not",
    "notnull",
    "null",
    "nullif",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "out",
    "outer",
    "overlaps",
    "overlay",
    "placing",
    "position",
    "precision",
    "primary",
    "real",
    "references",
    "returning",
    "right",
    "row",
    "select",
    "session_user",
    "setof",
    "similar",
    "smallint",
    "some",
    "substring",
    "symmetric",
    "table",
    "tablesample",
    "then",
    "time",
    "timestamp",
    "to",
    "trailing",
    "treat",
    "trim",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "values",
    "varchar",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// The claim of what shares names with tables, indexes, sequences and views.
pub(crate) fn relation_claim(id: &ObjectId) -> String {
    format!("relation {}", relation(id))
}

/// The claim of what shares names with types; a table has a type of its name.
pub(crate) fn type_claim(id: &ObjectId) -> String {
    format!("type {}", relation(id))
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    #[test]
    fn an_expression_stands_in_one_pair_of_brackets() {
        assert_eq!(bracketed("true"), "(true)");
        assert_eq!(bracketed("(a = b)"), "(a = b)");
        assert_eq!(bracketed("(a) = (b)"), "((a) = (b))");
        assert_eq!(bracketed("(a = ')('::text)"), "(a = ')('::text)");
    }
}
