//! SeaORM's column types as they are written: in `column_type = "…"`, and before `.def()`.

use heck::ToShoutySnakeCase as _;
use syn::{Expr, ExprCall, ExprLit, Lit};

use super::sea_type::{Length, SeaType};

impl SeaType {
    /// Reads what stands in `column_type = "…"` and before `.def()`.
    pub(crate) fn parse(expression: &Expr) -> Option<Self> {
        match expression {
            Expr::Path(path) => SeaType::by_name(&path.path.segments.last()?.ident.to_string(), &[]),
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else { return None };
                let arguments: Vec<_> = call.args.iter().collect();
                SeaType::by_name(&path.path.segments.last()?.ident.to_string(), &arguments)
            }
            Expr::Struct(made) if made.path.segments.last()?.ident == "Enum" => {
                let mut found = (None, Vec::new());
                for field in &made.fields {
                    match &field.member {
                        syn::Member::Named(name) if name == "name" => found.0 = text(&field.expr),
                        syn::Member::Named(name) if name == "variants" => found.1 = texts(&field.expr)?,
                        _ => {}
                    }
                }
                Some(SeaType::Enum { name: found.0?, values: found.1 })
            }
            Expr::Paren(inner) => SeaType::parse(&inner.expr),
            Expr::Group(inner) => SeaType::parse(&inner.expr),
            _ => None,
        }
    }

    /// What `Array(RcOrArc::new(…))` is of, as it is written.
    pub(crate) fn element(call: &ExprCall) -> Option<&Expr> {
        if is_named(&call.func, "Array") { call.args.first().map(within) } else { None }
    }

    fn by_name(name: &str, arguments: &[&Expr]) -> Option<Self> {
        let first = arguments.first().copied();
        let number = || first.map_or(Some(None), |it| optional(it, number));
        let pair = || first.map_or(Some(None), |it| optional(it, pair));
        Some(match name {
            "Char" | "char" | "char_len" => SeaType::Char(number()?),
            "String" | "string" | "string_len" => SeaType::String(first.map_or(Some(Length::None), length)?),
            "Text" | "text" => SeaType::Text,
            "Blob" | "blob" => SeaType::Blob,
            "TinyInteger" => SeaType::Integer(1),
            "SmallInteger" => SeaType::Integer(2),
            "Integer" => SeaType::Integer(4),
            "BigInteger" => SeaType::Integer(8),
            "TinyUnsigned" => SeaType::Unsigned(1),
            "SmallUnsigned" => SeaType::Unsigned(2),
            "Unsigned" => SeaType::Unsigned(4),
            "BigUnsigned" => SeaType::Unsigned(8),
            "Float" => SeaType::Float,
            "Double" => SeaType::Double,
            "Decimal" => SeaType::Decimal(pair()?),
            "DateTime" => SeaType::DateTime,
            "Timestamp" => SeaType::Timestamp,
            "TimestampWithTimeZone" => SeaType::TimestampWithTimeZone,
            "Time" => SeaType::Time,
            "Date" => SeaType::Date,
            "Year" => SeaType::Year,
            "Interval" => SeaType::Interval(interval(arguments)),
            // Older releases told the size of a blob here, which PostgreSQL and SQLite have no use for.
            "Binary" | "binary" => first.and_then(self::number).map_or(SeaType::Blob, SeaType::Binary),
            "VarBinary" | "var_binary" => SeaType::VarBinary(first.map_or(Some(Length::None), length)?),
            "Bit" => SeaType::Bit(number()?),
            "VarBit" => SeaType::VarBit(self::number(first?)?),
            "Boolean" => SeaType::Boolean,
            "Money" => SeaType::Money(pair()?),
            "Json" => SeaType::Json,
            "JsonBinary" => SeaType::JsonBinary,
            "Uuid" => SeaType::Uuid,
            "Custom" | "custom" => SeaType::Custom(text(first?)?),
            "Array" => SeaType::Array(Box::new(SeaType::parse(within(first?))?)),
            "Vector" => SeaType::Vector(number()?),
            "Cidr" => SeaType::Cidr,
            "Inet" => SeaType::Inet,
            "MacAddr" => SeaType::MacAddr,
            "LTree" => SeaType::LTree,
            _ => return None,
        })
    }
}

fn number(expression: &Expr) -> Option<u32> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        _ => None,
    }
}

fn pair(expression: &Expr) -> Option<(u32, u32)> {
    let Expr::Tuple(tuple) = expression else { return None };
    let mut parts = tuple.elems.iter().map(number);
    Some((parts.next()??, parts.next()??))
}

