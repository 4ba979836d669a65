//! The program. Everything that it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    sourcebook::cli::run(std::env::args_os())
}
