//! Files that the program makes for authors, and changes that it makes in theirs.
//!
//! In: a request. Out, for a new site or record ([`init`], [`create`], [`import`]): files that do not exist yet. For a
//! claim to append or an excerpt to spell as its archive does ([`clip`], [`fix`]): the text of a file of `content/`
//! with a few bytes inserted or replaced, or nothing if that is not safe beyond doubt. Every change is read back, and a
//! new text is returned only if it says what the old one said, and the request besides. For a look around
//! ([`examine`]): what is missing. Never here: an overwritten file, a changed byte that the request does not concern
//! (comments, layout, line ends), a word of an excerpt, or the disk except through `files`.

mod append;
mod clip;
mod create;
mod doctor;
mod fix;
mod identifier;
mod import;
mod init;
mod template;
mod tree;

pub use append::{Stub, append_claim};
pub use clip::{ClipError, ClipRequest, Clipped, Taken, clip};
pub use create::{CreateError, Created, NewKind, Subject, create};
pub use doctor::{Finding, State, examine};
pub use fix::{Fix, Fixed, fix};
pub use identifier::propose;
pub use import::{ImportError, Left, Reference, import};
pub use init::{InitError, NewFile, init, new_site};
pub use template::{TemplateError, copy_template, template_names};
