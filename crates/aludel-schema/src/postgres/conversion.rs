//! How values of one type become values of another when a column changes its type.
//!
//! The server converts by itself where an assignment would; else it wants a USING expression,
//! <https://www.postgresql.org/docs/current/sql-altertable.html>. A plan is made without a
//! connection, so the casts of `pg_cast` stand here, and the rule for strings: everything is
//! assigned to a string, and a string is cast to anything, by way of the types' text forms.

/// How a value of one type becomes one of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conversion {
    /// The expression that is needed; `None`: the server does it by itself.
    pub(super) using: Option<String>,
    /// What can go wrong with rows that are there.
    pub(super) note: Option<String>,
    /// What of the values is lost.
    pub(super) loses: Option<&'static str>,
}

/// A column's type, and what lies under it where it is a domain; both as `format_type` says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type<'a> {
    pub(super) name: &'a str,
    pub(super) base: Option<&'a str>,
}

/// How `column` comes from one type to the other by a cast of the database's own, if `is_cast` says that
/// there is one between two types without their modifiers.
pub(super) fn by_cast(
    column: &str,
    from: Type<'_>,
    to: Type<'_>,
    is_cast: impl Fn(&str, &str) -> bool,
) -> Option<Conversion> {
    let (source, target) = (Shape::of(from.base.unwrap_or(from.name)), Shape::of(to.base.unwrap_or(to.name)));
    let is_its = source.dimensions == target.dimensions && is_cast(&source.base, &target.base);
    is_its.then(|| Conversion { using: Some(format!("{column}::{}", to.name)), ..Conversion::default() })
}

/// How `column` (as SQL writes it) comes from one type to the other; `None`: no cast leads there.
pub(super) fn conversion(column: &str, from: Type<'_>, to: Type<'_>) -> Option<Conversion> {
    let (source, target) = (Shape::of(from.base.unwrap_or(from.name)), Shape::of(to.base.unwrap_or(to.name)));
    let cast = |via: &str| Some(format!("{column}{via}::{}", to.name));
    let risky = |using, note: String| Some(Conversion { using, note: Some(note), loses: None });
    let unfit = format!("fails where a value is no {}", to.name);
    if source.dimensions != target.dimensions {
        return match (source.is_string(), target.is_string()) {
            (_, true) => Some(Conversion::default()),
            (true, false) => risky(cast(""), unfit),
            (false, false) => None,
        };
    }
    if source.base == target.base {
        return Some(resized(&source, &target, to));
    }
    if is_in(ASSIGNED, &source.base, &target.base) || target.is_text() {
        return Some(narrowed(&source, &target, to));
    }
    if source.is_text() {
        return risky(cast(""), unfit);
    }
    if is_in(EXPLICIT, &source.base, &target.base) {
        return Some(Conversion { using: cast(""), ..Conversion::default() });
    }
    let array = if source.dimensions { "[]" } else { "" };
    if source.is_of_user() || target.is_of_user() {
        return risky(cast(&format!("::text{array}")), unfit);
    }
    let by_integer = |a: &str, b: &str| a == "boolean" && matches!(b, "smallint" | "bigint" | "numeric");
    if by_integer(&source.base, &target.base) || by_integer(&target.base, &source.base) {
        return Some(Conversion { using: cast(&format!("::integer{array}")), ..Conversion::default() });
    }
    None
}

/// A type's name without its modifiers.
struct Shape {
    base: String,
    modifiers: Vec<i64>,
    dimensions: bool,
}

impl Shape {
    fn of(name: &str) -> Self {
        let (name, dimensions) = match name.strip_suffix("[]") {
            Some(element) => (element, true),
            None => (name, false),
        };
        let quoted = name.contains('"');
        let (Some(open), Some(close), false) = (name.find('('), name.find(')'), quoted) else {
            let base = if name.starts_with("interval ") { "interval" } else { name };
            return Self { base: base.to_owned(), modifiers: Vec::new(), dimensions };
        };
        let modifiers = name.get(open + 1..close).unwrap_or_default();
        let modifiers = modifiers.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        let base = format!("{}{}", &name[..open], name.get(close + 1..).unwrap_or_default());
        let base = if base.starts_with("interval") { "interval".to_owned() } else { base };
        Self { base, modifiers, dimensions }
    }

