//! Names that one object gives up and another takes.

use std::collections::HashMap;

use super::{Builder, Node, PlanError, Verb};
use crate::kind::{Kind, Refusal, Registry};

impl Builder<'_> {
    /// Finds who takes a name that another gives up.
    pub(super) fn claim(&mut self, registry: &Registry) -> Result<(), PlanError> {
        let mut given_up: HashMap<String, Vec<usize>> = HashMap::new();
        let claims = |node: &Node<'_>| {
            let kind: &dyn Kind =
                registry.of(node.entry).map_err(|refusal| PlanError::Refused(vec![refusal]))?.1;
            Ok(kind.claims(node.entry))
        };
        for (index, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.verb == Verb::Drop) {
            for name in claims(node)? {
                given_up.entry(name).or_default().push(index);
            }
        }
        if given_up.is_empty() {
            return Ok(());
        }
        for (index, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.verb == Verb::Create) {
            for dropped in claims(node)?.iter().filter_map(|name| given_up.get(name)).flatten() {
                self.refuse_other_spelling(*dropped, node, registry)?;
                self.claims.push((*dropped, index));
            }
        }
        Ok(())
    }

    /// Refuses to drop what holds data only because its name is spelled otherwise: to a database to
    /// which the case of letters does not count it is the same.
    fn refuse_other_spelling(
        &self,
        dropped: usize,
        made: &Node<'_>,
        registry: &Registry,
    ) -> Result<(), PlanError> {
        let (old, new) = (self.nodes[dropped].entry, made.entry);
        let holds_data = registry.of(old).is_ok_and(|(_, kind)| kind.holds_data() && !kind.is_derived(old));
        match holds_data && old.id().kind() == new.id().kind() && old.id() != new.id() {
            false => Ok(()),
            true => Err(PlanError::Refused(vec![Refusal::new(
                old.id(),
                format!("it would be dropped for {}, which is the same name to the database", new.id()),
                "say that it is renamed, or spell the name as it is spelled now",
            )])),
        }
    }
}
