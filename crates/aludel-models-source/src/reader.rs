//! From a tree to models: every module is asked for what each kind of source puts into it.

use std::collections::HashMap;

use aludel::Dialect;
use aludel_schema::partial::LeftOut;
use aludel_table::{EnumType, Models, Place, Table};

use crate::complaint::{Complaint, Fault};
use crate::tree::{ModuleId, Tree};
use crate::{Found, derived, diesel, sea_orm};

/// What reading adds to while it goes from module to module.
pub(crate) struct Reader {
    pub(crate) tree: Tree,
    pub(crate) dialect: Dialect,
    pub(crate) models: Models,
    pub(crate) left_out: LeftOut,
}

/// Takes the models out of a tree.
pub(crate) fn read(mut tree: Tree, dialect: Dialect) -> Result<Found, Vec<Complaint>> {
    let mut reader =
        Reader { dialect, models: Models::default(), left_out: LeftOut::default(), tree: Tree::default() };
    std::mem::swap(&mut reader.tree, &mut tree);
    let modules = (0..reader.tree.modules.len()).map(ModuleId).filter(|id| reader.tree.module(*id).is_model);
    let modules: Vec<_> = modules.collect();
    derived::read(&mut reader, &modules);
    sea_orm::read(&mut reader, &modules);
    diesel::read(&mut reader, &modules);
    reader.refuse_twins();
    reader.finish()
}

impl Reader {
    /// Two tables of one name would be made one after the other, and the second fail.
    fn refuse_twins(&mut self) {
        let mut tables: HashMap<(Option<&str>, &str), &Table> = HashMap::new();
        let mut complaints = Vec::new();
        for table in &self.models.tables {
            let name = (table.schema.as_deref(), table.name.as_str());
            if let Some(first) = tables.insert(name, table) {
                let fault =
                    |first: &Place| Fault::TwoTables { name: table.name.clone(), first: first.clone() };
                complaints.push(Complaint {
                    place: table.place.clone(),
                    fault: first.place.as_ref().map_or_else(
                        || Fault::Refused(format!("the table {} is made twice", table.name)),
                        fault,
                    ),
                });
                tables.insert(name, first);
            }
        }
        let mut enums: HashMap<(Option<&str>, &str), &EnumType> = HashMap::new();
        for made in &self.models.enums {
            let name = (made.schema.as_deref(), made.name.as_str());
            let Some(first) = enums.get(&name).filter(|first| first.values != made.values) else {
                enums.entry(name).or_insert(made);
                continue;
            };
            if let Some(place) = &first.place {
                let fault = Fault::TwoEnums { name: made.name.clone(), first: place.clone() };
                complaints.push(Complaint { place: made.place.clone(), fault });
            }
        }
        drop((tables, enums));
        self.tree.complaints.extend(complaints);
    }

    fn finish(self) -> Result<Found, Vec<Complaint>> {
        let Reader {
            tree: Tree { files, mut complaints, mut warnings, unset_features, .. },
            mut models,
            left_out,
            dialect: _,
        } = self;
        if !complaints.is_empty() {
            complaints.sort_by_key(|complaint| order(complaint.place.as_ref()));
            // A type that is wrong is met at each field of it.
            complaints.dedup();
            return Err(complaints);
        }
        warnings.sort_by_key(|warning| order(Some(&warning.place)));
        // The same enum may be said again where several entities use it.
        let mut seen = Vec::new();
        models.enums.retain(|made| {
            let name = (made.schema.clone(), made.name.clone());
            let is_new = !seen.contains(&name);
            seen.push(name);
            is_new
        });
        Ok(Found { models, warnings, files, left_out, unset_features })
    }
}

fn order(place: Option<&Place>) -> Option<(std::path::PathBuf, usize, usize)> {
    place.map(|place| (place.path.clone(), place.line, place.column))
}
