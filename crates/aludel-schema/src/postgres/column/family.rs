//! Columns that partitions and children have from their parents.

use crate::catalog::Entry;
use crate::object::ObjectId;

/// The tables from which a column `a` of a table `c` is inherited.
pub(super) const PARENTS: &str = "\
(SELECT json_agg(quote_ident(pn.nspname) || '.' || quote_ident(p.relname) ORDER BY i.inhseqno)
   FROM pg_catalog.pg_inherits i
   JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
   JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
   JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attname = a.attname AND NOT pa.attisdropped
  WHERE i.inhrelid = c.oid)";

/// The columns from which this one is inherited.
pub(in super::super) fn parents<'a>(column: Entry<'a>) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    column.needs().filter(move |above| is_above(*above, column))
}

/// The columns that are inherited from this one.
pub(in super::super) fn children<'a>(column: Entry<'a>) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    column.dependents().filter(move |below| is_above(column, *below))
}

/// Whether a column is inherited from another.
pub(in super::super) fn inherits(column: Entry<'_>, above: &ObjectId) -> bool {
    parents(column).any(|parent| parent.id() == above)
}

/// All columns that are inherited from this one, at any depth.
pub(super) fn descendants(column: Entry<'_>) -> Vec<Entry<'_>> {
    children(column).flat_map(|child| std::iter::once(child).chain(descendants(child))).collect()
}

/// Whether `table` is still a child or partition of a table that a column of it, as it was, came from.
pub(super) fn still_inherits(column: Entry<'_>, table: Entry<'_>) -> bool {
    parents(column)
        .filter_map(|parent| parent.owner())
        .any(|parent| table.needs().any(|needed| needed.id() == parent.id()))
}

/// Whether `table` is to be a partition of what it was none of: its columns are made to fit first.
pub(super) fn is_attached_anew(column: Entry<'_>, table: Entry<'_>) -> bool {
    let before: Vec<&ObjectId> = column.owner().into_iter().flat_map(attachments).collect();
    attachments(table).any(|attachment| !before.contains(&attachment))
}

fn attachments<'a>(table: Entry<'a>) -> impl Iterator<Item = &'a ObjectId> + use<'a> {
    table.owned_of("attachment").map(|attachment| attachment.id())
}

/// A generated column stands on columns of its own table; an inherited one on those of others.
fn is_above(above: Entry<'_>, below: Entry<'_>) -> bool {
    let (above, below) = (above.id(), below.id());
    above.kind() == below.kind()
        && above.name() == below.name()
        && above.path().get(..2) != below.path().get(..2)
}
