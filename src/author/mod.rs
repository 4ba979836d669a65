//! What authors are spared: changes that the program makes in their files.
//!
//! In: a text of `content/` and a wish (append this claim, write this excerpt in its archive's spelling). Out: the text
//! with a few bytes put in or exchanged, or nothing if that cannot be done without a doubt. Every change is read back:
//! a new text is given only if it says what the former one said, and the wish besides. Never here: a byte that the wish
//! does not concern (comments, layout, line ends), a word of an excerpt, or the disk but through `files`.

mod append;
mod clip;
mod fix;
mod identifier;
mod tree;

pub use append::{Stub, append_claim};
pub use clip::{ClipError, ClipRequest, Clipped, Taken, clip};
pub use fix::{Fix, Fixed, fix};
pub use identifier::propose;
