//! Prints the plan from one database to another, both ways: `plan FROM_URL TO_URL [--offline]
//! [--privileges] [--run]`. With `--run` it runs the plan in the first and compares again.

use aludel::database::{ConnectOptions, Database, connect};
use aludel::url::DatabaseUrl;
use aludel_schema::dialect::{InspectOptions, PlanOptions, finished, inspect, registry};
use aludel_schema::{Catalog, Plan, diff, plan, render};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let urls: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [from, to] = urls.as_slice() else { return Err("usage: plan FROM_URL TO_URL".into()) };
    let options = InspectOptions { privileges: has("--privileges") };
    let planning = PlanOptions { offline: has("--offline") };
    let (mut old, mut new) = (open(from)?, open(to)?);
    let (from, to) = (inspect(&mut *old, &options)?, inspect(&mut *new, &options)?);
    let up = way("up", &from, &to, &planning)?;
    let down = way("down", &to, &from, &planning)?;
    if has("--run") {
        run(&mut *old, &up)?;
        way("left after up", &inspect(&mut *old, &options)?, &to, &planning)?;
        run(&mut *old, &down)?;
        way("left after down", &inspect(&mut *old, &options)?, &from, &planning)?;
    }
    Ok(())
}

fn open(url: &str) -> Result<Box<dyn Database>, Failure> {
    Ok(connect(&url.parse::<DatabaseUrl>()?, &ConnectOptions::default())?)
}

#[expect(clippy::print_stdout, reason = "it is what the example is for")]
fn way(title: &str, from: &Catalog, to: &Catalog, options: &PlanOptions) -> Result<Plan, Failure> {
    println!("-- {title}");
    let registry = registry(to.dialect());
    let difference = diff(from, to, registry).map_err(|refusals| {
        refusals.iter().map(|refusal| format!("{refusal} ({})", refusal.mend)).collect::<Vec<_>>().join("\n")
    })?;
    let plan = finished(plan(&difference, registry)?, &difference, options);
    for words in render::words(&plan) {
        println!("-- {words}");
    }
    println!("{}", render::script(&plan));
    Ok(plan)
}

fn run(database: &mut dyn Database, plan: &Plan) -> Result<(), Failure> {
    for statement in plan.statements() {
        // Each runs by itself here: what is said for one transaction must hold for the next.
        let text = statement.text().replacen("SET LOCAL ", "SET ", 1);
        database.execute(&text).map_err(|error| format!("{error}: {text}"))?;
    }
    Ok(())
}
