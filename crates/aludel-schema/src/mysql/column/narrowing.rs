//! What a change of a column's type may cost: values that no longer fit, rows that are written anew.

use super::Definition;
use crate::mysql::online::Online;

/// Whether rows are written anew, so that foreign keys must stand aside.
// Even a varchar that only gets longer can't be altered under a foreign key.
pub(super) fn rewrites(from: &Definition, to: &Definition) -> bool {
    from.r#type != to.r#type || from.collation != to.collation
}

/// What may happen to the rows that are there, in words.
pub(super) fn dangers(from: &Definition, to: &Definition) -> Vec<String> {
    let mut dangers = Vec::new();
    if to.not_null && !from.not_null && to.generated.is_none() {
        dangers.push("fill the rows in which it is NULL before this statement".to_owned());
    }
    if let (Some(old), Some(new)) = (values(&from.r#type), values(&to.r#type)) {
        let gone: Vec<String> = old.iter().filter(|value| !new.contains(value)).cloned().collect();
        if !gone.is_empty() {
            dangers.push(format!("no row may hold {}", gone.join(", ")));
        }
    } else if !fits(&from.r#type, &to.r#type) {
        dangers.push(format!("values of {} that do not fit {} stop this statement", from.r#type, to.r#type));
    }
    let charset = |definition: &Definition| {
        definition.collation.as_deref().map(|name| crate::mysql::table::charset_of(name).to_owned())
    };
    if let (Some(from), Some(to)) = (charset(from), charset(to))
        && from != to
        && !widens(&from, &to)
    {
        dangers.push(format!("letters that {to} lacks are lost"));
    }
    dangers
}

fn widens(from: &str, to: &str) -> bool {
    to == "utf8mb4" || from == "ascii"
}

/// How little is needed to alter the type, where nothing but the type is altered.
pub(super) fn online(from: &Definition, to: &Definition, mariadb: bool) -> Online {
    if from.r#type == to.r#type {
        return Online::Instant;
    }
    if let (Some(old), Some(new)) = (values(&from.r#type), values(&to.r#type)) {
        // One byte holds 255 values of an enum, and 8 of a set.
        let room = if to.r#type.starts_with("enum") { 255 } else { 8 };
        let is_grown = base(&from.r#type) == base(&to.r#type) && new.starts_with(&old) && new.len() <= room;
        return if is_grown { Online::Instant } else { Online::Copy };
    }
    match (varchar(from), varchar(to)) {
        // The length of a value is kept in one byte up to 255 bytes, in two above.
        (Some(old), Some(new)) if new >= old && (new <= 255 || old > 255) => match mariadb {
            true => Online::Instant,
            false => Online::Light,
        },
        _ => Online::Copy,
    }
}

/// The bytes that a varchar may have.
fn varchar(definition: &Definition) -> Option<u64> {
    let length: u64 = definition.r#type.strip_prefix("varchar(")?.strip_suffix(')')?.parse().ok()?;
    let width = match crate::mysql::table::charset_of(definition.collation.as_deref()?) {
        "utf8mb4" | "utf16" | "utf32" => 4,
        "utf8" | "utf8mb3" => 3,
        _ => 1,
    };
    Some(length * width)
}

/// The values of an enum or a set, in their quotes.
fn values(r#type: &str) -> Option<Vec<String>> {
    let list = r#type.strip_prefix("enum(").or_else(|| r#type.strip_prefix("set("))?.strip_suffix(')')?;
    let (mut values, mut value, mut inside) = (Vec::new(), String::new(), false);
    for c in list.chars() {
        match c {
            ',' if !inside => values.push(std::mem::take(&mut value)),
            c => {
                // Two quotes inside leave it and come back.
                inside ^= c == '\'';
                value.push(c);
            }
        }
    }
    values.push(value);
    Some(values)
}

/// Whether its values are written without quotes.
pub(super) fn is_number(r#type: &str) -> bool {
    integer(r#type).is_some() || matches!(base(r#type), "decimal" | "float" | "double" | "year" | "bit")
}

fn base(r#type: &str) -> &str {
    r#type.split(['(', ' ']).next().unwrap_or(r#type)
}

/// Whether every value of one type is one of the other.
fn fits(from: &str, to: &str) -> bool {
    if from == to {
        return true;
    }
    match (integer(from), integer(to)) {
        (Some((low, high)), Some((least, most))) => return least <= low && high <= most,
        (Some(_), None) => return room(to).is_some_and(|room| room >= LONGEST_INTEGER),
        _ => {}
    }
    match (room(from), room(to)) {
        (Some(old), Some(new)) => old <= new,
        _ if to == "double" => matches!(base(from), "double" | "float"),
        _ => {
            base(from) == base(to) && arguments(from) <= arguments(to) && !to.contains("unsigned")
                || is_long_text(to)
        }
    }
}

/// Letters of `-9223372036854775808`.
const LONGEST_INTEGER: u64 = 20;

fn is_long_text(r#type: &str) -> bool {
    room(r#type).is_some_and(|room| room >= 65_535)
}

/// The least and the greatest number.
fn integer(r#type: &str) -> Option<(i128, i128)> {
    let bits = match base(r#type) {
        "tinyint" => 8,
        "smallint" => 16,
        "mediumint" => 24,
        "int" => 32,
        "bigint" => 64,
        _ => return None,
    };
    Some(match r#type.contains("unsigned") {
        true => (0, (1 << bits) - 1),
        false => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
    })
}

/// How long a text or a run of bytes may be.
fn room(r#type: &str) -> Option<u64> {
    Some(match base(r#type) {
        "char" | "varchar" => *arguments(r#type).first()?,
        "tinytext" => 255,
        "text" => 65_535,
        "mediumtext" => 16_777_215,
        "longtext" => u64::from(u32::MAX),
        _ => return None,
    })
}

fn arguments(r#type: &str) -> Vec<u64> {
    let list = r#type.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    list.map_or(Vec::new(), |(list, _)| list.split(',').filter_map(|one| one.trim().parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::{fits, values};

    #[test]
    fn what_fits() {
        let yes = [
            ("int(11)", "bigint(20)"),
            ("int", "int"),
            ("tinyint(3) unsigned", "smallint(6)"),
            ("varchar(10)", "text"),
            ("decimal(10,2)", "decimal(12,2)"),
            ("bigint(20)", "text"),
            ("bigint(20)", "varchar(20)"),
            ("datetime", "datetime(3)"),
        ];
        let no = [
            ("int(11)", "int(10) unsigned"),
            ("bigint(20)", "int(11)"),
            ("text", "varchar(10)"),
            ("varchar(10)", "int(11)"),
            ("int(11)", "varchar(10)"),
            ("decimal(12,2)", "decimal(10,2)"),
            ("datetime(3)", "datetime"),
        ];
        for (from, to) in yes {
            assert!(fits(from, to), "{from} {to}");
        }
        for (from, to) in no {
            assert!(!fits(from, to), "{from} {to}");
        }
    }

    #[test]
    fn values_of_enums() {
        assert_eq!(values("enum('a','b,''c','')").unwrap(), ["'a'", "'b,''c'", "''"]);
    }
}
