//! What models mean: the base, with what they say laid over it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::views::Views;
use super::{
    Extent, LeftOut, Relation, Role, Said, SaidTable, Words, in_the_way, merged_column, merged_values,
    nowhere, of_unknown_type, refers_to_nothing,
};
use crate::catalog::{Catalog, CatalogBuilder, Entry, Handle};
use crate::kind::Refusal;
use crate::object::ObjectId;

/// What becomes of an object of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    /// With another definition.
    Becomes(String),
    Goes,
}

/// The schema that the models mean. `models` is what they make by themselves; `default` is the schema where the
/// session makes things.
///
/// The definitions are near enough for a plan; the server's own words come from running it.
pub(crate) fn meant(
    base: &Catalog,
    models: &Catalog,
    said: &Said,
    default: &str,
    words: &dyn Words,
) -> Result<Catalog, Vec<Refusal>> {
    let path = |schema: Option<&String>, name: &str| path(schema, name, models, default);
    let tables = said.tables.iter().map(|table| (path(table.schema.as_ref(), &table.name), table)).collect();
    let unordered = said.unordered.iter().map(|(schema, name)| path(schema.as_ref(), name)).collect();
    let views = Views::new(base, models, said, words);
    let (rest_is_said, left_out) = (said.rest_is_said, &said.left_out);
    let meaning = Meaning { base, models, said: tables, unordered, rest_is_said, left_out, words, views };
    let mut fates = Vec::with_capacity(base.objects().len());
    let mut refusals = Vec::new();
    for object in base.entries() {
        fates.push(meaning.fate(object).unwrap_or_else(|refusal| {
            refusals.push(refusal);
            Fate::Stays
        }));
    }
    meaning.follow(&mut fates, &mut refusals);
    meaning.let_go(&mut fates, &mut refusals);
    refusals.extend(models.entries().filter_map(|object| meaning.unknown(object)));
    let stays = |one: &Entry<'_>| fates[one.position().index()] != Fate::Goes;
    for table in models.entries() {
        let extent = meaning.says(table).map_or(Extent::Columns, |said| said.extent);
        refusals.extend(nowhere::refusals(table, extent, base, words, stays));
    }
    match refusals.is_empty() {
        true => Ok(meaning.assembled(&fates)),
        false => Err(refusals),
    }
}

/// The path of something in a catalog: with a schema where the dialect has them.
fn path(schema: Option<&String>, name: &str, models: &Catalog, default: &str) -> Vec<String> {
    let has_schemas = models.dialect() == aludel::Dialect::Postgres;
    let schema = has_schemas.then(|| schema.cloned().unwrap_or_else(|| default.to_owned()));
    schema.into_iter().chain([name.to_owned()]).collect()
}

struct Meaning<'a> {
    base: &'a Catalog,
    models: &'a Catalog,
    said: HashMap<Vec<String>, &'a SaidTable>,
    unordered: HashSet<Vec<String>>,
    rest_is_said: bool,
    left_out: &'a LeftOut,
    words: &'a dyn Words,
    views: Views<'a>,
}

impl<'a> Meaning<'a> {
    fn role(&self, object: Entry<'_>) -> Role {
        self.words.role(object)
    }

