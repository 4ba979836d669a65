//! The program. Everything that it does is in the library.

use std::process::ExitCode;

/// Views and their values are many short strings, made and dropped by several threads: the system's allocator takes a
/// third of a build for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    sourcebook::cli::run(std::env::args_os())
}
