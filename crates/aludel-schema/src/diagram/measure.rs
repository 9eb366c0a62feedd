//! How wide a text will be, without a font at hand.
//!
//! The pictures use a font of fixed width, so that a count of cells is a width in every browser to
//! within a few hundredths. Signs of East Asian scripts and pictures take two cells, marks that sit
//! on the letter before them take none.

/// How many cells a text takes.
pub(super) fn cells(text: &str) -> usize {
    text.chars().map(cells_of).sum()
}

/// The text, or as much of its beginning as fits with an ellipsis into so many cells.
pub(super) fn cut(text: &str, room: usize) -> String {
    // A text of fewer bytes than cells fits; most are.
    if text.len() <= room || cells(text) <= room {
        return text.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let fits = |c: &char| {
        let rest = left.checked_sub(cells_of(*c));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

fn cells_of(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f | 0x200b..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(cut("orders", 6), "orders");
        assert_eq!(cut("orders", 5), "orde…");
        assert_eq!(cut("注文明細", 8), "注文明細");
        assert_eq!(cut("注文明細", 6), "注文…");
        assert_eq!(cut("ä", 1), "ä");
        assert_eq!(cut("orders", 0), "…");
        assert_eq!(cells(&cut(&"x".repeat(500), 30)), 30);
    }
}
