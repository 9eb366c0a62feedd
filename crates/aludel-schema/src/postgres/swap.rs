//! A type made again under its name, with the columns that hold it moved over.
//!
//! The old type steps aside under another name, the new one is made, each column is cast to it, the
//! old one is dropped. What else stands on the type or on those columns goes before and comes back
//! after: a default or a predicate would still speak of the old type. A domain over it that columns hold
//! is made again with it.

use super::{column, domain, quote, registry};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A type that is made again.
pub(super) struct Swap {
    id: ObjectId,
    aside: String,
    create: Statement,
    domains: Vec<Over>,
    columns: Vec<Carried>,
    attributes: Vec<ObjectId>,
    displaces: Vec<ObjectId>,
    losses: Vec<String>,
    notes: Vec<String>,
    by_way: [String; 2],
}

/// A domain over the type.
struct Over {
    id: ObjectId,
    aside: String,
    create: Statement,
}

/// A column that holds the type, or a domain over it.
pub(super) struct Carried {
    /// Its table, as SQL names it.
    pub(super) table: String,
    /// Its name, as SQL says it.
    pub(super) column: String,
    /// Whether it holds arrays of the type.
    pub(super) array: bool,
    id: ObjectId,
    /// Which of them.
    holds: ObjectId,
    /// Whether it is moved with the column of another table that its table inherits from.
    inherited: bool,
}

impl Carried {
    /// What can be compared with a value's text.
    pub(super) fn compared(&self) -> String {
        // No operator takes a domain over an enum and a word.
        let cast = if self.holds.kind() == "domain" { "::text" } else { "" };
        format!("{}{cast}", self.column)
    }
}

impl Swap {
    /// Moves every column that is on both sides to the type that `create` makes; values are cast by
    /// way of the first type, arrays of them by way of the second.
    ///
    /// # Errors
    /// The type is held where no statement can move it.
    pub(super) fn new(pair: Pair<'_>, create: Statement, by_way: [String; 2]) -> Result<Self, Refusal> {
        let mut swap = Self {
            id: pair.from.id().clone(),
            aside: aside(pair, pair.from.id()),
            create,
            domains: Vec::new(),
            columns: Vec::new(),
            attributes: Vec::new(),
            displaces: pair.from.owned().map(|owned| owned.id().clone()).collect(),
            losses: Vec::new(),
            notes: Vec::new(),
            by_way,
        };
        for dependent in pair.from.dependents() {
            match dependent.id().kind() {
                "column" => swap.take_column(pair, pair.from, dependent)?,
                "attribute" => swap.take_attribute(pair, dependent)?,
                "domain" => swap.take_domain(pair, dependent)?,
                "range type" => swap.displace_type(pair, dependent)?,
                _ => swap.displaces.push(dependent.id().clone()),
            }
        }
        Ok(swap)
    }

