//! A TCP proxy between a client and a server that breaks the connection where the test wants it.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// A proxy in front of a server; dropping it closes all its connections.
#[derive(Debug)]
pub struct Proxy {
    shared: Arc<Shared>,
}

/// Starts a proxy on a loopback port; `upstream` is `host:port`.
///
/// # Panics
///
/// When no port can be bound.
pub fn proxy(upstream: &str) -> Proxy {
    let (listener, address) = listen(SocketAddr::from(([127, 0, 0, 1], 0)));
    let shared = Arc::new(Shared { address, upstream: upstream.to_owned(), ..Shared::empty() });
    accept(listener, Arc::clone(&shared));
    Proxy { shared }
}

impl Proxy {
    /// The loopback port to connect to.
    pub fn port(&self) -> u16 {
        self.shared.address.port()
    }

    /// Closes all connections now; new ones are served.
    pub fn cut_now(&self) {
        self.shared.cut();
    }

    /// Closes all connections once clients have sent that many more bytes.
    pub fn cut_after(&self, bytes: u64) {
        self.shared.state().rule = Rule::Bytes(bytes);
    }

    /// Closes all connections when a client sends this text: the server never sees it.
    pub fn cut_before(&self, text: &str) {
        self.shared.state().rule = Rule::Before(text.as_bytes().to_vec());
    }

    /// Closes all connections right after a client sends this text: the server gets it, and its
    /// answer is lost.
    pub fn cut_behind(&self, text: &str) {
        self.shared.state().rule = Rule::Behind(text.as_bytes().to_vec());
    }

    /// Closes all connections and refuses new ones, as a machine without the server does.
    pub fn refuse(&self) {
        self.shared.refusing.store(true, Ordering::SeqCst);
        // The listener notices when somebody knocks.
        let _ = TcpStream::connect(self.shared.address);
        while self.shared.listening.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(1));
        }
        self.shared.cut();
    }

    /// Takes connections again, on the same port.
    pub fn accept_again(&self) {
        if self.shared.refusing.swap(false, Ordering::SeqCst) {
            let (listener, _) = listen(self.shared.address);
            accept(listener, Arc::clone(&self.shared));
        }
    }

    /// Keeps connections open and passes nothing on, as a network that drops packets does.
    pub fn stall(&self, stalled: bool) {
        self.shared.stalled.store(stalled, Ordering::SeqCst);
    }

    /// How many connections were accepted so far.
    pub fn connections(&self) -> u64 {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// How often clients asked and servers answered so far: the turns from answer to question.
    pub fn round_trips(&self) -> u64 {
        self.shared.round_trips.load(Ordering::SeqCst)
    }

    /// Whether a rule has cut the connections since it was set.
    pub fn has_cut(&self) -> bool {
        self.shared.has_cut.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.refuse();
    }
}

#[derive(Debug)]
struct Shared {
    address: SocketAddr,
    upstream: String,
    refusing: AtomicBool,
    listening: AtomicBool,
    stalled: AtomicBool,
    has_cut: AtomicBool,
    accepted: AtomicU64,
    round_trips: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    rule: Rule,
    /// The client's and the server's side of each connection.
    streams: Vec<(TcpStream, TcpStream)>,
}

#[derive(Debug)]
enum Rule {
    Pass,
    Bytes(u64),
    Before(Vec<u8>),
    Behind(Vec<u8>),
}

/// What a rule says about one piece of a client's traffic.
enum Verdict {
    Pass,
    /// Pass on that many bytes of the piece, then cut.
    Cut(usize),
}

