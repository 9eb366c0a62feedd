//! A table's sheet: all its columns with their comments, what it refers to, and what refers to it.

use std::fmt::Write as _;

use super::super::escape::Text;
use super::super::model::{Field, Link, LinkKind};
use super::super::scene::Scene;

pub(super) fn write(out: &mut String, scene: &Scene<'_>, place: usize) {
    let entity = &scene.model.entities[place];
    let _ = writeln!(out, "<section id=\"sheet{place}\">\n<h2>{}</h2>", Text(&scene.label(entity)));
    if let Some(comment) = entity.comment {
        let _ = writeln!(out, "<p class=\"comment\">{}</p>", Text(comment));
    }
    if !entity.fields.is_empty() {
        out.push_str("<table>\n");
        entity.fields.iter().for_each(|field| write_field(out, field));
        out.push_str("</table>\n");
    }
    let links = |wanted: fn(&Link<'_>, usize) -> bool| {
        scene.model.links.iter().filter(move |link| wanted(link, place))
    };
    write_links(out, scene, "Refers to", links(|link, place| link.child == place), |link| link.parent);
    write_links(out, scene, "Referred to by", links(|link, place| link.parent == place), |link| link.child);
    out.push_str("</section>\n");
}

fn write_field(out: &mut String, field: &Field<'_>) {
    let Field { name, type_, nullable, primary, foreign, referenced: _, comment } = field;
    let key = match (primary, foreign) {
        (true, true) => "PK FK",
        (true, false) => "PK",
        (false, true) => "FK",
        (false, false) => "",
    };
    let null = if *nullable { "<i>null</i>" } else { "" };
    let _ = write!(out, "<tr><th>{}<b>{key}</b></th><td>{} {null}", Text(name), Text(type_));
    if let Some(comment) = comment {
        let _ = write!(out, "<p class=\"comment\">{}</p>", Text(comment));
    }
    out.push_str("</td></tr>\n");
}

fn write_links<'s>(
    out: &mut String,
    scene: &Scene<'_>,
    heading: &str,
    links: impl Iterator<Item = &'s Link<'s>>,
    other: fn(&Link<'_>) -> usize,
) {
    let mut links = links.peekable();
    if links.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "<h3>{heading}</h3>\n<ul>");
    for link in links {
        let to = other(link);
        let label = scene.label(&scene.model.entities[to]);
        let _ = write!(out, "<li><a href=\"#sheet{to}\" data-to=\"{to}\">{}</a>", Text(&label));
        let note = match link.kind {
            LinkKind::Foreign { unique: true, optional: false } => "at most one row",
            LinkKind::Foreign { unique: true, optional: true } => "at most one row, may be null",
            LinkKind::Foreign { unique: false, optional: true } => "may be null",
            LinkKind::Foreign { unique: false, optional: false } => "",
            LinkKind::Reads => "read by a view",
        };
        let _ = write!(out, " <i>{note}</i><p>{}", Text(&scene.words(link)));
        if let Some(name) = link.name {
            let _ = write!(out, " <small>{}</small>", Text(name));
        }
        out.push_str("</p></li>\n");
    }
    out.push_str("</ul>\n");
}
