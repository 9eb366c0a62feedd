//! What others have left on a server: databases whose makers are dead, templates that nobody uses.

use aludel::Dialect;
use aludel::database::Database;

use super::super::{Settings, name};

/// So many templates of one database are kept; those used last stay.
const KEPT: usize = 8;
/// A template that was not used for so many days is dropped.
const UNUSED_DAYS: u32 = 14;

// An advisory lock of one number shows as two halves.
// https://www.postgresql.org/docs/current/view-pg-locks.html
const QUERY: &str = "\
SELECT d.datname,
       EXISTS (SELECT FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.objsubid = 1
                  AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(d.datname, 0))
       OR EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname),
       shobj_description(d.oid, 'pg_database'),
       CASE WHEN shobj_description(d.oid, 'pg_database') ~ ' used \\d{4}-\\d\\d-\\d\\d$'
            THEN current_date - right(shobj_description(d.oid, 'pg_database'), 10)::date END
  FROM pg_database d
 WHERE d.datname ~ '^aludel_(scratch|template)_' AND pg_has_role(d.datdba, 'USAGE')";

/// A template's comment: of which database, and when it was last used.
pub(super) fn template_comment(of: &str, today: &str) -> String {
    format!("template kept by aludel for {of}; may be dropped at any time; used {today}")
}

struct Template {
    name: String,
    is_used: bool,
    of: String,
    days: Option<u32>,
}

/// Drops them. What can't be dropped is left for the next sweep: nobody waits for that.
pub(super) fn sweep(settings: &Settings, database: &mut dyn Database) {
    let Ok(rows) = database.query(QUERY) else { return };
    let mut templates = Vec::new();
    let mut dead = Vec::new();
    for row in rows {
        let Ok([Some(database), is_used, comment, days]) = <[_; 4]>::try_from(row) else { continue };
        let is_used = is_used.as_deref() == Some("t");
        if name::is_scratch(&database) {
            if !is_used && !name::may_live(&database) {
                dead.push(database);
            }
        } else if let Some(of) = comment.as_deref().and_then(template_of) {
            let days = days.and_then(|days| days.parse().ok());
            templates.push(Template { name: database, is_used, of: of.to_owned(), days });
        }
    }
    dead.extend(old(templates));
    for database_name in dead {
        if settings.stop.is_requested() {
            return;
        }
        // Without FORCE: whoever came meanwhile is not thrown out.
        let _ =
            database.execute(&format!("DROP DATABASE IF EXISTS {}", Dialect::Postgres.quote(&database_name)));
    }
}

fn template_of(comment: &str) -> Option<&str> {
    let (of, _) = comment.strip_prefix("template kept by aludel for ")?.rsplit_once("; may be dropped")?;
    Some(of)
}

/// The names of templates that are not used any more.
fn old(mut templates: Vec<Template>) -> Vec<String> {
    templates.sort_by(|a, b| (&a.of, a.days).cmp(&(&b.of, b.days)));
    let mut old = Vec::new();
    let mut before: Option<(String, usize)> = None;
    for template in templates {
        let place = match &before {
            Some((of, place)) if *of == template.of => place + 1,
            _ => 0,
        };
        before = Some((template.of, place));
        let is_old = place >= KEPT || template.days.is_some_and(|days| days > UNUSED_DAYS);
        if is_old && !template.is_used {
            old.push(template.name);
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str, of: &str, days: u32) -> Template {
        Template { name: name.to_owned(), is_used: false, of: of.to_owned(), days: Some(days) }
    }

    #[test]
    fn the_last_used_templates_of_each_database_stay() {
        let mut all: Vec<Template> = (0..10).map(|day| template(&format!("a{day}"), "a", day)).collect();
        all.push(template("b15", "b", 15));
        all.push(template("b14", "b", 14));
        assert_eq!(old(all), ["a8", "a9", "b15"]);
    }

    #[test]
    fn one_that_is_used_stays() {
        assert!(old(vec![Template { is_used: true, ..template("a", "a", 99) }]).is_empty());
    }

    #[test]
    fn the_comment_names_the_database() {
        assert_eq!(template_of(&template_comment("my; app", "2026-11-22")), Some("my; app"));
        assert_eq!(template_of("somebody's own"), None);
    }
}
