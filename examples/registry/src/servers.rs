//! What is published.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool, FromRow, Row};

use crate::error::ApiError;
use crate::input::{Body, Filter, Id};

pub(crate) fn routes() -> Router<AnyPool> {
    Router::new().route("/servers", get(list).post(publish)).route("/servers/{id}", get(show).delete(retire))
}

/// A row of the view `server_listings`.
#[derive(Serialize)]
struct Server {
    id: i64,
    name: String,
    version: String,
    description: String,
    repository_url: Option<String>,
    metadata: Value,
    tags: Value,
    variables: Value,
    health: String,
}

impl FromRow<'_, AnyRow> for Server {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            version: row.try_get("version")?,
            description: row.try_get("description")?,
            repository_url: row.try_get("repository_url")?,
            metadata: json(row, "metadata")?,
            tags: json(row, "tags")?,
            variables: json(row, "variables")?,
            health: row.try_get("health")?,
        })
    }
}

fn json(row: &AnyRow, column: &str) -> sqlx::Result<Value> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text)
        .map_err(|error| sqlx::Error::ColumnDecode { index: column.to_owned(), source: error.into() })
}

#[derive(Deserialize)]
struct ServerFilter {
    tag: Option<String>,
}

async fn list(
    State(pool): State<AnyPool>,
    Filter(filter): Filter<ServerFilter>,
) -> Result<Json<Vec<Server>>, ApiError> {
    let servers = sqlx::query_as(
        "SELECT * FROM server_listings
         WHERE $1 IS NULL OR id IN (SELECT server_id FROM server_tags WHERE tag = $1)
         ORDER BY name",
    )
    .bind(filter.tag)
    .fetch_all(&pool)
    .await?;
    Ok(Json(servers))
}

async fn show(State(pool): State<AnyPool>, Id(id): Id) -> Result<Json<Server>, ApiError> {
    let mut connection = pool.acquire().await?;
    Ok(Json(read(&mut connection, id).await?))
}

async fn read(connection: &mut AnyConnection, id: i64) -> Result<Server, ApiError> {
    sqlx::query_as("SELECT * FROM server_listings WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| ApiError::NotFound(format!("no server {id}")))
}

#[derive(Deserialize)]
struct NewServer {
    name: String,
    version: String,
    #[serde(default)]
    description: String,
    repository_url: Option<String>,
    #[serde(default)]
    metadata: Map<String, Value>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    variables: Vec<Variable>,
}

/// What a user fills in before the server can start.
#[derive(Deserialize)]
struct Variable {
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    required: bool,
}

/// Publishes a server, or a new version of one; triggers mark it as the latest and audit it.
async fn publish(
    State(pool): State<AnyPool>,
    Body(new): Body<NewServer>,
) -> Result<(StatusCode, Json<Server>), ApiError> {
    let mut transaction = pool.begin().await?;
    let id = add_server(&mut transaction, &new).await?;
    for tag in &new.tags {
        add_tag(&mut transaction, id, tag).await?;
    }
    for variable in &new.variables {
        add_variable(&mut transaction, id, variable).await?;
    }
    let server = read(&mut transaction, id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(server)))
}

async fn add_server(connection: &mut AnyConnection, new: &NewServer) -> sqlx::Result<i64> {
    // The one statement that the databases spell in two ways: how text becomes JSON.
    let insert = match connection.backend_name() {
        "PostgreSQL" => {
            "INSERT INTO servers (name, version, description, repository_url, metadata)
             VALUES ($1, $2, $3, $4, CAST($5 AS jsonb)) RETURNING id"
        }
        _ => {
            "INSERT INTO servers (name, version, description, repository_url, metadata)
             VALUES ($1, $2, $3, $4, json($5)) RETURNING id"
        }
    };
    sqlx::query_scalar(insert)
        .bind(&new.name)
        .bind(&new.version)
        .bind(&new.description)
        .bind(new.repository_url.as_deref())
        .bind(Value::Object(new.metadata.clone()).to_string())
        .fetch_one(connection)
        .await
}

async fn add_tag(connection: &mut AnyConnection, server_id: i64, tag: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO server_tags (server_id, tag) VALUES ($1, lower($2)) ON CONFLICT DO NOTHING")
        .bind(server_id)
        .bind(tag)
        .execute(connection)
        .await?;
    Ok(())
}

async fn add_variable(
    connection: &mut AnyConnection,
    server_id: i64,
    variable: &Variable,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO user_variables (server_id, name, description, required) VALUES ($1, $2, $3, $4)",
    )
    .bind(server_id)
    .bind(&variable.name)
    .bind(&variable.description)
    .bind(variable.required)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a server out of the listing; its rows and its audit trail stay.
async fn retire(State(pool): State<AnyPool>, Id(id): Id) -> Result<StatusCode, ApiError> {
    let retired =
        sqlx::query("UPDATE servers SET retired_at = CURRENT_TIMESTAMP WHERE id = $1 AND retired_at IS NULL")
            .bind(id)
            .execute(&pool)
            .await?;
    match retired.rows_affected() {
        0 => Err(ApiError::NotFound(format!("no server {id}"))),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
