//! The HTML page: the picture, a list to search, and a sheet for each table.
//!
//! Script and style are files of this crate, put in as they are: nothing from the diagram is ever part
//! of them. What the script needs it reads from the page, and it writes no markup. A content security
//! policy names the hashes of these texts, so that no other script could run and nothing be fetched
//! even if an escape were forgotten.

mod hash;
mod sheet;

use std::fmt::Write as _;

use super::escape::Text;
use super::measure::{cells, cut};
use super::model::EntityKind;
use super::scene::Scene;
use super::svg::{self, Folded};

const PAGE_STYLE: &str = include_str!("html/page.css");
const PAGE_DARK_STYLE: &str = include_str!("html/dark.css");
const SCRIPT: &str = include_str!("html/page.js");
const TOOLS: &str = include_str!("html/tools.html");

/// The whole page.
pub(super) fn page(scene: &Scene<'_>) -> String {
    let style = [svg::BASE_STYLE, svg::LIGHT_STYLE, PAGE_STYLE].concat();
    let dark = [svg::DARK_STYLE, PAGE_DARK_STYLE].concat();
    let title =
        Text(if scene.model.title.is_empty() { "Entity diagram" } else { scene.model.title }).to_string();
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; \
         form-action 'none'; script-src '{}'; style-src '{}' '{}'\">",
        hash::source(SCRIPT),
        hash::source(&style),
        hash::source(&dark)
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = writeln!(out, "<title>{title}</title>");
    let _ = writeln!(out, "<style>{style}</style>");
    let _ =
        writeln!(out, "<style id=\"dark\" media=\"screen and (prefers-color-scheme:dark)\">{dark}</style>");
    out.push_str("</head>\n<body>\n");
    write_list(&mut out, scene, &title);
    write_picture(&mut out, scene);
    out.push_str("<aside id=\"sheets\">\n");
    (0..scene.model.entities.len()).for_each(|place| sheet::write(&mut out, scene, place));
    let _ = writeln!(out, "</aside>\n<script>{SCRIPT}</script>\n</body>\n</html>");
    out
}

fn write_list(out: &mut String, scene: &Scene<'_>, title: &str) {
    let summary = scene.summary();
    let _ = writeln!(out, "<nav>\n<h1>{title}</h1>\n<p>{summary}</p>");
    out.push_str("<input id=\"search\" type=\"search\" placeholder=\"Search tables, columns, types ( / )\" aria-label=\"Search\" autocomplete=\"off\">\n<ol id=\"list\">\n");
    for (place, entity) in scene.model.entities.iter().enumerate() {
        let label = scene.label(entity);
        let note = match entity.kind {
            EntityKind::Table => "",
            EntityKind::View => "<i>view</i>",
            EntityKind::Elsewhere => "<i>elsewhere</i>",
        };
        let hue = scene.hues[place].map_or_else(String::new, |hue| format!(" class=\"h{hue}\""));
        let label = Text(&label).to_string();
        let _ = writeln!(
            out,
            "<li{hue} data-name=\"{label}\"><a href=\"#sheet{place}\" data-to=\"{place}\">{label}</a>{note}</li>"
        );
    }
    out.push_str("</ol>\n</nav>\n");
}

fn write_picture(out: &mut String, scene: &Scene<'_>) {
    let (width, height) = svg::size(scene);
    let _ = writeln!(
        out,
        r#"<main><svg id="map" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="Entity diagram">"#
    );
    svg::draw(out, scene, Folded::Hidden);
    let _ = writeln!(out, "<g id=\"names\">");
    (0..scene.cards.len()).for_each(|place| write_big_name(out, scene, place));
    let _ = writeln!(out, "</g>\n</svg>\n{TOOLS}</main>");
}

/// The name as it is seen from afar, as large as its box allows, where rows could not be read.
fn write_big_name(out: &mut String, scene: &Scene<'_>, place: usize) {
    let (card, corner) = (&scene.cards[place], scene.layout.corners[place]);
    let lines = in_two(&cut(&scene.model.entities[place].name.name, 32));
    let widest = lines.iter().map(|line| cells(line)).max().unwrap_or(1).max(1);
    // A sign of the fixed width font is three fifths as wide as it is high.
    let fitting = i64::from(card.width - 16) * 5 / 3 / i64::try_from(widest).unwrap_or(1);
    let high = (card.height - 10) / if lines.len() > 1 { 2 } else { 1 };
    let size = i32::try_from(fitting).unwrap_or(0).min(high).clamp(8, 46);
    let middle = svg::origin(corner.x + card.width / 2, corner.y + card.height / 2);
    let first = middle.1 + size / 3 - i32::from(lines.len() > 1) * size / 2;
    // A class sets the size of texts, which an attribute cannot overrule: the text is scaled.
    let (whole, hundredths) = (size / 12, size % 12 * 100 / 12);
    for (line, y) in lines.iter().zip([first, first + size]) {
        let at = format_args!("translate({} {y}) scale({whole}.{hundredths:02})", middle.0);
        let _ = writeln!(out, r#"<text data-t="{place}" transform="{at}">{}</text>"#, Text(line));
    }
}

/// A long name parted where its words part, near the middle.
fn in_two(name: &str) -> Vec<String> {
    let half = name.len() / 2;
    let parts = name
        .match_indices(['_', '-', ' '])
        .map(|(at, _)| at)
        .map(|at| at + 1)
        .filter(|&at| at > 1 && at < name.len());
    match parts.min_by_key(|at| at.abs_diff(half)).filter(|_| cells(name) > 9) {
        // A separator is one byte.
        Some(at) => vec![name[..at].to_owned(), name[at..].to_owned()],
        None => vec![name.to_owned()],
    }
}
