//! Lists of privileges, as what differs from those that are given without a word.

use std::collections::BTreeMap;

/// By role (`PUBLIC`, `CURRENT_USER` for the one that asks, or its name quoted) and privilege: how it differs from the default.
pub(super) type Grants = BTreeMap<String, BTreeMap<String, String>>;

/// It is given.
const GIVEN: &str = "given";
/// It is given, and may be given on.
const GRANTABLE: &str = "grantable";
/// It would be there without a word, and is taken away.
const TAKEN: &str = "taken";

/// The list `acl` as a JSON object of what differs from the list `default`; NULL where nothing does.
pub(super) fn query(acl: &str, default: &str) -> String {
    let exploded = |list: &str| {
        format!(
            "SELECT e.grantee, e.privilege_type, bool_or(e.is_grantable) AS grantable
               FROM pg_catalog.aclexplode({list}) e GROUP BY 1, 2"
        )
    };
    let (acl, default) = (exploded(acl), exploded(default));
    format!(
        "(SELECT json_object_agg(r.role, r.privileges ORDER BY r.role)
            FROM (SELECT CASE WHEN w.grantee = 0 THEN 'PUBLIC'
                              WHEN w.grantee = current_user::regrole THEN 'CURRENT_USER'
                              ELSE quote_ident(pg_catalog.pg_get_userbyid(w.grantee)) END,
                         json_object_agg(w.privilege, w.state ORDER BY w.privilege)
                    FROM (SELECT coalesce(a.grantee, d.grantee),
                                 coalesce(a.privilege_type, d.privilege_type),
                                 CASE WHEN a.grantee IS NULL THEN '{TAKEN}'
                                      WHEN a.grantable THEN '{GRANTABLE}' ELSE '{GIVEN}' END
                            FROM ({acl}) a FULL JOIN ({default}) d
                              ON a.grantee = d.grantee AND a.privilege_type = d.privilege_type
                           WHERE a.grantable IS DISTINCT FROM d.grantable) w (grantee, privilege, state)
                   GROUP BY w.grantee) r (role, privileges))"
    )
}

/// The statements from one list to another; `said` writes what stands between GRANT and TO.
pub(super) fn change(from: &Grants, to: &Grants, said: impl Fn(&[&str]) -> String) -> Vec<String> {
    let mut statements = Vec::new();
    let none = BTreeMap::new();
    let mut roles: Vec<&String> = from.keys().chain(to.keys()).collect();
    roles.sort_unstable();
    roles.dedup();
    for role in roles {
        let (old, new) = (from.get(role).unwrap_or(&none), to.get(role).unwrap_or(&none));
        let mut privileges: Vec<&String> = old.keys().chain(new.keys()).collect();
        privileges.sort_unstable();
        privileges.dedup();
        // Of each sort of statement, the privileges that it names.
        let mut sorted: BTreeMap<Sort, Vec<&str>> = BTreeMap::new();
        for privilege in privileges {
            if let Some(sort) = sort(old.get(privilege), new.get(privilege)) {
                sorted.entry(sort).or_default().push(privilege);
            }
        }
        for (sort, privileges) in sorted {
            let said = said(&privileges);
            statements.push(match sort {
                Sort::Revoke => format!("REVOKE {said} FROM {role}"),
                Sort::RevokeOption => format!("REVOKE GRANT OPTION FOR {said} FROM {role}"),
                Sort::Grant => format!("GRANT {said} TO {role}"),
                Sort::GrantOption => format!("GRANT {said} TO {role} WITH GRANT OPTION"),
            });
        }
    }
    statements
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Revoke,
    RevokeOption,
    Grant,
    GrantOption,
}

/// What brings one privilege of one role from one state to another.
fn sort(old: Option<&String>, new: Option<&String>) -> Option<Sort> {
    let (old, new) = (old.map(String::as_str), new.map(String::as_str));
    match (old, new) {
        _ if old == new => None,
        (_, Some(TAKEN)) => Some(Sort::Revoke),
        (_, Some(GRANTABLE)) => Some(Sort::GrantOption),
        (Some(GRANTABLE), Some(_)) => Some(Sort::RevokeOption),
        (_, Some(_)) => Some(Sort::Grant),
        // Back to what is given without a word.
        (Some(TAKEN), None) => Some(Sort::Grant),
        (_, None) => Some(Sort::Revoke),
    }
}

#[cfg(test)]
mod tests {
    use super::{Grants, change};

    fn grants(list: &[(&str, &str, &str)]) -> Grants {
        let mut grants = Grants::new();
        for (role, privilege, state) in list {
            let role = grants.entry((*role).to_owned()).or_default();
            role.insert((*privilege).to_owned(), (*state).to_owned());
        }
        grants
    }

    #[test]
    fn each_role_has_its_statements() {
        let from = grants(&[("PUBLIC", "EXECUTE", "taken"), ("app", "EXECUTE", "grantable")]);
        let to = grants(&[("app", "EXECUTE", "given"), ("web", "EXECUTE", "grantable")]);
        let said = |privileges: &[&str]| format!("{} ON f", privileges.join(", "));
        assert_eq!(
            change(&from, &to, said),
            [
                "GRANT EXECUTE ON f TO PUBLIC",
                "REVOKE GRANT OPTION FOR EXECUTE ON f FROM app",
                "GRANT EXECUTE ON f TO web WITH GRANT OPTION",
            ]
        );
    }
}
