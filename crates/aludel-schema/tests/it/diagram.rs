//! The entity diagram from outside: what its three outputs say, and that nothing in it can break out.

mod hostile;
mod pictures;

use aludel_schema::diagram::{Column, Diagram, End, Reading, Reference, Shape, Table, TableName};

fn name(text: &str) -> TableName {
    match text.split_once('.') {
        Some((schema, name)) => TableName { schema: Some(schema.to_owned()), name: name.to_owned() },
        None => TableName { schema: None, name: text.to_owned() },
    }
}

/// A table whose columns are written `*id bigint` for a key, `note text?` for one that may be null.
fn table(table: &str, columns: &[&str]) -> Table {
    let column = |text: &&str| {
        let (name, type_) = text.split_once(' ').unwrap_or((text, ""));
        Column {
            name: name.trim_start_matches('*').to_owned(),
            type_: type_.trim_end_matches('?').to_owned(),
            nullable: type_.ends_with('?'),
            primary: name.starts_with('*'),
            comment: None,
        }
    };
    Table { name: name(table), columns: columns.iter().map(column).collect(), ..Table::default() }
}

fn end(table: &str, columns: &[&str]) -> End {
    End { table: name(table), columns: columns.iter().map(|&column| column.to_owned()).collect() }
}

fn reference(from: End, to: End) -> Reference {
    Reference { from, to, ..Reference::default() }
}

fn shop() -> Diagram {
    let optional = Reference {
        optional: true,
        ..reference(end("products", &["category_id"]), end("categories", &["id"]))
    };
    let tree = Reference {
        optional: true,
        ..reference(end("categories", &["parent_id"]), end("categories", &["id"]))
    };
    let unique =
        Reference { unique: true, ..reference(end("profiles", &["customer_id"]), end("customers", &["id"])) };
    Diagram {
        title: "shop".to_owned(),
        tables: vec![
            table("customers", &["*id bigint", "email text"]),
            table("profiles", &["*customer_id bigint", "photo bytea?"]),
            table("orders", &["*id bigint", "customer_id bigint", "placed_at timestamp with time zone"]),
            table(
                "order_items",
                &["*order_id bigint", "*line integer", "product_id bigint", "price numeric(10,2)"],
            ),
            table("products", &["*id bigint", "category_id bigint?", "tags text[]"]),
            table("categories", &["*id bigint", "parent_id bigint?"]),
        ],
        references: vec![
            unique,
            reference(end("orders", &["customer_id"]), end("customers", &["id"])),
            reference(end("order_items", &["order_id"]), end("orders", &["id"])),
            reference(end("order_items", &["product_id"]), end("products", &["id"])),
            optional,
            tree,
        ],
        readings: Vec::new(),
    }
}

#[test]
fn mermaid_of_a_shop() {
    insta::assert_snapshot!(shop().to_mermaid(), @r#"
    ---
    title: "shop"
    ---
    erDiagram
        "categories" {
            bigint id PK
            bigint parent_id FK
        }
        "customers" {
            bigint id PK
            text email
        }
        "order_items" {
            bigint order_id PK,FK
            integer line PK
            bigint product_id FK
            numeric(10_2) price
        }
        "orders" {
            bigint id PK
            bigint customer_id FK
            timestamp_with_time_zone placed_at
        }
        "products" {
            bigint id PK
            bigint category_id FK
            text[] tags
        }
        "profiles" {
            bigint customer_id PK,FK
            bytea photo
        }
        "categories" |o..o{ "categories" : "parent_id"
        "orders" ||--o{ "order_items" : "order_id"
        "products" ||..o{ "order_items" : "product_id"
        "customers" ||..o{ "orders" : "customer_id"
        "categories" |o..o{ "products" : "category_id"
        "customers" ||--o| "profiles" : "customer_id"
    "#);
}

#[test]
fn mermaid_of_names_it_cannot_write() {
    let mut odd = table(
        "sales.order \"line\"",
        &["*order id bigint", "pk text", "状態 sales.状態", "1st \"char\"", "a~b~ text"],
    );
    odd.columns[0].comment = Some("100% of \"it\"\nand more".to_owned());
    let dotted = table("a.b.c", &["*x_ double precision"]);
    let direction = table("direction TB", &[]);
    let nameless = table("", &["* "]);
    let diagram = Diagram { tables: vec![odd, dotted, direction, nameless], ..Diagram::default() };
    insta::assert_snapshot!(diagram.to_mermaid(), @r#"
    erDiagram
        "(no name)" {
            _ _ PK " "
        }
        "direction#32;TB"
        "a.b#46;c" {
            double_precision x_ PK
        }
        "sales.order #34;line#34;" {
            id_bigint order PK "100#37; of #34;it#34; and more"
            text _pk "pk"
            sales___ __ "状態: sales.状態"
            _char_ _1st "1st"
            text a_b_ "a#126;b#126;"
        }
    "#);
}

#[test]
fn mermaid_of_composite_keys_and_tables_elsewhere() {
    let diagram = Diagram {
        tables: vec![
            table("app.invoices", &["*tenant_id integer", "*number integer", "parent integer?"]),
            Table { shape: Shape::View, ..table("app.totals", &["sum numeric"]) },
        ],
        references: vec![
            reference(end("app.invoices", &["tenant_id"]), end("core.tenants", &["id"])),
            reference(
                end("app.invoices", &["tenant_id", "parent"]),
                end("app.invoices", &["tenant_id", "number"]),
            ),
        ],
        readings: vec![Reading { view: name("app.totals"), table: name("app.invoices") }],
        ..Diagram::default()
    };
    insta::assert_snapshot!(diagram.to_mermaid(), @r#"
    erDiagram
        "app.invoices" {
            integer tenant_id PK,FK
            integer number PK
            integer parent FK
        }
        "app.totals" {
            numeric sum
        }
        "core.tenants" {
            _ id
        }
        "app.invoices" ||..o{ "app.invoices" : "tenant_id, parent"
        "core.tenants" ||--o{ "app.invoices" : "tenant_id"
    "#);
}
