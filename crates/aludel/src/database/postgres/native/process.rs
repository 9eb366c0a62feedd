//! The process id that the server announced, which tells a pooler from a server.
//!
//! A pooler announces an id of its own, while `pg_backend_pid()` answers with the server's.
//! tokio-postgres keeps the announced one to itself, but writes it into every cancel request: so
//! one is written here, into memory, and read back.
//! <https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-CANCELREQUEST>

use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::CancelToken;
use tokio_postgres::tls::{ChannelBinding, TlsConnect, TlsStream};

/// The announced process id; none if the message has another shape than it should.
pub(super) async fn announced(token: &CancelToken) -> Option<i32> {
    let memory = Memory::default();
    token.cancel_query_raw(memory.clone(), Plain).await.ok()?;
    let written = memory.0.lock().unwrap_or_else(PoisonError::into_inner);
    // Length 16, the code 80877102, process id, key; a request for TLS may stand before it.
    let message = written.get(written.len().checked_sub(16)?..)?;
    let number = |at: usize| Some(i32::from_be_bytes(message.get(at..at + 4)?.try_into().ok()?));
    (number(0)? == 16 && number(4)? == 80_877_102).then(|| number(8))?
}

/// A stream that keeps what is written, and says `S`, "go on with TLS", to whoever reads.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl AsyncRead for Memory {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() > 0 {
            buffer.put_slice(b"S");
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Memory {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl TlsStream for Memory {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

/// "TLS" that changes nothing.
struct Plain;

impl TlsConnect<Memory> for Plain {
    type Stream = Memory;
    type Error = io::Error;
    type Future = Ready<Result<Memory, io::Error>>;

    fn connect(self, stream: Memory) -> Self::Future {
        ready(Ok(stream))
    }
}
