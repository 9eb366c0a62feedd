//! The blog at the command line: it brings its database up to date, and does what it is told.

use std::env;
use std::error::Error;
use std::process::ExitCode;

const USAGE: &str = "usage: diesel-blog write NAME TITLE BODY | publish ID | comment NAME ID BODY | show";

#[expect(clippy::print_stderr, reason = "a program's messages go to stderr")]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("diesel-blog: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "a program's answers go to stdout")]
fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite:blog.db".to_owned());
    let mut connection = diesel_blog::open(&url)?;
    match arguments {
        ["write", name, title, body] => {
            println!("post {} is written", diesel_blog::write(&mut connection, name, title, body)?);
        }
        ["publish", id] => {
            println!("{} is published", diesel_blog::publish(&mut connection, id.parse()?)?.title)
        }
        ["comment", name, id, body] => diesel_blog::comment(&mut connection, name, id.parse()?, body)?,
        ["show"] => {
            for (post, name, comments) in diesel_blog::published(&mut connection)? {
                println!("{} (by {name})\n{}", post.title, post.body);
                for comment in comments {
                    println!("- {comment}");
                }
            }
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}
