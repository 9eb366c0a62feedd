//! A random schema: things that provide names and need names, in an order in which they can be made.
//!
//! A mutation drops, changes or adds a few of them. What has lost something it needs goes too, so a
//! schema can always be made, whatever became of it.

use std::collections::HashSet;

use aludel::Dialect;
use aludel_schema::dialect;
use fastrand::Rng;

/// One thing of a schema, and how to make another one in its place.
#[derive(Clone, Debug)]
pub(crate) struct Thing<R> {
    pub(crate) recipe: R,
    pub(crate) made: Made,
}

/// What makes one thing, and how it stands to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    /// The statement.
    pub(crate) text: String,
    /// Names by which others find it: `orders.note`, and what it is: `orders.note:text`.
    pub(crate) provides: Vec<String>,
    /// Names that must be there.
    pub(crate) needs: Vec<String>,
    /// Its column, where it is one that holds rows.
    pub(crate) column: Option<Column>,
}

impl Made {
    /// A thing of this name, made by this statement.
    pub(crate) fn new(name: impl Into<String>, text: impl Into<String>) -> Made {
        Made { text: text.into(), provides: vec![name.into()], ..Made::default() }
    }

    /// It, standing on these.
    pub(crate) fn needing(mut self, names: impl IntoIterator<Item = String>) -> Made {
        self.needs.extend(names);
        self
    }

    /// It, found by this name, too.
    pub(crate) fn providing(mut self, name: impl Into<String>) -> Made {
        self.provides.push(name.into());
        self
    }

    /// The name that is its own.
    pub(crate) fn name(&self) -> &str {
        self.provides.first().map_or("", |name| name)
    }
}

/// A column as far as rows need to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) table: String,
    pub(crate) name: String,
    /// The value in row 1, 2, 3.
    pub(crate) values: [String; 3],
}

/// A way to make one thing, from what stands before it.
pub(crate) trait Recipe: Clone + PartialEq {
    /// Whose SQL it is.
    const DIALECT: Dialect;

    /// Its place among the others: things of one place may need each other only in the order of making.
    fn rank(&self) -> u32;

    /// A thing of this recipe, made of what is there; another one at each call. `None`: what it would be
    /// made of is not there.
    fn make(&self, before: &Names, random: &mut Rng) -> Option<Made>;

    /// The kinds of object in it, by the registry's names: it is made only where all are known.
    fn kinds(&self) -> &'static [&'static str];

    /// Whether a mutation may take it away by itself.
    fn may_go(&self) -> bool;

    /// A whole schema's recipes.
    fn schema(random: &mut Rng) -> Vec<Self>;

    /// One more, to be added to a schema.
    fn another(before: &Names, random: &mut Rng) -> Self;
}

/// The names that are there; the kinds that the engine knows are `kind table`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(pub(crate) Vec<String>);

impl Names {
    /// Those with this beginning, without it.
    pub(crate) fn of(&self, beginning: &str) -> Vec<&str> {
        self.0.iter().filter_map(|name| name.strip_prefix(beginning)).collect()
    }

    /// One of those with this beginning, without it.
    pub(crate) fn any(&self, beginning: &str, random: &mut Rng) -> Option<&str> {
        let found = self.of(beginning);
        (!found.is_empty()).then(|| found[random.usize(..found.len())])
    }

    /// Whether this name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }
}

/// A schema in an order in which it can be made.
#[derive(Clone, Debug)]
pub(crate) struct Schema<R>(pub(crate) Vec<Thing<R>>);

impl<R: Recipe> Schema<R> {
    /// A new one.
    pub(crate) fn new(random: &mut Rng) -> Schema<R> {
        let mut schema = Schema(Vec::new());
        let mut recipes: Vec<R> = Vec::new();
        for recipe in R::schema(random).into_iter().filter(is_known) {
            if !recipes.contains(&recipe) {
                recipes.push(recipe);
            }
        }
        recipes.sort_by_key(Recipe::rank);
        for recipe in recipes {
            let names = schema.names_before(schema.0.len());
            let made = recipe.make(&names, random);
            schema.0.extend(made.map(|made| Thing { recipe, made }));
        }
        schema
    }

    /// It, with one to eight things dropped, changed or added.
    pub(crate) fn mutated(&self, random: &mut Rng) -> Schema<R> {
        let mut other = self.clone();
        for _ in 0..random.usize(1..=8) {
            match random.u8(..10) {
                0..3 => other.drop_one(random),
                3..7 => other.change_one(random),
                _ => other.add_one(random),
            }
        }
        other.settle();
        other
    }

    /// What makes it.
    pub(crate) fn made(&self) -> Vec<Made> {
        self.0.iter().map(|thing| thing.made.clone()).collect()
    }

    fn drop_one(&mut self, random: &mut Rng) {
        let candidates: Vec<usize> =
            (0..self.0.len()).filter(|index| self.0[*index].recipe.may_go()).collect();
        if let Some(index) = random.choice(candidates) {
            self.0.remove(index);
            self.settle();
        }
    }

    fn change_one(&mut self, random: &mut Rng) {
        if self.0.is_empty() {
            return;
        }
        // What others stand on is the harder change.
        let mut index = random.usize(..self.0.len());
        for _ in 0..3 {
            let provides = &self.0[index].made.provides;
            let holds =
                self.0.iter().any(|thing| thing.made.needs.iter().any(|needed| provides.contains(needed)));
            if holds {
                break;
            }
            index = random.usize(..self.0.len());
        }
        let names = self.names_before(index);
        if let Some(made) = self.0[index].recipe.make(&names, random) {
            self.0[index].made = made;
            self.settle();
        }
    }

    fn add_one(&mut self, random: &mut Rng) {
        let recipe = R::another(&self.names_before(self.0.len()), random);
        if !is_known(&recipe) {
            return;
        }
        let index = self.0.partition_point(|thing| thing.recipe.rank() <= recipe.rank());
        let made = recipe.make(&self.names_before(index), random);
        let Some(made) = made else { return };
        // A name is taken once.
        if !self.names_before(self.0.len()).has(made.name()) {
            self.0.insert(index, Thing { recipe, made });
        }
    }

    fn settle(&mut self) {
        let mut names = HashSet::new();
        self.0.retain(|thing| stands(&thing.made, &mut names));
    }

    fn names_before(&self, index: usize) -> Names {
        let registry = dialect::registry(R::DIALECT);
        let kinds = registry.kinds().iter().map(|kind| format!("kind {}", kind.name()));
        let things = self.0[..index].iter().flat_map(|thing| thing.made.provides.iter().cloned());
        Names(kinds.chain(things).collect())
    }
}

/// What can still be made of this, in this order, when some have gone.
pub(crate) fn settled(made: &[Made]) -> Vec<Made> {
    let mut names = HashSet::new();
    made.iter().filter(|one| stands(one, &mut names)).cloned().collect()
}

/// Whether all that it needs is there; then what it provides is there, too.
fn stands(made: &Made, names: &mut HashSet<String>) -> bool {
    let stands = made.needs.iter().all(|needed| names.contains(needed));
    if stands {
        names.extend(made.provides.iter().cloned());
    }
    stands
}

/// Whether the engine knows all kinds of the recipe.
fn is_known<R: Recipe>(recipe: &R) -> bool {
    let registry = dialect::registry(R::DIALECT);
    recipe.kinds().iter().all(|kind| registry.find(kind).is_some())
}
