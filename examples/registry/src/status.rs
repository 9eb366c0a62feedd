//! Whether the registry can work, and on which revisions its schema stands.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use sqlx::AnyPool;

use crate::error::ApiError;

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new().route("/health", get(health)).route("/schema", get(schema))
}

async fn health(State(pool): State<AnyPool>) -> Result<Json<Value>, ApiError> {
    match sqlx::query("SELECT 1").execute(&pool).await {
        Ok(_) => Ok(Json(json!({ "status": "ok" }))),
        Err(_) => Err(ApiError::Unavailable),
    }
}

async fn schema(State(pool): State<AnyPool>) -> Result<Json<Value>, ApiError> {
    let heads: Vec<String> =
        sqlx::query_scalar("SELECT version_num FROM aludel_version ORDER BY version_num")
            .fetch_all(&pool)
            .await?;
    Ok(Json(json!({ "heads": heads })))
}