    /// Whether it is one string, not an array of them.
    fn is_string(&self) -> bool {
        !self.dimensions && self.is_text()
    }

    fn is_text(&self) -> bool {
        matches!(self.base.as_str(), "text" | "character varying" | "character" | "name")
    }

    /// Only what is not the server's own stands with its schema.
    fn is_of_user(&self) -> bool {
        self.base.contains('.')
    }
}

/// The same type with other modifiers.
fn resized(source: &Shape, target: &Shape, to: Type<'_>) -> Conversion {
    let tighter = |place: usize| match (source.modifiers.get(place), target.modifiers.get(place)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new < old,
    };
    let mut conversion = Conversion::default();
    match target.base.as_str() {
        "numeric" => {
            let digits = |shape: &Shape| match shape.modifiers.as_slice() {
                [] => None,
                [precision] => Some(*precision),
                [precision, scale, ..] => Some(precision - scale),
            };
            let fewer = match (digits(source), digits(target)) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(old), Some(new)) => new < old,
            };
            conversion.note = fewer.then(|| format!("fails where a value does not fit into {}", to.name));
            conversion.loses = tighter(1).then_some("digits after the point");
        }
        "character varying" | "character" | "bit" | "bit varying" if tighter(0) => {
            conversion.note = Some(format!("fails where a value does not fit into {}", to.name));
        }
        "time without time zone"
        | "time with time zone"
        | "timestamp without time zone"
        | "timestamp with time zone"
        | "interval"
            if tighter(0) =>
        {
            conversion.loses = Some("fractions of a second");
        }
        _ => {}
    }
    conversion
}

/// What the server converts by itself, though not always without loss.
fn narrowed(source: &Shape, target: &Shape, to: Type<'_>) -> Conversion {
    let size =
        |base: &str| ["smallint", "integer", "bigint", "numeric"].iter().position(|name| *name == base);
    let mut conversion = Conversion::default();
    let fits = || Some(format!("fails where a value does not fit into {}", to.name));
    match (source.base.as_str(), target.base.as_str()) {
        ("numeric" | "real" | "double precision", "smallint" | "integer" | "bigint") => {
            conversion.note = fits();
            conversion.loses = Some("digits after the point");
        }
        (a, b) if size(a).zip(size(b)).is_some_and(|(a, b)| a > b) => conversion.note = fits(),
        (_, "numeric") if !target.modifiers.is_empty() => conversion.note = fits(),
        ("numeric" | "double precision", "real") | ("numeric", "double precision") => {
            conversion.loses = Some("digits beyond what a binary fraction holds");
        }
        ("timestamp with time zone" | "timestamp without time zone", "date") => {
            conversion.loses = Some("the time of day");
        }
        (
            "timestamp with time zone" | "timestamp without time zone",
            "time without time zone" | "time with time zone",
        ) => conversion.loses = Some("the date"),
        ("timestamp with time zone", "timestamp without time zone")
        | ("timestamp without time zone" | "date", "timestamp with time zone") => {
            conversion.note = Some(
                "the times are read in the session's time zone: SET TimeZone first if it is another".into(),
            );
        }
        ("cidr" | "inet", "cidr") => conversion.loses = Some("the bits right of the netmask"),
        (_, "character varying" | "character") if !target.modifiers.is_empty() => conversion.note = fits(),
        _ => {}
    }
    conversion
}

fn is_in(casts: &[(&str, &str)], source: &str, target: &str) -> bool {
    casts.iter().any(|(from, to)| *from == source && to.split(',').any(|name| name == target))
}

