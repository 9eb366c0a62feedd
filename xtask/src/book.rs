//! Builds the book of `docs/` with mdBook, and checks that each link in what came out leads somewhere.
//!
//! The pages are read on GitHub too, where a link may lead to a file beside `docs/`. So the book is
//! built from a copy in which such links lead to GitHub.

mod links;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where the files stand that are no pages of the book.
const REPOSITORY: &str = "https://github.com/aludel/aludel/blob/main";

/// Builds the book with that `mdbook`, and prints what is wrong with its links.
pub(crate) fn run(root: &Path, mdbook: &str) -> ExitCode {
    let complaints = stage(root).and_then(|folder| build(&folder, mdbook));
    match complaints {
        Ok(complaints) if complaints.is_empty() => ExitCode::SUCCESS,
        Ok(complaints) => {
            complaints.iter().for_each(|it| println!("{it}"));
            eprintln!("error: {} links of the book lead nowhere", complaints.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: the book can't be built: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Copies what the book is made of, into an empty folder.
fn stage(root: &Path) -> io::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("book");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("docs"))?;
    fs::copy(root.join("book.toml"), folder.join("book.toml"))?;
    let mut unlisted = Vec::new();
    let summary = fs::read_to_string(root.join("docs/SUMMARY.md"))?;
    for entry in fs::read_dir(root.join("docs"))? {
        let file = entry?.path();
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else { continue };
        let copy = folder.join("docs").join(name);
        if !name.ends_with(".md") {
            fs::copy(&file, copy)?;
            continue;
        }
        if name != "SUMMARY.md" && !summary.contains(&format!("({name})")) {
            unlisted.push(name.to_owned());
        }
        fs::write(copy, for_the_book(&fs::read_to_string(&file)?))?;
    }
    if unlisted.is_empty() {
        return Ok(folder);
    }
    Err(io::Error::other(format!("docs/SUMMARY.md does not list {}", unlisted.join(", "))))
}

fn build(folder: &Path, mdbook: &str) -> io::Result<Vec<String>> {
    let ended = Command::new(mdbook).arg("build").arg(folder).output()?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    if !ended.status.success() || said.contains("WARN") {
        return Err(io::Error::other(said));
    }
    let complaints = links::check(&folder.join("book"))?;
    println!("book: {}", folder.join("book/index.html").display());
    Ok(complaints)
}

/// The page with its links out of `docs/` leading to the repository.
fn for_the_book(page: &str) -> String {
    page.replace("](../", &format!("]({REPOSITORY}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_out_of_the_book_lead_to_the_repository() {
        assert_eq!(
            for_the_book("[a](b.md#c), [d](../examples/e/F)"),
            format!("[a](b.md#c), [d]({REPOSITORY}/examples/e/F)")
        );
    }
}