    /// Whether any row can hold a value of it.
    pub(super) fn moves_rows(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Says what data is lost.
    pub(super) fn loses(&mut self, what: impl Into<String>) {
        self.losses.push(what.into());
    }

    /// Says what the reader should know.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Says something of each column.
    pub(super) fn note_columns(&mut self, note: impl Fn(&Carried) -> String) {
        let columns = self.columns.iter().filter(|column| !column.inherited);
        self.notes.extend(columns.map(note).collect::<Vec<_>>());
    }

    /// The alteration.
    pub(super) fn finish(self, words: impl Into<String>) -> Alteration {
        let noun = if self.id.kind() == "domain" { "DOMAIN" } else { "TYPE" };
        let path = quote::path(self.id.path());
        let schema = self.id.path().first().map_or("", |schema| schema);
        let first = format!("ALTER {noun} {path} RENAME TO {}", quote::name(&self.aside));
        let mut first = Statement::whole(first);
        if self.moves_rows() {
            first.destroys = self.losses;
            first.notes = self.notes;
        }
        let mut how = InPlace { words: vec![words.into()], ..InPlace::default() };
        how.statements.extend([first, self.create]);
        for Over { id, aside, create } in &self.domains {
            let rename = format!("ALTER DOMAIN {} RENAME TO {}", quote::path(id.path()), quote::name(aside));
            how.statements.extend([Statement::whole(rename), create.clone()]);
        }
        for Carried { table, column, array, holds, .. } in
            self.columns.iter().filter(|column| !column.inherited)
        {
            let path = quote::path(holds.path());
            let ty = if *array { format!("{path}[]") } else { path };
            let way = &self.by_way[usize::from(*array)];
            let clause = format!("ALTER COLUMN {column} TYPE {ty} USING {column}::{way}::{ty}");
            how.statements.push(Statement::clause(format!("ALTER TABLE {table}"), clause));
        }
        for attribute in &self.attributes {
            let (composite, name) = (quote::relation(attribute), quote::name(attribute.name()));
            how.statements
                .push(Statement::whole(format!("ALTER TYPE {composite} ALTER ATTRIBUTE {name} TYPE {path}")));
        }
        for Over { id, aside, .. } in self.domains {
            let schema = id.path().first().map_or("", |schema| schema);
            let old = quote::path(&[schema, aside.as_str()]);
            how.statements.push(Statement::whole(format!("DROP DOMAIN {old}")));
            how.disturbs.push(id);
        }
        how.statements
            .push(Statement::whole(format!("DROP {noun} {}", quote::path(&[schema, self.aside.as_str()]))));
        how.disturbs.push(self.id);
        how.disturbs.extend(self.columns.into_iter().map(|column| column.id));
        how.displaces = self.displaces;
        Alteration::InPlace(how)
    }

    fn take_column(&mut self, pair: Pair<'_>, held: Entry<'_>, column: Entry<'_>) -> Result<(), Refusal> {
        let Some(owner) = column.owner() else { return Ok(()) };
        // A column that goes, or takes another type, lets go of the old type before.
        if !still_needs(pair, column, held) {
            return Ok(());
        }
        if is_derived(column) {
            // Its rows are computed again.
            self.displaces.push(column.id().clone());
            return Ok(());
        }
        // The server makes the columns of a partition key stand on their table, or it on them.
        let is_key = column.needs().any(|needed| needed.id() == owner.id())
            || owner.needs().any(|needed| needed.id() == column.id());
        if is_key {
            let why = format!("{} is in the partition key of its table", column.id());
            let mend = "move the rows by hand to a table that is partitioned by the new type";
            return Err(Refusal::new(pair.from.id(), why, mend));
        }
        let stands = column.owned_of("default").chain(column.dependents());
        let displaced = stands.filter(|other| !is_rebuilt(*other)).map(|other| other.id().clone());
        self.displaces.extend(displaced);
        self.columns.push(Carried {
            table: quote::relation(column.id()),
            column: quote::name(column.id().name()),
            array: is_array(column),
            id: column.id().clone(),
            holds: held.id().clone(),
            inherited: column::parents(column).next().is_some(),
        });
        Ok(())
    }

    /// Makes a domain again beside the type, where columns and nothing else hold it.
    fn take_domain(&mut self, pair: Pair<'_>, domain: Entry<'_>) -> Result<(), Refusal> {
        let is_inside =
            |on_it: &Entry<'_>| matches!(on_it.id().kind(), "attribute" | "domain" | "range type");
        let kept = pair.to.catalog().find(domain.id()).filter(|_| still_needs(pair, domain, pair.from));
        let Some(kept) = kept.filter(|_| !domain.dependents().any(|on_it| is_inside(&on_it))) else {
            return self.displace_type(pair, domain);
        };
        if holder(domain).is_none() {
            return self.displace_type(pair, domain);
        }
        let mut arrays =
            domain.dependents().filter(|on_it| on_it.id().kind() == "column" && is_array(*on_it));
        // No check is added to a domain that stands in an array.
        if let (Some(column), Some(_)) = (arrays.next(), kept.owned_of("domain constraint").next()) {
            let why = format!("{} holds it, and {} holds arrays of that", domain.id(), column.id());
            let mend = format!("give {} another type meanwhile, by hand", column.id());
            return Err(Refusal::new(pair.from.id(), why, mend));
        }
        let create = Statement::whole(domain::create_beside(kept)?.text());
        self.domains.push(Over { id: domain.id().clone(), aside: aside(pair, domain.id()), create });
        self.displaces.extend(domain.owned().map(|owned| owned.id().clone()));
        for dependent in domain.dependents() {
            match dependent.id().kind() {
                "column" => self.take_column(pair, domain, dependent)?,
                _ => self.displaces.push(dependent.id().clone()),
            }
        }
        Ok(())
    }

    fn displace_type(&mut self, pair: Pair<'_>, ty: Entry<'_>) -> Result<(), Refusal> {
        if pair.to.catalog().find(ty.id()).is_some() {
            refuse_held(pair, ty)?;
        }
        self.displaces.push(ty.id().clone());
        Ok(())
    }

    fn take_attribute(&mut self, pair: Pair<'_>, attribute: Entry<'_>) -> Result<(), Refusal> {
        let Some(composite) = attribute.owner() else { return Ok(()) };
        if !still_needs(pair, attribute, pair.from) {
            return Ok(());
        }
        refuse_held(pair, composite)?;
        if is_array(attribute) {
            let why = format!("{} holds arrays of it", attribute.id());
            return Err(Refusal::new(pair.from.id(), why, "alter the attribute by hand"));
        }
        self.attributes.push(attribute.id().clone());
        Ok(())
    }
}

/// Whether something stands on a type before and after.
fn still_needs(pair: Pair<'_>, on_it: Entry<'_>, ty: Entry<'_>) -> bool {
    let kept = pair.to.catalog().find(on_it.id());
    kept.is_some_and(|kept| kept.needs().any(|needed| needed.id() == ty.id()))
}

/// Refuses where rows hold the type inside another one, which no statement moves over.
fn refuse_held(pair: Pair<'_>, inside: Entry<'_>) -> Result<(), Refusal> {
    let Some(column) = holder(inside) else { return Ok(()) };
    let why = format!("{} holds it, and {} holds that", inside.id(), column.id());
    let mend = format!("give {} another type meanwhile, by hand", column.id());
    Err(Refusal::new(pair.from.id(), why, mend))
}

/// A column whose rows hold values of the type: directly, or inside a domain, a range, another type.
pub(super) fn holder(of: Entry<'_>) -> Option<Entry<'_>> {
    let mut seen = vec![of];
    let mut next = 0;
    while let Some(entry) = seen.get(next).copied() {
        next += 1;
        for dependent in entry.dependents() {
            let holds = match dependent.id().kind() {
                "column" => return Some(dependent),
                "attribute" => dependent.owner(),
                "domain" | "range type" => Some(dependent),
                _ => None,
            };
            if let Some(holds) = holds.filter(|holds| seen.iter().all(|seen| seen.id() != holds.id())) {
                seen.push(holds);
            }
        }
    }
    None
}

/// Whether the server makes it again by itself when a column that it stands on takes another type; what
/// names the type itself is displaced all the same.
fn is_rebuilt(dependent: Entry<'_>) -> bool {
    match dependent.id().kind() {
        "index"
        | "primary key"
        | "unique constraint"
        | "check constraint"
        | "exclusion constraint"
        | "statistics" => true,
        "column" => !is_derived(dependent),
        _ => false,
    }
}

fn is_derived(column: Entry<'_>) -> bool {
    registry().of(column).is_ok_and(|(_, kind)| kind.is_derived(column))
}

fn is_array(column: Entry<'_>) -> bool {
    let definition = column.read::<serde_json::Value>().ok();
    let ty = definition.as_ref().and_then(|definition| definition.get("type")?.as_str());
    ty.is_some_and(|ty| ty.ends_with("[]"))
}

/// A name in the type's schema that nothing has.
fn aside(pair: Pair<'_>, id: &ObjectId) -> String {
    let (schema, name) = (id.path().first(), id.name());
    // The server cuts names after 63 bytes.
    let cut = (0..=name.len().min(55)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    let taken = |candidate: &str| {
        let objects = pair.from.catalog().objects().iter().chain(pair.to.catalog().objects());
        objects
            .map(|object| object.id.path())
            .any(|path| path.first() == schema && path.get(1).is_some_and(|name| **name == *candidate))
    };
    let base = format!("{}_old", &name[..cut]);
    let numbered = (2..).map(|number| format!("{base}{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(base)
}
