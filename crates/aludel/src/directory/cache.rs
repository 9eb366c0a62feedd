//! What the last run read from folders, kept in a file: an unchanged revision is not read again.
//!
//! It holds headers and checksums, never the SQL: what runs is what stands in the revision file. An
//! entry counts as long as the system says the same of the file (its size, its times, its inode). A
//! file that was written in the last seconds is never kept, for it could change again within one
//! tick of the clock. What can't be read here is as if it were not there, and what can't be
//! written is left: a cache that fails costs time, and nothing else.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::list::{Listed, Listing, Stamp};
use crate::revision::{Header, RevisionId};

/// Checksums of the text that upgrades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Digests {
    /// All dialects see the same in it: most SQL is such.
    Same([u8; 32]),
    /// By dialect.
    Each(Box<[[u8; 32]; 3]>),
}

/// Fewer files than this are read as fast as the cache is.
const WORTH_IT: usize = 64;
/// As many entries are looked through for one; behind so many deleted files it is read again.
const REACH: usize = 64;
/// Another version of this program may read the same file otherwise.
const MAGIC: &str = concat!("aludel ", env!("CARGO_PKG_VERSION"), " cache 1\n");
/// Stands between ids and between labels, which hold no white space.
const BETWEEN: &str = " ";

/// The entries, in load order, as the file has them: most are looked at once.
#[derive(Debug)]
pub(super) struct Cache {
    file: PathBuf,
    entries: Entries,
    /// Where the next entry is, if nothing has changed.
    next: usize,
    found: usize,
    previous: Option<RevisionId>,
}

impl Cache {
    /// The cache of these folders, in a folder of caches; `None` where it would gain nothing.
    pub(super) fn open(folder: &Path, listing: &Listing) -> Option<Self> {
        if listing.files.len() < WORTH_IT {
            return None;
        }
        let file = folder.join(name(&listing.roots)?);
        let entries = fs::read(&file).ok().and_then(Entries::decode).unwrap_or_default();
        Some(Self { file, entries, next: 0, found: 0, previous: None })
    }

    /// What is known of the file, if it has not changed.
    pub(super) fn find(&mut self, listed: &Listed) -> Option<(Header, Digests)> {
        let (below, stamp) = (listed.below()?, listed.stamp?);
        let reach = self.next..self.entries.count.min(self.next + REACH);
        let is_it = |at: &usize| {
            self.entries
                .record(*at)
                .is_some_and(|it| it.root == listed.root && self.entries.below(&it) == Some(below))
        };
        let at = reach.into_iter().find(is_it)?;
        self.next = at + 1;
        let record = self.entries.record(at).filter(|record| record.stamp == stamp)?;
        let header = self.entries.header(&record, &listed.path, self.previous.as_ref())?;
        let digests = self.entries.digests(&record)?;
        self.previous = Some(header.id.clone());
        self.found += 1;
        Some((header, digests))
    }

    /// Whether there are entries that do not count any more.
    pub(super) fn is_outdated(&self) -> bool {
        self.found != self.entries.count
    }

    /// Keeps what is known now.
    pub(super) fn keep<'a>(&self, known: impl Iterator<Item = (&'a Listed, &'a Header, Digests)>) {
        let mut draft = Draft::default();
        known.for_each(|(listed, header, digests)| draft.add(listed, header, &digests));
        let _ = write(&self.file, &draft.finish());
    }
}

