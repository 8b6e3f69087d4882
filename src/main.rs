//! The `hotseat` program: hands its arguments to the command line, and the window where there is one.

use std::process::ExitCode;

#[cfg(feature = "app")]
const WINDOW: Option<hotseat::cli::Window> =
    Some(hotseat::cli::Window { open: hotseat::app::open, shots: hotseat::app::shots });

#[cfg(not(feature = "app"))]
const WINDOW: Option<hotseat::cli::Window> = None;

fn main() -> ExitCode {
    hotseat::cli::run(WINDOW)
}
