//! What happens during a migration, one line each: fit for a container's log.

use std::time::Duration;

use aludel::event::{Event, Notice};
use aludel::revision::Direction;
use serde_json::Value;

use super::text::duration;
use super::{Output, fields};

/// A step that takes longer than this is told when it is done, too.
const LONG: Duration = Duration::from_secs(5);

/// Says it on stderr.
pub(crate) fn tell(output: &Output, event: Event) {
    match event {
        Event::Waiting { attempt, reason, pause } => output.message(
            "waiting",
            &format!("waiting for the database (attempt {attempt}): {reason}; next in {}", duration(pause)),
            fields([
                ("attempt", attempt.into()),
                ("reason", reason.clone().into()),
                ("pause_ms", milliseconds(pause)),
            ]),
        ),
        Event::Connected { server, after } => {
            let members = fields([("server", server.clone().into()), ("after_ms", milliseconds(after))]);
            let message = match after >= LONG {
                true => format!("connected to {server} after {}", duration(after)),
                false => format!("connected to {server}"),
            };
            if after >= LONG || output.is_container() {
                output.message("connected", &message, members);
            } else {
                output.detail("connected", &message, members);
            }
        }
        Event::LockHeld { holder, waited } => output.message(
            "lock-held",
            &format!("another process migrates: {holder}; waited {} so far", duration(waited)),
            fields([("holder", holder.clone().into()), ("waited_ms", milliseconds(waited))]),
        ),
        Event::StepStarted { revision, direction, title, number, total } => output.message(
            "step-started",
            &format!("{} {revision}{} ({number} of {total})", verb(direction), lead(&title)),
            fields([
                ("revision", revision.as_str().into()),
                ("direction", direction.name().into()),
                ("title", title.clone().into()),
                ("number", number.into()),
                ("total", total.into()),
            ]),
        ),
        Event::StepFinished { revision, direction, took } => {
            let members = fields([
                ("revision", revision.as_str().into()),
                ("direction", direction.name().into()),
                ("took_ms", milliseconds(took)),
            ]);
            let message = format!("{} {revision} took {}", verb(direction), duration(took));
            if took >= LONG || output.is_log_json() {
                output.message("step-finished", &message, members);
            } else {
                output.detail("step-finished", &message, members);
            }
        }
        Event::Resumed { revision, done, total } => output.message(
            "resumed",
            &format!("{revision} goes on behind segment {done} of {total}: an earlier run was cut there"),
            fields([("revision", revision.as_str().into()), ("done", done.into()), ("total", total.into())]),
        ),
        Event::SegmentRetried { revision, attempt, reason, pause } => output.warning(
            "segment-retried",
            &format!(
                "{revision} waits behind other sessions (attempt {attempt}: {reason}); again in {}",
                duration(pause)
            ),
            fields([
                ("revision", revision.as_str().into()),
                ("attempt", attempt.into()),
                ("reason", reason.clone().into()),
                ("pause_ms", milliseconds(pause)),
            ]),
        ),
        Event::Notice(notice) => tell_notice(output, notice),
        Event::Warning(words) => output.warning("warning", &words, fields([])),
        // The library may learn to tell more; an old command stays silent about it.
        _ => {}
    }
}

fn tell_notice(output: &Output, notice: Notice) {
    let Notice { severity, code, message, detail, hint } = notice;
    let mut text = format!("{severity}: {message}");
    for (name, words) in [("DETAIL", &detail), ("HINT", &hint)] {
        if let Some(words) = words {
            text.push_str(&format!("\n  {name}: {words}"));
        }
    }
    let members = fields([
        ("severity", severity.into()),
        ("code", code.into()),
        ("detail", detail.into()),
        ("hint", hint.into()),
    ]);
    output.message("notice", &text, members);
}

fn verb(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "upgrade",
        Direction::Down => "downgrade",
    }
}

fn lead(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" {title}") }
}

/// Milliseconds as JSON.
pub(crate) fn milliseconds(duration: Duration) -> Value {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX).into()
}
