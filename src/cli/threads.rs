//! The threads that all work is divided between.

use std::error::Error as _;
use std::num::NonZero;
use std::thread::available_parallelism;

use rayon::ThreadPoolBuilder;

use super::fault::Fault;

/// More do no work faster, and each takes memory.
const MOST: usize = 64;

/// Makes the threads, as many as `RAYON_NUM_THREADS` asks for or else as the machine has processors. A system that
/// gives none would otherwise be found out in the middle of the work, where nobody can answer for it.
pub(super) fn begin() -> Result<(), Fault> {
    let asked = std::env::var("RAYON_NUM_THREADS").ok();
    let processors = available_parallelism().map_or(1, NonZero::get);
    match ThreadPoolBuilder::new().num_threads(number(asked.as_deref(), processors)).build_global() {
        // An error without a source is that there are threads already: another run in the same process made them.
        Err(error) if error.source().is_some() => Err(Fault::Threads(error)),
        _ => Ok(()),
    }
}

fn number(asked: Option<&str>, processors: usize) -> usize {
    let asked = asked.and_then(|asked| asked.trim().parse().ok()).filter(|&number| number > 0);
    asked.unwrap_or(processors).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_more_threads_than_are_of_use() {
        assert_eq!(number(None, 8), 8);
        assert_eq!(number(Some("3"), 8), 3);
        for odd in ["", "0", "-1", "many"] {
            assert_eq!(number(Some(odd), 8), 8, "{odd}");
        }
        assert_eq!(number(Some("99999"), 8), MOST);
        assert_eq!(number(None, 256), MOST);
    }
}
