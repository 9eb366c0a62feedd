//! Who buys.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, FromRow, Row};

use crate::error::ApiError;
use crate::input::Body;

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new().route("/customers", get(list).post(create))
}

#[derive(Serialize)]
struct Customer {
    id: i64,
    first_name: String,
    last_name: String,
    email: String,
}

impl FromRow<'_, AnyRow> for Customer {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            first_name: row.try_get("first_name")?,
            last_name: row.try_get("last_name")?,
            email: row.try_get("email")?,
        })
    }
}

async fn list(State(pool): State<AnyPool>) -> Result<Json<Vec<Customer>>, ApiError> {
    let customers = sqlx::query_as("SELECT id, first_name, last_name, email FROM customers ORDER BY id")
        .fetch_all(&pool)
        .await?;
    Ok(Json(customers))
}

#[derive(Deserialize)]
struct NewCustomer {
    first_name: String,
    #[serde(default)]
    last_name: String,
    email: String,
}

async fn create(
    State(pool): State<AnyPool>,
    Body(new): Body<NewCustomer>,
) -> Result<(StatusCode, Json<Customer>), ApiError> {
    let customer = sqlx::query_as(
        "INSERT INTO customers (first_name, last_name, email) VALUES ($1, $2, $3)
         RETURNING id, first_name, last_name, email",
    )
    .bind(new.first_name)
    .bind(new.last_name)
    .bind(new.email)
    .fetch_one(&pool)
    .await?;
    Ok((StatusCode::CREATED, Json(customer)))
}
