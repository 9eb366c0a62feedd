//! Names, types and comments that try to be more than text.

use super::*;

const HOSTILE: [&str; 9] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)",
    "</title></svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "]]><!--",
    "&lt;script&gt;\0\u{1b}\u{202e}",
    "\" } x ||--o{ y : \"z",
    "%%{init: {\"securityLevel\": \"loose\"}}%%",
];

/// A diagram in which a text stands in every place that can hold one.
fn everywhere(text: &str) -> Diagram {
    let evil = |schema: Option<&str>| TableName { schema: schema.map(str::to_owned), name: text.to_owned() };
    let column = Column {
        name: text.to_owned(),
        type_: text.to_owned(),
        nullable: true,
        primary: true,
        comment: Some(text.to_owned()),
    };
    let with_column = |name: TableName| Table { name, columns: vec![column.clone()], ..Table::default() };
    let tables = vec![
        Table { comment: Some(text.to_owned()), ..with_column(evil(None)) },
        Table { shape: Shape::View, ..with_column(evil(Some(text))) },
    ];
    let columns = vec![text.to_owned()];
    let references = vec![Reference {
        name: Some(text.to_owned()),
        from: End { table: evil(Some(text)), columns: columns.clone() },
        to: End { table: evil(Some("elsewhere")), columns },
        ..Reference::default()
    }];
    let readings = vec![Reading { view: evil(Some(text)), table: evil(None) }];
    Diagram { title: text.to_owned(), tables, references, readings }
}

/// The names of the elements in a document.
fn elements(document: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = document;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let tag: String =
            rest.chars().skip_while(|&c| c == '/').take_while(|c| !" \n>/".contains(*c)).collect();
        // What stands in these is not markup.
        if !rest.starts_with('/') && (tag == "script" || tag == "style") {
            rest = rest.split_once(&format!("</{tag}>")).map_or("", |(_, after)| after);
        }
        names.push(tag);
    }
    // Where a name sorts, and whether it takes two lines, is its own affair.
    names.retain(|name| name != "text");
    names.sort();
    names
}

#[test]
fn no_text_becomes_markup() {
    let (plain_svg, plain_html) = (elements(&everywhere("x").to_svg()), elements(&everywhere("x").to_html()));
    for text in HOSTILE {
        let (svg, html) = (everywhere(text).to_svg(), everywhere(text).to_html());
        assert_eq!(elements(&svg), plain_svg, "{text}");
        assert_eq!(elements(&html), plain_html, "{text}");
        for output in [&svg, &html] {
            assert!(!output.contains("<img") && !output.contains("<script>alert"), "{text}");
            assert!(
                !output.contains("onload='") && !output.contains('\0') && !output.contains('\u{202e}'),
                "{text}"
            );
        }
    }
}

#[test]
fn no_text_gets_into_the_script_or_the_style() {
    let part = |page: &str, tag: &str| {
        let start = page.find(&format!("<{tag}>")).unwrap();
        page[start..start + page[start..].find(&format!("</{tag}>")).unwrap()].to_owned()
    };
    let plain = everywhere("x").to_html();
    for text in HOSTILE {
        let page = everywhere(text).to_html();
        assert_eq!(part(&page, "script"), part(&plain, "script"));
        assert_eq!(part(&page, "style"), part(&plain, "style"));
    }
}

#[test]
fn nothing_is_fetched() {
    for document in [everywhere("x").to_svg(), everywhere("x").to_html()] {
        let without_namespace = document.replace("http://www.w3.org/2000/svg", "");
        for sign in ["http:", "https:", "//cdn", "@import", "url(", "<link", "src="] {
            assert!(!without_namespace.contains(sign), "{sign}");
        }
    }
    assert!(everywhere("x").to_html().contains("default-src 'none'"));
}

#[test]
fn no_text_ends_a_name_of_mermaid() {
    for text in HOSTILE {
        let mermaid = everywhere(text).to_mermaid();
        let body = mermaid.split_once("erDiagram\n").unwrap().1;
        for line in body.lines() {
            assert_eq!(line.matches('"').count() % 2, 0, "{line}");
            assert!(!line.contains('%') && !line.contains('\\') && !line.contains('<'), "{line}");
        }
        let plain = everywhere("x").to_mermaid();
        assert_eq!(
            body.lines().count(),
            plain.split_once("erDiagram\n").unwrap().1.lines().count(),
            "{text}"
        );
    }
}
