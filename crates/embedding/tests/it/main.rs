//! The service's ways of migrating, on real databases.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at what they did not expect")]

use std::future::Future;

mod dropped;
mod embedded;
mod functions;
mod pools;
mod program;
mod traced;
mod verbs;

/// Awaits in a runtime of one thread, as `#[tokio::main(flavor = "current_thread")]` does.
fn in_one_thread<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Awaits in a runtime of several threads, as `#[tokio::main]` does.
fn in_many_threads<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
