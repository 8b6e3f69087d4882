//! Views: egui panels that draw values and return intents; they know no Bevy, no clock and no disk.

pub mod theme;
pub mod parts;
pub mod debrief;
