//! Words: domain values in the reader's language.

pub mod store;
