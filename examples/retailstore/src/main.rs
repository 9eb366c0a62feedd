//! A small shop: customers, products, orders and stock over HTTP.
//!
//! It runs unchanged on SQLite and on PostgreSQL, and brings its database up to date when it starts.

mod customers;
mod error;
mod health;
mod input;
mod migrate;
mod models;
mod orders;
mod products;
mod reports;
mod settings;

use std::fmt;
use std::process::ExitCode;

use aludel::Stop;
use axum::Router;
use sqlx::AnyPool;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::error::ApiError;
use crate::settings::{Settings, SettingsError};

#[tokio::main]
#[expect(clippy::print_stderr, reason = "a server's messages go to stderr")]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("retailstore: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a server's messages go to stderr")]
async fn serve() -> Result<(), StartError> {
    let settings = Settings::from_environment()?;
    let stop = Stop::new();
    let stopped = tokio::spawn(stop_signal(stop.clone()).map_err(StartError::Serve)?);
    migrate::upgrade(&settings.database_url, stop).await.map_err(StartError::Migrate)?;

    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(&settings.database_url).await.map_err(StartError::Database)?;
    let listener = TcpListener::bind(("0.0.0.0", settings.port))
        .await
        .map_err(|cause| StartError::Listen { port: settings.port, cause })?;
    let port = listener.local_addr().map_err(StartError::Serve)?.port();
    eprintln!("retailstore: listening on port {port}");
    axum::serve(listener, router(pool.clone()))
        .with_graceful_shutdown(async { drop(stopped.await) })
        .await
        .map_err(StartError::Serve)?;
    pool.close().await;
    eprintln!("retailstore: stopped");
    Ok(())
}

fn router(pool: AnyPool) -> Router {
    Router::new()
        .merge(health::routes())
        .merge(customers::routes())
        .merge(products::routes())
        .merge(orders::routes())
        .merge(reports::routes())
        .fallback(|| async { ApiError::NotFound("no such page".to_owned()) })
        .with_state(pool)
}

/// Ends when a container (SIGTERM) or a person (SIGINT) asks the server to stop, and asks a migration too.
///
/// The signals are caught from the moment of the call, not from the first poll.
fn stop_signal(stop: Stop) -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.request();
    })
}

/// Why the shop can't open.
enum StartError {
    Settings(SettingsError),
    Migrate(aludel::Error),
    Database(sqlx::Error),
    Listen { port: u16, cause: std::io::Error },
    Serve(std::io::Error),
}

impl From<SettingsError> for StartError {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings(error) => error.fmt(f),
            Self::Migrate(error) => error.fmt(f),
            Self::Database(cause) => write!(f, "the database can't be opened: {cause}"),
            Self::Listen { port, cause } => write!(f, "port {port} can't be opened: {cause}"),
            Self::Serve(cause) => cause.fmt(f),
        }
    }
}
