//! All that a database holds, as one graph.
//!
//! Objects stand sorted by their ids, so that two catalogs are compared by walking both once, and
//! what depends on what is kept both ways.

use std::collections::HashMap;

mod keep;

use serde::de::DeserializeOwned;

use crate::object::{DefinitionError, Object, ObjectId, Position};
use aludel::Dialect;

/// All objects of a database.
#[derive(Clone, Debug)]
pub struct Catalog {
    dialect: Dialect,
    version: (u32, u32),
    objects: Vec<Object>,
    owned: Reverse,
    dependents: Reverse,
    warnings: Vec<String>,
    carried: Vec<&'static str>,
}

impl Catalog {
    /// A catalog that holds nothing.
    pub fn empty(dialect: Dialect, version: (u32, u32)) -> Self {
        CatalogBuilder::new(dialect, version).finish()
    }

    /// Of which dialect its objects are.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Major and minor version of the server that it comes from.
    pub fn version(&self) -> (u32, u32) {
        self.version
    }

    /// Every object, sorted by id.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// What the database holds that is not looked at, each in a sentence.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether objects of this kind are not compared: they only come back with what they hang on,
    /// when that is made again.
    pub fn carries(&self, kind: &str) -> bool {
        self.carried.contains(&kind)
    }

    /// The object with this id.
    pub fn find(&self, id: &ObjectId) -> Option<Entry<'_>> {
        self.objects
            .binary_search_by(|object| object.id.cmp(id))
            .ok()
            .map(|index| self.entry(Position::new(index)))
    }

    /// The object at a position of this catalog.
    pub fn entry(&self, position: Position) -> Entry<'_> {
        Entry { catalog: self, position }
    }

    /// Every object with its surroundings.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.objects.len()).map(|index| self.entry(Position::new(index)))
    }

    /// The objects of one kind.
    pub fn of_kind<'a>(&'a self, kind: &'static str) -> impl Iterator<Item = Entry<'a>> {
        let start = self.objects.partition_point(|object| object.id.kind() < kind);
        (start..self.objects.len())
            .map(|index| self.entry(Position::new(index)))
            .take_while(move |entry| entry.id().kind() == kind)
    }

    /// The catalog without what `keep` refuses, and without what is dropped with that.
    pub fn retain(self, mut keep: impl FnMut(Entry<'_>) -> bool) -> Self {
        let mut kept: Vec<Option<bool>> = vec![None; self.objects.len()];
        for index in 0..self.objects.len() {
            self.decide(Position::new(index), &mut kept, &mut keep);
        }
        if kept.iter().all(|kept| *kept == Some(true)) {
            return self;
        }
        let Self { dialect, version, objects, warnings, carried, .. } = self;
        let mut builder = CatalogBuilder { warnings, carried, ..CatalogBuilder::new(dialect, version) };
        let mut handles = vec![None; objects.len()];
        let mut edges = Vec::with_capacity(objects.len());
        for (index, object) in objects.into_iter().enumerate() {
            if kept[index] == Some(true) {
                let handle = builder.add(object.id, object.order, object.definition);
                handles[index] = Some(handle);
                edges.push((handle, object.owner, object.needs));
            }
        }
        for (handle, owner, needs) in edges {
            if let Some(owner) = owner.and_then(|owner| handles[owner.index()]) {
                builder.own(handle, owner);
            }
            for needed in needs.iter().filter_map(|needed| handles[needed.index()]) {
                builder.need(handle, needed);
            }
        }
        builder.finish()
    }

    fn decide(
        &self,
        position: Position,
        kept: &mut [Option<bool>],
        keep: &mut impl FnMut(Entry<'_>) -> bool,
    ) -> bool {
        if let Some(known) = kept[position.index()] {
            return known;
        }
        // An owner that leads back to itself would never end: it counts as kept while it is asked.
        kept[position.index()] = Some(true);
        let owner = self.objects[position.index()].owner;
        let answer = owner.is_none_or(|owner| self.decide(owner, kept, keep)) && keep(self.entry(position));
        kept[position.index()] = Some(answer);
        answer
    }
}

/// One object with its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    catalog: &'a Catalog,
    position: Position,
}

impl<'a> Entry<'a> {
    /// The object itself.
    pub fn object(&self) -> &'a Object {
        &self.catalog.objects[self.position.index()]
    }

    /// Its name.
    pub fn id(&self) -> &'a ObjectId {
        &self.object().id
    }

    /// Where it stands in its catalog.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The catalog it stands in.
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// Its definition as the struct of its kind.
    ///
    /// # Errors
    /// The definition is not one of that kind.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, DefinitionError> {
        self.object().read()
    }

    /// What it is dropped with.
    pub fn owner(&self) -> Option<Entry<'a>> {
        self.object().owner.map(|owner| self.catalog.entry(owner))
    }

    /// The outermost of its owners; itself where it has none.
    pub fn root(&self) -> Entry<'a> {
        let mut entry = *self;
        // Owners can't lead back in a sound catalog; an unsound one must not hold us for ever.
        for _ in 0..16 {
            match entry.owner() {
                Some(owner) => entry = owner,
                None => break,
            }
        }
        entry
    }

    /// What it stands on.
    pub fn needs(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let catalog = self.catalog;
        self.object().needs.iter().map(move |position| catalog.entry(*position))
    }

    /// What is dropped with it, in the order of [`Object::order`] and then of names.
    pub fn owned(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let catalog = self.catalog;
        catalog.owned.of(self.position).iter().map(move |position| catalog.entry(*position))
    }

    /// What is dropped with it and is of this kind.
    pub fn owned_of(&self, kind: &'static str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        self.owned().filter(move |entry| entry.id().kind() == kind)
    }

    /// What stands on it.
    pub fn dependents(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let catalog = self.catalog;
        catalog.dependents.of(self.position).iter().map(move |position| catalog.entry(*position))
    }
}

