//! Kinds of which nothing can be altered: their definition is the rest of the CREATE statement.

use serde::Deserialize;

use super::{Facts, PostgresKind, quote, renamed};
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A kind whose objects are made and dropped as a whole.
pub(super) struct Plain {
    pub(super) name: &'static str,
    /// The catalog query; its definition is `{"first": …, "rest": …}`.
    pub(super) query: fn(&Facts) -> String,
    /// See [`PostgresKind::found_in`].
    pub(super) found_in: &'static str,
    /// How SQL names an object: `CONVERSION public.odd`.
    pub(super) reference: fn(&ObjectId) -> String,
    pub(super) in_schema: bool,
    pub(super) renamable: bool,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    /// What stands after the word CREATE: `DEFAULT`.
    #[serde(default)]
    first: Option<String>,
    /// What stands after the name.
    #[serde(default)]
    rest: Option<String>,
}

impl PostgresKind for Plain {
    fn query(&self, server: &Facts) -> Option<String> {
        Some((self.query)(server))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some(self.found_in)
    }

    fn reference(&self, id: &ObjectId) -> String {
        (self.reference)(id)
    }
}

impl Kind for Plain {
    fn name(&self) -> &'static str {
        self.name
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { first, rest } = object.read()?;
        let words = [Some("CREATE".to_owned()), first, Some(self.reference(object.id())), rest];
        let words: Vec<String> = words.into_iter().flatten().collect();
        Ok(vec![Statement::whole(words.join(" "))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        self.renamable.then(|| renamed(&self.reference(from), to))
    }

    fn is_in_schema(&self) -> bool {
        self.in_schema
    }
}

/// `NOUN schema.name`.
pub(super) fn named(noun: &str, id: &ObjectId) -> String {
    format!("{noun} {}", quote::path(id.path()))
}
