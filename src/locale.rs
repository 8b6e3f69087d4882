//! Locale: domain values → words, in English and Chinese.

pub mod findings;
