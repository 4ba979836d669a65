//! The only door to the disk.
//!
//! In: paths. Out: texts with identities ([`Files`]), and files written. Never here: the meaning of a file. A fault
//! that a stranger's content can cause (a link, a file too large, bytes that are not UTF-8) is a [`Problem`], a value
//! that later layers report beside all others. A fault of the machine is a [`FileError`]. No other folder of the crate
//! names `std::fs`; `clippy.toml` sees to that.

mod alike;
mod archive;
mod canonical;
mod change;
mod checksum;
mod deceptive;
mod error;
mod fingerprint;
mod folder;
mod hex;
mod lock;
mod name;
mod problem;
mod read;
mod readings;
mod span;
mod stamp;
mod standing;
mod store;
mod write;

pub use alike::{Clash, clashes, folded, shows_nothing, split_folders};
pub use archive::{ArchiveFile, ArchiveFolders, Archived};
pub use canonical::write_canonical;
pub use change::{
    Copied, Durability, copy_new, copy_rights, create_folders, exchange, link_or_copy, open_folders, prune,
    remove_file, remove_tree, rename, write_new,
};
pub use checksum::Checksum;
pub use deceptive::{escaped_json, is_deceptive, one_line, turns_direction};
pub use error::{FileError, Operation, shortened, shown};
pub use fingerprint::Fingerprint;
pub use folder::{Folder, Stored, look_through_folder, read_folder};
pub use hex::hex;
pub use lock::Lock;
pub use name::{DEVICE, is_device, name_fault};
pub use problem::{Limits, Problem, ProblemKind};
pub use read::{Tree, read_bytes, read_optional_text, read_tree};
pub use readings::Readings;
pub use span::{LineColumn, Span, Spanned};
pub use stamp::Stamp;
pub use standing::{Identity, Kind, Standing, list, look, look_through, real_path, same_content, writable};
pub use store::{FileId, Files};
pub use write::{create_atomically, exists, place_below, write_atomically};
