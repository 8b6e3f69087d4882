//! The command line: subcommands, and where the user's data lies.

pub mod data;
pub mod check;
