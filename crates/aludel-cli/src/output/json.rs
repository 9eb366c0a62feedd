//! Reports, problems and log lines as JSON. The shapes are promised in docs/json.md.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::error::Failure;

/// A report, indented: people read it too.
pub(crate) fn report(report: &impl Serialize) -> String {
    // Serialising what our own structs hold fails on no value: keys are strings.
    serde_json::to_string_pretty(report)
        .unwrap_or_else(|error| json!({ "error": error.to_string() }).to_string())
}

/// A failure as `{"error": {…}}`: the first problem's members, and all of them under `problems`.
pub(crate) fn failure(failure: &Failure) -> String {
    let first = failure.problems.first();
    let mut error = match first.map(serde_json::to_value) {
        Some(Ok(Value::Object(members))) => members,
        _ => Map::new(),
    };
    error.insert("exit".to_owned(), json!(failure.exit));
    if failure.problems.len() > 1 {
        error.insert("problems".to_owned(), json!(failure.problems));
    }
    report(&json!({ "error": error }))
}

/// A log line: one object with time, level, event, message and what else there is.
pub(crate) fn log_line(level: &str, event: &str, message: &str, fields: Map<String, Value>) -> String {
    let mut line = Map::new();
    line.insert("time".to_owned(), json!(now()));
    line.insert("level".to_owned(), json!(level));
    line.insert("event".to_owned(), json!(event));
    line.insert("message".to_owned(), json!(message));
    line.extend(fields);
    Value::Object(line).to_string()
}

/// The time, UTC, to the millisecond.
fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Problem;

    #[test]
    fn an_error_has_its_members_and_all_problems() {
        let one = Problem::new("two-heads", "two heads").hint("merge").failed();
        let value: Value = serde_json::from_str(&failure(&one)).expect("JSON");
        assert_eq!(
            value,
            json!({"error": {"code": "two-heads", "message": "two heads", "facts": [], "hints": ["merge"], "exit": 1}})
        );
        let two = Failure { exit: 2, problems: vec![Problem::new("a", "x"), Problem::new("b", "y")] };
        let value: Value = serde_json::from_str(&failure(&two)).expect("JSON");
        assert_eq!(value["error"]["problems"][1]["code"], "b");
    }

    #[test]
    fn a_log_line_is_one_line() {
        let line = log_line("info", "connected", "a\nb", Map::new());
        assert!(!line.contains('\n'));
        let value: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(value["level"], "info");
        assert!(value["time"].as_str().expect("text").ends_with('Z'));
    }
}
