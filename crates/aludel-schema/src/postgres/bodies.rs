//! Bodies that speak of what is made after them.
//!
//! The server checks a body when the routine is made. Where a circle leaves no order in which all it
//! mentions is there by then, the check is put off for the rest of the transaction, as pg_dump does:
//! <https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-CHECK-FUNCTION-BODIES>.

use std::collections::BTreeSet;

use super::registry;
use crate::diff::Difference;
use crate::mention::Mentions;
use crate::plan::{Plan, Verb};
use crate::statement::Statement;

/// The plan with the check put off where a body needs it.
pub(super) fn unchecked(mut plan: Plan, difference: &Difference<'_>) -> Plan {
    let mut mentions = Mentions::default();
    for (number, step) in plan.steps.iter().enumerate() {
        for action in step.actions.iter().filter(|action| action.verb != Verb::Drop) {
            let kind = registry().find(action.object.kind());
            if let Some(((_, kind), object)) = kind.zip(difference.to.find(&action.object)) {
                mentions.add(number, kind.called(&action.object), kind.mentions(object));
            }
        }
    }
    let early: BTreeSet<usize> =
        mentions.pairs().into_iter().filter(|(made, text)| made > text).map(|(_, text)| text).collect();
    // What stands between two routines may end the transaction, and the setting with it.
    let firsts =
        early.iter().filter(|number| number.checked_sub(1).is_none_or(|last| !early.contains(&last)));
    for number in firsts {
        if let Some(step) = plan.steps.get_mut(*number) {
            let off = Statement::whole("SET LOCAL check_function_bodies = off");
            step.statements.insert(0, off.noting("a body below speaks of what is made after it"));
        }
    }
    plan
}
