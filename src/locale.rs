//! Domain values in words, English and Simplified Chinese.
//!
//! Every wording is a `match` over the value, so that a value without words in one of the languages does not compile.

pub mod analysis;
pub mod assignment;
pub mod audit;
pub mod badge;
pub mod handover;
pub mod items;
pub mod live;
pub mod names;
pub mod lexicon;
pub mod causes;
pub mod debrief;
pub mod rejected;
pub mod report;
pub mod rescore;
pub mod reviewing;
pub mod rollup;
pub mod rubric;
pub mod findings;
pub mod files;
pub mod progress;
pub mod store;
pub mod team;
pub mod problem;
mod problem_en;
mod problem_zh;
