//! Events for the service's subscriber of `tracing`.

use std::sync::{Arc, Mutex};

use embedding::migrator;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down what it is told.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("aludel")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push(format!("span {}", span.metadata().name()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        self.0.lock().unwrap().push(format!("{} {}", event.metadata().level(), message.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn the_subscriber_of_whoever_awaits_is_told() {
    let Some(database) = testkit::sqlite() else { return };
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || {
        migrator().upgrade_to_blocking(database.url(), "001").unwrap();
    });
    let notes = notes.0.lock().unwrap();
    assert_eq!(notes[0], "span aludel");
    assert!(notes[1].starts_with("DEBUG connected to SQLite "), "{notes:?}");
    assert_eq!(notes[2], "INFO upgrade 001 create posts (1 of 1)");
    assert!(notes[3].starts_with("INFO upgrade 001 took "), "{notes:?}");
    assert_eq!(notes.len(), 4);
}
