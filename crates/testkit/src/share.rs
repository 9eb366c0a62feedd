//! One server for all the test processes of a run.
//!
//! The processes hold a shared lock on a file as long as they live; the server's guard ends it when it
//! has got that file for itself some times in a row. Who starts a server, or ends one, holds a second
//! file, so that nobody joins a server that is about to end.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::guard;
use crate::product::Product;
use crate::{account, machine};

/// Arguments: the signal, the folder to remove, the two lock files, the command.
/// Ends the server five seconds after its last user, and while nobody is about to become one.
const UNTIL_UNUSED: &str = r#"
signal=$1 doomed=$2 starting=$3 using=$4; shift 4
"$@" </dev/null >>server.log 2>&1 &
server=$!; echo $server >server.pid
exec 8>"$starting" 9>"$using"
idle=0
while sleep 1; do
    if flock -n 8; then
        if flock -n 9; then idle=$((idle + 1)); flock -u 9; else idle=0; fi
        if [ $idle -ge 5 ]; then break; fi
        flock -u 8
    else
        idle=0
    fi
done
kill -"$signal" $server 2>/dev/null
wait $server 2>/dev/null
rm -rf "$doomed"
"#;

/// Our share in the run's server; it is held until this process ends.
#[derive(Debug)]
pub(crate) struct Share {
    /// Where the server's files are.
    pub(crate) folder: PathBuf,
    /// The port it listens on.
    pub(crate) port: u16,
    _using: File,
}

/// Joins the run's server of that product, or starts it if this is the first process that wants it.
pub(crate) fn join(product: &impl Product) -> Share {
    let root = shared_root();
    let file = |purpose: &str| root.join(format!("{}.{purpose}", product.name()));
    let (starting, using) = (file("starting"), file("using"));
    let folder = root.join(product.name());
    let only_we_start = open(&starting);
    only_we_start.lock().expect("a lock file can be locked");
    let we_use = open(&using);
    we_use.lock_shared().expect("a lock file can be locked");
    let alive = known_port(&folder).filter(|port| product.answers(&folder, *port));
    let port = alive.unwrap_or_else(|| start(product, &folder, &[&starting, &using]));
    Share { folder, port, _using: we_use }
}

/// Starts the server and writes down its port.
fn start(product: &impl Product, folder: &Path, locks: &[&Path; 2]) -> u16 {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir(folder).expect("the shared folder is ours");
    product.initialise(folder);
    let mut problem = String::new();
    // Somebody else may take the port between our look and the server's.
    for _attempt in 0..3 {
        let port = machine::free_port();
        let launch = product.launch(folder, port, &[]);
        let files = locks.map(|path| path.as_os_str().to_owned());
        let mut shell = guard::shell(UNTIL_UNUSED, &launch, &files);
        #[expect(clippy::zombie_processes, reason = "it outlives us if another process uses the server")]
        shell.stdin(Stdio::null()).spawn().expect("sh can be started");
        match guard::until_ready(folder, || product.answers(folder, port)) {
            Ok(()) => {
                product.prepare(folder, port);
                fs::write(folder.join("port"), port.to_string()).expect("the shared folder is ours");
                return port;
            }
            Err(log) => problem = log,
        }
    }
    panic!("{} does not start:\n{problem}", product.name());
}

fn known_port(folder: &Path) -> Option<u16> {
    fs::read_to_string(folder.join("port")).ok()?.trim().parse().ok()
}

/// The folder of this checkout's shared servers; another user's must not serve as ours.
fn shared_root() -> PathBuf {
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
    let checkout = env!("CARGO_MANIFEST_DIR").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let name = format!("aludel-tests-{}-{:08x}", account::user_id(), checkout as u32);
    let root = machine::temporary_root().join(name);
    let _ = fs::DirBuilder::new().mode(0o755).create(&root);
    let owner = fs::metadata(&root).expect("the folder of shared servers can be made").uid();
    assert_eq!(owner, account::user_id(), "{} belongs to somebody else: remove it", root.display());
    root
}

fn open(path: &Path) -> File {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    file.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
