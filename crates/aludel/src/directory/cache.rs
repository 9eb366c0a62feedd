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
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};

use super::list::{Listed, Listing, Stamp};
use crate::revision::{Header, RevisionId};

/// Checksums of the text that upgrades, by dialect.
pub(super) type Digests = [[u8; 32]; 3];

/// Fewer files than this are read as fast as the cache is.
const WORTH_IT: usize = 64;
/// So young, a file may change again without a trace in its times.
const TOO_YOUNG: Duration = Duration::from_secs(2);
/// As many entries are looked through for one; behind so many deleted files it is read again.
const REACH: usize = 64;
/// Another version of this program may read the same file otherwise.
const MAGIC: &str = concat!("aludel ", env!("CARGO_PKG_VERSION"), " cache 1\n");
/// Stands between ids and between labels, which hold no white space.
const BETWEEN: &str = " ";

/// The entries, in load order.
#[derive(Debug)]
pub(super) struct Cache {
    file: PathBuf,
    entries: Vec<Entry>,
    /// Where the next entry is, if nothing has changed.
    next: usize,
}

/// What is known of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    root: usize,
    below: String,
    stamp: Stamp,
    header: Header,
    pub(super) digests: Digests,
}

impl Cache {
    /// The cache of these folders, in a folder of caches; `None` where it would gain nothing.
    pub(super) fn open(folder: &Path, listing: &Listing) -> Option<Self> {
        if listing.files.len() < WORTH_IT {
            return None;
        }
        let file = folder.join(name(&listing.roots)?);
        let entries = fs::read(&file).ok().and_then(|bytes| decode(&bytes)).unwrap_or_default();
        Some(Self { file, entries, next: 0 })
    }

    /// What is known of the file, if it has not changed.
    pub(super) fn find(&mut self, listed: &Listed) -> Option<(Header, Digests)> {
        let (below, stamp) = (listed.below.as_deref()?, listed.stamp?);
        let ahead = self.entries.get(self.next..)?.iter().take(REACH);
        let at = self.next + ahead.into_iter().position(|it| it.root == listed.root && it.below == below)?;
        let entry = self.entries.get(at)?;
        self.next = at + 1;
        let header = Header { path: listed.path.clone(), ..entry.header.clone() };
        (entry.stamp == stamp).then_some((header, entry.digests))
    }

    /// Keeps what is known now, where it is something else than before.
    pub(super) fn keep(self, entries: Vec<Entry>) {
        if entries != self.entries {
            let _ = write(&self.file, &encode(&entries));
        }
    }
}

