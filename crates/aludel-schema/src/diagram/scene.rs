//! The picture before it is written: boxes, where they stand, where lines run, in which colour.

use super::card::Card;
use super::layout::{self, Layout, Line, Look, Size};
use super::model::{Entity, EntityKind, Link, LinkKind, Model};

/// How many colours there are for tables that others refer to.
pub(super) const HUES: usize = 8;

/// Boxes and lines with their places; the SVG document and the HTML page draw the same.
pub(super) struct Scene<'a> {
    pub(super) model: &'a Model<'a>,
    pub(super) cards: Vec<Card>,
    pub(super) layout: Layout,
    /// The colour of each table that others refer to, and of the lines that lead to it.
    pub(super) hues: Vec<Option<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(model: &'a Model<'a>) -> Self {
        let cards: Vec<Card> = model.entities.iter().map(|entity| Card::new(model, entity)).collect();
        let sizes: Vec<Size> =
            cards.iter().map(|card| Size { width: card.width, height: card.height }).collect();
        let lines: Vec<Line> = model.links.iter().map(|link| line(link, &cards)).collect();
        let layout = layout::layout(&sizes, &lines);
        Self { model, cards, layout, hues: hues(model) }
    }

    /// What stands below the title.
    pub(super) fn summary(&self) -> String {
        let count = |kind| self.model.entities.iter().filter(|entity| entity.kind == kind).count();
        let references = self.model.links.iter().filter(|link| link.kind != LinkKind::Reads).count();
        let parts = [
            (count(EntityKind::Table), "table", "tables"),
            (count(EntityKind::View), "view", "views"),
            (references, "reference", "references"),
        ];
        let parts = parts.into_iter().filter(|&(count, one, _)| count > 0 || one == "table");
        let words =
            parts.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
        words.collect::<Vec<_>>().join(" · ")
    }

    /// A link in words: `orders.customer_id → customers.id`.
    pub(super) fn words(&self, link: &Link<'_>) -> String {
        let entities = &self.model.entities;
        let (child, parent) = (&entities[link.child], &entities[link.parent]);
        if link.kind == LinkKind::Reads {
            return format!("{} reads {}", self.label(child), self.label(parent));
        }
        let (from, to) = (columns(child, &link.child_fields), columns(parent, &link.parent_fields));
        format!("{}{from} → {}{to}", self.label(child), self.label(parent))
    }

    pub(super) fn label(&self, entity: &Entity<'_>) -> String {
        entity.label(self.model.several_schemas)
    }
}

fn columns(entity: &Entity<'_>, fields: &[usize]) -> String {
    let names: Vec<&str> = fields.iter().map(|&place| entity.fields[place].name).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!(".{one}"),
        several => format!(" ({})", several.join(", ")),
    }
}

fn line(link: &Link<'_>, cards: &[Card]) -> Line {
    let look = match link.kind {
        LinkKind::Foreign { optional: false, unique: _ } => Look::Required,
        LinkKind::Foreign { optional: true, unique: _ } => Look::Optional,
        LinkKind::Reads => Look::Reads,
    };
    let (child, parent) = (link.child, link.parent);
    let (child_port, parent_port) =
        (cards[child].port(&link.child_fields), cards[parent].port(&link.parent_fields));
    Line { child, parent, child_port, parent_port, look }
}

/// The tables most referred to come first, so that they get colours of their own.
fn hues(model: &Model<'_>) -> Vec<Option<usize>> {
    let mut counts = vec![0_usize; model.entities.len()];
    let others = model.links.iter().filter(|link| link.child != link.parent && link.kind != LinkKind::Reads);
    others.for_each(|link| counts[link.parent] += 1);
    let mut order: Vec<usize> = (0..counts.len()).filter(|&place| counts[place] > 0).collect();
    order.sort_by_key(|&place| (std::cmp::Reverse(counts[place]), place));
    let mut hues = vec![None; counts.len()];
    order.into_iter().enumerate().for_each(|(rank, place)| hues[place] = Some(rank % HUES));
    hues
}
