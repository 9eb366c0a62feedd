//! Rectangles packed below a skyline: each stands as high, then as far left, as it can.

use super::{Point, Size};

/// The upper left corner of each block, in a picture of this width or of the widest block's.
///
/// Tall blocks are placed first, so that the small ones fill what is left beside them.
pub(super) fn pack(blocks: &[Size], width: i32, gap: i32) -> Vec<Point> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|&place| (-i64::from(blocks[place].height), place));
    let width = blocks.iter().map(|size| size.width).fold(width, i32::max) + gap;
    // From this x on, and to the next entry's, everything above this y is taken.
    let mut skyline = vec![Point { x: 0, y: 0 }];
    let mut corners = vec![Point::default(); blocks.len()];
    for place in order {
        let (w, h) = (blocks[place].width + gap, blocks[place].height + gap);
        let corner = best(&skyline, w, width);
        raise(&mut skyline, corner.x, corner.x + w, corner.y + h, width);
        corners[place] = corner;
    }
    corners
}

fn best(skyline: &[Point], w: i32, width: i32) -> Point {
    let fits = skyline.iter().enumerate().filter(|(_, start)| start.x + w <= width);
    let candidates = fits.map(|(place, start)| {
        let under = skyline[place..].iter().take_while(|point| point.x < start.x + w);
        Point { x: start.x, y: under.map(|point| point.y).max().unwrap_or(0) }
    });
    candidates.min_by_key(|corner| (corner.y, corner.x)).unwrap_or_default()
}

fn raise(skyline: &mut Vec<Point>, from: i32, to: i32, y: i32, width: i32) {
    let after = skyline.iter().rev().find(|point| point.x <= to).map_or(0, |point| point.y);
    skyline.retain(|point| point.x < from || point.x > to);
    skyline.push(Point { x: from, y });
    if to < width {
        skyline.push(Point { x: to, y: after });
    }
    skyline.sort_by_key(|point| point.x);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_do_not_overlap() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..50 {
            let size =
                |random: &mut fastrand::Rng| Size { width: random.i32(1..300), height: random.i32(1..300) };
            let blocks: Vec<Size> = (0..40).map(|_| size(&mut random)).collect();
            let corners = pack(&blocks, 900, 10);
            for a in 0..blocks.len() {
                for b in 0..a {
                    let apart = |p: i32, s: i32, q: i32, t: i32| p + s + 10 <= q || q + t + 10 <= p;
                    assert!(
                        apart(corners[a].x, blocks[a].width, corners[b].x, blocks[b].width)
                            || apart(corners[a].y, blocks[a].height, corners[b].y, blocks[b].height)
                    );
                }
            }
        }
    }
}
