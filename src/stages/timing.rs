use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Progress;

/// How long each stage took, in the order in which they ran; and who hears of it while it runs.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
    progress: Progress,
}

impl Timings {
    /// Of a run that somebody may listen to.
    #[must_use]
    pub const fn new(progress: Progress) -> Self {
        Self { stages: Vec::new(), progress }
    }

    /// Runs a stage and notes its time.
    pub fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        self.time_steps(stage, 0, |_| run())
    }

    /// Runs a stage of so many steps, which tells when one is done, and notes its time.
    pub fn time_steps<T>(&mut self, stage: &'static str, steps: usize, run: impl FnOnce(&Progress) -> T) -> T {
        self.progress.begin(stage, steps);
        let (result, time) = timed(|| run(&self.progress));
        self.note(stage, time);
        result
    }

    /// Notes the time of a stage that ran beside another.
    pub fn note(&mut self, stage: &'static str, time: Duration) {
        self.stages.push((stage, time));
    }

    /// The stages and their times.
    #[must_use]
    pub fn stages(&self) -> &[(&'static str, Duration)] {
        &self.stages
    }
}

/// Does some work, and says how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Time that several threads spent on one kind of work, added up.
#[derive(Debug, Default)]
pub(super) struct ThreadTime {
    nanoseconds: AtomicU64,
}

impl ThreadTime {
    /// Does some of the work and counts its time.
    pub(super) fn spend<T>(&self, work: impl FnOnce() -> T) -> T {
        let (result, time) = timed(work);
        let spent = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(spent, Ordering::Relaxed);
        result
    }

    /// All of it.
    pub(super) fn total(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }
}
