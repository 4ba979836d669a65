use std::time::{Duration, Instant};

/// How long each stage took, in the order in which they ran.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Runs a stage and notes its time.
    pub fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = run();
        self.stages.push((stage, start.elapsed()));
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
