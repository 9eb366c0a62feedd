//! What was sold, and what must be bought.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyPool, FromRow, Row};

use crate::error::ApiError;

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new().route("/reports/sales", get(sales)).route("/reports/restock", get(restock))
}

/// A row of the view `sales_report`.
#[derive(Serialize)]
struct Sale {
    sku: String,
    title: String,
    units: i64,
    revenue_cents: i64,
}

impl FromRow<'_, AnyRow> for Sale {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            sku: row.try_get("sku")?,
            title: row.try_get("title")?,
            units: row.try_get("units")?,
            revenue_cents: row.try_get("revenue_cents")?,
        })
    }
}

async fn sales(State(pool): State<AnyPool>) -> Result<Json<Vec<Sale>>, ApiError> {
    let sales = sqlx::query_as("SELECT sku, title, units, revenue_cents FROM sales_report ORDER BY sku")
        .fetch_all(&pool)
        .await?;
    Ok(Json(sales))
}

#[derive(Serialize)]
struct Shortage {
    sku: String,
    on_hand: i64,
    reorder_at: i64,
}

impl FromRow<'_, AnyRow> for Shortage {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            sku: row.try_get("sku")?,
            on_hand: row.try_get("on_hand")?,
            reorder_at: row.try_get("reorder_at")?,
        })
    }
}

async fn restock(State(pool): State<AnyPool>) -> Result<Json<Vec<Shortage>>, ApiError> {
    let shortages = sqlx::query_as(
        "SELECT sku, on_hand, reorder_at
         FROM stock JOIN products ON products.id = stock.product_id
         WHERE on_hand <= reorder_at ORDER BY sku",
    )
    .fetch_all(&pool)
    .await?;
    Ok(Json(shortages))
}
