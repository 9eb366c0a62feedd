//! A table as a box: which rows it shows, how large it is, where its lines begin.
//!
//! A long table is folded: its keys always show, because lines end there, and of the other columns
//! as many as there is room for. The rest are counted in a last row.

use super::measure::{cells, cut};
use super::model::{Entity, Field, Model};

pub(super) const HEAD_HEIGHT: i32 = 30;
pub(super) const ROW_HEIGHT: i32 = 20;
/// The signs for keys stand here, left of a column's name.
pub(super) const GUTTER: i32 = 38;
pub(super) const PADDING: i32 = 10;
const FOOT: i32 = 4;
const MIN_WIDTH: i32 = 130;
/// Space between a name and its type.
const BETWEEN: i32 = 18;

const SCHEMA_CELLS: usize = 20;
const HEAD_CELLS: usize = 36;
const NAME_CELLS: usize = 32;
const TYPE_CELLS: usize = 26;

/// A table's box, its upper left corner at zero.
pub(super) struct Card {
    /// The schema with its dot, or nothing; and the name.
    pub(super) prefix: String,
    pub(super) title: String,
    /// The rows that show, in the columns' order.
    pub(super) rows: Vec<Row>,
    /// The rows that are folded away.
    pub(super) rest: Vec<Row>,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A column's row, its texts cut to their room.
pub(super) struct Row {
    /// The column's place among the fields.
    pub(super) field: usize,
    pub(super) name: String,
    pub(super) type_: String,
}

impl Card {
    pub(super) fn new(model: &Model<'_>, entity: &Entity<'_>) -> Self {
        let schema = entity.name.schema.as_deref().filter(|_| model.several_schemas);
        let prefix = schema.map_or_else(String::new, |schema| format!("{}.", cut(schema, SCHEMA_CELLS)));
        let title = cut(&entity.name.name, HEAD_CELLS);
        let (rows, rest) = fold(&entity.fields, rows_shown(model.entities.len()));
        let widest = rows.iter().chain(&rest).map(row_width).max().unwrap_or(0);
        let width = widest.max(head_width(&prefix, &title)).max(MIN_WIDTH);
        // Even numbers keep the middles of boxes on whole pixels.
        let width = width + width % 2;
        let folded = usize::from(!rest.is_empty());
        let lines = i32::try_from(rows.len() + folded).unwrap_or(i32::MAX / ROW_HEIGHT / 2);
        let height = if lines == 0 { HEAD_HEIGHT } else { HEAD_HEIGHT + lines * ROW_HEIGHT + FOOT };
        Self { prefix, title, rows, rest, width, height }
    }

    /// How far below the box's top a line to these fields begins: at the last of them, or at the head.
    ///
    /// Where a key has several columns the first are often shared (the tenant's), and the last tells.
    pub(super) fn port(&self, fields: &[usize]) -> i32 {
        let row = fields.last().and_then(|&last| self.rows.iter().position(|row| row.field == last));
        row.map_or(HEAD_HEIGHT / 2, |row| row_top(row) + ROW_HEIGHT / 2)
    }
}

/// How far below the box's top a row begins.
pub(super) fn row_top(row: usize) -> i32 {
    // A table has at most a few thousand columns in any database.
    HEAD_HEIGHT + 2 + i32::try_from(row).unwrap_or(0) * ROW_HEIGHT
}

/// How many rows a table shows: the more tables, the fewer.
fn rows_shown(tables: usize) -> usize {
    match tables {
        0..=12 => 30,
        13..=40 => 16,
        41..=150 => 10,
        _ => 8,
    }
}

fn fold(fields: &[Field<'_>], shown: usize) -> (Vec<Row>, Vec<Row>) {
    let rows = || fields.iter().enumerate().map(|(place, field)| row(place, field));
    // A row that says "one more column" would take the place of that column.
    if fields.len() <= shown + 1 {
        return (rows().collect(), Vec::new());
    }
    let keys = fields.iter().filter(|field| is_key(field)).count();
    let mut room = shown.saturating_sub(keys);
    rows().partition(|row| {
        let fits = is_key(&fields[row.field]) || room > 0;
        if fits && !is_key(&fields[row.field]) {
            room -= 1;
        }
        fits
    })
}

fn is_key(field: &Field<'_>) -> bool {
    field.primary || field.foreign || field.referenced
}

fn row(place: usize, field: &Field<'_>) -> Row {
    let mut type_ = cut(&short_type(field.type_), TYPE_CELLS);
    if field.nullable {
        type_.push('?');
    }
    Row { field: place, name: cut(field.name, NAME_CELLS), type_ }
}

/// The type as people write it: the standard's long names would make every box as wide as they are.
fn short_type(type_: &str) -> String {
    let mut short = type_.replace("character varying", "varchar").replace("double precision", "double");
    if short.contains(" with") {
        for what in ["timestamp", "time"] {
            // A precision stands between: `timestamp(3) with time zone`.
            if let Some(before) =
                short.strip_suffix(" without time zone").filter(|rest| rest.starts_with(what))
            {
                short = before.to_owned();
            } else if let Some(before) =
                short.strip_suffix(" with time zone").filter(|rest| rest.starts_with(what))
            {
                short = before.replacen(what, &format!("{what}tz"), 1);
            }
        }
    }
    short
}

fn row_width(row: &Row) -> i32 {
    GUTTER + text_width(&row.name, 29) + BETWEEN + text_width(&row.type_, 29) + PADDING
}

fn head_width(prefix: &str, title: &str) -> i32 {
    text_width(prefix, 32) + text_width(title, 32) + 2 * PADDING
}

/// The width of a text whose cells are so many quarters of a pixel wide.
fn text_width(text: &str, quarters: i32) -> i32 {
    i32::try_from(cells(text)).unwrap_or(0) * quarters / 4
}
