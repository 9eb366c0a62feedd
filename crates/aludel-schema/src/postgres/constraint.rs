//! What the kinds of constraint have in common: where they are read, and how they come and go.
//!
//! What a partition or a child table inherits is left out: it comes and goes with its parent's.

use super::quote;
use crate::object::ObjectId;
use crate::statement::Statement;

/// The catalog query for constraints of one type: `o` is the constraint, `t` its table.
pub(super) fn query(contype: &str, definition: &str, joins: &str) -> String {
    // A check is inherited by name; all others by a parent constraint.
    let is_own = if contype == "c" { "o.coninhcount = 0" } else { "o.conparentid = 0" };
    format!(
        "SELECT '2606/' || o.oid || '/0', '1259/' || o.conrelid || '/0', '.' || o.conname, 0,
                json_strip_nulls(json_build_object({definition}))
           FROM pg_catalog.pg_constraint o
           JOIN pg_catalog.pg_class t ON t.oid = o.conrelid
           JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
           {joins}
          WHERE o.contype = '{contype}' AND o.oid >= 16384 AND {is_own}
            AND t.relpersistence <> 't' AND n.nspname !~ '^pg_'"
    )
}

/// When it is checked, in the words that stand behind a constraint.
pub(super) const TIMING: &str = "'timing', CASE WHEN o.condeferred THEN 'DEFERRABLE INITIALLY DEFERRED'
                  WHEN o.condeferrable THEN 'DEFERRABLE' END";

/// The names of a relation's columns, as a JSON array, from an array of their numbers.
pub(super) fn columns(relation: &str, numbers: &str) -> String {
    // Most often it is one, which is found without sorting any.
    format!(
        "CASE array_length({numbers}, 1)
           WHEN 1 THEN (SELECT json_build_array(a.attname) FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = {relation} AND a.attnum = ({numbers})[1])
           ELSE (SELECT json_agg(a.attname ORDER BY k.place)
                   FROM unnest({numbers}) WITH ORDINALITY k(number, place)
                   JOIN pg_catalog.pg_attribute a ON a.attrelid = {relation} AND a.attnum = k.number) END"
    )
}

/// The path of a table's constraint of this name.
pub(super) fn of(table: &ObjectId, name: &str) -> ObjectId {
    ObjectId::new("constraint", table.path().iter().map(|name| &**name).chain([name]))
}

/// How COMMENT ON names it.
pub(super) fn reference(id: &ObjectId) -> String {
    format!("CONSTRAINT {} ON {}", quote::name(id.name()), quote::relation(id))
}

/// What begins every alteration of its table.
pub(super) fn head(id: &ObjectId) -> String {
    format!("ALTER TABLE {}", quote::relation(id))
}

/// Its creation, as a line of its table's or by itself.
pub(super) fn member(id: &ObjectId, body: &str) -> Statement {
    let line = format!("CONSTRAINT {} {body}", quote::name(id.name()));
    Statement::member(&line, head(id), format!("ADD {line}"))
}

/// Its creation where it can't be a line of its table's.
pub(super) fn added(id: &ObjectId, body: &str) -> Statement {
    Statement::clause(head(id), format!("ADD CONSTRAINT {} {body}", quote::name(id.name())))
}

pub(super) fn dropped(id: &ObjectId) -> Statement {
    Statement::clause(head(id), format!("DROP CONSTRAINT {}", quote::name(id.name())))
}

/// What drops it where something else may have done so.
pub(super) fn dropped_if_there(id: &ObjectId) -> Statement {
    Statement::clause(head(id), format!("DROP CONSTRAINT IF EXISTS {}", quote::name(id.name())))
}

/// What makes sure that the rows which are there already satisfy it.
pub(super) fn validated(id: &ObjectId) -> Statement {
    Statement::clause(head(id), format!("VALIDATE CONSTRAINT {}", quote::name(id.name())))
}

pub(super) fn renamed(from: &ObjectId, to: &ObjectId) -> Vec<Statement> {
    let (old, new) = (quote::name(from.name()), quote::name(to.name()));
    vec![Statement::whole(format!("{} RENAME CONSTRAINT {old} TO {new}", head(from)))]
}

/// Its name among the constraints of its table.
pub(super) fn claim(id: &ObjectId) -> String {
    format!("constraint {}", quote::path(id.path()))
}

/// The name of its index: it has the constraint's, in the schema of the table.
pub(super) fn index_name(id: &ObjectId) -> String {
    match id.path() {
        [schema, .., name] => quote::path(&[schema, name]),
        names => quote::path(names),
    }
}

/// The claims of a constraint with an index.
pub(super) fn claims_with_index(id: &ObjectId) -> Vec<String> {
    vec![claim(id), format!("relation {}", index_name(id))]
}

/// Names in brackets: `(a, "B")`.
pub(super) fn list<S: AsRef<str>>(names: &[S]) -> String {
    format!("({})", names.iter().map(|name| quote::name(name.as_ref())).collect::<Vec<_>>().join(", "))
}
