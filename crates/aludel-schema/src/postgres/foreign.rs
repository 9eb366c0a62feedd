//! Foreign-data wrappers, their servers, and who a user is there.
//!
//! <https://www.postgresql.org/docs/current/sql-createserver.html> and its neighbours. What looks
//! like a secret in a user mapping is neither read nor compared nor written.

use serde::Deserialize;

use super::options::{self, Options};
use super::{Facts, PostgresKind, quote};
use crate::catalog::Entry;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::Statement;

/// A foreign-data wrapper.
pub(super) struct ForeignDataWrapper;

/// A foreign server.
pub(super) struct ForeignServer;

/// A user mapping: server, and user or `public`.
pub(super) struct UserMapping;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapper {
    /// Schema and name of a function.
    handler: Option<[String; 2]>,
    validator: Option<[String; 2]>,
    #[serde(default)]
    options: Options,
}

/// Schema and name of a function, as a JSON array.
fn function(column: &str) -> String {
    format!(
        "(SELECT json_build_array(n.nspname, p.proname) FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = {column})"
    )
}

impl PostgresKind for ForeignDataWrapper {
    fn query(&self, _server: &Facts) -> Option<String> {
        let (handler, validator) = (function("f.fdwhandler"), function("f.fdwvalidator"));
        let options = options::query("f.fdwoptions");
        Some(format!(
            "SELECT '2328/' || f.oid || '/0', NULL, json_build_array(f.fdwname), 0,
                    json_strip_nulls(json_build_object(
                      'handler', {handler}, 'validator', {validator}, 'options', {options}))
               FROM pg_catalog.pg_foreign_data_wrapper f WHERE f.oid >= 16384"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_foreign_data_wrapper")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("FOREIGN DATA WRAPPER {}", quote::path(id.path()))
    }
}

impl Kind for ForeignDataWrapper {
    fn name(&self) -> &'static str {
        "foreign-data wrapper"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Wrapper { handler, validator, options } = object.read()?;
        let handler = handler.map_or(String::new(), |name| format!(" HANDLER {}", quote::path(&name)));
        let validator = validator.map_or(String::new(), |name| format!(" VALIDATOR {}", quote::path(&name)));
        let options = options::foreign(&options);
        let reference = self.reference(object.id());
        Ok(vec![Statement::whole(format!("CREATE {reference}{handler}{validator}{options}"))])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Wrapper, Wrapper) = (pair.from.read()?, pair.to.read()?);
        let Wrapper { handler, validator, options } = to;
        let mut how = InPlace::default();
        let head = format!("ALTER {}", self.reference(pair.to.id()));
        let said = |word: &str, name: &Option<[String; 2]>| match name {
            Some(name) => format!("{word} {}", quote::path(name)),
            None => format!("NO {word}"),
        };
        let mut clauses = Vec::new();
        if handler != from.handler {
            clauses.push(said("HANDLER", &handler));
        }
        if validator != from.validator {
            clauses.push(said("VALIDATOR", &validator));
        }
        clauses.extend(options::foreign_change(&from.options, &options));
        for clause in clauses {
            how.add(clause.to_lowercase(), Statement::whole(format!("{head} {clause}")));
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Server {
    wrapper: String,
    r#type: Option<String>,
    version: Option<String>,
    #[serde(default)]
    options: Options,
}

impl PostgresKind for ForeignServer {
    fn query(&self, _server: &Facts) -> Option<String> {
        let options = options::query("s.srvoptions");
        Some(format!(
            "SELECT '1417/' || s.oid || '/0', NULL, json_build_array(s.srvname), 0,
                    json_strip_nulls(json_build_object('wrapper', f.fdwname, 'type', s.srvtype,
                      'version', s.srvversion, 'options', {options}))
               FROM pg_catalog.pg_foreign_server s
               JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid = s.srvfdw
              WHERE s.oid >= 16384"
        ))
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_foreign_server")
    }

    fn reference(&self, id: &ObjectId) -> String {
        format!("SERVER {}", quote::path(id.path()))
    }
}

impl Kind for ForeignServer {
    fn name(&self) -> &'static str {
        "server"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Server { wrapper, r#type, version, options } = object.read()?;
        let r#type = r#type.map_or(String::new(), |text| format!(" TYPE {}", quote::text(&text)));
        let version = version.map_or(String::new(), |text| format!(" VERSION {}", quote::text(&text)));
        let (wrapper, options) = (quote::name(&wrapper), options::foreign(&options));
        let reference = self.reference(object.id());
        let text = format!("CREATE {reference}{type}{version} FOREIGN DATA WRAPPER {wrapper}{options}");
        Ok(vec![Statement::whole(text)])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id())))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Server, Server) = (pair.from.read()?, pair.to.read()?);
        let Server { wrapper, r#type, version, options } = to;
        if (&wrapper, &r#type) != (&from.wrapper, &from.r#type) {
            return Ok(Alteration::Recreate);
        }
        let mut clauses = Vec::new();
        if version != from.version {
            let version = version.map_or("NULL".to_owned(), |text| quote::text(&text));
            clauses.push(format!("VERSION {version}"));
        }
        clauses.extend(options::foreign_change(&from.options, &options));
        let text = format!("ALTER {} {}", self.reference(pair.to.id()), clauses.join(" "));
        let words = clauses.iter().map(|clause| clause.to_lowercase()).collect();
        Ok(Alteration::InPlace(InPlace {
            statements: vec![Statement::whole(text)],
            words,
            ..InPlace::default()
        }))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let statement = format!("ALTER {} RENAME TO {}", self.reference(from), quote::name(to.name()));
        Some(vec![Statement::whole(statement)])
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    #[serde(default)]
    options: Options,
}

