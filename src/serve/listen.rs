use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;

use super::desk::Desk;
use super::error::ServeError;
use super::http::{Server, router};
use super::index::Index;
use super::notice::Notice;
use super::rebuild::Rebuild;
use super::watch::Watch;
use crate::stages::CompileOptions;

/// The port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This one or none; 0 lets the system choose.
    Exactly(u16),
    /// This one or, if it is taken, one of the next.
    From(u16),
}

/// How many ports are tried.
const TRIED: u16 = 20;

/// Serves a site over loopback until the user interrupts it.
///
/// # Errors
/// If there is no port to listen on. What is wrong with the site is shown and told, and ends nothing.
pub fn serve(
    root: &Path,
    options: CompileOptions,
    port: Port,
    polls: bool,
    notify: impl Fn(&Notice<'_>) + Clone + Send + 'static,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        let (listeners, at) = listen(port).await?;
        notify(&Notice::Listening(at));
        let desk = Arc::new(Desk::default());
        let (watch, changes) = Watch::new(root, polls);
        let (index, (published, editions)) = (Arc::new(Index::new()?), channel());
        let rebuild = Rebuild::new(root, options, Arc::clone(&desk), watch, changes, published, notify.clone());
        // Neither is waited for at the end: they write nothing, so they can be left in the middle of their work.
        std::thread::Builder::new().name("rebuild".to_owned()).spawn(move || rebuild.run())?;
        let (kept, read) = (Arc::clone(&index), Arc::clone(&desk));
        std::thread::Builder::new().name("keep".to_owned()).spawn(move || kept.keep(&read, &editions, notify))?;
        for listener in listeners {
            let router = router(Server { desk: Arc::clone(&desk), index: Arc::clone(&index), port: at.port() });
            // A message is one small packet, which must not wait for a second.
            let listener = listener.tap_io(|stream| {
                let _ = stream.set_nodelay(true);
            });
            tokio::spawn(async move { axum::serve(listener, router).await });
        }
        interrupted().await?;
        Ok(())
    });
    // Open pages hold their connections for ever: they are cut.
    runtime.shutdown_background();
    served
}

/// Listens on both names of this machine, where it has both.
async fn listen(port: Port) -> Result<(Vec<TcpListener>, SocketAddr), ServeError> {
    let (first, last) = match port {
        Port::Exactly(port) => (port, port),
        Port::From(port) => (port, port.saturating_add(TRIED)),
    };
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in first..=last {
        match listen_on(port, first != last).await {
            Ok(found) => return Ok(found),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failure = error,
            Err(source) => return Err(ServeError::Listen { port, source }),
        }
    }
    Err(ServeError::Listen { port: first, source: failure })
}

async fn listen_on(port: u16, needs_both: bool) -> io::Result<(Vec<TcpListener>, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let at = listener.local_addr()?;
    let mut listeners = vec![listener];
    match TcpListener::bind((Ipv6Addr::LOCALHOST, at.port())).await {
        Ok(listener) => listeners.push(listener),
        // `localhost` would lead some browsers to whoever has it.
        Err(error) if needs_both && error.kind() == io::ErrorKind::AddrInUse => return Err(error),
        Err(_) => {}
    }
    Ok((listeners, at))
}

/// Waits until the user, or the system, wants the server to end.
async fn interrupted() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupt = tokio::signal::ctrl_c() => interrupt,
        _ = terminated.recv() => Ok(()),
    }
}
