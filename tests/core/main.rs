//! Everything the core promises, one sentence a test.

mod store;
