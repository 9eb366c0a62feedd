//! Defaults of entities: literals, and the few expressions that a source tells.

use syn::{Expr, ExprCall, ExprLit, ExprMethodCall, Lit, UnOp};

/// `default_value = …` as SQL.
pub(super) fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Str(text) => Some(quoted(&text.value())),
            Lit::Char(letter) => Some(quoted(&letter.value().to_string())),
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            Lit::Float(number) => Some(number.base10_digits().to_owned()),
            Lit::Bool(value) => Some(if value.value { "TRUE" } else { "FALSE" }.to_owned()),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Some(format!("-{}", literal(&unary.expr)?)),
        // `"new".to_owned()` and the like.
        Expr::MethodCall(call) if only_converts(call) => literal(&call.receiver),
        Expr::Paren(inner) => literal(&inner.expr),
        Expr::Group(inner) => literal(&inner.expr),
        _ => None,
    }
}

/// `default_expr = "…"` as SQL, where it says SQL.
pub(super) fn expression(value: &Expr) -> Option<String> {
    match value {
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return None };
            let name = path.path.segments.last()?.ident.to_string();
            if path.path.segments.iter().rev().nth(1).is_some_and(|of| of.ident == "Func") {
                return function(&name, call);
            }
            match name.as_str() {
                "current_timestamp" => Some("CURRENT_TIMESTAMP".to_owned()),
                "current_date" => Some("CURRENT_DATE".to_owned()),
                "current_time" => Some("CURRENT_TIME".to_owned()),
                "cust" | "Custom" => Some(format!("({})", super::type_text::text(call.args.first()?)?)),
                "custom_keyword" => super::type_text::text(call.args.first()?),
                "val" | "value" | "Value" | "Constant" | "from" | "Keyword" => {
                    let inner = call.args.first()?;
                    literal(inner).or_else(|| expression(inner))
                }
                _ => None,
            }
        }
        Expr::Path(path) => match path.path.segments.last()?.ident.to_string().as_str() {
            "CurrentTimestamp" => Some("CURRENT_TIMESTAMP".to_owned()),
            "CurrentDate" => Some("CURRENT_DATE".to_owned()),
            "CurrentTime" => Some("CURRENT_TIME".to_owned()),
            "Null" => Some("NULL".to_owned()),
            _ => None,
        },
        Expr::MethodCall(call) if only_converts(call) => expression(&call.receiver),
        Expr::Paren(inner) => expression(&inner.expr),
        other => literal(other),
    }
}

/// `Func::cust("gen_random_uuid")`; what arguments it is given, other methods say.
fn function(name: &str, call: &ExprCall) -> Option<String> {
    match name {
        "cust" => Some(format!("{}()", super::type_text::text(call.args.first()?)?)),
        _ => None,
    }
}

/// Whether a method leaves a value what it is.
fn only_converts(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    call.args.is_empty() && ["into", "to", "as", "clone"].iter().any(|known| name.starts_with(known))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_become_sql() {
        let parse = |text: &str| syn::parse_str::<Expr>(text).expect("an expression");
        for (text, expected) in [
            ("\"it's\"", Some("'it''s'")),
            ("-1", Some("-1")),
            ("1_000i64", Some("1000")),
            ("true", Some("TRUE")),
        ] {
            assert_eq!(literal(&parse(text)).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("Expr::current_timestamp()", Some("CURRENT_TIMESTAMP")),
            ("SimpleExpr::Keyword(Keyword::CurrentTimestamp)", Some("CURRENT_TIMESTAMP")),
            ("Expr::cust(\"gen_random_uuid()\")", Some("(gen_random_uuid())")),
            ("Expr::val(3)", Some("3")),
            ("Expr::val(\"a\".to_owned()).into()", Some("'a'")),
            ("SimpleExpr::Custom(\"7\".to_owned())", Some("(7)")),
            ("Func::cust(Alias::new(\"gen_random_uuid\"))", Some("gen_random_uuid()")),
            ("Func::cust(\"coalesce\").arg(1)", None),
            ("Expr::val(3).add(4)", None),
            ("my_default()", None),
        ] {
            assert_eq!(expression(&parse(text)).as_deref(), expected, "{text}");
        }
    }
}
