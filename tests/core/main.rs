//! Everything the core promises, one sentence a test.

mod layers;
mod manual;
#[cfg(test)]
mod new;
#[cfg(test)]
mod store;
