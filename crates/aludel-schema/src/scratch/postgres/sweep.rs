//! What others have left on a server: databases whose makers are dead, templates that nobody uses.

use aludel::Dialect;
use aludel::database::Database;

use super::super::age::{Template, old};
use super::super::{Settings, name};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_names_the_database() {
        assert_eq!(template_of(&template_comment("my; app", "2026-11-22 17:48")), Some("my; app"));
        assert_eq!(template_of("somebody's own"), None);
    }
}