impl PostgresKind for UserMapping {
    fn query(&self, _server: &Facts) -> Option<String> {
        Some(
            "SELECT '1418/' || m.umid || '/0', NULL, json_build_array(m.srvname, m.usename), 0,
                    json_strip_nulls(json_build_object('options',
                      (SELECT json_object_agg(o.option_name, coalesce(o.option_value, '')
                                              ORDER BY o.option_name)
                         FROM pg_catalog.pg_options_to_table(m.umoptions) o
                        WHERE o.option_name !~* '(pass|secret|token|credential|key)')))
               FROM pg_catalog.pg_user_mappings m WHERE m.umid >= 16384"
                .to_owned(),
        )
    }

    fn found_in(&self) -> Option<&'static str> {
        Some("pg_catalog.pg_user_mappings")
    }

    fn reference(&self, id: &ObjectId) -> String {
        let server = id.path().first().map_or("", |name| name);
        let user = match id.name() {
            "public" => "PUBLIC".to_owned(),
            user => quote::name(user),
        };
        format!("USER MAPPING FOR {user} SERVER {}", quote::name(server))
    }
}

impl Kind for UserMapping {
    fn name(&self) -> &'static str {
        "user mapping"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Mapping { options } = object.read()?;
        let reference = self.reference(object.id());
        let create = Statement::whole(format!("CREATE {reference}{}", options::foreign(&options)));
        Ok(vec![create.noting("a password is never written here: add it where secrets are kept")])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let lost = format!("password of {}", object.id());
        Ok(vec![Statement::whole(format!("DROP {}", self.reference(object.id()))).destroying(lost)])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Mapping, Mapping) = (pair.from.read()?, pair.to.read()?);
        let Mapping { options } = to;
        let mut how = InPlace::default();
        if let Some(change) = options::foreign_change(&from.options, &options) {
            let text = format!("ALTER {} {change}", self.reference(pair.to.id()));
            how.add(change.to_lowercase(), Statement::whole(text));
        }
        Ok(Alteration::InPlace(how))
    }

    /// Its password is nowhere else.
    fn holds_data(&self) -> bool {
        true
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}
