//! The SVG document and the HTML page.

use super::*;

/// The value of an attribute of the first element that has it, as a number; a great one if none has.
fn number(svg: &str, attribute: &str) -> i32 {
    let value = svg.split_once(&format!(" {attribute}=\"")).and_then(|(_, rest)| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or(i32::MAX)
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn every_table_column_and_reference_is_drawn() {
    let (svg, html) = (shop().to_svg(), shop().to_html());
    for output in [&svg, &html] {
        assert_eq!(count(output, "<g class=\"b"), 6);
        assert_eq!(count(output, " data-c=\""), 6);
        for words in
            ["placed_at", "timestamptz", "numeric(10,2)", "bigint?", "orders.customer_id → customers.id"]
        {
            assert!(output.contains(words), "{words}");
        }
    }
    assert!(html.contains("timestamp with time zone"));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let empty = Diagram::default();
    assert!(empty.to_svg().contains("0 tables"));
    assert!(empty.to_html().contains("0 tables"));
    assert_eq!(empty.to_mermaid(), "erDiagram\n");
}

#[test]
fn one_table_stands_alone() {
    let one = Diagram { tables: vec![table("t", &["*id integer"])], ..Diagram::default() };
    let svg = one.to_svg();
    assert!(svg.contains("1 table<"));
    assert!(!svg.contains("Without references"), "there is nothing to set it apart from");
    assert!(number(&svg, "height") < 300);
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let mut other = shop();
    other.tables.reverse();
    other.references.reverse();
    assert_eq!(shop().to_svg(), other.to_svg());
    assert_eq!(shop().to_html(), other.to_html());
    assert_eq!(shop().to_mermaid(), other.to_mermaid());
}

#[test]
fn references_between_the_same_tables_are_apart() {
    let diagram = Diagram {
        tables: vec![
            table("users", &["*id int"]),
            table("messages", &["*id int", "sender int", "receiver int", "sender_team int"]),
        ],
        references: vec![
            reference(end("messages", &["sender"]), end("users", &["id"])),
            reference(end("messages", &["receiver"]), end("users", &["id"])),
            reference(end("messages", &["sender"]), end("users", &["id"])),
            reference(end("users", &["id"]), end("messages", &["id"])),
        ],
        ..Diagram::default()
    };
    let svg = diagram.to_svg();
    assert_eq!(count(&svg, " data-c=\""), 4);
    assert!(svg.contains("messages.receiver → users.id"));
}

#[test]
fn a_long_table_is_folded_but_for_its_keys() {
    let mut columns: Vec<String> = (0..60).map(|place| format!("column_{place} text")).collect();
    columns.insert(0, "*id bigint".to_owned());
    columns.push("owner_id bigint".to_owned());
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let diagram = Diagram {
        tables: vec![table("wide", &columns), table("owners", &["*id bigint"])],
        references: vec![reference(end("wide", &["owner_id"]), end("owners", &["id"]))],
        ..Diagram::default()
    };
    let (svg, html) = (diagram.to_svg(), diagram.to_html());
    assert!(svg.contains("… 32 more columns"));
    assert!(svg.contains(">owner_id</text>") && svg.contains(">column_27</text>"));
    assert!(!svg.contains("column_28"));
    assert!(html.contains(">column_59</text>"));
}

#[test]
fn a_column_that_would_be_the_only_one_folded_is_shown() {
    let columns: Vec<String> = (0..31).map(|place| format!("c{place} int")).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let svg = Diagram { tables: vec![table("t", &columns)], ..Diagram::default() }.to_svg();
    assert!(svg.contains(">c30</text>") && !svg.contains("more columns"));
}

#[test]
fn a_table_elsewhere_and_a_view_are_dashed() {
    let diagram = Diagram {
        tables: vec![
            table("a.t", &["*id int", "x int"]),
            Table { shape: Shape::View, ..table("a.v", &["x int"]) },
        ],
        references: vec![reference(end("a.t", &["x"]), end("b.gone", &["id"]))],
        readings: vec![Reading { view: name("a.v"), table: name("a.t") }],
        ..Diagram::default()
    };
    let svg = diagram.to_svg();
    assert!(svg.contains("<g class=\"b away"));
    assert!(svg.contains("b.gone (not part of this diagram)"));
    assert!(svg.contains("<g class=\"b view"));
    assert!(svg.contains("a.v reads a.t"));
    assert!(svg.contains("1 table · 1 view · 1 reference<"));
}

#[test]
fn a_long_name_is_cut_and_told_in_full() {
    let long = "n".repeat(500);
    let diagram = Diagram { tables: vec![table(&long, &[&format!("{long} {long}")])], ..Diagram::default() };
    let svg = diagram.to_svg();
    assert!(number(&svg, "width") < 1000);
    assert!(svg.contains(&format!("<title>{long}</title>")));
    assert!(diagram.to_mermaid().contains(&long));
}
