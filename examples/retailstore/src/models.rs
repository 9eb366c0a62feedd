//! The tables, as structs: `aludel revision --autogenerate` writes what a change here means to the database.
//!
//! One set for both databases. What no struct can say, the triggers and the views, stands in `models/*.sql`.
#![expect(dead_code, reason = "a handler reads as much of a row as its answer needs")]

use aludel_models::{ColumnType, Table};

/// Who buys.
#[derive(Table)]
#[table(name = "customers")]
#[table(index("lower(email)", unique, name = "customers_email_without_case_idx"))]
struct Customer {
    #[column(primary_key, identity)]
    id: i64,
    #[column(check("email LIKE '%_@_%'", name = "customers_email_has_at"))]
    email: String,
    #[column(default(postgres = "now()", sqlite = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"))]
    created_at: Moment,
    #[column(default(sqlite = "''"))]
    first_name: String,
    #[column(default(sqlite = "''"))]
    last_name: String,
}

/// What is sold, and for how much.
#[derive(Table)]
#[table(name = "products")]
struct Product {
    #[column(primary_key, identity)]
    id: i64,
    #[column(unique(name = "products_sku_unique"))]
    sku: String,
    title: String,
    #[column(default(sqlite = "0"), check("price_cents >= 0", name = "products_price_not_negative"))]
    price_cents: i64,
}

/// An order. Its total is in the view `order_summaries`.
#[derive(Table)]
#[table(name = "orders")]
#[table(index(placed_at, name = "orders_open_idx", where = "status IN ('placed', 'paid')"))]
#[table(check("(status = 'returned') = (return_reason IS NOT NULL)", name = "orders_returned_with_reason"))]
struct Order {
    #[column(primary_key, identity)]
    id: i64,
    #[column(references = "customers", index(name = "orders_customer_idx"))]
    customer_id: i64,
    #[column(default = "'placed'")]
    status: OrderStatus,
    #[column(default(postgres = "now()", sqlite = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"))]
    placed_at: Moment,
    #[column(default(postgres = "now()", sqlite = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"))]
    updated_at: Moment,
    return_reason: Option<String>,
}

/// Where an order stands: an enum on PostgreSQL, text and a check on SQLite.
#[derive(ColumnType)]
#[column_type(rename_all = "snake_case")]
enum OrderStatus {
    Placed,
    Paid,
    Shipped,
    Returned,
    Cancelled,
}

/// So many of one product, at the price of the day.
#[derive(Table)]
#[table(name = "order_lines", primary_key(order_id, product_id))]
struct OrderLine {
    #[column(references = "orders")]
    order_id: i64,
    #[column(references = "products", index(name = "order_lines_product_idx"))]
    product_id: i64,
    #[column(check("quantity > 0", name = "order_lines_quantity_positive"))]
    quantity: i64,
    #[column(default(sqlite = "0"))]
    unit_price_cents: i64,
}

/// What is on the shelf. Triggers keep it, and write `stock_movements`.
#[derive(Table)]
#[table(name = "stock")]
#[table(index(product_id, name = "stock_low_idx", where = "on_hand <= reorder_at"))]
struct Stock {
    #[column(primary_key, references = "products")]
    product_id: i64,
    #[column(default = 0, check("on_hand >= 0", name = "stock_not_negative"))]
    on_hand: i64,
    #[column(default = 5, check("reorder_at >= 0", name = "stock_reorder_at_not_negative"))]
    reorder_at: i64,
}

/// What came to the shelf or went.
#[derive(Table)]
#[table(name = "stock_movements")]
struct StockMovement {
    #[column(primary_key, identity)]
    id: i64,
    #[column(references = "products", index(name = "stock_movements_product_idx"))]
    product_id: i64,
    change: i64,
    #[column(default(postgres = "now()", sqlite = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"))]
    moved_at: Moment,
}

/// A point in time. SQLite has no type for it: RFC 3339 in UTC, as text.
#[derive(ColumnType)]
#[column_type(type(postgres = "timestamptz", sqlite = "text"))]
struct Moment(String);
