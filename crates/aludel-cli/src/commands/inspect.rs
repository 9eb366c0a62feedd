//! `aludel inspect`: what a schema holds.

use aludel_schema::catalog::Catalog;
use aludel_schema::{dialect, render};
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use super::Outcome;
use crate::compare::{self, CompareFlags};
use crate::error::{Failure, Problem};
use crate::flags::Flags;
use crate::output::text::Paint;
use crate::output::{Output, Report};
use crate::schema_failures;
use crate::session::Session;

/// Show what a schema holds, as SQL, JSON or a diagram
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  aludel inspect > schema.sql                    the database, as SQL
  aludel inspect revisions                       what the revisions make
  aludel inspect --form html > schema.html       a page to look at, with a diagram
  aludel inspect --form mermaid                  a diagram for a README")]
pub(crate) struct Arguments {
    /// What is looked at: database, revisions, revisions:ID, models, a URL, a file, a folder
    #[arg(value_name = "SOURCE", default_value = "database")]
    source: String,

    /// How it is shown
    #[arg(long, value_enum, value_name = "FORM", default_value = "sql")]
    form: Form,

    #[command(flatten)]
    compare: CompareFlags,
}

/// How a schema is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Statements that make it.
    Sql,
    /// Every object with its definition.
    Json,
    /// An entity diagram for Mermaid.
    Mermaid,
    /// An entity diagram as a picture.
    Svg,
    /// A page with the diagram, that needs nothing else.
    Html,
}

/// Every object of a schema.
#[derive(Serialize)]
struct Inspected<'a> {
    dialect: &'static str,
    objects: Vec<ObjectView<'a>>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct ObjectView<'a> {
    kind: &'static str,
    path: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Name<'a>>,
    needs: Vec<Name<'a>>,
    definition: Value,
}

#[derive(Serialize)]
struct Name<'a> {
    kind: &'static str,
    path: Vec<&'a str>,
}

impl Report for Inspected<'_> {
    fn text(&self, _: Paint) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Arguments {
    pub(crate) fn run(self, flags: &Flags, output: &Output) -> Outcome {
        let mut session = Session::open(flags, &self.compare, output)?;
        session.hear_signals();
        let source = compare::parse_source(&self.source)?;
        let migrations = compare::migrations_for(&session, &[&source])?;
        compare::with_workshop(&session, &self.compare, |workshop| {
            let schema = compare::schema(&session, workshop, &source, &migrations, None)?;
            let catalog = &schema.catalog;
            if output.is_json() || self.form == Form::Json {
                output.report(&inspected(catalog)?);
                return Ok(());
            }
            if self.form == Form::Sql {
                let empty = workshop.empty().map_err(|error| schema_failures::work(&session, error))?;
                let plan = workshop
                    .plan(&empty.catalog, catalog)
                    .map_err(|error| schema_failures::work(&session, error))?;
                output.data(&render::script(&plan));
                return Ok(());
            }
            let title = match source {
                aludel_schema::source::Source::Database => {
                    session.url()?.database().unwrap_or("database").to_owned()
                }
                _ => self.source.clone(),
            };
            let drawn = dialect::diagram(catalog, &title);
            output.data(&match self.form {
                Form::Mermaid => drawn.to_mermaid(),
                Form::Svg => drawn.to_svg(),
                Form::Html | Form::Sql | Form::Json => drawn.to_html(),
            });
            Ok(())
        })?;
        Ok(0)
    }
}

fn inspected(catalog: &Catalog) -> Result<Inspected<'_>, Failure> {
    let mut objects = Vec::with_capacity(catalog.objects().len());
    for entry in catalog.entries() {
        let definition = serde_json::from_str(&entry.object().definition)
            .map_err(|error| Problem::new("schema", format!("{}: {error}", entry.id())).failed())?;
        objects.push(ObjectView {
            kind: entry.id().kind(),
            path: path(entry.id()),
            owner: entry.owner().map(|owner| name(owner.id())),
            needs: entry.needs().map(|needed| name(needed.id())).collect(),
            definition,
        });
    }
    Ok(Inspected { dialect: catalog.dialect().name(), objects, warnings: catalog.warnings() })
}

fn name(id: &aludel_schema::ObjectId) -> Name<'_> {
    Name { kind: id.kind(), path: path(id) }
}

fn path(id: &aludel_schema::ObjectId) -> Vec<&str> {
    id.path().iter().map(|name| &**name).collect()
}
