use std::fmt::Debug;
use std::sync::Arc;

/// Whoever wants to know how far a run is. Called from several threads.
pub trait Listener: Debug + Send + Sync {
    /// A stage begins; of so many steps, or of 0 where they are not counted.
    fn begin(&self, stage: &'static str, steps: usize);
    /// A step of the stage is done.
    fn step(&self);
}

/// Tells a listener, if there is one, how far a run is. Passed to the stages as a value; they do the same work either
/// way.
#[derive(Debug, Clone, Default)]
pub struct Progress(Option<Arc<dyn Listener>>);

impl Progress {
    /// Told to a listener.
    #[must_use]
    pub fn to(listener: Arc<dyn Listener>) -> Self {
        Self(Some(listener))
    }

    /// A stage begins.
    pub fn begin(&self, stage: &'static str, steps: usize) {
        if let Some(listener) = &self.0 {
            listener.begin(stage, steps);
        }
    }

    /// A step of it is done.
    pub fn step(&self) {
        if let Some(listener) = &self.0 {
            listener.step();
        }
    }
}
