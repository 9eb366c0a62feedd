//! A revision that is a Rust function, among the segments.

use super::Runner;
use super::error::MigrateError;
use super::work::Work;
use crate::Dialect;
use crate::revision::Section;
use crate::script::{Alone, Nature, Segment, SegmentKind, Statement};

/// The one segment of a section that names a function.
pub(super) fn segment(dialect: Dialect, section: &Section, at: usize, name: &str) -> Segment {
    let kind = match dialect {
        // Who wants no transaction makes it so that it can be called again.
        _ if section.no_transaction => SegmentKind::Alone(Alone::Repeatable),
        Dialect::Postgres | Dialect::Sqlite => SegmentKind::Transaction,
        Dialect::Mysql => SegmentKind::Alone(Alone::Function),
    };
    let span = at..at + name.len();
    // It may set something in the session, which the next revision must not see.
    let statement = Statement { span: span.clone(), nature: Nature::Session };
    Segment { kind, span, statements: vec![statement], replay: Vec::new() }
}

impl Runner<'_> {
    /// Nothing has run yet when a function is missing.
    pub(super) fn refuse_missing_functions(&self, works: &[Work<'_>]) -> Result<(), MigrateError> {
        if self.settings.pass_over_functions {
            return Ok(());
        }
        refuse(works, |name| !self.functions.has(name))
    }

    /// A script can't call any.
    pub(super) fn refuse_functions(&self, works: &[Work<'_>]) -> Result<(), MigrateError> {
        refuse(works, |_| true)
    }
}

fn refuse(works: &[Work<'_>], is_refused: impl Fn(&str) -> bool) -> Result<(), MigrateError> {
    let found = works.iter().find_map(|work| Some((work, work.function().filter(|name| is_refused(name))?)));
    match found {
        Some((work, function)) => Err(MigrateError::Function {
            revision: work.id().clone(),
            path: work.revision.header.path.clone(),
            function: function.to_owned(),
        }),
        None => Ok(()),
    }
}
