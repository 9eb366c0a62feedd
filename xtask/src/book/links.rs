//! Each `href` and `src` of the built pages leads to a file, and each anchor to an `id`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// Checks all pages of a folder; each complaint names the page and the link.
pub(super) fn check(book: &Path) -> io::Result<Vec<String>> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(book)? {
        let file = entry?.path();
        if let Some(name) = file.file_name().and_then(|name| name.to_str())
            && name.ends_with(".html")
        {
            pages.insert(name.to_owned(), fs::read_to_string(&file)?);
        }
    }
    Ok(faults(&pages, |file| book.join(file).is_file()))
}

fn faults(pages: &BTreeMap<String, String>, is_file: impl Fn(&str) -> bool) -> Vec<String> {
    let anchors: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, text)| (name.as_str(), values(text, "id").into_iter().collect())).collect();
    let mut faults = BTreeSet::new();
    for (name, text) in pages {
        for link in values(text, "href").into_iter().chain(values(text, "src")) {
            if let Some(what) = fault(name, link, &anchors, &is_file) {
                faults.insert(format!("{name}: {what}"));
            }
        }
    }
    faults.into_iter().collect()
}

fn fault(
    page: &str,
    link: &str,
    anchors: &BTreeMap<&str, BTreeSet<&str>>,
    is_file: impl Fn(&str) -> bool,
) -> Option<String> {
    // The page for addresses that are not there links from the root, which is elsewhere on each site.
    if link.contains(':') || link.starts_with('/') || page == "404.html" {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let file = if file.is_empty() { page } else { file };
    if !is_file(file) {
        return Some(format!("`{link}` leads nowhere"));
    }
    let known = anchors.get(file).is_none_or(|known| anchor.is_empty() || known.contains(anchor));
    (!known).then(|| format!("{file} has no heading `#{anchor}`"))
}

/// The values of an attribute in the tags of a page; what stands in scripts is none.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split('<')
        .filter(|tag| !tag.starts_with("script>"))
        .filter_map(|tag| tag.split_once(&start).and_then(|(_, rest)| rest.split_once('"')))
        .map(|(value, _)| value)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_anchors_are_looked_up() {
        let page = "<h1 id=\"one\"><a class=\"x\" href=\"#one\">One</a></h1>\
                    <a href=\"#two\"></a><a href=\"b.html#x\"></a><a href=\"no.html\"></a>\
                    <a href=\"https://host/x\"></a><script>let a = ' href=\"y\"';</script>";
        let pages: BTreeMap<String, String> = [("a.html", page), ("b.html", "<p>")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
        assert_eq!(
            faults(&pages, |file| file.len() == 6),
            [
                "a.html: `no.html` leads nowhere",
                "a.html: a.html has no heading `#two`",
                "a.html: b.html has no heading `#x`"
            ]
        );
    }
}
