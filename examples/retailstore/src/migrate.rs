//! Brings the database to the schema that this shop was built for.
//!
//! Under `aludel run -- retailstore` there is nothing left to do here: two statements, and no lock.

use std::time::Duration;

use aludel::{Error, Migrator, Stop};

/// Waits for the database and applies what is pending, exactly once however many shops start.
#[expect(clippy::print_stderr, reason = "a server's messages go to stderr")]
pub(crate) async fn upgrade(database_url: &str, stop: Stop) -> Result<(), Error> {
    let migrator = Migrator::new(aludel::embedded!())
        .wait(Duration::from_secs(60))
        .events(|event| eprintln!("retailstore: {event}"))
        .stop(stop);
    migrator.upgrade(database_url).await?;
    Ok(())
}
