//! Draws a history beside its lines, as `git log --graph` does.
//!
//! Pure: it is given nodes, newest first, each with the places of its parents, and gives the
//! prefix of each line. A lane is a column that leads down to one node; lanes that lead to the
//! same node join just above it, and a merge opens a lane for each further parent just below.

/// One node of the drawing.
#[derive(Clone, Debug)]
pub(crate) struct DrawnNode {
    /// Places of its parents in the list; all further down.
    pub(crate) parents: Vec<usize>,
    /// What stands beside it; the first line beside its dot.
    pub(crate) text: String,
    /// Its dot.
    pub(crate) dot: char,
}

/// The drawing: lines of graph and text.
pub(crate) fn draw(nodes: &[DrawnNode]) -> String {
    let mut out = String::new();
    let mut lanes: Vec<usize> = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        let column = join(&mut lanes, place, &mut out);
        let dots: Vec<char> =
            (0..lanes.len()).map(|lane| if lane == column { node.dot } else { '|' }).collect();
        let mut lines = node.text.lines();
        push_line(&mut out, &columns(&dots), lines.next().unwrap_or(""));
        if node.parents.is_empty() {
            end(&mut lanes, column, lines, &mut out);
            continue;
        }
        for edge in fork(&mut lanes, column, &node.parents) {
            push_line(&mut out, &edge, lines.next().unwrap_or(""));
        }
        let bars = columns(&vec!['|'; lanes.len()]);
        for line in lines {
            push_line(&mut out, &bars, line);
        }
    }
    out
}

/// Joins the lanes that lead to a node, and gives the column of the one that stays.
fn join(lanes: &mut Vec<usize>, place: usize, out: &mut String) -> usize {
    let Some(column) = lanes.iter().position(|lane| *lane == place) else {
        lanes.push(place);
        return lanes.len() - 1;
    };
    while let Some(last) = lanes.iter().rposition(|lane| *lane == place).filter(|last| *last > column) {
        lanes.remove(last);
        let all = lanes.len() + 1;
        // The first line moves the lane, and all to its right, one column to the left; the others
        // lead it on, behind the lanes between.
        for step in (column + 1..=last).rev() {
            let moving = if step == last { last..all } else { step..step + 1 };
            let mut line = vec![' '; all * 2];
            for lane in 0..lanes.len() {
                let held = if step == last { lane < last } else { true };
                if held {
                    line[lane * 2] = '|';
                }
            }
            for lane in moving {
                line[lane * 2 - 1] = '/';
            }
            push_line(out, &line.into_iter().collect::<String>(), "");
        }
    }
    column
}

/// Gives a node's lane to its first parent, opens lanes for the others; the lines that show it.
fn fork(lanes: &mut Vec<usize>, column: usize, parents: &[usize]) -> Vec<String> {
    let Some((first, others)) = parents.split_first() else { return Vec::new() };
    lanes[column] = *first;
    let mut lines = Vec::new();
    for parent in others.iter().rev() {
        let mut line = vec![' '; lanes.len() * 2 + 2];
        for lane in 0..lanes.len() {
            if lane <= column {
                line[lane * 2] = '|';
            }
            if lane >= column {
                line[lane * 2 + 1] = '\\';
            }
        }
        lines.push(line.into_iter().collect());
        lanes.insert(column + 1, *parent);
    }
    lines
}

/// Ends a lane at a base: the rest of its text, then the lanes to its right move into its place.
fn end<'a>(lanes: &mut Vec<usize>, column: usize, lines: impl Iterator<Item = &'a str>, out: &mut String) {
    let bars: Vec<char> = (0..lanes.len()).map(|lane| if lane == column { ' ' } else { '|' }).collect();
    for line in lines {
        push_line(out, &columns(&bars), line);
    }
    let all = lanes.len();
    lanes.remove(column);
    if column + 1 == all {
        return;
    }
    let mut line = vec![' '; all * 2];
    for lane in 0..all {
        if lane < column {
            line[lane * 2] = '|';
        } else if lane > column {
            line[lane * 2 - 1] = '/';
        }
    }
    push_line(out, &line.into_iter().collect::<String>(), "");
}

fn columns(marks: &[char]) -> String {
    marks.iter().flat_map(|mark| [*mark, ' ']).collect()
}

fn push_line(out: &mut String, graph: &str, text: &str) {
    let graph = if graph.ends_with(' ') || text.is_empty() { graph.to_owned() } else { format!("{graph} ") };
    out.push_str(format!("{graph}{text}").trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws `name: parent parent` lines.
    fn check(graph: &str, drawing: &str) {
        let names: Vec<&str> =
            graph.lines().map(|line| line.split(':').next().unwrap_or("").trim()).collect();
        let nodes: Vec<DrawnNode> = graph
            .lines()
            .map(|line| {
                let (name, parents) = line.split_once(':').expect("a colon");
                let parents = parents
                    .split_whitespace()
                    .map(|parent| names.iter().position(|n| *n == parent).expect("known"));
                DrawnNode { parents: parents.collect(), text: name.trim().to_owned(), dot: '*' }
            })
            .collect();
        let drawn = draw(&nodes);
        assert_eq!(drawn.trim_end(), drawing.trim_matches('\n'), "\n{drawn}");
    }

    #[test]
    fn a_line() {
        check("c: b\nb: a\na:", "* c\n* b\n* a");
    }

    #[test]
    fn a_diamond() {
        check("d: b c\nc: a\nb: a\na:", "* d\n|\\\n| * c\n* | b\n|/\n* a");
    }

    #[test]
    fn two_heads() {
        check("c: a\nb: a\na:", "* c\n| * b\n|/\n* a");
    }

    #[test]
    fn three_heads_of_one() {
        check("d: a\nc: a\nb: a\na:", "* d\n| * c\n| | * b\n| |/\n|/|\n|/\n* a");
    }

    #[test]
    fn two_bases() {
        check("c: a\nd: b\na:\nb:", "* c\n| * d\n* | a\n /\n* b");
    }

    #[test]
    fn a_merge_of_three() {
        check(
            "e: b c d\nb: a\nc: a\nd: a\na:",
            "* e\n|\\\n|\\ \\\n* | | b\n| * | c\n| | * d\n| |/\n|/|\n|/\n* a",
        );
    }

    #[test]
    fn more_lines_of_text_stand_beside_the_lanes() {
        let nodes = [
            DrawnNode { parents: vec![1, 2], text: "m\nmore\nlast".to_owned(), dot: '*' },
            DrawnNode { parents: vec![], text: "a\nof a".to_owned(), dot: '*' },
            DrawnNode { parents: vec![], text: "b".to_owned(), dot: '*' },
        ];
        assert_eq!(draw(&nodes), "* m\n|\\  more\n| | last\n* | a\n  | of a\n /\n* b\n");
    }
}
