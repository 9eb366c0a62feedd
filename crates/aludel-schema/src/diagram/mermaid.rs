//! Mermaid's `erDiagram`.
//!
//! What Mermaid accepts is told by its lexer (packages/mermaid/src/diagrams/er/parser/erDiagram.jison),
//! not by its manual. A quoted name may hold no quote, percent sign, backslash or line break, but
//! before it is read, `#quot;` and `#37;` are taken for the characters they stand for: that is how
//! such names are written here. A column's name and type may hold letters, digits and a few signs and
//! have no such way out; other signs become `_`, and the comment tells the true name. `PK` and its
//! like are words of the language wherever they stand. What is written here was drawn by the versions
//! 10.9, 11.4 and 11.17.
//! <https://mermaid.js.org/syntax/entityRelationshipDiagram.html>

use std::fmt::Write as _;

use super::model::{Entity, Field, Link, LinkKind, Model};

/// How much of a comment stands beside a column: Mermaid makes the column as wide as the longest.
const COMMENT_CHARS: usize = 60;

pub(super) fn write(model: &Model<'_>) -> String {
    let mut out = String::new();
    if !model.title.trim().is_empty() {
        out.push_str(&front_matter(model.title));
    }
    out.push_str("erDiagram\n");
    for entity in &model.entities {
        write_entity(&mut out, entity);
    }
    for link in &model.links {
        write_link(&mut out, model, link);
    }
    out
}

/// The title, in the YAML block that Mermaid reads before the diagram. A JSON string is a YAML one.
///
/// There is no way to write a sign as a number here, and Mermaid takes the title for HTML.
fn front_matter(title: &str) -> String {
    let plain = |c: char| match c {
        '<' => '‹',
        '>' => '›',
        c if c.is_control() || c > '\u{fffd}' && c <= '\u{ffff}' => ' ',
        c => c,
    };
    let title: String = title.trim().chars().map(plain).collect();
    format!("---\ntitle: {}\n---\n", serde_json::Value::from(title))
}

fn write_entity(out: &mut String, entity: &Entity<'_>) {
    let Entity { name: _, kind: _, comment: _, fields } = entity;
    let _ = write!(out, "    {}", entity_name(entity));
    if fields.is_empty() {
        out.push('\n');
        return;
    }
    out.push_str(" {\n");
    for field in fields {
        write_field(out, field);
    }
    out.push_str("    }\n");
}

fn write_field(out: &mut String, field: &Field<'_>) {
    let name = word(field.name);
    let _ = write!(out, "        {} {name}", word(field.type_));
    match (field.primary, field.foreign) {
        (true, true) => out.push_str(" PK,FK"),
        (true, false) => out.push_str(" PK"),
        (false, true) => out.push_str(" FK"),
        (false, false) => {}
    }
    let true_name = (name != field.name).then_some(field.name);
    let true_type = (!field.type_.is_ascii()).then_some(field.type_);
    let parts: Vec<&str> = true_name.into_iter().chain(true_type).chain(field.comment).collect();
    if !parts.is_empty() {
        let _ = write!(out, " {}", quoted(&shortened(&parts.join(": "))));
    }
    out.push('\n');
}

/// The parent stands first, so that it is drawn above its children.
fn write_link(out: &mut String, model: &Model<'_>, link: &Link<'_>) {
    let LinkKind::Foreign { unique, optional } = link.kind else { return };
    let (child, parent) = (&model.entities[link.child], &model.entities[link.parent]);
    let parent_sign = if optional { "|o" } else { "||" };
    let child_sign = if unique { "o|" } else { "o{" };
    // A child that the parent's key identifies has a solid line, by the custom of such diagrams.
    let identifies = link.child_fields.iter().all(|&place| child.fields[place].primary);
    let line = if identifies && !link.child_fields.is_empty() { "--" } else { ".." };
    let names: Vec<&str> = link.child_fields.iter().map(|&place| child.fields[place].name).collect();
    let label = if names.is_empty() { link.name.unwrap_or("refers to").to_owned() } else { names.join(", ") };
    let (child, parent) = (entity_name(child), entity_name(parent));
    let label = quoted(&shortened(&label));
    let _ = writeln!(out, "    {parent} {parent_sign}{line}{child_sign} {child} : {label}");
}

/// A schema's dot is the only one written as a dot: `"a.b"."c"` and `"a"."b.c"` are two tables.
fn entity_name(entity: &Entity<'_>) -> String {
    let part = |text: &str| encoded(text).replace('.', "#46;");
    match &entity.name.schema {
        Some(schema) => format!("\"{}.{}\"", part(schema), part(&entity.name.name)),
        None if entity.name.name.trim().is_empty() => "\"(no name)\"".to_owned(),
        None => format!("\"{}\"", part(&entity.name.name)),
    }
}

fn quoted(text: &str) -> String {
    if text.trim().is_empty() { "\" \"".to_owned() } else { format!("\"{}\"", encoded(text)) }
}

/// Writes what ends a quoted text, or what Markdown or HTML would make of it, as a number.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let inside_word = c == '_' && is_word(before) && is_word(next);
        // `direction tb` and its like are a statement to the lexer wherever on a line they stand.
        let after_direction = c.is_whitespace() && before.is_some_and(|b| b.eq_ignore_ascii_case(&'n'));
        if c.is_control() {
            let _ = write!(out, "#{};", if c == '\0' { 0xfffd } else { u32::from(c) });
        } else if after_direction && ends_with_direction(&out) || is_marked(c) && !inside_word {
            let _ = write!(out, "#{};", u32::from(c));
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

fn ends_with_direction(text: &str) -> bool {
    let tail = text.len().checked_sub("direction".len()).and_then(|start| text.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("direction"))
}

fn is_marked(c: char) -> bool {
    matches!(c, '"' | '%' | '\\' | '#' | ';' | '<' | '>' | '&' | '*' | '_' | '`' | '~' | '$' | '{' | '}')
}

/// A name or type as one word of an attribute: `numeric(10_2)`.
///
/// Newer versions take dots, commas and letters of other scripts too; those before 11.5 draw nothing
/// at all if there is one.
fn word(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '[' | ']' | '(' | ')');
    let mut out: String = text.trim().chars().map(|c| if fits(c) { c } else { '_' }).collect();
    let starts_well = out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts_well || starts_with_key(&out) {
        out.insert(0, '_');
    }
    out
}

/// Whether the lexer would take the beginning for a key's mark.
fn starts_with_key(word: &str) -> bool {
    let Some((key, rest)) = word.split_at_checked(2) else { return false };
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    ends && ["PK", "FK", "UK"].iter().any(|known| key.eq_ignore_ascii_case(known))
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(COMMENT_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
