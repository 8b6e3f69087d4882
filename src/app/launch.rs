//! What the window is started with.

use bevy::prelude::{Deref, Resource};

/// What the window is started with.
#[derive(Resource, Clone, Debug, Deref)]
pub struct Launch(pub crate::cli::Launch);
