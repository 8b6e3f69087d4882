//! Everything the core promises, one sentence a test.

mod layers;
mod manual;
mod new;
mod store;
