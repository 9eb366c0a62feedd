//! What is different from one kind of server to the next, and a server of one test's own.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::guard::{self, Guard, Launch};
use crate::machine;

/// A kind of server that can be started from programs on this machine.
pub(crate) trait Product {
    /// Its name in messages and folders.
    fn name(&self) -> &'static str;
    /// Fills an empty folder with what the server needs for its first start.
    fn initialise(&self, folder: &Path);
    /// How it is started on that port; the settings are the test's own.
    fn launch(&self, folder: &Path, port: u16, settings: &[String]) -> Launch;
    /// Whether the server of that folder, and no other, answers.
    fn answers(&self, folder: &Path, port: u16) -> bool;
    /// What remains to be done once when it answers for the first time.
    fn prepare(&self, folder: &Path, port: u16);
}

/// A server of one test; dropping it ends the server and removes its folder.
#[derive(Debug)]
pub(crate) struct Own<P> {
    product: P,
    settings: Vec<String>,
    pub(crate) port: u16,
    // Before the folder: the server ends first.
    guard: Mutex<Option<Guard>>,
    folder: tempfile::TempDir,
}

impl<P: Product> Own<P> {
    /// Makes a server in the folder, with these settings, and starts it.
    pub(crate) fn new(product: P, folder: tempfile::TempDir, settings: Vec<String>) -> Own<P> {
        product.initialise(folder.path());
        let server = Own { product, settings, port: machine::free_port(), guard: Mutex::new(None), folder };
        server.start();
        server.product.prepare(server.folder(), server.port);
        server
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn product(&self) -> &P {
        &self.product
    }

    pub(crate) fn start(&self) {
        self.start_without_waiting();
        guard::until_ready(self.folder(), || self.product.answers(self.folder(), self.port))
            .unwrap_or_else(|log| panic!("{} does not start:\n{log}", self.product.name()));
    }

    pub(crate) fn start_without_waiting(&self) {
        let launch = self.product.launch(self.folder(), self.port, &self.settings);
        *self.guard() = Some(Guard::start(&launch));
    }

    pub(crate) fn stop_by(&self, signal: &str) {
        let guard = self.guard().take();
        if let Some(guard) = guard {
            guard.stop(signal);
        }
    }

    fn guard(&self) -> MutexGuard<'_, Option<Guard>> {
        self.guard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
