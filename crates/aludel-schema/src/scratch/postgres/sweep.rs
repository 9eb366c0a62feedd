//! What others have left on a server: databases whose makers are dead, templates that nobody uses.

use aludel::Dialect;
use aludel::database::Database;

use super::super::{Settings, name};

/// So many templates for one purpose are kept; those used last stay.
const KEPT: usize = 8;
/// One that was used so many minutes ago may be used still: it stays, unless there are far too many.
const RECENT: u32 = 30;
const FAR_TOO_MANY: usize = 32;
/// A template that was not used for so many minutes is dropped: two weeks.
const UNUSED: u32 = 14 * 24 * 60;

// An advisory lock of one number shows as two halves.
// https://www.postgresql.org/docs/current/view-pg-locks.html
const QUERY: &str = "\
SELECT d.datname,
       EXISTS (SELECT FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.objsubid = 1
                  AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(d.datname, 0))
       OR EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname),
       shobj_description(d.oid, 'pg_database'),
       CASE WHEN shobj_description(d.oid, 'pg_database') ~ ' used \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$'
            THEN GREATEST(0, floor(extract(epoch FROM now() AT TIME ZONE 'UTC'
                   - right(shobj_description(d.oid, 'pg_database'), 16)::timestamp) / 60)::int) END
  FROM pg_database d
 WHERE d.datname ~ '^aludel_(scratch|template)_' AND pg_has_role(d.datdba, 'USAGE')";

/// A template's comment: for what it is kept, and when it was last used, by the clock of the server in UTC.
pub(super) fn template_comment(of: &str, now: &str) -> String {
    format!("template kept by aludel for {of}; may be dropped at any time; used {now}")
}

struct Template {
    name: String,
    is_used: bool,
    of: String,
    /// How many minutes ago it was used.
    minutes: Option<u32>,
}

/// Drops them. What can't be dropped is left for the next sweep: nobody waits for that.
pub(super) fn sweep(settings: &Settings, database: &mut dyn Database) {
    let Ok(rows) = database.query(QUERY) else { return };
    let mut templates = Vec::new();
    let mut dead = Vec::new();
    for row in rows {
        let Ok([Some(database), is_used, comment, minutes]) = <[_; 4]>::try_from(row) else { continue };
        let is_used = is_used.as_deref() == Some("t");
        if name::is_scratch(&database) {
            if !is_used && !name::may_live(&database) {
                dead.push(database);
            }
        } else if let Some(of) = comment.as_deref().and_then(template_of) {
            let minutes = minutes.and_then(|minutes| minutes.parse().ok());
            templates.push(Template { name: database, is_used, of: of.to_owned(), minutes });
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
    templates.sort_by(|a, b| (&a.of, a.minutes).cmp(&(&b.of, b.minutes)));
    let mut old = Vec::new();
    let mut before: Option<(String, usize)> = None;
    for template in templates {
        let place = match &before {
            Some((of, place)) if *of == template.of => place + 1,
            _ => 0,
        };
        before = Some((template.of, place));
        let unused = template.minutes.unwrap_or(0);
        let is_old = unused > UNUSED || (place >= KEPT && unused > RECENT) || place >= FAR_TOO_MANY;
        if is_old && !template.is_used {
            old.push(template.name);
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u32 = 24 * 60;

    fn template(name: &str, of: &str, minutes: u32) -> Template {
        Template { name: name.to_owned(), is_used: false, of: of.to_owned(), minutes: Some(minutes) }
    }

    #[test]
    fn the_last_used_templates_for_each_purpose_stay() {
        let of_day = |day: u32| template(&format!("a{day}"), "a", day * DAY);
        let mut all: Vec<Template> = (0..10).map(of_day).collect();
        all.push(template("b15", "b", 15 * DAY));
        all.push(template("b14", "b", 14 * DAY));
        assert_eq!(old(all), ["a8", "a9", "b15"]);
    }

    #[test]
    fn those_used_just_now_stay_unless_they_are_far_too_many() {
        let all =
            |count: u32| (0..count).map(|minute| template(&minute.to_string(), "a", minute / 2)).collect();
        assert!(old(all(32)).is_empty());
        assert_eq!(old(all(34)), ["32", "33"]);
    }

    #[test]
    fn one_that_is_used_stays() {
        assert!(old(vec![Template { is_used: true, ..template("a", "a", 99 * DAY) }]).is_empty());
    }

    #[test]
    fn the_comment_names_the_database() {
        assert_eq!(template_of(&template_comment("my; app", "2026-11-22 17:48")), Some("my; app"));
        assert_eq!(template_of("somebody's own"), None);
    }
}
