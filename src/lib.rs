//! Hotseat, the flight simulator for customer service.

pub mod scenario;
pub mod listen;
