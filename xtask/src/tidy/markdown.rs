//! Links inside the project lead somewhere.

use super::{Finding, Tree};

pub(super) fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for (path, text) in tree.within("", ".md") {
        for (line, target) in links(text) {
            if let Some(what) = fault(tree, path, &target) {
                findings.push(Finding::new("link", path, line, what));
            }
        }
    }
}

/// What is wrong with a link of that page, if it is one into the project.
fn fault(tree: &Tree, page: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
    let path = if file.is_empty() { page.to_owned() } else { resolve(page, file) };
    let folder = format!("{}/", path.trim_end_matches('/'));
    let Some(text) = tree.files.get(&path) else {
        let is_folder = path.is_empty() || tree.files.keys().any(|path| path.starts_with(&folder));
        return (!is_folder).then(|| format!("`{target}` leads nowhere"));
    };
    let anchor =
        anchor.filter(|anchor| path.ends_with(".md") && !anchors(text).any(|known| known == *anchor))?;
    Some(format!("{path} has no heading `#{anchor}`"))
}

/// The links of a page with their lines counted from 1; code is no place for links.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    let mut in_code = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            links.extend(links_in(&without_code(line)).map(|target| (at + 1, target)));
        }
    }
    links
}

fn links_in(line: &str) -> impl Iterator<Item = String> {
    let inline = line.match_indices("](").filter_map(|(at, _)| {
        let rest = &line[at + 2..];
        rest.find([')', ' ']).map(|end| rest[..end].to_owned())
    });
    let definition = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]: "))
        .map(|(_, target)| target.trim().to_owned());
    inline.chain(definition).collect::<Vec<_>>().into_iter()
}

fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("``")
}

/// A path that is written in a page, from the project's root.
fn resolve(page: &str, file: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// The anchors that GitHub makes of the page's headings.
fn anchors(text: &str) -> impl Iterator<Item = String> {
    let mut in_code = false;
    text.lines().filter_map(move |line| {
        in_code ^= line.trim_start().starts_with("```");
        let heading =
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#') && !in_code)?;
        let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        Some(kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::found;

    #[test]
    fn links_lead_somewhere() {
        let page = "# One: two\n[a](#one-two) [b](../b.md#x) [c](sub/) [d](https://x/y) `[e](f)` [g](no.md)\n[h](../no.md)\n```\n[i](no)\n```\n[j]: gone.md\n";
        let files = [("docs/a.md", page), ("b.md", "# Y\n"), ("docs/sub/c.md", "")];
        assert_eq!(
            found(check, &files),
            ["docs/a.md:2 link", "docs/a.md:2 link", "docs/a.md:3 link", "docs/a.md:7 link"]
        );
    }
}
