//! What is told about servers: their health, and who did what.

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
    Router::new().route("/servers/{id}/health", post(report_health)).route("/audit", get(audit))
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Health {
    Healthy,
    Degraded,
    Down,
}

impl Health {
    fn as_str(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Degraded => "degraded",
            Self::Down => "down",
        }
    }
}

#[derive(Deserialize)]
struct HealthReport {
    health: Health,
    latency_ms: Option<u32>,
}

async fn report_health(
    State(pool): State<AnyPool>,
    Id(server_id): Id,
    Body(report): Body<HealthReport>,
) -> Result<StatusCode, ApiError> {
    sqlx::query("INSERT INTO health_reports (server_id, health, latency_ms) VALUES ($1, $2, $3)")
        .bind(server_id)
        .bind(report.health.as_str())
        .bind(report.latency_ms.map(i64::from))
        .execute(&pool)
        .await?;
    Ok(StatusCode::CREATED)
}

/// A line of the audit log, which triggers write.
#[derive(Serialize)]
struct Entry {
    action: String,
    subject: String,
}

impl FromRow<'_, AnyRow> for Entry {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self { action: row.try_get("action")?, subject: row.try_get("subject")? })
    }
}

async fn audit(State(pool): State<AnyPool>) -> Result<Json<Vec<Entry>>, ApiError> {
    let entries = sqlx::query_as("SELECT action, subject FROM audit_log ORDER BY id DESC LIMIT 100")
        .fetch_all(&pool)
        .await?;
    Ok(Json(entries))
}
