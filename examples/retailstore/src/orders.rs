//! Orders: placing one takes its goods from the shelf, cancelling or returning it puts them back.
//!
//! Each change is one transaction whose first statement writes: SQLite then waits its turn at
//! once, instead of finding halfway that another has written meanwhile.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, FromRow, Row};

use crate::error::ApiError;
use crate::input::{Body, Filter, Id};

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new()
        .route("/orders", get(list).post(place))
        .route("/orders/{id}", get(show))
        .route("/orders/{id}/status", put(change_status))
}

/// Where an order stands.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Placed,
    Paid,
    Shipped,
    Returned,
    Cancelled,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
        }
    }

    /// The statuses from which an order may come to this one: two at most, for one query.
    fn may_follow(self) -> Option<(Self, Self)> {
        match self {
            Self::Placed => None,
            Self::Paid => Some((Self::Placed, Self::Placed)),
            Self::Shipped => Some((Self::Paid, Self::Paid)),
            Self::Returned => Some((Self::Shipped, Self::Shipped)),
            Self::Cancelled => Some((Self::Placed, Self::Paid)),
        }
    }

    /// Whether the goods go back to the shelf.
    fn gives_back(self) -> bool {
        matches!(self, Self::Returned | Self::Cancelled)
    }
}

/// A row of the view `order_summaries`.
#[derive(Serialize)]
struct Order {
    id: i64,
    customer_id: i64,
    status: String,
    return_reason: Option<String>,
    placed_at: String,
    updated_at: String,
    total_cents: i64,
}

impl FromRow<'_, AnyRow> for Order {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            customer_id: row.try_get("customer_id")?,
            status: row.try_get("status")?,
            return_reason: row.try_get("return_reason")?,
            placed_at: row.try_get("placed_at")?,
            updated_at: row.try_get("updated_at")?,
            total_cents: row.try_get("total_cents")?,
        })
    }
}

#[derive(Deserialize)]
struct OrderFilter {
    status: Option<Status>,
}

async fn list(
    State(pool): State<AnyPool>,
    Filter(filter): Filter<OrderFilter>,
) -> Result<Json<Vec<Order>>, ApiError> {
    let orders = sqlx::query_as(
        "SELECT * FROM order_summaries WHERE $1 IS NULL OR status = $1 ORDER BY id DESC LIMIT 100",
    )
    .bind(filter.status.map(Status::as_str))
    .fetch_all(&pool)
    .await?;
    Ok(Json(orders))
}

async fn show(State(pool): State<AnyPool>, Id(id): Id) -> Result<Json<Order>, ApiError> {
    let mut connection = pool.acquire().await?;
    Ok(Json(read(&mut connection, id).await?))
}

async fn read(connection: &mut AnyConnection, id: i64) -> Result<Order, ApiError> {
    sqlx::query_as("SELECT * FROM order_summaries WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| ApiError::NotFound(format!("no order {id}")))
}

#[derive(Deserialize)]
struct NewOrder {
    customer_id: i64,
    lines: Vec<NewLine>,
}

#[derive(Deserialize)]
struct NewLine {
    product_id: i64,
    quantity: u16,
}

async fn place(
    State(pool): State<AnyPool>,
    Body(new): Body<NewOrder>,
) -> Result<(StatusCode, Json<Order>), ApiError> {
    // In the order of their ids: two orders of the same products never wait for each other.
    let mut quantities: BTreeMap<i64, i64> = BTreeMap::new();
    for line in &new.lines {
        *quantities.entry(line.product_id).or_default() += i64::from(line.quantity);
    }
    if quantities.is_empty() {
        return Err(ApiError::Invalid("an order needs a line".to_owned()));
    }

    let mut transaction = pool.begin().await?;
    let order_id: i64 = sqlx::query_scalar("INSERT INTO orders (customer_id) VALUES ($1) RETURNING id")
        .bind(new.customer_id)
        .fetch_one(&mut *transaction)
        .await?;
    for (product_id, quantity) in quantities {
        take_from_shelf(&mut transaction, product_id, quantity).await?;
        add_line(&mut transaction, order_id, product_id, quantity).await?;
    }
    let order = read(&mut transaction, order_id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(order)))
}

async fn take_from_shelf(
    connection: &mut AnyConnection,
    product_id: i64,
    quantity: i64,
) -> Result<(), ApiError> {
    let taken =
        sqlx::query("UPDATE stock SET on_hand = on_hand - $1 WHERE product_id = $2 AND on_hand >= $1")
            .bind(quantity)
            .bind(product_id)
            .execute(&mut *connection)
            .await?;
    if taken.rows_affected() == 1 {
        return Ok(());
    }
    let on_hand: Option<i64> = sqlx::query_scalar("SELECT on_hand FROM stock WHERE product_id = $1")
        .bind(product_id)
        .fetch_optional(connection)
        .await?;
    Err(match on_hand {
        Some(left) => ApiError::Conflict(format!("out of stock: {left} of product {product_id} left")),
        None => ApiError::Invalid(format!("no product {product_id}")),
    })
}

/// The line keeps the price of today: a later change of price leaves it as it is.
async fn add_line(
    connection: &mut AnyConnection,
    order_id: i64,
    product_id: i64,
    quantity: i64,
) -> Result<(), ApiError> {
    sqlx::query(
        "INSERT INTO order_lines (order_id, product_id, quantity, unit_price_cents)
         SELECT $1, id, $3, price_cents FROM products WHERE id = $2",
    )
    .bind(order_id)
    .bind(product_id)
    .bind(quantity)
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(Deserialize)]
struct StatusChange {
    status: Status,
    /// Why the goods came back.
    reason: Option<String>,
}

async fn change_status(
    State(pool): State<AnyPool>,
    Id(id): Id,
    Body(change): Body<StatusChange>,
) -> Result<Json<Order>, ApiError> {
    let status = change.status.as_str();
    let Some((from, or_from)) = change.status.may_follow() else {
        return Err(ApiError::Conflict(format!("no order becomes {status} again")));
    };

    let mut transaction = pool.begin().await?;
    let changed = sqlx::query(
        "UPDATE orders SET status = $1, return_reason = $2
         WHERE id = $3 AND CAST(status AS text) IN ($4, $5)",
    )
    .bind(status)
    .bind(change.reason)
    .bind(id)
    .bind(from.as_str())
    .bind(or_from.as_str())
    .execute(&mut *transaction)
    .await?;
    if changed.rows_affected() == 0 {
        let order = read(&mut transaction, id).await?;
        return Err(ApiError::Conflict(format!("order {id} is {}: it can't become {status}", order.status)));
    }
    if change.status.gives_back() {
        put_back_on_shelf(&mut transaction, id).await?;
    }
    let order = read(&mut transaction, id).await?;
    transaction.commit().await?;
    Ok(Json(order))
}

async fn put_back_on_shelf(connection: &mut AnyConnection, order_id: i64) -> Result<(), ApiError> {
    sqlx::query(
        "UPDATE stock SET on_hand = on_hand + order_lines.quantity
         FROM order_lines WHERE order_lines.order_id = $1 AND order_lines.product_id = stock.product_id",
    )
    .bind(order_id)
    .execute(connection)
    .await?;
    Ok(())
}