/// The name of the cache of these folders.
fn name(roots: &[PathBuf]) -> Option<String> {
    let mut hasher = Sha256::new();
    for root in roots {
        hasher.update(root.to_str()?.as_bytes());
        hasher.update(b"\0");
    }
    let digest = hasher.finalize();
    Some(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// Writes a file that others see whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let draft = file.with_extension(format!("{:016x}.draft", fastrand::u64(..)));
    let written = File::create_new(&draft).and_then(|mut to| to.write_all(bytes));
    written.and_then(|()| fs::rename(&draft, file)).inspect_err(|_| drop(fs::remove_file(&draft)))
}

/// Others have no business in it.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// A cache as a file: the magic line, three counts, the records, the digests of those who have
/// several, all text, and a sum.
///
/// All numbers stand before all text: the text is looked at once whether it is UTF-8.
#[derive(Debug, Default)]
struct Entries {
    count: usize,
    /// All that stands before the text.
    numbers: Vec<u8>,
    /// Where in it the digests begin.
    several: usize,
    text: String,
}

/// The numbers of an entry, which have one size.
struct Record {
    root: usize,
    stamp: Stamp,
    digest: [u8; 32],
    /// Where its three digests are, among those of others; `NONE`: one serves all dialects.
    several: u32,
    /// Where its text begins, and how long its parts are; `NONE`: there is none.
    start: u32,
    lengths: [u32; PARTS],
}

const HEAD: usize = MAGIC.len() + 3 * 8;
/// Its path, id, parents, depends_on, branch labels, time, message.
const PARTS: usize = 7;
const RECORD: usize = 4 + 5 * 8 + 32 + 4 + 4 + 4 * PARTS;
const NONE: u32 = u32::MAX;

impl Entries {
    /// The entries; `None`: this is no cache, or not a whole one.
    fn decode(mut bytes: Vec<u8>) -> Option<Self> {
        let (content, end) = bytes.split_last_chunk::<8>()?;
        let mut counts = Numbers(content.strip_prefix(MAGIC.as_bytes())?);
        let mut count = || usize::try_from(u64::from_le_bytes(counts.take()?)).ok();
        let (count, several, length) = (count()?, count()?, count()?);
        let several_at = HEAD.checked_add(count.checked_mul(RECORD)?)?;
        let text_at = several_at.checked_add(several.checked_mul(96)?)?;
        let text_end = text_at.checked_add(length)?;
        if text_end != content.len() || sum(content) != u64::from_le_bytes(*end) {
            return None;
        }
        bytes.truncate(text_end);
        let text = String::from_utf8(bytes.split_off(text_at)).ok()?;
        Some(Self { count, numbers: bytes, several: several_at, text })
    }

    fn record(&self, at: usize) -> Option<Record> {
        let start = HEAD + at * RECORD;
        let mut numbers = Numbers(self.numbers.get(start..start + RECORD)?);
        Some(Record {
            root: usize::try_from(numbers.u32()?).ok()?,
            stamp: Stamp {
                device: u64::from_le_bytes(numbers.take()?),
                inode: u64::from_le_bytes(numbers.take()?),
                size: u64::from_le_bytes(numbers.take()?),
                modified: i64::from_le_bytes(numbers.take()?),
                changed: i64::from_le_bytes(numbers.take()?),
            },
            digest: numbers.take()?,
            several: numbers.u32()?,
            start: numbers.u32()?,
            lengths: numbers.lengths()?,
        })
    }

    fn below(&self, record: &Record) -> Option<&str> {
        self.parts(record).next()?
    }

    fn header(&self, record: &Record, path: &Path, previous: Option<&RevisionId>) -> Option<Header> {
        let mut parts = self.parts(record).skip(1);
        let mut part = || parts.next();
        let words = |part: Option<&str>| -> Vec<String> {
            part.into_iter().flat_map(|it| it.split(BETWEEN)).map(str::to_owned).collect()
        };
        let id = RevisionId::from_row(part()??);
        // Most revisions revise the one before: one text serves both.
        let parent = |id: &str| match previous {
            Some(previous) if previous.as_str() == id => previous.clone(),
            _ => RevisionId::from_row(id),
        };
        let parents = part()?.into_iter().flat_map(|ids| ids.split(BETWEEN)).map(parent).collect();
        let (depends_on, branch_labels) = (words(part()?), words(part()?));
        let created = part()?.map(str::to_owned);
        let message = part()?.unwrap_or("").to_owned();
        Some(Header { id, parents, depends_on, branch_labels, created, message, path: path.to_owned() })
    }

    /// The texts of an entry, one after the other; it ends early where one is not to be found.
    fn parts(&self, record: &Record) -> impl Iterator<Item = Option<&str>> {
        let mut start = record.start as usize;
        record.lengths.into_iter().map_while(move |length| {
            if length == NONE {
                return Some(None);
            }
            let end = start.checked_add(length as usize)?;
            let part = self.text.get(start..end)?;
            start = end;
            Some(Some(part))
        })
    }

    fn digests(&self, record: &Record) -> Option<Digests> {
        if record.several == NONE {
            return Some(Digests::Same(record.digest));
        }
        let start = self.several + record.several as usize * 96;
        let mut numbers = Numbers(self.numbers.get(start..)?);
        Some(Digests::Each(Box::new([numbers.take()?, numbers.take()?, numbers.take()?])))
    }
}

/// A cache that is being written.
#[derive(Default)]
struct Draft {
    count: u64,
    records: Vec<u8>,
    several: Vec<u8>,
    text: String,
}

impl Draft {
    fn add(&mut self, listed: &Listed, header: &Header, digests: &Digests) {
        let (Some(below), Some(stamp)) = (listed.below(), &listed.stamp) else { return };
        let Ok(start) = u32::try_from(self.text.len()) else { return };
        let Stamp { device, inode, size, modified, changed } = stamp;
        let Header { id, parents, depends_on, branch_labels, created, message, path: _ } = header;
        let (digest, several) = match digests {
            Digests::Same(digest) => (*digest, NONE),
            Digests::Each(digests) => {
                let several = (self.several.len() / 96) as u32;
                self.several.extend(digests.iter().flatten());
                ([0; 32], several)
            }
        };
        self.count += 1;
        self.records.extend((listed.root as u32).to_le_bytes());
        self.records.extend([device, inode, size].into_iter().flat_map(|number| number.to_le_bytes()));
        self.records.extend([modified, changed].into_iter().flat_map(|number| number.to_le_bytes()));
        self.records.extend(digest);
        self.records.extend(several.to_le_bytes());
        self.records.extend(start.to_le_bytes());
        let parents: Vec<&str> = parents.iter().map(RevisionId::as_str).collect();
        self.part(Some(below));
        self.part(Some(id.as_str()));
        for words in [parents.join(BETWEEN), depends_on.join(BETWEEN), branch_labels.join(BETWEEN)] {
            self.part(Some(words.as_str()).filter(|words| !words.is_empty()));
        }
        self.part(created.as_deref());
        self.part(Some(message));
    }

    fn part(&mut self, part: Option<&str>) {
        let length = part.map_or(NONE, |part| part.len() as u32);
        self.records.extend(length.to_le_bytes());
        self.text.push_str(part.unwrap_or(""));
    }

    fn finish(self) -> Vec<u8> {
        let mut bytes = MAGIC.as_bytes().to_vec();
        for count in [self.count, (self.several.len() / 96) as u64, self.text.len() as u64] {
            bytes.extend(count.to_le_bytes());
        }
        bytes.extend(self.records);
        bytes.extend(self.several);
        bytes.extend(self.text.as_bytes());
        let sum = sum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }
}

/// Bytes from which numbers are taken.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn lengths(&mut self) -> Option<[u32; PARTS]> {
        let mut lengths = [0; PARTS];
        for length in &mut lengths {
            *length = self.u32()?;
        }
        Some(lengths)
    }
}

