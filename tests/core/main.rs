//! Everything the core promises, one sentence a test.
#![cfg(test)]

mod analysis;
mod badge;
mod check;
mod cli;
mod export;
mod gaming;
mod labels;
mod layers;
mod listen;
mod macros;
mod manual;
mod models;
mod new;
mod progress;
mod qa;
mod punctuation;
mod random;
mod report;
mod rescore;
mod review;
mod reviewing;
mod score;
mod session;
mod shipped;
mod stats;
mod store;
mod xapi;