/// `None`, `Some(x)`, or `x` alone.
fn optional<T>(expression: &Expr, read: fn(&Expr) -> Option<T>) -> Option<Option<T>> {
    match expression {
        Expr::Path(path) if path.path.is_ident("None") => Some(None),
        Expr::Call(call) if is_named(&call.func, "Some") => Some(Some(read(call.args.first()?)?)),
        other => Some(Some(read(other)?)),
    }
}

/// `StringLen::N(255)`, `StringLen::Max`, `Some(255)`, `None`
fn length(expression: &Expr) -> Option<Length> {
    match expression {
        Expr::Path(path) if path.path.segments.last()?.ident == "Max" => Some(Length::Max),
        Expr::Path(path) if path.path.segments.last()?.ident == "None" => Some(Length::None),
        Expr::Call(call) if is_named(&call.func, "N") => Some(Length::N(number(call.args.first()?)?)),
        other => Some(optional(other, number)?.map_or(Length::None, Length::N)),
    }
}

/// `Interval(Some(PgInterval::YearToMonth), Some(3))`; `None`: of no fields and no precision.
fn interval(arguments: &[&Expr]) -> Option<String> {
    let fields = arguments.first().and_then(|it| match it {
        Expr::Call(call) => match call.args.first()? {
            Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
            _ => None,
        },
        _ => None,
    });
    let precision = arguments.get(1).and_then(|it| optional(it, number)).flatten();
    let fields = fields.map(|name| name.to_shouty_snake_case().replace('_', " "));
    match (fields, precision) {
        (None, None) => None,
        (fields, None) => fields,
        (fields, Some(precision)) => Some(format!("{}({precision})", fields.unwrap_or_default())),
    }
}

/// `RcOrArc::new(ColumnType::Integer)` holds `ColumnType::Integer`.
fn within(expression: &Expr) -> &Expr {
    match expression {
        Expr::Call(call) if is_named(&call.func, "new") => call.args.first().unwrap_or(expression),
        other => other,
    }
}

fn is_named(function: &Expr, name: &str) -> bool {
    matches!(function, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// `"citext"`, `"citext".to_owned()`, `Alias::new("citext")`, `Alias::new("citext").into_iden()`
pub(crate) fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::MethodCall(call) => text(&call.receiver),
        Expr::Call(call) => text(call.args.first()?),
        Expr::Reference(inner) => text(&inner.expr),
        _ => None,
    }
}

fn texts(expression: &Expr) -> Option<Vec<String>> {
    match expression {
        Expr::Array(array) => array.elems.iter().map(text).collect(),
        Expr::Macro(made) => {
            let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
            syn::parse::Parser::parse2(parser, made.mac.tokens.clone()).ok()?.iter().map(text).collect()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<SeaType> {
        SeaType::parse(&syn::parse_str(text).expect("an expression"))
    }

    #[test]
    fn types_are_read_as_they_are_written() {
        for (text, expected) in [
            ("Text", SeaType::Text),
            ("ColumnType::Text", SeaType::Text),
            ("String(StringLen::N(255))", SeaType::String(Length::N(255))),
            ("String(StringLen::None)", SeaType::String(Length::None)),
            ("String(Some(1))", SeaType::String(Length::N(1))),
            ("String(None)", SeaType::String(Length::None)),
            ("string(Some(50))", SeaType::String(Length::N(50))),
            ("Char(Some(2))", SeaType::Char(Some(2))),
            ("Decimal(Some((10, 4)))", SeaType::Decimal(Some((10, 4)))),
            ("Decimal(None)", SeaType::Decimal(None)),
            ("custom(\"citext\")", SeaType::Custom("citext".to_owned())),
            ("Custom(\"citext\".to_owned())", SeaType::Custom("citext".to_owned())),
            ("VarBinary(StringLen::Max)", SeaType::VarBinary(Length::Max)),
            ("Array(RcOrArc::new(ColumnType::Integer))", SeaType::Array(Box::new(SeaType::Integer(4)))),
            ("Interval(None, None)", SeaType::Interval(None)),
            (
                "Interval(Some(PgInterval::YearToMonth), None)",
                SeaType::Interval(Some("YEAR TO MONTH".to_owned())),
            ),
            (
                "Enum { name: Alias::new(\"tea\"), variants: vec![Alias::new(\"black\"), Alias::new(\"green\")] }",
                SeaType::Enum {
                    name: "tea".to_owned(),
                    values: vec!["black".to_owned(), "green".to_owned()],
                },
            ),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        assert_eq!(parse("my_type()"), None);
    }
}
