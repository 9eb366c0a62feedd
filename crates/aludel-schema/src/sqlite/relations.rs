//! Which object speaks of which.
//!
//! SQLite keeps no list of that; but a text can only stand on what it names. To take a name for more
//! than it is does no harm: a view is made again that could have stayed.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::canonical::Names;
use super::inspect::{Tables, Text};
use super::part::Part;
use super::table::TABLE;
use super::trigger::TRIGGER;
use super::view::VIEW;
use super::virtual_table::{self, VIRTUAL_TABLE};

/// What an object stands on; all names in small letters.
#[derive(Debug, Default)]
pub(super) struct StandsOn {
    pub(super) relations: BTreeSet<String>,
    /// Table and column.
    pub(super) columns: BTreeSet<(String, String)>,
}

/// What every table and view is made of and speaks of.
#[derive(Debug)]
pub(super) struct Relations {
    /// The columns of each table.
    columns: HashMap<String, Vec<String>>,
    /// What each view, and each table by its foreign keys, speaks of.
    speaks_of: HashMap<String, BTreeSet<String>>,
    views: HashSet<String>,
    known: HashSet<String>,
    /// Those from which no way leads back to themselves or to any that stand in a circle.
    straight: HashSet<String>,
}

impl Relations {
    pub(super) fn new(texts: &[Text], tables: &Tables) -> Self {
        let is_relation = |text: &&Text| matches!(text.kind, TABLE | VIEW | VIRTUAL_TABLE);
        let mut relations = Self {
            columns: HashMap::new(),
            speaks_of: HashMap::new(),
            views: HashSet::new(),
            straight: HashSet::new(),
            known: texts.iter().filter(is_relation).map(|text| text.name.to_ascii_lowercase()).collect(),
        };
        for (name, read) in tables {
            let columns = read.columns.iter().map(|column| column.name.to_ascii_lowercase());
            relations.columns.insert(name.clone(), columns.collect());
            let parents = read.table.foreign_keys.iter().filter_map(|key| key.parent.as_ref());
            let parents = parents.map(|parent| parent.to_ascii_lowercase());
            relations.speaks_of.insert(name.clone(), parents.collect());
        }
        for text in texts.iter().filter(|text| text.kind == VIEW) {
            let name = text.name.to_ascii_lowercase();
            let mut said = relations.named_in(&text.parts);
            said.remove(&name);
            relations.speaks_of.insert(name.clone(), said);
            relations.views.insert(name);
        }
        relations.straight = straight(&relations.speaks_of);
        relations
    }

    /// The tables and views that a text names.
    fn named_in(&self, parts: &[Part]) -> BTreeSet<String> {
        let said = parts.iter().filter_map(Part::mentions).map(str::to_ascii_lowercase);
        said.filter(|name| self.known.contains(name)).collect()
    }

    /// What a text names, and what the views among that name.
    fn reached(&self, text: &Text) -> BTreeSet<String> {
        let mut reached = self.named_in(&text.parts);
        let mut open: Vec<String> = reached.iter().cloned().collect();
        while let Some(name) = open.pop() {
            if self.views.contains(&name) {
                let said = self.speaks_of.get(&name).into_iter().flatten();
                open.extend(said.filter(|said| reached.insert((*said).clone())).cloned().collect::<Vec<_>>());
            }
        }
        reached
    }

    /// Whether a way leads from one, of which `to` speaks, back to `to`.
    fn leads_to(&self, from: &str, to: &str) -> bool {
        if self.straight.contains(to) {
            // What `to` speaks of leads nowhere back; `from` is such a one.
            return false;
        }
        let mut seen: HashSet<&str> = HashSet::from([from]);
        let mut open = vec![from];
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            let said = self.speaks_of.get(name).into_iter().flatten();
            open.extend(said.map(String::as_str).filter(|said| seen.insert(said)));
        }
        false
    }

    /// The names that a text may mean: of the relations it speaks of and of their columns.
    pub(super) fn names(&self, text: &Text) -> Names {
        if matches!(text.kind, TABLE | VIRTUAL_TABLE) {
            return Names::new();
        }
        let reached = self.reached(text);
        let own = text.table.to_ascii_lowercase();
        let columns = reached.iter().chain([&own]).filter_map(|name| self.columns.get(name)).flatten();
        columns.chain(&reached).cloned().collect()
    }

    /// What an object stands on.
    pub(super) fn stands_on(&self, text: &Text) -> StandsOn {
        let own = text.table.to_ascii_lowercase();
        let mut stands = StandsOn::default();
        match text.kind {
            TABLE => {
                let parents = self.speaks_of.get(&own).into_iter().flatten();
                // Two that refer to each other stand side by side.
                stands.relations = parents.filter(|parent| !self.leads_to(parent, &own)).cloned().collect();
                return stands;
            }
            VIRTUAL_TABLE => {
                let content = virtual_table::read(&text.parts).and_then(|definition| definition.content());
                let content = content.map(|name| name.to_ascii_lowercase());
                stands.relations = content.into_iter().filter(|name| !self.leads_to(name, &own)).collect();
                return stands;
            }
            TRIGGER | VIEW => stands.relations = self.reached(text),
            _ => {}
        }
        let said: HashSet<String> =
            text.parts.iter().filter_map(Part::mentions).map(str::to_ascii_lowercase).collect();
        for table in stands.relations.iter().chain([&own]) {
            let columns = self.columns.get(table).into_iter().flatten();
            let named = columns.filter(|column| said.contains(*column));
            stands.columns.extend(named.map(|column| (table.clone(), column.clone())));
        }
        stands.relations.remove(&own);
        if text.kind == VIEW {
            stands.relations.retain(|name| !self.views.contains(name) || !self.leads_to(name, &own));
        }
        stands
    }
}

/// Takes away, again and again, those that speak of nothing that is left.
fn straight(speaks_of: &HashMap<String, BTreeSet<String>>) -> HashSet<String> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut heard_by: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, said) in speaks_of {
        let said = said.iter().filter(|said| speaks_of.contains_key(*said));
        for said in said.clone() {
            heard_by.entry(said).or_default().push(name);
        }
        left.insert(name, said.count());
    }
    let mut open: Vec<&str> = left.iter().filter(|(_, left)| **left == 0).map(|(name, _)| *name).collect();
    let mut straight = HashSet::new();
    while let Some(name) = open.pop() {
        straight.insert(name.to_owned());
        for speaker in heard_by.get(name).into_iter().flatten() {
            if let Some(left) = left.get_mut(speaker) {
                *left -= 1;
                if *left == 0 {
                    open.push(speaker);
                }
            }
        }
    }
    straight
}
