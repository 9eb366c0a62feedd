//! Views, <https://www.sqlite.org/lang_createview.html>.

use serde::{Deserialize, Serialize};

use super::canonical::{Names, canonical, laid_out};
use super::column::COLUMN;
use super::part::{Cursor, Part, between_commas};
use super::quote;
use crate::catalog::Entry;
use crate::kind::{Alteration, Kind, Pair, Refusal};
use crate::statement::Statement;

/// The kind's name.
pub(super) const VIEW: &str = "view";

/// A view.
pub(super) struct View;

/// What a view is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) columns: Vec<String>,
    pub(super) query: String,
}

/// Reads a CREATE VIEW; `names`: of what it may speak of.
pub(super) fn read(parts: &[Part], names: &Names) -> Option<Definition> {
    let mut cursor = Cursor::new(parts);
    if !cursor.take(&["CREATE", "VIEW"]) {
        return None;
    }
    let _ = cursor.take(&["IF", "NOT", "EXISTS"]);
    cursor.name()?;
    let columns = match cursor.brackets() {
        Some(inside) => {
            between_commas(inside).into_iter().map(|item| item.first()?.name()).collect::<Option<_>>()?
        }
        None => Vec::new(),
    };
    if !cursor.take(&["AS"]) {
        return None;
    }
    Some(Definition { columns, query: canonical(cursor.rest(), names) })
}

impl Kind for View {
    fn name(&self) -> &'static str {
        VIEW
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { columns, query } = object.read()?;
        let columns =
            if columns.is_empty() { String::new() } else { format!(" ({})", quote::names(&columns)) };
        let name = quote::name(object.id().name());
        Ok(vec![Statement::whole(format!("CREATE VIEW {name}{columns} AS\n{}", laid_out(&query, "")))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP VIEW {}", quote::name(object.id().name())))])
    }

    fn to_alter(&self, _pair: Pair<'_>) -> Result<Alteration, Refusal> {
        Ok(Alteration::Recreate)
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![object.id().name().to_ascii_lowercase()]
    }

    fn is_in_schema(&self) -> bool {
        false
    }

    // A column can't be dropped while a view speaks of it; a table can.
    fn outlives(&self, lost: Entry<'_>) -> bool {
        lost.id().kind() != COLUMN
    }
}
