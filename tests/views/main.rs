//! What a person sees and does in the views, through labels.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where something is wrong"
)]

mod arrival;
mod avatar;
mod debrief;
mod desk;
mod lazily;
mod refusal;
mod screens;
mod seat;
mod theme;
