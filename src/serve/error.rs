use std::io;

/// Why a site cannot be served at all. What is wrong with the site itself is shown, and ends nothing.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or not this user's to take.
    #[error("cannot listen on port {port}: {source}; name another with `--port N`")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// The system gives no threads, signals or sockets.
    #[error("cannot serve: {0}")]
    System(#[from] io::Error),
}
