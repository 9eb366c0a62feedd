//! Checks the promises of ARCHITECTURE.md that a program can check, and says all that is amiss at once.

mod layout;
mod markdown;
mod rust;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Where a rule is broken on purpose: the rule, the file, and why that is right.
const ALLOWED: [(&str, &str, &str); 1] = [(
    "silent-library",
    "crates/aludel-testing/src/lib.rs",
    "its macros read the surroundings of the test that uses them: only there is a server named",
)];

/// Checks the tree and prints what it found.
pub(crate) fn run(root: &Path) -> ExitCode {
    let tree = Tree::read(root);
    let mut findings = check(&tree);
    let unused = ALLOWED.iter().filter(|(rule, path, _)| !findings.iter().any(|it| it.is(rule, path)));
    let unused: Vec<Finding> = unused
        .map(|(rule, path, _)| {
            Finding::new("allowed", path, 0, format!("`{rule}` is allowed here and never happens"))
        })
        .collect();
    findings.retain(|it| !ALLOWED.iter().any(|(rule, path, _)| it.is(rule, path)));
    findings.extend(unused);
    for finding in &findings {
        println!("{finding}");
    }
    let sources = tree.files.keys().filter(|path| path.ends_with(".rs")).count();
    println!("tidy: {} files, {sources} of them Rust; {}", tree.files.len(), rust::census(&tree));
    match findings.len() {
        0 => ExitCode::SUCCESS,
        count => {
            eprintln!("error: {count} findings");
            ExitCode::FAILURE
        }
    }
}

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    layout::check(tree, &mut findings);
    rust::check(tree, &mut findings);
    markdown::check(tree, &mut findings);
    findings.sort_by(|one, two| (&one.path, one.line).cmp(&(&two.path, two.line)));
    findings
}

/// One thing that is not as promised.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    rule: &'static str,
    path: String,
    /// Counted from 1; 0 is the file as a whole.
    line: usize,
    what: String,
}

impl Finding {
    fn new(rule: &'static str, path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { rule, path: path.to_owned(), line, what: what.into() }
    }

    fn is(&self, rule: &str, path: &str) -> bool {
        self.rule == rule && self.path == path
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Finding { rule, path, line, what } = self;
        match line {
            0 => write!(formatter, "{path}: {what} [{rule}]"),
            line => write!(formatter, "{path}:{line}: {what} [{rule}]"),
        }
    }
}

/// The project's text files by path from its root, with `/` between folders.
#[derive(Debug, Default)]
struct Tree {
    files: BTreeMap<String, String>,
    /// Files that can be run.
    executable: Vec<String>,
}

impl Tree {
    fn read(root: &Path) -> Tree {
        let mut tree = Tree::default();
        tree.collect(root, "");
        tree
    }

    fn collect(&mut self, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Hidden folders belong to tools, but for those of the builds.
            let hidden = name.starts_with('.') && !matches!(name.as_str(), ".ci" | ".github" | ".gitignore");
            if hidden || matches!(name.as_str(), "target" | "node_modules") {
                continue;
            }
            let (file, path) = (entry.path(), format!("{prefix}{name}"));
            if file.is_dir() {
                self.collect(&file, &format!("{path}/"));
            } else if let Ok(text) = fs::read_to_string(&file) {
                if is_executable(&file) {
                    self.executable.push(path.clone());
                }
                self.files.insert(path, text);
            }
        }
    }

    /// Our own Rust; what tests read as other people's is theirs.
    fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.within("", ".rs").filter(|(path, _)| !path.contains("/tests/cases/"))
    }

    /// Files whose path begins so and ends so.
    fn within<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| path.starts_with(start) && path.ends_with(end))
    }
}

fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(file).is_ok_and(|data| data.permissions().mode() & 0o111 != 0)
}

/// A tree of these files, for tests.
#[cfg(test)]
fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Tree { files, executable: Vec::new() }
}

/// What a check finds in these files, as `path:line rule`, for tests.
#[cfg(test)]
fn found(check: fn(&Tree, &mut Vec<Finding>), files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Vec::new();
    check(&tree(files), &mut findings);
    findings.iter().map(|it| format!("{}:{} {}", it.path, it.line, it.rule)).collect()
}
