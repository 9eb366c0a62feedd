//! The shop as it is run, on each database that it supports: by itself, and by `aludel run -- retailstore`.

mod service;

use aludel_testing::{Database, Databases};
use serde_json::{Value, json};
use service::{Service, aludel, program, under_aludel};
use testkit::{Dialect, Postgres, TestDatabase};

const REVISIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

/// An empty database of each kind; a server that this machine lacks is left out aloud.
fn empty_databases() -> Vec<TestDatabase> {
    testkit::sqlite().into_iter().chain(testkit::postgres().map(Postgres::database)).collect()
}

/// Databases of each kind that hold the shop's revisions; the template stands in the folder for temporary files.
fn templates() -> Vec<(Dialect, Databases)> {
    let folder = std::env::temp_dir().join("aludel-tests");
    let of = |empty: TestDatabase| {
        (empty.dialect(), must(Databases::new(REVISIONS, &empty.url())).folder(&folder))
    };
    empty_databases().into_iter().map(of).collect()
}

/// A migrated database of each kind, a copy that only this test has.
fn databases() -> Vec<Database> {
    templates().iter().map(|(_, databases)| must(databases.fresh())).collect()
}

fn must<T>(result: Result<T, aludel_testing::Error>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

/// A shop with one customer and ten pieces of one product.
fn filled(url: &str) -> Service {
    let shop = Service::start(url);
    let customer = json!({ "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org" });
    assert_eq!(shop.post("/customers", &customer).0, 201);
    let product = json!({ "sku": "tea", "title": "Tea", "price_cents": 450 });
    let (status, product) = shop.post("/products", &product);
    assert_eq!((status, &product["on_hand"]), (201, &json!(0)));
    assert_eq!(shop.post("/products/1/stock", &json!({ "change": 10 })).1["on_hand"], 10);
    shop
}

fn order(quantity: u16) -> Value {
    json!({ "customer_id": 1, "lines": [{ "product_id": 1, "quantity": quantity }] })
}

fn on_hand(shop: &Service) -> Value {
    shop.get("/products").1[0]["on_hand"].clone()
}

#[test]
fn an_order_takes_stock_and_a_return_gives_it_back() {
    for database in databases() {
        let shop = filled(database.url());
        let (status, placed) = shop.post("/orders", &order(3));
        assert_eq!(
            (status, &placed["total_cents"], &placed["status"]),
            (201, &json!(1350), &json!("placed"))
        );
        assert_eq!(on_hand(&shop), 7);

        for status in ["paid", "shipped"] {
            assert_eq!(shop.put("/orders/1/status", &json!({ "status": status })).1["status"], status);
        }
        let sales = shop.get("/reports/sales").1;
        assert_eq!(sales, json!([{ "sku": "tea", "title": "Tea", "units": 3, "revenue_cents": 1350 }]));

        let back = json!({ "status": "returned", "reason": "too green" });
        assert_eq!(shop.put("/orders/1/status", &back).1["return_reason"], "too green");
        assert_eq!(shop.get("/products/1/movements").1, json!([10, -3, 3]));
        assert_eq!(shop.get("/reports/sales").1, json!([]));
        assert_eq!(shop.stop(), Some(0));
    }
}

#[test]
fn an_order_beyond_the_stock_changes_nothing() {
    for database in databases() {
        let shop = filled(database.url());
        let (status, answer) = shop.post("/orders", &order(11));
        assert_eq!((status, answer), (409, json!({ "error": "out of stock: 10 of product 1 left" })));
        assert_eq!(on_hand(&shop), 10);
        assert_eq!(shop.get("/orders").1, json!([]));
    }
}

#[test]
fn the_last_pieces_are_sold_once() {
    for database in databases() {
        let shop = filled(database.url());
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let buyers: Vec<_> = (0..8).map(|_| scope.spawn(|| shop.post("/orders", &order(3)).0)).collect();
            buyers.into_iter().map(|buyer| buyer.join().expect("a buyer gets an answer")).collect()
        });
        let sold = statuses.iter().filter(|status| **status == 201).count();
        assert!(sold == 3 && statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
        assert_eq!(on_hand(&shop), 1);
    }
}

