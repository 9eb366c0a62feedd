//! The SVG document, and the drawing that the HTML page shares with it.
//!
//! Colours are classes with plain values, and dark is a media query: viewers that know no CSS
//! variables, and pages that show the file as an image, get them right too. Nothing is fetched, there
//! is no script, and ids are numbers: no name becomes one.

mod line;

use std::fmt::{self, Display, Write as _};

use super::card::{self, Card, Row};
use super::escape::Text;
use super::measure::cut;
use super::model::{Entity, EntityKind, Field, LinkKind};
use super::scene::Scene;

pub(super) const BASE_STYLE: &str = include_str!("svg/base.css");
pub(super) const LIGHT_STYLE: &str = include_str!("svg/light.css");
pub(super) const DARK_STYLE: &str = include_str!("svg/dark.css");

/// Space around the picture, and above it for the title.
const MARGIN: i32 = 32;
const HEAD: i32 = 64;
/// Space below it for what the signs mean.
const LEGEND: i32 = 44;
const MIN_WIDTH: i32 = 860;

/// What becomes of the rows that are folded away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Folded {
    /// They are counted and left out.
    Counted,
    /// They are there, for the page to unfold.
    Hidden,
}

/// The width and height of the whole drawing.
pub(super) fn size(scene: &Scene<'_>) -> (i32, i32) {
    let width = scene.layout.width.max(MIN_WIDTH) + 2 * MARGIN;
    (width, HEAD + scene.layout.height + LEGEND + 2 * MARGIN)
}

/// Where a point of the layout is in the whole drawing.
pub(super) fn origin(x: i32, y: i32) -> (i32, i32) {
    (x + MARGIN, y + MARGIN + HEAD)
}

/// The whole document.
pub(super) fn document(scene: &Scene<'_>) -> String {
    let (width, height) = size(scene);
    let mut out = String::new();
    let title = Text(scene.model.title);
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">"#
    );
    let _ = writeln!(out, "<title>{title}</title>");
    let _ = writeln!(
        out,
        "<style>\n{BASE_STYLE}{LIGHT_STYLE}@media (prefers-color-scheme:dark){{\n{DARK_STYLE}}}\n</style>"
    );
    let _ = writeln!(out, r#"<rect class="ground" width="{width}" height="{height}"/>"#);
    draw(&mut out, scene, Folded::Counted);
    out.push_str("</svg>\n");
    out
}

