//! Hotseat, the flight simulator for customer service.

pub mod scenario;
pub mod listen;
pub mod session;
pub mod score;
pub mod progress;
pub mod store;
pub mod locale;
pub mod cli;