#[test]
fn bad_requests_are_answered_in_json() {
    for database in databases() {
        let shop = filled(database.url());
        let answers = [
            (422, shop.post("/customers", &json!({ "first_name": "Bob", "email": "nowhere" }))),
            (409, shop.post("/customers", &json!({ "first_name": "Ada", "email": "ADA@example.org" }))),
            (422, shop.post("/products", &json!({ "sku": "tea" }))),
            (422, shop.post("/orders", &json!({ "customer_id": 1, "lines": [] }))),
            (422, shop.post("/orders", &json!({ "customer_id": 7, "lines": order(1)["lines"] }))),
            (404, shop.put("/orders/7/status", &json!({ "status": "paid" }))),
            (404, shop.get("/no/such/page")),
            (422, shop.get("/orders/first")),
        ];
        for (wanted, (status, answer)) in answers {
            assert!(status == wanted && answer["error"].is_string(), "{wanted}: {status} {answer}");
        }
    }
}

#[test]
fn twenty_start_at_once_on_an_empty_database() {
    for database in empty_databases() {
        let url = database.url();
        let start = |number| match number % 2 {
            0 => Service::start(&url),
            _ => Service::listening(under_aludel(&url)),
        };
        let shops: Vec<Service> = std::thread::scope(|scope| {
            let starters: Vec<_> = (0..20).map(|number| scope.spawn(move || start(number))).collect();
            starters.into_iter().map(|starter| starter.join().expect("each starts")).collect()
        });
        for shop in &shops {
            assert_eq!(shop.get("/health"), (200, json!({ "status": "ok" })));
            assert_eq!(shop.get("/schema").1, json!({ "heads": ["014"] }));
        }
    }
}

#[test]
fn revisions_are_sound_and_make_what_the_models_say() {
    for (dialect, databases) in templates() {
        let others = format!("models/{}.sql", dialect.name());
        must(databases.check().models("rust:src/models.rs").models(&others).run());
    }
}

#[test]
fn every_revision_goes_down_with_rows_in_its_tables() {
    for database in empty_databases() {
        let run = |arguments: &[&str]| testkit::run(&mut aludel(&database.url(), arguments)).success();
        drop(filled(&database.url()));
        run(&["downgrade", "base"]);
        let left: Vec<String> =
            database.tables().into_iter().filter(|name| !name.starts_with("aludel_")).collect();
        assert_eq!(left, [""; 0]);
        assert_eq!(Service::start(&database.url()).get("/schema").1, json!({ "heads": ["014"] }));
    }
}

#[test]
fn the_url_may_stand_in_a_file() {
    let Some(database) = testkit::sqlite() else { return };
    let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    std::fs::write(file.path(), format!("{}\n", database.url())).expect("it can be written");
    let mut command = program();
    command.env("DATABASE_URL_FILE", file.path());
    assert_eq!(Service::listening(command).get("/health").0, 200);
}

#[test]
fn without_a_database_it_says_what_is_missing() {
    let ended = testkit::run(&mut program()).code_is(1);
    assert_eq!(ended.stderr, "retailstore: set DATABASE_URL or DATABASE_URL_FILE\n");
}

#[test]
fn a_field_becomes_a_column_as_the_readme_says() {
    for database in empty_databases() {
        let environment = if database.file().is_some() { "" } else { "postgres" };
        let edit = r"s/    return_reason: .*/&\n    gift_note: Option<String>,/";
        let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let said = testkit::run_readme(project, "## From a struct to the database", edit, |command| {
            command.env("DATABASE_URL", database.url()).env("ALUDEL_ENVIRONMENT", environment);
        });
        assert!(said.success().stdout.contains("ADD COLUMN gift_note"));
        assert_eq!(database.query("SELECT gift_note FROM orders"), [[""; 0]; 0]);
    }
}
