//! What stands around a whole plan: a setting that must hold while it runs.

use super::{Plan, Step};
use crate::statement::Statement;

impl Plan {
    /// The plan with other steps before and behind it, inside its frame: a first and a last step that
    /// do something to no object, but make the way free for all between them.
    #[must_use]
    pub fn between(mut self, before: Vec<Step>, after: Vec<Step>) -> Self {
        // Other steps without actions finish what a step before them began.
        let is_setting = |statement: &Statement| statement.text().starts_with("PRAGMA ");
        let frames = |step: &Step| step.actions.is_empty() && step.statements.iter().all(is_setting);
        let end =
            self.steps.len() - usize::from(self.steps.len() > 1 && self.steps.last().is_some_and(frames));
        self.steps.splice(end..end, after);
        let start = usize::from(self.steps.first().is_some_and(frames));
        self.steps.splice(start..start, before);
        self
    }
}