/// `pg_cast` without its explicit casts: what the server does by itself. Casts from the kinds of
/// object names (`regclass`, …) and to `"char"` are left out: nobody's column becomes one.
const ASSIGNED: &[(&str, &str)] = &[
    ("smallint", "integer,bigint,numeric,real,double precision,oid"),
    ("integer", "smallint,bigint,numeric,real,double precision,money,oid"),
    ("bigint", "smallint,integer,numeric,real,double precision,money,oid"),
    ("numeric", "smallint,integer,bigint,real,double precision,money"),
    ("real", "smallint,integer,bigint,numeric,double precision"),
    ("double precision", "smallint,integer,bigint,numeric,real"),
    ("money", "numeric"),
    ("oid", "integer,bigint"),
    ("date", "timestamp without time zone,timestamp with time zone"),
    ("timestamp without time zone", "date,time without time zone,timestamp with time zone"),
    (
        "timestamp with time zone",
        "date,time without time zone,time with time zone,timestamp without time zone",
    ),
    ("time without time zone", "interval,time with time zone"),
    ("time with time zone", "time without time zone"),
    ("interval", "time without time zone"),
    ("bit", "bit varying"),
    ("bit varying", "bit"),
    ("json", "jsonb"),
    ("jsonb", "json"),
    ("cidr", "inet"),
    ("inet", "cidr"),
    ("macaddr", "macaddr8"),
    ("macaddr8", "macaddr"),
    ("box", "polygon"),
    ("path", "polygon"),
    ("point", "box"),
    ("polygon", "path"),
];

/// The casts of `pg_cast` that must be asked for.
const EXPLICIT: &[(&str, &str)] = &[
    ("boolean", "integer"),
    ("integer", "boolean,bit"),
    ("bigint", "bit"),
    ("bit", "integer,bigint"),
    ("jsonb", "boolean,smallint,integer,bigint,numeric,real,double precision"),
    ("box", "circle,lseg,point"),
    ("circle", "box,point,polygon"),
    ("polygon", "box,circle,point"),
    ("lseg", "point"),
    ("xid8", "xid"),
    ("int4range", "int4multirange"),
    ("int8range", "int8multirange"),
    ("numrange", "nummultirange"),
    ("daterange", "datemultirange"),
    ("tsrange", "tsmultirange"),
    ("tstzrange", "tstzmultirange"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// `automatic`, `impossible` or the expression, and what is said of it.
    fn check(from: &str, to: &str, expected: &str) {
        let named = |name| Type { name, base: None };
        let found = match conversion("c", named(from), named(to)) {
            None => "impossible".to_owned(),
            Some(Conversion { using, note, loses }) => {
                let using = using.unwrap_or_else(|| "automatic".to_owned());
                let said = [note.as_deref(), loses.map(|_| "loses")];
                std::iter::once(using.as_str())
                    .chain(said.into_iter().flatten())
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        };
        assert_eq!(found, expected, "{from} → {to}");
    }

    #[test]
    fn the_server_converts_what_it_would_assign() {
        check("integer", "bigint", "automatic");
        check("character varying(10)", "text", "automatic");
        check("integer[]", "bigint[]", "automatic");
        check("uuid", "text", "automatic");
        check("public.mood", "text", "automatic");
        check("bigint", "integer", "automatic; fails where a value does not fit into integer");
        check("timestamp without time zone", "date", "automatic; loses");
        check("interval day to second(3)", "interval", "automatic");
    }

    #[test]
    fn modifiers_that_get_tighter_are_said() {
        check("numeric(10,2)", "numeric(12,2)", "automatic");
        check(
            "numeric(10,2)",
            "numeric(10,4)",
            "automatic; fails where a value does not fit into numeric(10,4)",
        );
        check("numeric(10,4)", "numeric(10,2)", "automatic; loses");
        check(
            "character varying(50)",
            "character varying(20)",
            "automatic; fails where a value does not fit into character varying(20)",
        );
        check("character varying(20)", "character varying(50)", "automatic");
    }

    #[test]
    fn what_is_not_assigned_needs_an_expression() {
        check("text", "integer", "c::integer; fails where a value is no integer");
        check("text", "public.mood", "c::public.mood; fails where a value is no public.mood");
        check("text[]", "integer[]", "c::integer[]; fails where a value is no integer[]");
        check("integer", "boolean", "c::boolean");
        check("boolean", "bigint", "c::integer::bigint");
        check("public.a", "public.b", "c::text::public.b; fails where a value is no public.b");
        check("public.a[]", "public.b[]", "c::text[]::public.b[]; fails where a value is no public.b[]");
    }

    #[test]
    fn what_has_no_cast_is_impossible() {
        check("integer", "date", "impossible");
        check("uuid", "bigint", "impossible");
        check("integer", "integer[]", "impossible");
    }
}