/// What is inside the `svg` element: title, lines, boxes, legend.
pub(super) fn draw(out: &mut String, scene: &Scene<'_>, folded: Folded) {
    let title = Text(&cut(scene.model.title, 60)).to_string();
    let _ = writeln!(out, r#"<text class="title" x="{MARGIN}" y="{}">{title}</text>"#, MARGIN + 20);
    let summary = scene.summary();
    let _ = writeln!(out, r#"<text class="caption" x="{MARGIN}" y="{}">{summary}</text>"#, MARGIN + 42);
    let _ = writeln!(out, r#"<g transform="translate({MARGIN} {})">"#, MARGIN + HEAD);
    if let Some(top) = scene.layout.grid_top {
        draw_grid_caption(out, top, scene.layout.width);
    }
    out.push_str("<g>\n");
    for (place, link) in scene.model.links.iter().enumerate() {
        line::draw(out, scene, link, &scene.layout.paths[place]);
    }
    out.push_str("</g>\n");
    for (place, (entity, card)) in scene.model.entities.iter().zip(&scene.cards).enumerate() {
        draw_card(out, scene, place, entity, card, folded);
    }
    out.push_str("</g>\n");
    line::draw_legend(out, scene, MARGIN, size(scene).1 - MARGIN);
}

fn draw_grid_caption(out: &mut String, top: i32, width: i32) {
    let _ = writeln!(out, r#"<path class="rule" d="M0 {}H{width}"/>"#, top - 24);
    let _ = writeln!(out, r#"<text class="caption" x="0" y="{}">Without references</text>"#, top + 14);
}

fn draw_card(
    out: &mut String,
    scene: &Scene<'_>,
    place: usize,
    entity: &Entity<'_>,
    card: &Card,
    folded: Folded,
) {
    let at = scene.layout.corners[place];
    let Card { prefix, title, rows, rest, width, height } = card;
    let kind = match entity.kind {
        EntityKind::Table => "",
        EntityKind::View => " view",
        EntityKind::Elsewhere => " away",
    };
    let hue = Hue(scene.hues[place]);
    let _ = writeln!(
        out,
        r#"<g class="b{kind}{hue}" data-t="{place}" transform="translate({} {})">"#,
        at.x, at.y
    );
    let _ = writeln!(out, "<title>{}</title>", Text(&card_words(scene, entity)));
    let _ = write!(out, r#"<rect class="box" width="{width}" height="{height}" rx="6"/>"#);
    let strip = if *height > card::HEAD_HEIGHT { "v24h-" } else { "v18a6 6 0 0 1-6 6h-" };
    let inner = if *height > card::HEAD_HEIGHT { *width - 1 } else { *width - 13 };
    let close = if *height > card::HEAD_HEIGHT { "z" } else { "a6 6 0 0 1-6-6z" };
    let across = width - 1;
    let _ = write!(out, r#"<path class="strip" d="M.5 5h{across}{strip}{inner}{close}"/>"#);
    let _ = write!(out, r#"<path class="bar" d="M0 6a6 6 0 0 1 6-6h{}a6 6 0 0 1 6 6z"/>"#, width - 12);
    let prefix = if prefix.is_empty() {
        String::new()
    } else {
        format!(r#"<tspan class="t">{}</tspan>"#, Text(prefix))
    };
    let _ =
        writeln!(out, r#"<text class="name" x="{}" y="22">{prefix}{}</text>"#, card::PADDING, Text(title));
    for (line, row) in rows.iter().enumerate() {
        draw_row(out, entity, row, line, *width);
    }
    if !rest.is_empty() {
        draw_rest(out, entity, card, folded);
    }
    out.push_str("</g>\n");
}

fn draw_rest(out: &mut String, entity: &Entity<'_>, card: &Card, folded: Folded) {
    let y = card::row_top(card.rows.len()) + 14;
    let count = card.rest.len();
    let _ = writeln!(out, r#"<text class="fold" x="{}" y="{y}">… {count} more columns</text>"#, card::GUTTER);
    if folded == Folded::Hidden {
        out.push_str("<g class=\"rest\">\n");
        for (line, row) in card.rest.iter().enumerate() {
            draw_row(out, entity, row, card.rows.len() + line, card.width);
        }
        out.push_str("</g>\n");
    }
}

fn draw_row(out: &mut String, entity: &Entity<'_>, row: &Row, line: usize, width: i32) {
    let field = &entity.fields[row.field];
    let y = card::row_top(line);
    let _ = write!(out, r#"<g transform="translate(0 {y})"><title>{}</title>"#, Text(&field_words(field)));
    if field.primary {
        out.push_str(
            r#"<path class="sign" d="M14 10a3.5 3.5 0 1 0-7 0a3.5 3.5 0 1 0 7 0h7v3.5m-3-3.5v2.5"/>"#,
        );
    }
    if field.foreign {
        out.push_str(r#"<path class="link" d="M25 10h8m-3-3l3 3l-3 3"/>"#);
    }
    let class = if field.primary { r#" class="pk""# } else { "" };
    let name = Text(&row.name);
    let _ = write!(out, r#"<text{class} x="{}" y="14">{name}</text>"#, card::GUTTER);
    if !row.type_.is_empty() {
        let (right, type_) = (width - card::PADDING, Text(&row.type_));
        let _ = write!(out, r#"<text class="t end" x="{right}" y="14">{type_}</text>"#);
    }
    out.push_str("</g>\n");
}

/// What a pointer that rests on a box is told.
fn card_words(scene: &Scene<'_>, entity: &Entity<'_>) -> String {
    let mut words = scene.label(entity);
    if entity.kind == EntityKind::Elsewhere {
        words.push_str(" (not part of this diagram)");
    }
    if let Some(comment) = entity.comment {
        let _ = write!(words, "\n{comment}");
    }
    words
}

fn field_words(field: &Field<'_>) -> String {
    let Field { name, type_, nullable, primary, foreign: _, referenced: _, comment } = field;
    let mut words = format!("{name} {type_}");
    words.push_str(if *nullable { ", may be null" } else { "" });
    words.push_str(if *primary { ", primary key" } else { "" });
    if let Some(comment) = comment {
        let _ = write!(words, "\n{comment}");
    }
    words
}

/// The class of a colour.
struct Hue(Option<usize>);

impl Display for Hue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |hue| write!(f, " h{hue}"))
    }
}

/// The class of a kind of link.
fn look(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Foreign { optional: false, unique: _ } => "",
        LinkKind::Foreign { optional: true, unique: _ } => " opt",
        LinkKind::Reads => " reads",
    }
}
