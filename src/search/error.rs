/// Why there is no index. Entries are words and addresses, and any will do: this is a failure of the environment.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The system refuses a thread, or has lost the folder that the program runs in.
    #[error("the search index cannot be made: {0}")]
    System(#[from] std::io::Error),
    /// Pagefind's own reason.
    #[error("the search index cannot be made: {0}")]
    Index(String),
}
