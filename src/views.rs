//! Views: egui panels that draw values and return intents; they know no Bevy, no clock and no disk.

mod ring;
pub mod theme;
pub mod parts;
pub mod lazily;
pub mod avatar;
pub mod page;
mod refusal;
pub mod tiles;
pub mod face;
pub mod help;
pub mod shell;
pub mod arrival;
mod transcript;
pub mod profile;
pub mod library;
pub mod home;
pub mod team;
pub mod briefing;
pub mod settings;
pub mod desk;
pub mod seat;
pub mod wrap_up;
pub mod debrief;

pub use refusal::refusal;
