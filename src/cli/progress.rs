//! One line on a terminal that says how far a run is.
//!
//! It appears after a second, is redrawn in place, and is gone before anything else is written. Where standard error is
//! no terminal, no [`Line`] is made at all.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use crate::stages::Listener;

/// What takes no longer than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Between two drawings.
const INTERVAL: Duration = Duration::from_millis(200);

/// Clears a terminal's line and goes to its beginning.
const CLEAR: &str = "\r\u{1b}[K";

/// What is being done.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The stage and the number of its steps, 0 where they are not counted.
    stage: Mutex<(&'static str, usize)>,
    done: AtomicUsize,
}

impl Listener for Line {
    fn begin(&self, stage: &'static str, steps: usize) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = (stage, steps);
        self.done.store(0, Ordering::Relaxed);
    }

    fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Line {
    /// Draws the line until the work is done.
    pub(super) fn shown_while<T>(&self, run: impl FnOnce() -> T) -> T {
        let (end, ended) = channel::<()>();
        let begun = Instant::now();
        thread::scope(|scope| {
            let drawing = move || {
                let mut is_drawn = false;
                while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                    if begun.elapsed() >= PATIENCE {
                        draw(&format!("{CLEAR}{}", self.text()));
                        is_drawn = true;
                    }
                }
                if is_drawn {
                    draw(CLEAR);
                }
            };
            // Where there is no thread to be had, no line is drawn.
            let _ = Builder::new().spawn_scoped(scope, drawing);
            let done = run();
            drop(end);
            done
        })
    }

    /// "render and publish: 1200 of 4000"
    fn text(&self) -> String {
        let (stage, steps) = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        match steps {
            0 => format!("{stage} …"),
            _ => format!("{stage}: {} of {steps}", self.done.load(Ordering::Relaxed).min(steps)),
        }
    }
}

/// That a terminal cannot be drawn on is nothing that could be said anywhere.
fn draw(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_the_stage_and_its_steps() {
        let line = Line::default();
        line.begin("verify", 0);
        assert_eq!(line.text(), "verify …");
        line.begin("render and publish", 3);
        line.step();
        line.step();
        assert_eq!(line.text(), "render and publish: 2 of 3");
        line.begin("check", 0);
        assert_eq!(line.text(), "check …");
    }

    #[test]
    fn work_that_is_done_soon_waits_for_no_line() {
        let begun = Instant::now();
        assert_eq!(Line::default().shown_while(|| 7), 7);
        assert!(begun.elapsed() < Duration::from_secs(1));
    }
}
