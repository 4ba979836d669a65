//! What authors are spared: files that the program makes for them, and changes that it makes in theirs.
//!
//! In: a wish. Out, of a new site or record ([`init`], [`create`], [`import`]): files that stand nowhere yet. Of a
//! claim to append or an excerpt to spell as its archive does ([`clip`], [`fix`]): the text of a file of `content/`
//! with a few bytes put in or exchanged, or nothing if that cannot be done without a doubt; every change is read back,
//! and a new text is given only if it says what the former one said, and the wish besides. Of a look around
//! ([`examine`]): what is missing. Never here: a file that is overwritten, a byte that the wish does not concern
//! (comments, layout, line ends), a word of an excerpt, or the disk but through `files`.

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
