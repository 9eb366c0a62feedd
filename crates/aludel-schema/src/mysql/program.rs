//! What procedures, functions, triggers and events have in common: a text that the server keeps as
//! it was written, to be read in the mode in which it was made, with the rights of its definer.
//!
//! Only modes in which a text is read otherwise are looked at: those that only make the server
//! stricter differ from one server to the next.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::quote;
use crate::statement::Statement;

/// What every stored program has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Program {
    pub(super) body: String,
    /// Modes in which its text is read, `ANSI_QUOTES`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) modes: Vec<String>,
    /// `` `user`@`host` ``, where definers are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) definer: Option<String>,
}

impl Program {
    pub(super) fn read(reader: &Reader<'_>, body: String, modes: &str, definer: &str) -> Self {
        let definer = Some(quote::account(definer)).filter(|_| reader.facts.privileges);
        Self { body: body.trim().to_owned(), modes: reader.modes(modes), definer }
    }

    /// ` DEFINER = user`, to stand behind the verb.
    pub(super) fn definer(&self) -> String {
        self.definer.as_ref().map(|definer| format!(" DEFINER = {definer}")).unwrap_or_default()
    }

    /// The statement that makes it, between those that set its modes and give back the old ones.
    pub(super) fn written(&self, mut text: String) -> Vec<Statement> {
        // A comment at the end would swallow what ends the statement.
        if text.rsplit('\n').next().is_some_and(|line| line.contains('#')) {
            text.push('\n');
        }
        if self.modes.is_empty() {
            return vec![Statement::whole(text)];
        }
        let modes = self.modes.join(",");
        vec![
            Statement::whole(format!("SET sql_mode = CONCAT(@@SESSION.sql_mode, ',{modes}')")),
            Statement::whole(text),
            Statement::whole("SET sql_mode = DEFAULT"),
        ]
    }

    /// What differs, in words.
    pub(super) fn words(&self, to: &Program) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |differs: bool, word: &str| words.extend(Some(word.to_owned()).filter(|_| differs));
        add(self.body != to.body, "body");
        add(self.modes != to.modes, "mode");
        add(self.definer != to.definer, "definer");
        words
    }
}
