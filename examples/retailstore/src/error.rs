//! What a request is answered when it fails: a status and `{"error": "…"}`.
//!
//! The schema's constraints are the last word on what is valid, so their refusals are answers
//! too, not faults of the server.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use sqlx::error::ErrorKind;

/// Why a request failed.
pub(crate) enum ApiError {
    /// The request can't be understood or names what is not there.
    Invalid(String),
    NotFound(String),
    /// It contradicts what the shop holds now.
    Conflict(String),
    /// The database does not answer.
    Unavailable,
    /// A fault of the shop itself. Its cause is logged, never shown.
    Internal(sqlx::Error),
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        let Some(refusal) = error.as_database_error() else {
            return Self::Internal(error);
        };
        match refusal.kind() {
            ErrorKind::UniqueViolation => Self::Conflict("there is one like it already".to_owned()),
            ErrorKind::ForeignKeyViolation => {
                Self::Invalid("it names something that is not there".to_owned())
            }
            ErrorKind::CheckViolation | ErrorKind::NotNullViolation => {
                Self::Invalid(format!("not valid: {}", refusal.message()))
            }
            _ => Self::Internal(error),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Invalid(message) => (StatusCode::UNPROCESSABLE_ENTITY, message),
            Self::NotFound(message) => (StatusCode::NOT_FOUND, message),
            Self::Conflict(message) => (StatusCode::CONFLICT, message),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer".to_owned()),
            Self::Internal(cause) => {
                log(&cause);
                (StatusCode::INTERNAL_SERVER_ERROR, "the shop failed".to_owned())
            }
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}

#[expect(clippy::print_stderr, reason = "a server's messages go to stderr")]
fn log(cause: &sqlx::Error) {
    eprintln!("retailstore: {cause}");
}
