//! A plan of schema changes as a report: in words, as SQL, as JSON.

use aludel_schema::plan::{Action, Plan, Verb};
use aludel_schema::render;
use serde::Serialize;

/// What leads from one schema to another.
#[derive(Debug, Serialize)]
pub(crate) struct PlanView {
    /// What happens to which object.
    pub(crate) changes: Vec<ChangeView>,
    /// How, in the order in which it runs.
    pub(crate) statements: Vec<StatementView>,
    /// The changes as phrases.
    pub(crate) words: Vec<String>,
    #[serde(skip)]
    script: String,
}

/// What happens to one object.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeView {
    change: &'static str,
    kind: &'static str,
    path: Vec<String>,
    alterations: Vec<String>,
    gives_way: bool,
}

/// One statement.
#[derive(Debug, Serialize)]
pub(crate) struct StatementView {
    sql: String,
    destroys: Vec<String>,
    notes: Vec<String>,
}

impl PlanView {
    /// The view of a plan.
    pub(crate) fn new(plan: &Plan) -> Self {
        let actions = plan.steps.iter().flat_map(|step| &step.actions);
        Self {
            changes: actions.map(ChangeView::new).collect(),
            statements: plan
                .statements()
                .map(|statement| StatementView {
                    sql: render::written(statement),
                    destroys: statement.destroys.clone(),
                    notes: statement.notes.clone(),
                })
                .collect(),
            words: render::words(plan),
            script: render::script(plan),
        }
    }

    /// The statements as a script.
    pub(crate) fn script(&self) -> &str {
        &self.script
    }

    /// The changes, a line each.
    pub(crate) fn lines(&self) -> String {
        self.words.iter().map(|words| format!("  {}\n", super::text::clean(words))).collect()
    }
}

impl ChangeView {
    fn new(action: &Action) -> Self {
        let Action { verb, object, words, gives_way, inside: _ } = action;
        Self {
            change: match verb {
                Verb::Create => "create",
                Verb::Alter => "alter",
                Verb::Drop => "drop",
                Verb::Rename => "rename",
            },
            kind: object.kind(),
            path: object.path().iter().map(|name| name.to_string()).collect(),
            alterations: words.clone(),
            gives_way: *gives_way,
        }
    }
}
