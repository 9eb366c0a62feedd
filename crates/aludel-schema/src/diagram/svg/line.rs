//! Lines with the signs at their ends, and what the signs mean.
//!
//! The signs are those of the crow's foot notation: at the child how many rows may refer to one, at
//! the parent whether a row must refer to one.

use std::fmt::Write as _;

use super::super::escape::Text;
use super::super::layout::Point;
use super::super::model::{Link, LinkKind};
use super::super::scene::Scene;
use super::{Hue, look};

/// How round the bends are.
const RADIUS: i32 = 6;

pub(super) fn draw(out: &mut String, scene: &Scene<'_>, link: &Link<'_>, path: &[Point]) {
    let hue = Hue(if link.kind == LinkKind::Reads { None } else { scene.hues[link.parent] });
    let (child, parent, look) = (link.child, link.parent, look(link.kind));
    let _ = write!(out, r#"<g class="e{hue}{look}" data-c="{child}" data-p="{parent}"><title>"#);
    let _ = write!(out, "{}", Text(&scene.words(link)));
    if let Some(name) = link.name {
        let _ = write!(out, " ({})", Text(name));
    }
    let _ = write!(out, r#"</title><path class="way" d="{}"/>"#, rounded(path));
    if let ([first, second, ..], [.., before, last]) = (path, path) {
        draw_child_sign(out, link.kind, *first, (second.x - first.x).signum());
        draw_parent_sign(out, link.kind, *last, (before.x - last.x).signum());
    }
    out.push_str("</g>\n");
}

/// The sign stands at a point on a box's side, outside of it: to the right if `out` is one.
fn draw_child_sign(svg: &mut String, kind: LinkKind, at: Point, out: i32) {
    let Point { x, y } = at;
    let _ = match kind {
        LinkKind::Foreign { unique: false, optional: _ } => {
            draw_circle(svg, x + 16 * out, y);
            write!(svg, r#"<path d="M{x} {}L{} {y}L{x} {}"/>"#, y - 5, x + 12 * out, y + 5)
        }
        LinkKind::Foreign { unique: true, optional: _ } => {
            draw_circle(svg, x + 14 * out, y);
            write!(svg, r#"<path d="M{} {}v10"/>"#, x + 7 * out, y - 5)
        }
        LinkKind::Reads => write!(svg, r#"<path d="M{0} {1}L{x} {y}L{0} {2}"/>"#, x + 7 * out, y - 4, y + 4),
    };
}

fn draw_parent_sign(svg: &mut String, kind: LinkKind, at: Point, out: i32) {
    let Point { x, y } = at;
    let _ = match kind {
        LinkKind::Foreign { optional: false, unique: _ } => {
            write!(svg, r#"<path d="M{} {top}v10M{} {top}v10"/>"#, x + 6 * out, x + 10 * out, top = y - 5)
        }
        LinkKind::Foreign { optional: true, unique: _ } => {
            draw_circle(svg, x + 14 * out, y);
            write!(svg, r#"<path d="M{} {}v10"/>"#, x + 7 * out, y - 5)
        }
        LinkKind::Reads => Ok(()),
    };
}

fn draw_circle(svg: &mut String, x: i32, y: i32) {
    let _ = write!(svg, r#"<circle class="dot" cx="{x}" cy="{y}" r="3.5"/>"#);
}

/// The path with round bends.
fn rounded(path: &[Point]) -> String {
    let mut d = String::new();
    let Some(first) = path.first() else { return d };
    let _ = write!(d, "M{} {}", first.x, first.y);
    for corner in path.windows(3) {
        let (from, at, to) = (corner[0], corner[1], corner[2]);
        let room = distance(from, at).min(distance(at, to)) / 2;
        let (a, b) = (toward(at, from, room.min(RADIUS)), toward(at, to, room.min(RADIUS)));
        let _ = write!(d, "L{} {}Q{} {} {} {}", a.x, a.y, at.x, at.y, b.x, b.y);
    }
    if let [.., last] = path {
        let _ = write!(d, "L{} {}", last.x, last.y);
    }
    d
}

/// Strokes are level or upright.
fn distance(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

fn toward(from: Point, to: Point, by: i32) -> Point {
    Point { x: from.x + (to.x - from.x).signum() * by, y: from.y + (to.y - from.y).signum() * by }
}

/// What the signs of this picture mean, on one line.
pub(super) fn draw_legend(out: &mut String, scene: &Scene<'_>, x: i32, y: i32) {
    let has = |wanted: fn(LinkKind) -> bool| scene.model.links.iter().any(|link| wanted(link.kind));
    let _ = writeln!(out, r#"<g transform="translate({x} {y})">"#);
    let mut at = 0;
    let samples: [(bool, LinkKind, &str, i32); 4] = [
        (
            has(|kind| matches!(kind, LinkKind::Foreign { optional: false, .. })),
            LinkKind::Foreign { unique: false, optional: false },
            "many rows refer to one",
            170,
        ),
        (
            has(|kind| matches!(kind, LinkKind::Foreign { optional: true, .. })),
            LinkKind::Foreign { unique: false, optional: true },
            "or to none",
            86,
        ),
        (
            has(|kind| matches!(kind, LinkKind::Foreign { unique: true, .. })),
            LinkKind::Foreign { unique: true, optional: false },
            "at most one row refers",
            168,
        ),
        (has(|kind| kind == LinkKind::Reads), LinkKind::Reads, "a view reads", 98),
    ];
    for (_, kind, words, width) in samples.into_iter().filter(|(shown, ..)| *shown) {
        draw_sample(out, kind, words, at);
        at += 66 + width + 22;
    }
    let _ = write!(
        out,
        r#"<path class="sign" d="M{} -4a3.5 3.5 0 1 0-7 0a3.5 3.5 0 1 0 7 0h7v3.5m-3-3.5v2.5"/>"#,
        at + 7
    );
    let _ = write!(out, r#"<text class="caption" x="{}">primary key</text>"#, at + 22);
    let _ = write!(out, r#"<text class="caption" x="{}">type? may be null</text>"#, at + 130);
    out.push_str("</g>\n");
}

fn draw_sample(out: &mut String, kind: LinkKind, words: &str, x: i32) {
    let (child, parent) = (Point { x, y: -4 }, Point { x: x + 56, y: -4 });
    let _ = write!(out, r#"<g class="e{}"><path class="way" d="M{x} -4h56"/>"#, look(kind));
    draw_child_sign(out, kind, child, 1);
    draw_parent_sign(out, kind, parent, -1);
    let _ = write!(out, r#"</g><text class="caption" x="{}">{words}</text>"#, x + 66);
}