/// Tells a damaged file from a whole one. It is no defence: who may write here is the user.
fn sum(bytes: &[u8]) -> u64 {
    // An odd number with many bits set, as multiplicative hashes want it.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut sum = bytes.len() as u64;
    let numbers = words.iter().map(|word| u64::from_le_bytes(*word));
    for number in numbers.chain(rest.iter().map(|byte| u64::from(*byte))) {
        sum = (sum.rotate_left(23) ^ number).wrapping_mul(FACTOR);
    }
    sum
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "clippy takes only cfg(test) for tests")]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::super::list::TOO_YOUNG;
    use super::*;
    use crate::Migrations;
    use crate::directory::{read, read_cached};

    /// A history that is worth a cache, as old as the times in it say; and a folder for caches.
    struct Case {
        history: tempfile::TempDir,
        caches: tempfile::TempDir,
    }

    impl Case {
        fn new() -> Self {
            let case = Self { history: tempfile::tempdir().unwrap(), caches: tempfile::tempdir().unwrap() };
            for number in 0..WORTH_IT + 10 {
                case.write(number, "SELECT 1;");
            }
            // A change of the inode can't be set back: what is written now must grow old.
            std::thread::sleep(TOO_YOUNG + Duration::from_millis(50));
            case
        }

        fn path(&self, number: usize) -> PathBuf {
            self.history.path().join(format!("{number:03}.sql"))
        }

        fn write(&self, number: usize, sql: &str) {
            let parents = number.checked_sub(1).map_or("none".to_owned(), |below| format!("{below:03}"));
            let text = format!(
                "-- revision: {number:03}\n-- revises: {parents}\n--\n-- it's\n-- {number}\n\n-- upgrade\n{sql}\n"
            );
            fs::write(self.path(number), text).unwrap();
        }

        /// Reads with the cache, and holds it against what is read without.
        fn check(&self) -> Migrations {
            let with = read_cached(&[self.history.path()], self.caches.path()).unwrap();
            let without = read(&[self.history.path()]).unwrap();
            assert_eq!(with.graph.len(), without.graph.len());
            for node in without.graph.nodes() {
                assert_eq!(with.graph.header(node), without.graph.header(node));
                for dialect in crate::Dialect::ALL {
                    let text = &without.revision(node).unwrap().upgrade[0].text;
                    let checksum = crate::script::checksum(dialect, text);
                    assert!(with.has_checksum(node, dialect, &checksum), "{:?}", with.graph.id(node));
                }
                assert_eq!(with.revision(node).unwrap(), without.revision(node).unwrap());
            }
            with
        }

        /// How many revisions are known without their files.
        fn known(&self) -> usize {
            let migrations = read_cached(&[self.history.path()], self.caches.path()).unwrap();
            migrations.texts.iter().filter(|text| text.digests.is_some()).count()
        }

        fn file(&self) -> PathBuf {
            let mut files = fs::read_dir(self.caches.path()).unwrap();
            let file = files.next().unwrap().unwrap().path();
            assert!(files.next().is_none(), "one file for one history, and no drafts");
            file
        }
    }

    #[test]
    fn what_has_not_changed_is_known() {
        let case = Case::new();
        case.check();
        assert_eq!(case.known(), WORTH_IT + 10);
        case.check();
    }

    #[test]
    fn what_has_changed_is_read() {
        let case = Case::new();
        case.check();
        // As long as before, and with the time that it had before.
        let before = fs::metadata(case.path(5)).unwrap().modified().unwrap();
        case.write(5, "SELECT 2;");
        File::options().write(true).open(case.path(5)).unwrap().set_modified(before).unwrap();
        case.check();
        assert_eq!(case.known(), WORTH_IT + 9);
        // Another file in its place.
        fs::rename(case.path(7), case.history.path().join("7")).unwrap();
        fs::copy(case.history.path().join("7"), case.path(7)).unwrap();
        case.check();
        case.write(WORTH_IT + 10, "SELECT 3;");
        fs::remove_file(case.path(WORTH_IT + 10)).unwrap();
        fs::remove_file(case.path(WORTH_IT + 9)).unwrap();
        case.check();
        assert_eq!(case.known(), WORTH_IT + 7);
    }

    #[test]
    fn what_is_young_is_not_kept() {
        let case = Case::new();
        case.write(3, "SELECT 2;");
        case.check();
        assert_eq!(case.known(), WORTH_IT + 9);
        let future = SystemTime::now() + Duration::from_secs(1000);
        File::options().write(true).open(case.path(4)).unwrap().set_modified(future).unwrap();
        assert_eq!(case.known(), WORTH_IT + 8);
    }

    #[test]
    fn a_damaged_cache_is_as_good_as_none() {
        let case = Case::new();
        case.check();
        let whole = fs::read(case.file()).unwrap();
        assert_eq!(Entries::decode(whole.clone()).unwrap().count, WORTH_IT + 10);
        for at in (0..whole.len()).step_by(97) {
            let mut damaged = whole.clone();
            damaged[at] ^= 4;
            assert!(Entries::decode(damaged).is_none(), "byte {at}");
            assert!(Entries::decode(whole[..at].to_vec()).is_none(), "cut at {at}");
        }
        for damaged in [&b""[..], b"aludel", MAGIC.as_bytes()] {
            fs::write(case.file(), damaged).unwrap();
            assert_eq!(case.known(), 0);
            assert_eq!(fs::read(case.file()).unwrap(), whole);
        }
    }

    #[test]
    fn a_sum_that_fits_does_not_make_it_right() {
        // Numbers that promise more than is there, with a sum that somebody has taken care of.
        let huge = u64::MAX;
        for words in [[huge, 0, 0], [1 << 40, 0, 8], [1, 0, huge], [1, huge, 0], [0, 0, 400], [3, 1, 4]] {
            let mut bytes = MAGIC.as_bytes().to_vec();
            let length = if words[0] == 3 { 3 * RECORD + 100 } else { 400 };
            let fill = if words[0] == 3 { 0x7f } else { 0xff };
            bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
            bytes.extend(vec![fill; length]);
            bytes.extend(sum(&bytes).to_le_bytes());
            // The last is one that has all it promises: its numbers lead nowhere.
            let Some(entries) = Entries::decode(bytes) else { continue };
            for record in (0..5).filter_map(|at| entries.record(at)) {
                assert_eq!(entries.header(&record, Path::new(""), None), None);
                assert_eq!(entries.digests(&record), None);
            }
        }
    }

    #[test]
    fn where_no_cache_can_be_written_all_is_read() {
        let case = Case::new();
        let place = case.caches.path().join("file");
        fs::write(&place, "").unwrap();
        for _ in 0..2 {
            let migrations = read_cached(&[case.history.path()], &place.join("caches")).unwrap();
            assert_eq!(migrations.revisions().unwrap().len(), WORTH_IT + 10);
        }
    }

    #[test]
    fn a_file_that_changes_under_way_is_told() {
        let case = Case::new();
        case.check();
        let migrations = read_cached(&[case.history.path()], case.caches.path()).unwrap();
        let node = migrations.graph.find("001").unwrap();
        fs::write(case.path(1), "-- revision: x\n-- upgrade\n").unwrap();
        let error = migrations.revision(node).unwrap_err().to_string();
        assert!(error.ends_with("its header was changed while it was being read"), "{error}");
        fs::remove_file(case.path(1)).unwrap();
        assert!(migrations.revision(node).is_err());
    }

    #[test]
    fn an_entry_is_the_same_when_it_comes_back() {
        let stamp = Stamp { device: 1, inode: u64::MAX, size: 3, modified: -4, changed: i64::MAX };
        let path = PathBuf::from("a/x/y.sql");
        let listed = Listed { path: path.clone(), root: 1, below_at: 2, stamp: Some(stamp) };
        let full = Header {
            id: RevisionId::from_row("ä"),
            parents: vec![RevisionId::from_row("a"), RevisionId::from_row("b")],
            depends_on: vec!["c".to_owned()],
            branch_labels: vec!["one".to_owned(), "two".to_owned()],
            created: None,
            message: "a\nb".to_owned(),
            path,
        };
        let bare = Header {
            id: RevisionId::from_row("z"),
            parents: vec![full.id.clone()],
            depends_on: Vec::new(),
            branch_labels: Vec::new(),
            created: Some(String::new()),
            message: String::new(),
            ..full.clone()
        };
        let each = Digests::Each(Box::new([[1; 32], [2; 32], [3; 32]]));
        let known = [(full, each.clone()), (bare.clone(), Digests::Same([4; 32])), (bare, each)];
        let mut draft = Draft::default();
        known.iter().for_each(|(header, digests)| draft.add(&listed, header, digests));
        let entries = Entries::decode(draft.finish()).unwrap();
        let mut cache = Cache { file: PathBuf::new(), entries, next: 0, found: 0, previous: None };
        for known in known {
            assert_eq!(cache.find(&listed), Some(known));
        }
        assert!(!cache.is_outdated());
        assert!(Entries::decode(Draft::default().finish()).is_some_and(|entries| entries.count == 0));
    }
}
