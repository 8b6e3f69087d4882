//! Words: domain values in the reader's language.

pub mod store;
//! Locale: domain values → words, in English and Chinese.

pub mod findings;
