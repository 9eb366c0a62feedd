//! Ends a running statement from a second connection.
//!
//! A server acts on a cancel request as soon as it has read it. PgBouncer passes it on, and forgets
//! it when the client is gone before it could: so here the connection stays open until the other
//! side closes it, as libpq does. tokio-postgres does not wait.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, UnixStream};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, NoTls, TlsConnect, TlsStream};
use tokio_postgres::{CancelToken, Error};

use super::super::endpoint::Place;
use super::tls::Connector;

/// Asks the server to end what the session does.
pub(super) async fn cancel(token: &CancelToken, tls: &Connector) -> Result<(), Error> {
    match tls {
        Connector::Plain => token.cancel_query(NoTls).await,
        Connector::Encrypted(tls) => token.cancel_query((**tls).clone()).await,
    }
}

/// Asks the pooler to have the server end what the session does.
pub(super) async fn cancel_pooled(token: &CancelToken, tls: &Connector, place: &Place) -> Option<()> {
    if place.is_socket() {
        let socket = UnixStream::connect(place.socket()).await.ok()?;
        return request(token, tls, &place.host, socket).await;
    }
    let socket = match place.address {
        Some(address) => TcpStream::connect((address, place.port)).await.ok()?,
        None => TcpStream::connect((place.host.as_str(), place.port)).await.ok()?,
    };
    request(token, tls, &place.host, socket).await
}

async fn request<S>(token: &CancelToken, tls: &Connector, host: &str, socket: S) -> Option<()>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let socket = Waiting(socket);
    match tls {
        Connector::Plain => token.cancel_query_raw(socket, WaitingConnect(NoTls)).await.ok(),
        Connector::Encrypted(tls) => {
            let mut tls = (**tls).clone();
            let tls = MakeTlsConnect::<Waiting<S>>::make_tls_connect(&mut tls, host).ok()?;
            token.cancel_query_raw(socket, WaitingConnect(tls)).await.ok()
        }
    }
}

/// A stream that is closed only once the other side has closed it.
struct Waiting<S>(S);

impl<S: AsyncRead + Unpin> AsyncRead for Waiting<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Waiting<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut bytes = [0; 16];
            let mut buffer = ReadBuf::new(&mut bytes);
            let read = ready!(Pin::new(&mut self.0).poll_read(context, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

impl<S: TlsStream + Unpin> TlsStream for Waiting<S> {
    fn channel_binding(&self) -> ChannelBinding {
        self.0.channel_binding()
    }
}

/// Makes such a stream of an encrypted one.
struct WaitingConnect<T>(T);

impl<S, T> TlsConnect<S> for WaitingConnect<T>
where
    T: TlsConnect<S>,
    T::Future: Send + 'static,
{
    type Stream = Waiting<T::Stream>;
    type Error = T::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Stream, Self::Error>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        let connecting = self.0.connect(stream);
        Box::pin(async move { connecting.await.map(Waiting) })
    }
}
