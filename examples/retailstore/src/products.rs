//! What is sold, and how many of it are on the shelf.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, FromRow, Row};

use crate::error::ApiError;
use crate::input::{Body, Id};

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new()
        .route("/products", get(list).post(create))
        .route("/products/{id}/stock", post(move_stock))
        .route("/products/{id}/movements", get(movements))
}

#[derive(Serialize)]
struct Product {
    id: i64,
    sku: String,
    title: String,
    price_cents: i64,
    on_hand: i64,
}

impl FromRow<'_, AnyRow> for Product {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            sku: row.try_get("sku")?,
            title: row.try_get("title")?,
            price_cents: row.try_get("price_cents")?,
            on_hand: row.try_get("on_hand")?,
        })
    }
}

async fn list(State(pool): State<AnyPool>) -> Result<Json<Vec<Product>>, ApiError> {
    let products = sqlx::query_as(
        "SELECT id, sku, title, price_cents, on_hand
         FROM products JOIN stock ON stock.product_id = products.id ORDER BY id",
    )
    .fetch_all(&pool)
    .await?;
    Ok(Json(products))
}

#[derive(Deserialize)]
struct NewProduct {
    sku: String,
    title: String,
    price_cents: u32,
}

/// A trigger gives a new product its empty shelf.
async fn create(
    State(pool): State<AnyPool>,
    Body(new): Body<NewProduct>,
) -> Result<(StatusCode, Json<Product>), ApiError> {
    let product = sqlx::query_as(
        "INSERT INTO products (sku, title, price_cents) VALUES ($1, $2, $3)
         RETURNING id, sku, title, price_cents, 0 AS on_hand",
    )
    .bind(new.sku)
    .bind(new.title)
    .bind(i64::from(new.price_cents))
    .fetch_one(&pool)
    .await?;
    Ok((StatusCode::CREATED, Json(product)))
}

#[derive(Deserialize)]
struct StockMovement {
    change: i32,
}

#[derive(Serialize)]
struct Stock {
    product_id: i64,
    on_hand: i64,
}

/// Books a delivery, or what was lost; a trigger writes the ledger.
async fn move_stock(
    State(pool): State<AnyPool>,
    Id(product_id): Id,
    Body(movement): Body<StockMovement>,
) -> Result<Json<Stock>, ApiError> {
    let on_hand: Option<i64> =
        sqlx::query_scalar("UPDATE stock SET on_hand = on_hand + $1 WHERE product_id = $2 RETURNING on_hand")
            .bind(i64::from(movement.change))
            .bind(product_id)
            .fetch_optional(&pool)
            .await?;
    match on_hand {
        Some(on_hand) => Ok(Json(Stock { product_id, on_hand })),
        None => Err(ApiError::NotFound(format!("no product {product_id}"))),
    }
}

/// The changes of a product's shelf, oldest first.
async fn movements(State(pool): State<AnyPool>, Id(product_id): Id) -> Result<Json<Vec<i64>>, ApiError> {
    let changes = sqlx::query_scalar("SELECT change FROM stock_movements WHERE product_id = $1 ORDER BY id")
        .bind(product_id)
        .fetch_all(&pool)
        .await?;
    Ok(Json(changes))
}