    /// The table that an object belongs to; itself, if it is one.
    fn table(&self, object: Entry<'a>) -> Option<Entry<'a>> {
        let mut at = object;
        for _ in 0..16 {
            if self.role(at) == Role::Table {
                return Some(at);
            }
            at = at.owner()?;
        }
        None
    }

    fn column(&self, object: Entry<'a>) -> Option<Entry<'a>> {
        let mut at = object;
        for _ in 0..16 {
            if self.role(at) == Role::Column {
                return Some(at);
            }
            at = at.owner()?;
        }
        None
    }

    fn says(&self, table: Entry<'_>) -> Option<&'a SaidTable> {
        self.said.get(&path_of(table)).copied()
    }

    /// Whether a table is in a schema of which models that are loose say nothing: they were taken from another one.
    fn is_elsewhere(&self, table: Entry<'a>) -> bool {
        let [schema, _] = table.id().path() else { return false };
        self.said
            .iter()
            .all(|(path, said)| said.extent.is_loose() && path.first().is_none_or(|one| **one != **schema))
    }

    fn fate(&self, object: Entry<'a>) -> Result<Fate, Refusal> {
        let twin = self.models.find(object.id());
        if let Some(twin) = twin.filter(|_| self.role(object) == Role::Enum)
            && self.unordered.contains(&path_of(object))
        {
            return becomes(merged_values(object, twin)?);
        }
        let to_the_letter = || Ok(twin.map_or(Fate::Goes, |twin| as_in(object, twin)));
        let Some(table) = self.table(object) else {
            return if self.rest_is_said { to_the_letter() } else { self.fate_outside(object) };
        };
        let Some(said) = self.says(table) else {
            if self.left_out.has(table.id().name()) && self.models.find(table.id()).is_none() {
                return Ok(Fate::Stays);
            }
            if self.rest_is_said {
                return to_the_letter();
            }
            // A part of another table is nothing that models name.
            let is_part = table.owned().chain(table.dependents()).any(|one| {
                self.role(one) == Role::Attachment && one.owner().is_none_or(|owner| owner.id() == table.id())
            });
            return Ok(if is_part || self.is_elsewhere(table) { Fate::Stays } else { Fate::Goes });
        };
        match (self.role(object), twin) {
            (Role::Table, Some(twin)) => becomes(self.words.table(object, twin, said)?),
            // Its twin is of another kind: a view where there was a table.
            (Role::Table, None) => Ok(Fate::Goes),
            (Role::Column, Some(twin)) => {
                let is_primary = self.is_primary(object) || self.is_primary(twin);
                becomes(merged_column(object, twin, said, self.words.column_keys(), is_primary)?)
            }
            (Role::Column, None) if said.left.contains(object.id().name()) => Ok(Fate::Stays),
            (Role::Column, None) => Ok(Fate::Goes),
            (Role::Relation(relation), twin) => Ok(self.fate_of_relation(object, relation, twin, said)),
            (Role::Default, twin) => Ok(self.fate_of_default(object, twin, said)),
            (Role::Counter, _) => Ok(self.fate_of_counter(object, said)),
            (Role::Comment, twin) => Ok(match (said.extent, twin) {
                (Extent::Columns, _) | (Extent::Related, None) => Fate::Stays,
                (_, Some(twin)) => as_in(object, twin),
                (Extent::Whole, None) => Fate::Goes,
            }),
            (Role::Enum | Role::Attachment | Role::Other, _) if self.rest_is_said => to_the_letter(),
            (Role::Enum | Role::Attachment | Role::Other, _) => Ok(Fate::Stays),
        }
    }

    fn fate_outside(&self, object: Entry<'a>) -> Result<Fate, Refusal> {
        if self.role(object) != Role::Enum {
            return Ok(Fate::Stays);
        }
        match self.models.find(object.id()) {
            Some(twin) => Ok(as_in(object, twin)),
            None => Ok(Fate::Stays),
        }
    }

    /// Why a column of the models can't be made that is not there yet.
    fn unknown(&self, object: Entry<'a>) -> Option<Refusal> {
        if self.role(object) != Role::Column
            || self.base.find(object.id()).is_some()
            || self.views.take(object)
        {
            return None;
        }
        let name = self.says(self.table(object)?)?.unknown.get(object.id().name())?;
        Some(of_unknown_type(object, name))
    }

    /// The columns of its own table that something is over.
    fn own_columns(&self, object: Entry<'a>) -> BTreeSet<&'a str> {
        let table = self.table(object).map(|table| table.id());
        let is_own =
            |one: &Entry<'a>| self.role(*one) == Role::Column && one.owner().map(|owner| owner.id()) == table;
        object.needs().filter(is_own).map(|column| column.id().name()).collect()
    }

    /// The tables that a foreign key leads to.
    fn leads_to(&self, object: Entry<'a>) -> BTreeSet<&'a ObjectId> {
        let own = self.table(object).map(|table| table.id());
        object
            .needs()
            .filter_map(|one| self.table(one).map(|table| table.id()))
            .filter(|table| Some(*table) != own)
            .collect()
    }

    fn is_primary(&self, column: Entry<'a>) -> bool {
        column.dependents().any(|one| self.role(one) == Role::Relation(Relation::Primary))
            || column
                .owner()
                .is_some_and(|table| super::merge::primary_key(table).any(|name| name == column.id().name()))
    }

    /// The relations of one sort that the same table has in the other catalog.
    fn relations(
        &self,
        object: Entry<'a>,
        relation: Relation,
        other: &'a Catalog,
    ) -> impl Iterator<Item = Entry<'a>> {
        let table = self.table(object).and_then(|table| other.find(table.id()));
        let owned = table.into_iter().flat_map(|table| table.owned());
        owned.filter(move |one| self.role(*one) == Role::Relation(relation))
    }

    /// What counts the values of the same column in the other catalog.
    fn counters(&self, object: Entry<'a>, other: &'a Catalog) -> impl Iterator<Item = Entry<'a>> {
        let column = self.column(object).and_then(|column| other.find(column.id()));
        let owned = column.into_iter().flat_map(|column| column.owned());
        owned.filter(|one| self.role(*one) == Role::Counter)
    }

    /// Whether a default is the next count of something.
    fn counts(&self, default: Entry<'a>) -> bool {
        default.needs().any(|needed| self.role(needed) == Role::Counter)
    }

    /// Whether two foreign keys lead from the same columns to the same tables.
    fn leads_alike(&self, one: Entry<'a>, other: Entry<'a>) -> bool {
        self.own_columns(one) == self.own_columns(other) && self.leads_to(one) == self.leads_to(other)
    }

    /// Whether two relations say the same, whatever they are called.
    fn is_alike(&self, one: Entry<'a>, other: Entry<'a>, relation: Relation, said: &SaidTable) -> bool {
        if one.object().definition == other.object().definition && one.id().kind() == other.id().kind() {
            return true;
        }
        match (said.extent, relation) {
            (Extent::Whole, _) | (_, Relation::Check) => false,
            (_, Relation::Foreign) => self.leads_alike(one, other) && !contradict(one, other),
            (_, Relation::Primary | Relation::Unique | Relation::Index) => {
                self.own_columns(one) == self.own_columns(other)
            }
        }
    }

    fn fate_of_relation(
        &self,
        object: Entry<'a>,
        relation: Relation,
        twin: Option<Entry<'a>>,
        said: &SaidTable,
    ) -> Fate {
        let mut wanted = self.relations(object, relation, self.models);
        let alike = |one: Entry<'a>| self.is_alike(object, one, relation, said);
        match (said.extent, relation, twin) {
            (Extent::Whole, _, Some(twin)) => as_in(object, twin),
            // One that has a name in the models is wanted under that name.
            (Extent::Whole, _, None) => {
                match wanted.any(|one| !said.named.contains(one.id().name()) && alike(one)) {
                    true => Fate::Stays,
                    false => Fate::Goes,
                }
            }
            (_, Relation::Primary, _) => match wanted.any(alike) || self.own_columns(object).is_empty() {
                true => Fate::Stays,
                false => twin.map_or(Fate::Goes, |twin| as_in(object, twin)),
            },
            (Extent::Related, Relation::Foreign, _) => {
                match wanted.any(|one| self.leads_alike(one, object) && contradict(one, object)) {
                    true => Fate::Goes,
                    false => Fate::Stays,
                }
            }
            _ => Fate::Stays,
        }
    }

    fn fate_of_default(&self, object: Entry<'a>, twin: Option<Entry<'a>>, said: &SaidTable) -> Fate {
        match (said.extent, twin) {
            (Extent::Whole, Some(twin)) if self.counts(object) && self.counts(twin) => Fate::Stays,
            (Extent::Whole, Some(twin)) => as_in(object, twin),
            (Extent::Whole, None) => Fate::Goes,
            (Extent::Related, Some(twin)) if !self.counts(object) && !self.counts(twin) => {
                as_in(object, twin)
            }
            (Extent::Related | Extent::Columns, _) => Fate::Stays,
        }
    }

    fn fate_of_counter(&self, object: Entry<'a>, said: &SaidTable) -> Fate {
        match said.extent.is_loose() || self.counters(object, self.models).next().is_some() {
            true => Fate::Stays,
            false => Fate::Goes,
        }
    }

    /// What goes takes with it what is its own, and what is over it; it may not take what no model can say.
    fn follow(&self, fates: &mut [Fate], refusals: &mut Vec<Refusal>) {
        loop {
            let mut has_changed = false;
            for object in self.base.entries() {
                let at = object.position().index();
                if fates[at] == Fate::Goes {
                    continue;
                }
                let is_gone = |one: &Entry<'_>| fates[one.position().index()] == Fate::Goes;
                let with_owner = object.owner().is_some_and(|owner| is_gone(&owner));
                let lost = object.needs().find(is_gone);
                let goes = match lost {
                    _ if with_owner => true,
                    Some(lost) => match self.role(object) {
                        Role::Relation(_) | Role::Default | Role::Counter | Role::Comment => true,
                        _ if self.is_free(object, lost) => false,
                        _ => {
                            let refusal = in_the_way(object, lost);
                            if !refusals.contains(&refusal) {
                                refusals.push(refusal);
                            }
                            false
                        }
                    },
                    None => false,
                };
                if goes {
                    fates[at] = Fate::Goes;
                    has_changed = true;
                }
            }
            if !has_changed {
                return;
            }
        }
    }

    /// Takes out of tables what in their own definitions refers to tables that go. Where the models still say it,
    /// they are wrong.
    fn let_go(&self, fates: &mut [Fate], refusals: &mut Vec<Refusal>) {
        let is_gone = |one: &Entry<'a>, fates: &[Fate]| {
            self.role(*one) == Role::Table
                && fates[one.position().index()] == Fate::Goes
                && self.models.find(one.id()).is_none()
        };
        for table in self.base.entries().filter(|one| self.role(*one) == Role::Table) {
            let at = table.position().index();
            if fates[at] == Fate::Goes {
                continue;
            }
            let gone: Vec<Entry<'a>> = table.needs().filter(|one| is_gone(one, fates)).collect();
            for lost in gone {
                let definition = match &fates[at] {
                    Fate::Becomes(definition) => definition.as_str(),
                    Fate::Stays | Fate::Goes => &table.object().definition,
                };
                let is_said = self.says(table).is_some_and(|said| said.extent == Extent::Whole);
                match self.words.without(table, definition, lost) {
                    Ok(None) => {}
                    Ok(Some(_)) if is_said => refusals.push(refers_to_nothing(table, lost)),
                    Ok(Some(definition)) => fates[at] = Fate::Becomes(definition),
                    Err(error) => refusals.push(error.into()),
                }
            }
        }
    }

    /// Whether an object does well without something that goes: the models make it anew, or it is a column or a
    /// table that is to be altered.
    fn is_free(&self, object: Entry<'a>, lost: Entry<'a>) -> bool {
        matches!(self.role(object), Role::Column | Role::Table) || self.models.find(lost.id()).is_some()
    }

    fn assembled(&self, fates: &[Fate]) -> Catalog {
        let mut builder = CatalogBuilder::new(self.base.dialect(), self.base.version());
        let mut handles: HashMap<&ObjectId, Handle> = HashMap::new();
        let kept = |object: &Entry<'_>| fates[object.position().index()] != Fate::Goes;
        let mut placed: Vec<Entry<'a>> = Vec::new();
        for object in self.base.entries().filter(kept) {
            let definition: &str = match &fates[object.position().index()] {
                Fate::Becomes(definition) => definition,
                Fate::Stays | Fate::Goes => &object.object().definition,
            };
            handles.insert(object.id(), builder.add(object.id().clone(), object.object().order, definition));
            placed.push(object);
            // What it became may stand on what the models brought.
            placed.extend(self.models.find(object.id()).filter(|_| self.table(object).is_some()));
        }
        for object in self.models.entries().filter(|object| self.is_added(*object, &kept)) {
            let order = object.object().order;
            // It was read already, when it was laid over.
            let without_views = self.views.let_go(object).unwrap_or_default();
            let definition = without_views.map_or_else(|| object.object().definition.clone(), Into::into);
            handles.insert(object.id(), builder.add(object.id().clone(), order, definition));
            placed.push(object);
        }
        for object in placed {
            let Some(handle) = handles.get(object.id()).copied() else { continue };
            if let Some(owner) = object.owner().and_then(|owner| handles.get(owner.id())) {
                builder.own(handle, *owner);
            }
            for needed in object.needs().filter_map(|needed| handles.get(needed.id())) {
                builder.need(handle, *needed);
            }
        }
        builder.finish()
    }

    /// Whether a column of the base itself bears a check, as on MariaDB.
    fn is_at_column(&self, check: Entry<'a>) -> bool {
        let text = |of: Entry<'_>, key: &str| Some(super::members(of).ok()?.get(key)?.as_str()?.to_owned());
        let table = self.table(check).and_then(|table| self.base.find(table.id()));
        let columns = table.into_iter().flat_map(|table| table.owned());
        let Some(expression) = text(check, "expression") else { return false };
        columns.filter_map(|one| text(one, "check")).any(|own| own == expression)
    }

    /// Whether something of the models comes to the base.
    fn is_added(&self, object: Entry<'a>, kept: &impl Fn(&Entry<'_>) -> bool) -> bool {
        let twin = self.base.find(object.id());
        if twin.is_some_and(|twin| kept(&twin)) || self.views.take(object) {
            return false;
        }
        let Some(table) = self.table(object) else { return true };
        let (Some(said), Some(_)) = (self.says(table), self.base.find(table.id())) else { return true };
        if self.column(object).is_some_and(|column| self.base.find(column.id()).is_none()) {
            return true;
        }
        match (self.role(object), said.extent) {
            (Role::Relation(relation), extent) => {
                let stands = self
                    .relations(object, relation, self.base)
                    .any(|one| kept(&one) && self.is_alike(object, one, relation, said))
                    || (relation == Relation::Check && self.is_at_column(object));
                let is_named = said.named.contains(object.id().name()) && !extent.is_loose();
                let is_new = object.needs().any(|one| {
                    self.role(one) == Role::Column
                        && one.owner().is_some_and(|owner| owner.id() == table.id())
                        && self.base.find(one.id()).is_none()
                });
                let may = match (extent, relation) {
                    (Extent::Related, Relation::Foreign) if said.may_only_join => {
                        is_new || self.leads_to(object).into_iter().any(|to| self.base.find(to).is_none())
                    }
                    (Extent::Whole | Extent::Related, _) | (Extent::Columns, Relation::Primary) => true,
                    (Extent::Columns, _) => is_new,
                };
                may && (is_named || !stands)
            }
            (Role::Default, Extent::Related) => !self.counts(object),
            (Role::Counter, Extent::Whole) => !self.counters(object, self.base).any(|one| kept(&one)),
            (Role::Default | Role::Counter, Extent::Columns) | (Role::Counter, Extent::Related) => false,
            (Role::Comment, Extent::Columns) => false,
            _ => true,
        }
    }
}

fn path_of(object: Entry<'_>) -> Vec<String> {
    object.id().path().iter().map(ToString::to_string).collect()
}

fn as_in(object: Entry<'_>, twin: Entry<'_>) -> Fate {
    match object.object().definition == twin.object().definition {
        true => Fate::Stays,
        false => Fate::Becomes(twin.object().definition.to_string()),
    }
}

/// Whether two foreign keys do different things where both say what is done. What is done where nothing is said
/// counts as unsaid.
fn contradict(one: Entry<'_>, other: Entry<'_>) -> bool {
    let (one, other) = (super::members(one).unwrap_or_default(), super::members(other).unwrap_or_default());
    ["on_delete", "on_update"].iter().any(|action| {
        let said = |definition: &serde_json::Map<String, serde_json::Value>| {
            let action = definition.get(*action)?.as_str()?.to_owned();
            Some(action).filter(|action| !matches!(action.as_str(), "NO ACTION" | "RESTRICT"))
        };
        let (one, other) = (said(&one), said(&other));
        one.is_some() && other.is_some() && one != other
    })
}

#[expect(clippy::unnecessary_wraps, reason = "it stands at the end of what can fail")]
fn becomes(definition: Option<String>) -> Result<Fate, Refusal> {
    Ok(definition.map_or(Fate::Stays, Fate::Becomes))
}
