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

/// A text between dollar signs, with a word between them where the text needs it.
pub(crate) fn dollars(text: &str) -> String {
    // The text is over where its end stands for the first time.
    let fits = |tag: &str| format!("{text}${tag}$").find(&format!("${tag}$")) == Some(text.len());
    let tags = ["", "_", "function", "body"].map(str::to_owned).into_iter();
    let tag = tags.chain((1..).map(|number| format!("_{number}"))).find(|tag| fits(tag)).unwrap_or_default();
    format!("${tag}${text}${tag}$")
}

/// An expression in brackets, unless one pair stands around all of it already.
pub(crate) fn in_brackets(expression: &str) -> String {
    let expression = expression.trim();
    match is_in_brackets(expression) {
        true => expression.to_owned(),
        false => format!("({expression})"),
    }
}

fn is_in_brackets(expression: &str) -> bool {
    let mut depth = 0_usize;
    let mut quoted = None;
    for (place, c) in expression.char_indices() {
        match (quoted, c) {
            (Some(quote), _) if c == quote => quoted = None,
            (None, '\'' | '"') => quoted = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return place > 0 && place + 1 == expression.len();
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
    use super::in_brackets;

    #[test]
    fn brackets() {
        for (expression, expected) in [
            ("(a > 0)", "(a > 0)"),
            ("a", "(a)"),
            ("((a > 0) AND (b > 0))", "((a > 0) AND (b > 0))"),
            ("(a) + (b)", "((a) + (b))"),
            ("(a = ')'::text)", "(a = ')'::text)"),
            ("(a = '('::text) OR (b = ')'::text)", "((a = '('::text) OR (b = ')'::text))"),
            ("\nCASE\n    WHEN (a) THEN b\nEND", "(CASE\n    WHEN (a) THEN b\nEND)"),
            ("(\"a)\" > 0)", "(\"a)\" > 0)"),
            ("", "()"),
        ] {
            assert_eq!(in_brackets(expression), expected);
        }
    }
}