/// Names an object while a catalog is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Handle(u32);

/// Gathers objects in any order.
#[derive(Debug)]
pub struct CatalogBuilder {
    dialect: Dialect,
    version: (u32, u32),
    drafts: Vec<Draft>,
    needs: Vec<(u32, u32)>,
    warnings: Vec<String>,
    carried: Vec<&'static str>,
}

#[derive(Debug)]
struct Draft {
    id: ObjectId,
    owner: Option<u32>,
    order: u32,
    definition: Box<str>,
}

impl CatalogBuilder {
    /// Begins a catalog of a server.
    pub fn new(dialect: Dialect, version: (u32, u32)) -> Self {
        let (drafts, needs, warnings, carried) = Default::default();
        Self { dialect, version, drafts, needs, warnings, carried }
    }

    /// Adds an object.
    pub fn add(&mut self, id: ObjectId, order: u32, definition: impl Into<Box<str>>) -> Handle {
        let handle = Handle(u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        let id = id.at_home_in(crate::dialect::home(self.dialect));
        self.drafts.push(Draft { id, owner: None, order, definition: definition.into() });
        handle
    }

    /// The name of an object that was added.
    pub fn id(&self, object: Handle) -> &ObjectId {
        &self.drafts[object.0 as usize].id
    }

    /// Says that `object` is dropped with `owner`.
    pub fn own(&mut self, object: Handle, owner: Handle) {
        if object != owner {
            self.drafts[object.0 as usize].owner = Some(owner.0);
        }
    }

    /// Says that `object` stands on `needed`.
    pub fn need(&mut self, object: Handle, needed: Handle) {
        if object != needed {
            self.needs.push((object.0, needed.0));
        }
    }

    /// Says what the database holds that is not looked at.
    pub fn warn(&mut self, warning: impl Into<String>) {
        self.warnings.push(warning.into());
    }

    /// Says that objects of this kind are not compared, see [`Catalog::carries`].
    pub fn carry(&mut self, kind: &'static str) {
        self.carried.push(kind);
    }

    /// The catalog; of two objects with one id, which no database has, the first stays.
    pub fn finish(self) -> Catalog {
        let Self { dialect, version, drafts, mut needs, warnings, carried } = self;
        let mut sorted: Vec<u32> = (0..drafts.len() as u32).collect();
        sorted.sort_by(|a, b| drafts[*a as usize].id.cmp(&drafts[*b as usize].id));
        sorted.dedup_by(|a, b| drafts[*a as usize].id == drafts[*b as usize].id);
        let mut places = vec![None; drafts.len()];
        for (place, draft) in sorted.iter().enumerate() {
            places[*draft as usize] = Some(Position::new(place));
        }
        needs.sort_unstable();
        needs.dedup();
        let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
        let mut objects = Vec::with_capacity(sorted.len());
        for draft in sorted {
            let start = needs.partition_point(|(object, _)| *object < draft);
            let end = needs.partition_point(|(object, _)| *object <= draft);
            let needed = needs[start..end].iter().filter_map(|(_, needed)| places[*needed as usize]);
            if let Some(Draft { id, owner, order, definition }) = drafts[draft as usize].take() {
                let owner = owner.and_then(|owner| places[owner as usize]);
                objects.push(Object { id, owner, order, definition, needs: needed.collect() });
            }
        }
        let owned = Reverse::new(&objects, |object| object.owner.as_slice());
        let dependents = Reverse::new(&objects, |object| &object.needs);
        Catalog { dialect, version, objects, owned, dependents, warnings, carried }
    }
}

/// For each object those that point at it.
#[derive(Clone, Debug)]
struct Reverse {
    starts: Vec<u32>,
    members: Vec<Position>,
}

impl Reverse {
    fn new(objects: &[Object], targets: impl Fn(&Object) -> &[Position]) -> Self {
        let mut starts = vec![0u32; objects.len() + 1];
        for target in objects.iter().flat_map(&targets) {
            starts[target.index() + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut free = starts.clone();
        let mut members = vec![Position(0); starts.last().map_or(0, |end| *end as usize)];
        for (index, object) in objects.iter().enumerate() {
            for target in targets(object) {
                let place = &mut free[target.index()];
                members[*place as usize] = Position::new(index);
                *place += 1;
            }
        }
        for pair in starts.windows(2) {
            members[pair[0] as usize..pair[1] as usize]
                .sort_by_key(|member| (objects[member.index()].order, *member));
        }
        Self { starts, members }
    }

    fn of(&self, position: Position) -> &[Position] {
        let index = position.index();
        &self.members[self.starts[index] as usize..self.starts[index + 1] as usize]
    }
}

/// Objects by the keys that a server knows them by.
pub type Handles<K> = HashMap<K, Handle>;