impl Entry {
    /// What to keep of a file; `None`: it must be read each time.
    pub(super) fn new(
        listed: &Listed,
        header: &Header,
        digests: Digests,
        read_at: SystemTime,
    ) -> Option<Self> {
        let (below, stamp) = (listed.below.clone()?, listed.stamp?);
        let settled = read_at.duration_since(SystemTime::UNIX_EPOCH).ok()?.checked_sub(TOO_YOUNG)?;
        let settled = i128::try_from(settled.as_nanos()).ok()?;
        let is_settled = stamp.modified < settled && stamp.changed < settled;
        let header = Header { path: PathBuf::new(), ..header.clone() };
        is_settled.then_some(Self { root: listed.root, below, stamp, header, digests })
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

/// The magic line, how many entries, how many bytes of text, the entries, the text, a sum of it all.
///
/// All numbers stand before all text: the text is looked at once whether it is UTF-8.
fn encode(entries: &[Entry]) -> Vec<u8> {
    let mut numbers = Vec::with_capacity(entries.len() * 256);
    let mut text = String::with_capacity(entries.len() * 64);
    for Entry { root, below, stamp, header, digests } in entries {
        let Stamp { device, inode, size, modified, changed } = stamp;
        for number in [*root as u64, *device, *inode, *size] {
            numbers.extend(number.to_le_bytes());
        }
        numbers.extend(modified.to_le_bytes());
        numbers.extend(changed.to_le_bytes());
        numbers.extend(digests.iter().flatten());
        let Header { id, parents, depends_on, branch_labels, created, message, path: _ } = header;
        let parents: Vec<&str> = parents.iter().map(RevisionId::as_str).collect();
        let (parents, depends_on) = (parents.join(BETWEEN), depends_on.join(BETWEEN));
        let labels = branch_labels.join(BETWEEN);
        let texts =
            [Some(below.as_str()), Some(id.as_str()), Some(&parents), Some(&depends_on), Some(&labels)];
        for part in texts.into_iter().chain([created.as_deref(), Some(message)]) {
            let length = part.map_or(u32::MAX, |part| part.len() as u32);
            numbers.extend(length.to_le_bytes());
            text.push_str(part.unwrap_or(""));
        }
    }
    let mut bytes = MAGIC.as_bytes().to_vec();
    bytes.extend((entries.len() as u64).to_le_bytes());
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(numbers);
    bytes.extend(text.as_bytes());
    let sum = sum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// The entries; `None`: this is no cache, or not a whole one.
fn decode(bytes: &[u8]) -> Option<Vec<Entry>> {
    let (content, end) = bytes.split_last_chunk::<8>()?;
    let mut numbers = Numbers(content.strip_prefix(MAGIC.as_bytes())?);
    if sum(content) != u64::from_le_bytes(*end) {
        return None;
    }
    let count = usize::try_from(numbers.u64()?).ok()?;
    let length = usize::try_from(numbers.u64()?).ok()?;
    let (numbers_only, text) = numbers.0.split_at_checked(numbers.0.len().checked_sub(length)?)?;
    let mut numbers = Numbers(numbers_only);
    let mut text = std::str::from_utf8(text).ok()?;
    // A number of entries that is wrong must not take all memory.
    let mut entries = Vec::with_capacity(count.min(numbers_only.len() / 100));
    for _ in 0..count {
        entries.push(entry(&mut numbers, &mut text)?);
    }
    (numbers.0.is_empty() && text.is_empty()).then_some(entries)
}

fn entry(numbers: &mut Numbers<'_>, text: &mut &str) -> Option<Entry> {
    let root = usize::try_from(numbers.u64()?).ok()?;
    let stamp = Stamp {
        device: numbers.u64()?,
        inode: numbers.u64()?,
        size: numbers.u64()?,
        modified: i128::from_le_bytes(numbers.take()?),
        changed: i128::from_le_bytes(numbers.take()?),
    };
    let digests = [numbers.take()?, numbers.take()?, numbers.take()?];
    let mut part = || {
        let length = u32::from_le_bytes(numbers.take()?);
        if length == u32::MAX {
            return Some(None);
        }
        let (part, rest) = text.split_at_checked(usize::try_from(length).ok()?)?;
        *text = rest;
        Some(Some(part))
    };
    let words = |part: Option<&str>| {
        let part = part.unwrap_or("");
        let words = part.split(BETWEEN).filter(|word| !word.is_empty()).map(str::to_owned);
        words.collect::<Vec<String>>()
    };
    let below = part()??.to_owned();
    let id = RevisionId::from_row(part()??);
    let parents = part()??.split(BETWEEN).filter(|id| !id.is_empty()).map(RevisionId::from_row).collect();
    let (depends_on, branch_labels) = (words(part()?), words(part()?));
    let created = part()?.map(str::to_owned);
    let message = part()??.to_owned();
    let path = PathBuf::new();
    let header = Header { id, parents, depends_on, branch_labels, created, message, path };
    Some(Entry { root, below, stamp, header, digests })
}

/// Bytes from which numbers are taken.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
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
        assert_eq!(decode(&whole).unwrap().len(), WORTH_IT + 10);
        for at in (0..whole.len()).step_by(97) {
            let mut damaged = whole.clone();
            damaged[at] ^= 4;
            assert_eq!(decode(&damaged), None, "byte {at}");
            assert_eq!(decode(&whole[..at]), None, "cut at {at}");
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
        for words in [[u64::MAX, 0], [1 << 40, 8], [1, u64::MAX], [1, 0]] {
            let mut bytes = MAGIC.as_bytes().to_vec();
            bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
            bytes.extend([0xff; 400]);
            bytes.extend(sum(&bytes).to_le_bytes());
            assert_eq!(decode(&bytes), None);
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
        let stamp = Stamp { device: 1, inode: u64::MAX, size: 3, modified: -4, changed: i128::MAX };
        let header = Header {
            id: RevisionId::from_row("ä"),
            parents: vec![RevisionId::from_row("a"), RevisionId::from_row("b")],
            depends_on: vec!["c".to_owned()],
            branch_labels: vec!["one".to_owned(), "two".to_owned()],
            created: None,
            message: "a\nb".to_owned(),
            path: PathBuf::new(),
        };
        let bare = Header {
            parents: Vec::new(),
            depends_on: Vec::new(),
            branch_labels: Vec::new(),
            created: Some(String::new()),
            message: String::new(),
            ..header.clone()
        };
        let entries: Vec<Entry> = [header, bare]
            .into_iter()
            .map(|header| Entry {
                root: 1,
                below: "x/y.sql".to_owned(),
                stamp,
                header,
                digests: [[1; 32], [2; 32], [3; 32]],
            })
            .collect();
        assert_eq!(decode(&encode(&entries)), Some(entries));
        assert_eq!(decode(&encode(&[])), Some(Vec::new()));
    }
}