impl Shared {
    fn empty() -> Shared {
        Shared {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            upstream: String::new(),
            refusing: AtomicBool::new(false),
            listening: AtomicBool::new(false),
            stalled: AtomicBool::new(false),
            has_cut: AtomicBool::new(false),
            accepted: AtomicU64::new(0),
            round_trips: AtomicU64::new(0),
            state: Mutex::new(State { rule: Rule::Pass, streams: Vec::new() }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cut(&self) {
        for (client, server) in self.state().streams.drain(..) {
            close(&client, &server);
        }
    }

    /// Applies the rule to a piece; `seen` is the end of what this client sent before.
    fn judge(&self, seen: &mut Vec<u8>, piece: &[u8]) -> Verdict {
        let mut state = self.state();
        seen.extend_from_slice(piece);
        let verdict = match &mut state.rule {
            Rule::Pass => Verdict::Pass,
            Rule::Bytes(left) if *left > piece.len() as u64 => {
                *left -= piece.len() as u64;
                Verdict::Pass
            }
            Rule::Bytes(left) => Verdict::Cut(usize::try_from(*left).unwrap_or(piece.len())),
            Rule::Before(text) if contains(seen, text) => Verdict::Cut(0),
            Rule::Behind(text) if contains(seen, text) => Verdict::Cut(piece.len()),
            Rule::Before(_) | Rule::Behind(_) => Verdict::Pass,
        };
        if matches!(verdict, Verdict::Cut(_)) {
            state.rule = Rule::Pass;
            self.has_cut.store(true, Ordering::SeqCst);
        }
        // A text may come in two pieces; it is short, so the end of what was seen is enough.
        let keep = seen.len().saturating_sub(4096);
        seen.drain(..keep);
        verdict
    }
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len().max(1)).any(|window| window == needle)
}

fn listen(address: SocketAddr) -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind(address).expect("a loopback port can be bound");
    let address = listener.local_addr().expect("a bound socket has an address");
    (listener, address)
}

fn accept(listener: TcpListener, shared: Arc<Shared>) {
    shared.listening.store(true, Ordering::SeqCst);
    thread::spawn(move || {
        while let Ok((client, _)) = listener.accept() {
            if shared.refusing.load(Ordering::SeqCst) {
                break;
            }
            shared.accepted.fetch_add(1, Ordering::SeqCst);
            connect(client, &shared);
        }
        drop(listener);
        shared.listening.store(false, Ordering::SeqCst);
    });
}

fn connect(client: TcpStream, shared: &Arc<Shared>) {
    // A server that is not there: the client's connection closes at once.
    let Ok(server) = TcpStream::connect(&shared.upstream) else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    let (Ok(client_twin), Ok(server_twin)) = (client.try_clone(), server.try_clone()) else { return };
    let (Ok(client_again), Ok(server_again)) = (client.try_clone(), server.try_clone()) else { return };
    shared.state().streams.push((client_again, server_again));
    let answered = Arc::new(AtomicBool::new(true));
    let (up, up_answered) = (Arc::clone(shared), Arc::clone(&answered));
    thread::spawn(move || pass_questions(client, server, &up, &up_answered));
    let down = Arc::clone(shared);
    thread::spawn(move || pass_answers(server_twin, client_twin, &down, &answered));
}

fn pass_questions(mut from: TcpStream, mut to: TcpStream, shared: &Shared, answered: &AtomicBool) {
    let mut buffer = [0; 16 * 1024];
    let mut seen = Vec::new();
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        wait_while_stalled(shared);
        if answered.swap(false, Ordering::SeqCst) {
            shared.round_trips.fetch_add(1, Ordering::SeqCst);
        }
        let (length, cut) = match shared.judge(&mut seen, &buffer[..count]) {
            Verdict::Pass => (count, false),
            Verdict::Cut(length) => (length, true),
        };
        if cut {
            // Towards the client first, so that no answer to these last bytes reaches it.
            let _ = from.shutdown(Shutdown::Both);
        }
        if to.write_all(&buffer[..length]).is_err() || cut {
            if cut {
                shared.cut();
            }
            break;
        }
    }
    close(&from, &to);
}

fn pass_answers(mut from: TcpStream, mut to: TcpStream, shared: &Shared, answered: &AtomicBool) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        wait_while_stalled(shared);
        answered.store(true, Ordering::SeqCst);
        // When the client is gone the answers are still read: an unread one would reset the connection,
        // and the server might lose what it was sent.
        let _ = to.write_all(&buffer[..count]);
    }
    let _ = (to.shutdown(Shutdown::Both), from.shutdown(Shutdown::Both));
}

/// Closes a connection as a lost client does: nothing reaches the client any more, and the server
/// reads what was sent, and then the end.
fn close(client: &TcpStream, server: &TcpStream) {
    let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Write));
}

fn wait_while_stalled(shared: &Shared) {
    while shared.stalled.load(Ordering::SeqCst) && !shared.refusing.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client;
    use crate::database::{Dialect, Login};
    use crate::postgres::postgres;

    fn by(proxy: &Proxy, login: &Login) -> Login {
        Login { host: "127.0.0.1".to_owned(), port: proxy.port(), ..login.clone() }
    }

    #[test]
    fn connections_are_cut_before_or_behind_a_text() {
        let Some(server) = postgres() else { return };
        let database = server.database();
        let proxy = proxy(&database.address_of_server());
        let login = by(&proxy, server.login());
        let ask = |sql: &str| client::ask_server(Dialect::Postgres, &login, database.name(), sql);
        assert_eq!(ask("create table one (a int)"), Ok(vec![]));
        proxy.cut_before("table two");
        assert!(ask("create table two (a int)").is_err());
        assert!(proxy.has_cut());
        assert_eq!(database.tables(), ["one"]);
        proxy.cut_behind("table two");
        assert!(ask("create table two (a int)").is_err());
        for _ in 0..100 {
            if database.tables() == ["one", "two"] {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(database.tables(), ["one", "two"]);
        proxy.cut_after(20);
        assert!(ask("select 1").is_err());
        assert!(ask("select 1").is_ok());
    }

    #[test]
    fn connections_are_refused_and_taken_again() {
        let Some(server) = postgres() else { return };
        let proxy = proxy(&format!("127.0.0.1:{}", server.port()));
        let login = by(&proxy, server.login());
        let ask = || client::ask_server(Dialect::Postgres, &login, "postgres", "select 1");
        proxy.refuse();
        assert!(ask().is_err_and(|error| error.contains("refused")));
        proxy.accept_again();
        assert!(ask().is_ok());
        assert_eq!(proxy.connections(), 1);
        assert!(proxy.round_trips() >= 2, "{}", proxy.round_trips());
    }
}
